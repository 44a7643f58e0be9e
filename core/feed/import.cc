#include "core/feed/import.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <future>
#include <unordered_set>

#include "core/feed/json_read.h"
#include "core/feed/row_source.h"
#include "core/feed/shape.h"

namespace porchlight {
namespace {

// A batch is enough work to be worth a thread, and little enough to be held a few times over.
constexpr std::size_t kBatchRows = 64;
constexpr std::size_t kBatchBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMostLines = 20;
constexpr std::size_t kLongestField = 60;

/// What became of one row.
struct RowOutcome {
    RowContent::Kind kind = RowContent::Kind::refused;
    std::string file;
    std::size_t line = 0;
    std::vector<Result<Converted>> services;
    std::vector<Json> sites;  ///< Kind sites: services with one site each, still to be merged.
};

/// A pointer into a row, where it is made of plain member names; a name that isn't one could be a
/// value in the wrong place, and values of rows are never reported.
std::string plain_field(const std::string& where) {
    if (where.size() > kLongestField) return {};
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '/'; };
    if (!std::all_of(where.begin(), where.end(), plain)) return {};
    // Long numbers are no positions.
    std::size_t digits = 0;
    for (const char c : where) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > 4) return {};
    }
    return where;
}

Result<Json> parse_row(RawRow& row) {
    if (row.value) return std::move(*row.value);
    return parse_json(row.text, kMaxDepth);
}

RowOutcome convert_row(RawRow row, const Converter& converter) {
    RowOutcome out{RowContent::Kind::refused, row.file, row.line, {}, {}};
    auto json = parse_row(row);
    if (!json) {
        out.services.push_back(tl::unexpected(json.error()));
        return out;
    }
    auto content = read_row(std::move(*json));
    out.kind = content.kind;
    if (content.kind == RowContent::Kind::refused)
        out.services.push_back(fail(ErrorKind::bad_request, content.reason, content.field));
    if (content.kind == RowContent::Kind::sites) out.sites = std::move(content.services);
    if (content.kind != RowContent::Kind::services) return out;
    const bool whole_row = content.services.size() == 1 && !row.text.empty();
    for (auto& service : content.services)
        out.services.push_back(converter.convert(std::move(service), whole_row ? row.text : std::string_view{}));
    return out;
}

std::vector<RowOutcome> convert_batch(std::vector<RawRow> rows, const Converter& converter) {
    std::vector<RowOutcome> out;
    out.reserve(rows.size());
    for (auto& row : rows) out.push_back(convert_row(std::move(row), converter));
    return out;
}

/// One import on its way: reads, converts, stages.
class Import {
  public:
    Import(Store& store, RowSource& rows, const ImportSettings& settings, const Converter& converter, std::int64_t id)
        : store_(store), rows_(rows), settings_(settings), converter_(converter), id_(id) {}

    Result<void> run(ImportReport& report) {
        std::deque<std::future<std::vector<RowOutcome>>> working;
        const auto finish_first = [&]() -> Result<void> {
            const auto outcomes = working.front().get();
            working.pop_front();
            return stage_all(outcomes, report);
        };
        for (bool more = true; more;) {
            auto batch = read_batch();
            if (!batch) {
                for (auto& one : working) one.wait();
                return tl::unexpected(batch.error());
            }
            more = !batch->empty();
            if (more)
                working.push_back(std::async(std::launch::async, convert_batch, std::move(*batch), std::cref(converter_)));
            while (!working.empty() && (!more || working.size() > settings_.threads))
                if (auto staged = finish_first(); !staged) return staged;
            if (settings_.on_progress) settings_.on_progress(rows_.progress(), report.services);
        }
        return stage_sites(report);
    }

  private:
    Result<std::vector<RawRow>> read_batch() {
        std::vector<RawRow> batch;
        std::size_t bytes = 0;
        while (batch.size() < kBatchRows && bytes < kBatchBytes) {
            auto row = rows_.next();
            if (!row) return tl::unexpected(row.error());
            if (!*row) break;
            bytes += (*row)->text.size();
            batch.push_back(std::move(**row));
        }
        return batch;
    }

    Result<void> stage_all(const std::vector<RowOutcome>& outcomes, ImportReport& report) {
        for (const auto& outcome : outcomes) {
            ++report.rows;
            if (outcome.kind == RowContent::Kind::no_services) ++report.without_services;
            for (const auto& site : outcome.sites) gather(site, outcome);
            for (const auto& service : outcome.services)
                if (auto staged = stage_one(service, outcome.file, outcome.line, report); !staged) return staged;
        }
        return {};
    }

    /// A feed of service_at_locations names a service once for each of its sites.
    void gather(const Json& site, const RowOutcome& outcome) {
        auto key = std::string(text_of(site, "id"));
        if (key.empty()) key = "line " + std::to_string(outcome.line);
        auto [found, is_new] = gathered_.try_emplace(key, Gathered{site, outcome.file, outcome.line});
        if (!is_new) merge_sites(found->second.service, site);
    }

    Result<void> stage_sites(ImportReport& report) {
        for (auto& [key, one] : gathered_) {
            const auto converted = converter_.convert(std::move(one.service), {});
            if (auto staged = stage_one(converted, one.file, one.line, report); !staged) return staged;
        }
        return {};
    }

    void refuse(const Error& error, const std::string& file, std::size_t line, ImportReport& report) {
        ++report.refused_count;
        if (report.refused.size() < kMostRefusals) report.refused.push_back({file, line, plain_field(error.where), error.message});
    }

    Result<void> stage_one(const Result<Converted>& converted, const std::string& file, std::size_t line, ImportReport& report) {
        ++report.services;
        if (!converted) return refuse(converted.error(), file, line, report), Result<void>{};
        const auto& listing = converted->listing;
        if (!seen_.insert(std::hash<std::string>{}(listing.service_id)).second && !is_stricter(listing)) {
            ++report.repeated;
            return {};
        }
        const auto staged = store_.stage(id_, listing);
        if (!staged && (staged.error().kind == ErrorKind::bad_request || staged.error().kind == ErrorKind::conflict)) {
            // The store's sentence may name ids; what it may not name is a value.
            return refuse({staged.error().kind, "the store refused it: " + staged.error().message, {}}, file, line, report), Result<void>{};
        }
        if (!staged) return tl::unexpected(staged.error());
        count(*converted, *staged, report);
        return {};
    }

    /// A repetition that withholds what the first one showed must be heard (decision 3).
    static bool is_stricter(const Listing& listing) {
        return listing.visibility != Visibility::open || !listing.hidden_sites.empty();
    }

    void count(const Converted& one, Staged staged, ImportReport& report) {
        report.added += staged == Staged::added;
        report.changed += staged == Staged::changed;
        report.unchanged += staged == Staged::unchanged;
        for (std::size_t i = 0; i < kRepairKinds; ++i) report.repairs[i] += one.repairs[i];
        report.emptied += one.emptied;
        report.ids_replaced += one.ids_replaced;
        report.staff += one.listing.visibility == Visibility::staff;
        report.hidden += one.listing.visibility == Visibility::hidden;
        report.hidden_sites += one.listing.hidden_sites.size();
        report.statements += one.listing.statements.size();
        report.terms_mapped += one.terms_mapped;
        for (const auto& term : one.unmapped) ++report.unmapped[term];
    }

    struct Gathered {
        Json service;
        std::string file;
        std::size_t line = 0;
    };

    Store& store_;
    RowSource& rows_;
    const ImportSettings& settings_;
    const Converter& converter_;
    std::int64_t id_;
    std::unordered_set<std::size_t> seen_;  ///< Hashes of ids: 8 bytes a service.
    std::map<std::string, Gathered> gathered_;
};

/// Losses of a package that happened before any row was a service.
void add_losses(const RowSource& rows, ImportReport& report) {
    for (auto& refusal : rows.refused()) {
        ++report.services;
        ++report.refused_count;
        if (report.refused.size() < kMostRefusals) report.refused.push_back(std::move(refusal));
    }
}

/// Parts that became part of no service; a feed that is read as a stream knows them at its end.
void add_unjoined(const RowSource& rows, ImportReport& report) {
    for (const auto& loss : rows.unjoined()) report.unjoined[{loss.file, loss.reason}].push_back(loss.line);
}

Result<void> check_outcome(const ImportReport& report, ImportScope scope) {
    const auto taken = report.added + report.changed + report.unchanged;
    if (taken == 0 && report.refused_count > 0) {
        std::string first;
        if (!report.refused.empty())
            first = "; the first refusal: line " + std::to_string(report.refused.front().line) + ": " + report.refused.front().reason;
        return fail(ErrorKind::bad_request, report.file + " holds no service that can be read (" +
                                                std::to_string(report.refused_count) + " refused" + first + ")", report.file);
    }
    if (taken == 0 && scope == ImportScope::full)
        return fail(ErrorKind::bad_request, report.file + " holds no service: with --full it would withdraw all of the source's", report.file);
    return {};
}

}  // namespace

Result<ImportReport> import_feed(Store& store, const std::filesystem::path& file, const ImportSettings& settings) {
    const auto name = file.filename().empty() ? file.parent_path().filename().string() : file.filename().string();
    auto rows = open_feed(file);
    if (!rows) return tl::unexpected(rows.error());
    return import_rows(store, **rows, name, settings);
}

Result<ImportReport> import_rows(Store& store, RowSource& rows, const std::string& name, const ImportSettings& settings) {
    const auto started = std::chrono::steady_clock::now();
    ImportReport report;
    report.file = name;
    report.source = settings.source.name;
    report.format = rows.format();
    const auto taken = store.ids_of_other_sources(settings.source.name);
    if (!taken) return tl::unexpected(taken.error());
    const Converter converter(settings.source, settings.catalogue, crosswalks_of(settings.source, settings.crosswalks), *taken);
    const auto id = store.begin_import(settings.source.name, report.file, settings.now);
    if (!id) return tl::unexpected(id.error());

    const auto give_up = [&](const Error& error) -> Result<ImportReport> {
        // What stays unpublished is removed at the next start, if even this fails.
        if (const auto abandoned = store.abandon_import(*id); !abandoned)
            return fail(error.kind, error.message + " (and the unfinished import could not be removed yet: " + abandoned.error().message + ")", error.where);
        return tl::unexpected(error);
    };
    add_losses(rows, report);
    if (auto done = Import(store, rows, settings, converter, *id).run(report); !done) return give_up(done.error());
    add_unjoined(rows, report);
    const auto scope = rows.is_whole() ? settings.scope : ImportScope::partial;
    if (auto checked = check_outcome(report, scope); !checked) return give_up(checked.error());
    report.withdrawals_held_back = settings.scope == ImportScope::full && (report.refused_count > 0 || scope == ImportScope::partial);
    if (settings.scope == ImportScope::full && !report.withdrawals_held_back)
        if (auto withdrawn = store.stage_withdrawals(*id); !withdrawn) return give_up(withdrawn.error());
    auto published = store.publish_import(*id, settings.now);
    if (!published) return give_up(published.error());
    report.published = *published;
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return report;
}

}  // namespace porchlight
