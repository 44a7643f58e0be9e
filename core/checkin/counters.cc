#include "core/checkin/counters.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

#include "core/store/file_lock.h"

namespace porchlight {
namespace {

constexpr std::uint64_t kLeastShown = 10;
constexpr std::chrono::hours kHourOfDay{9};  ///< UTC: night in all of Canada and the United States.
constexpr auto kLookEvery = std::chrono::seconds{20};
constexpr std::string_view kHeader = "month\tcounted\tof\twhat\tcount";
/// Of files from before needs were counted: outcomes alone.
constexpr std::string_view kOldHeader = "month\tservice\toutcome\tcount";

constexpr std::array<std::string_view, 2> kCounted = {"outcome", "unmet"};

constexpr std::array<std::string_view, 6> kOutcomes = {"reached",       "full",      "closed",
                                                       "wrong_details", "not_a_fit", "turned_away"};

std::string month_of(Instant at) {
    return format_day(std::chrono::floor<std::chrono::days>(at)).substr(0, sizeof("2026-11") - 1);
}

/// The first day on which a month may be shown: it is over then, and another one too.
bool may_show(const std::string& month, Instant now) {
    const auto first = parse_day(month + "-01");
    if (!first) return false;
    const std::chrono::year_month_day day{*first};
    const auto shown_from = day + std::chrono::months{2};
    return now >= Instant{std::chrono::sys_days{shown_from}};
}

Instant next_hour(Instant now) {
    const auto today = std::chrono::floor<std::chrono::days>(now) + kHourOfDay;
    return now < today ? Instant{today} : Instant{today + std::chrono::days{1}};
}

std::optional<std::pair<CounterKey, std::uint64_t>> read_line(const std::string& line) {
    std::array<std::string, 5> cells;
    std::size_t at = 0;
    for (std::size_t i = 0; i < cells.size() && at <= line.size(); ++i) {
        const auto end = std::min(line.find('\t', at), line.size());
        cells[i] = line.substr(at, end - at);
        at = end + 1;
    }
    const auto counted = std::find(kCounted.begin(), kCounted.end(), cells[1]);
    if (counted == kCounted.end()) return std::nullopt;
    CounterKey key{cells[0], static_cast<Counted>(counted - kCounted.begin()), cells[2], cells[3]};
    std::uint64_t count = 0;
    const auto& number = cells[4];
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), count);
    const bool whole = at == line.size() + 1 && error == std::errc{} &&
                       end == number.data() + number.size() && !number.empty();
    const bool known = key.counted == Counted::unmet ? !key.what.empty()
                                                     : parse_outcome(key.what).has_value();
    if (!whole || !known || key.of.empty() || !parse_day(key.month + "-01")) return std::nullopt;
    return std::pair{std::move(key), count};
}

/// Writes a file and waits until it is on the disk.
bool write_synced(const std::filesystem::path& file, const std::string& text) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return false;
    std::size_t done = 0;
    while (done < text.size()) {
        const auto written = ::write(descriptor, text.data() + done, text.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        done += static_cast<std::size_t>(written);
    }
    const bool synced = done == text.size() && ::fsync(descriptor) == 0;
    return ::close(descriptor) == 0 && synced;
}

bool sync_folder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

}  // namespace

std::string_view to_string(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)]; }

std::optional<Outcome> parse_outcome(std::string_view text) {
    const auto found = std::find(kOutcomes.begin(), kOutcomes.end(), text);
    if (found == kOutcomes.end()) return std::nullopt;
    return static_cast<Outcome>(found - kOutcomes.begin());
}

Json shown_counts(const Counts& counts, Instant now) {
    Json months = Json::array();
    for (const auto& [key, count] : counts) {
        if (count < kLeastShown || !may_show(key.month, now)) continue;
        if (months.empty() || months.back()["month"] != key.month)
            months.push_back({{"month", key.month}, {"services", Json::array()}, {"regions", Json::array()}});
        const bool unmet = key.counted == Counted::unmet;
        auto& list = months.back()[unmet ? "regions" : "services"];
        const auto* member = unmet ? "region" : "service_id";
        const Json of = key.of == kNoRegion ? Json(nullptr) : Json(key.of);
        if (list.empty() || list.back()[member] != of)
            list.push_back({{member, of}, {unmet ? "unmet" : "counts", Json::object()}});
        list.back()[unmet ? "unmet" : "counts"][key.what] = count;
    }
    return {{"least_shown", kLeastShown}, {"months", std::move(months)}};
}

CounterBook::CounterBook(std::filesystem::path file, const Clock& clock)
    : file_(std::move(file)), clock_(clock), due_(next_hour(clock.now())) {}

CounterBook::~CounterBook() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    stopping_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void CounterBook::start() {
    thread_ = std::thread([this] { run(); });
}

void CounterBook::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_.wait_for(lock, kLookEvery, [this] { return stopped_; })) {
        lock.unlock();
        // Kept in trouble_, for the operator.
        static_cast<void>(write_if_due());
        lock.lock();
    }
}

void CounterBook::count(const std::string& service_id, Outcome outcome) {
    add(Counted::outcome, service_id, std::string(to_string(outcome)));
}

void CounterBook::count_unmet(const std::string& region, const std::string& need) {
    add(Counted::unmet, region.empty() ? kNoRegion : region, need);
}

void CounterBook::add(Counted counted, const std::string& of, std::string what) {
    const std::lock_guard lock(mutex_);
    ++gathered_[{month_of(clock_.now()), counted, of, std::move(what)}];
}

Result<void> CounterBook::write_if_due() {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.now();
    if (now < due_) return {};
    due_ = next_hour(now);
    auto written = write(gathered_);
    trouble_ = written ? std::string{} : written.error().message;
    if (written) gathered_.clear();
    return written;
}

Result<void> CounterBook::write(const Counts& more) const {
    FileLock lock(file_.string() + ".lock");
    if (auto taken = lock.take(); !taken) return taken;
    auto counts = written();
    if (!counts) return tl::unexpected(counts.error());
    for (const auto& [key, count] : more) (*counts)[key] += count;
    std::string text(kHeader);
    text += '\n';
    for (const auto& [key, count] : *counts)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\n", key.month,
                            kCounted[static_cast<std::size_t>(key.counted)], key.of, key.what, count);
    const auto fresh = file_.string() + ".new";
    std::error_code error;
    const bool kept = write_synced(fresh, text) &&
                      (std::filesystem::rename(fresh, file_, error), !error) &&
                      sync_folder(file_.parent_path());
    if (kept) return {};
    return fail(ErrorKind::unavailable, "the counters can't be written", file_.string());
}

Result<Counts> CounterBook::written() const {
    std::error_code error;
    if (!std::filesystem::exists(file_, error)) return Counts{};
    std::ifstream in(file_, std::ios::binary);
    Counts out;
    std::string line;
    bool old = false;
    for (int number = 1; std::getline(in, line); ++number) {
        if (number == 1) old = line == kOldHeader;
        if (number == 1 && (old || line == kHeader)) continue;
        if (old) line.insert(std::min(line.find('\t'), line.size()), "\toutcome");
        const auto cell = read_line(line);
        if (number == 1 || !cell)
            return fail(ErrorKind::corrupt, fmt::format("counters.tsv: line {} can't be read", number));
        out[cell->first] += cell->second;
    }
    if (!in.eof()) return fail(ErrorKind::unavailable, "the counters can't be read", file_.string());
    return out;
}

std::string CounterBook::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

}  // namespace porchlight
