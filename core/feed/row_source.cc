#include "core/feed/row_source.h"

#include <array>
#include <fstream>
#include <utility>

#include "core/feed/csv_template.h"
#include "core/feed/gzip_reader.h"
#include "core/feed/json_read.h"
#include "core/feed/tabular.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

class PackageFeed final : public RowSource {
  public:
    PackageFeed(TabularFeed feed, std::string name) : feed_(std::move(feed)), name_(std::move(name)) {}

    Result<std::optional<RawRow>> next() override {
        if (at_ == feed_.size()) return std::nullopt;
        auto row = feed_.service(at_++);
        return RawRow{{}, std::move(row.service), name_ + "/" + row.file, row.line};
    }
    double progress() const override {
        return feed_.size() == 0 ? 1.0 : static_cast<double>(at_) / static_cast<double>(feed_.size());
    }
    std::string format() const override { return "HSDS " + feed_.version() + " package"; }
    std::vector<Refusal> refused() const override { return losses(Wanted::services); }
    std::vector<Refusal> unjoined() const override { return losses(Wanted::others); }

  private:
    enum class Wanted : std::uint8_t { services, others };
    std::vector<Refusal> losses(Wanted wanted) const {
        std::vector<Refusal> out;
        for (const auto& loss : feed_.losses())
            if (loss.is_service == (wanted == Wanted::services))
                out.push_back({name_ + "/" + loss.file, loss.line, {}, loss.reason});
        return out;
    }

    TabularFeed feed_;
    std::string name_;
    std::size_t at_ = 0;
};

/// The CSV template: a service a row.
class TemplateFeed final : public RowSource {
  public:
    TemplateFeed(TemplateRows rows, std::string name) : rows_(std::move(rows)), name_(std::move(name)) {}

    Result<std::optional<RawRow>> next() override {
        if (at_ == rows_.rows.size()) return std::nullopt;
        auto& row = rows_.rows[at_++];
        return RawRow{{}, std::move(row.service), name_, row.line};
    }
    double progress() const override {
        return rows_.rows.empty() ? 1.0 : static_cast<double>(at_) / static_cast<double>(rows_.rows.size());
    }
    std::string format() const override { return "CSV template"; }
    std::vector<Refusal> refused() const override {
        std::vector<Refusal> out;
        std::size_t last = 0;
        for (const auto& fault : rows_.faults)
            if (std::exchange(last, fault.line) != fault.line) out.push_back({name_, fault.line, fault.column, fault.reason});
        return out;
    }

  private:
    TemplateRows rows_;
    std::string name_;
    std::size_t at_ = 0;
};

std::string first_bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 4> bytes{};
    in.read(bytes.data(), bytes.size());
    return {bytes.data(), static_cast<std::size_t>(in.gcount())};
}

Result<std::unique_ptr<RowSource>> open_package(Result<CsvPackage> package, const std::string& name) {
    if (!package) return tl::unexpected(package.error());
    auto feed = TabularFeed::open(std::move(*package));
    if (!feed) return fail(feed.error().kind, name + ": " + feed.error().message, name);
    return std::make_unique<PackageFeed>(std::move(*feed), name);
}

Result<std::unique_ptr<RowSource>> open_csv(const fs::path& file, const std::string& name) {
    std::error_code error;
    if (fs::file_size(file, error) > kMaxPackageBytes || error) return fail(ErrorKind::bad_request, name + " is too large", name);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto table = parse_csv(name, bytes);
    if (!table) return tl::unexpected(table.error());
    if (!is_template(*table))
        return fail(ErrorKind::bad_request, name + " is one table: give the folder or zip file of the whole package, or the CSV template", name);
    auto rows = read_template(*table, nullptr);
    if (!rows) return tl::unexpected(rows.error());
    return std::make_unique<TemplateFeed>(std::move(*rows), name);
}

/// By the name, or by what it begins with where the name promises nothing else.
bool is_xml(const fs::path& file, std::string lower) {
    if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
    if (lower.ends_with(".xml")) return true;
    if (lower.ends_with(".json") || lower.ends_with(".ndjson") || lower.ends_with(".jsonl")) return false;
    auto reader = GzipReader::open(file);
    std::string head;
    if (!reader || !reader->read(head)) return false;
    std::string_view text = head;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return trimmed(text).starts_with('<');
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_feed(const fs::path& file) {
    std::error_code error;
    auto name = file.filename().string();
    if (name.empty()) name = file.parent_path().filename().string();
    if (!fs::exists(file, error)) return fail(ErrorKind::bad_request, name + " doesn't exist", name);
    if (fs::is_directory(file, error)) {
        if (!fs::exists(file / "services.csv", error) && !fs::exists(file / "data" / "services.csv", error))
            if (auto pages = open_json_pages(file); !pages || *pages) return pages;
        return open_package(read_folder(file), name);
    }
    const auto head = first_bytes(file);
    const auto lower = lower_ascii(name);
    const bool is_zip = head.starts_with("PK"), is_gzip = head.starts_with("\x1F\x8B");
    if (lower.ends_with(".zip") && !is_zip) return fail(ErrorKind::bad_request, name + " is not a zip file", name);
    if (lower.ends_with(".gz") && !is_gzip) return fail(ErrorKind::bad_request, name + " is not a gzip file", name);
    if (is_zip) return open_package(read_zip(file), name);
    if (lower.ends_with(".csv")) return open_csv(file, name);
    if (is_xml(file, lower)) return open_airs_feed(file);
    return open_json_feed(file);
}

}  // namespace porchlight
