#include <map>
#include <string_view>

#include "core/store/audit.h"
#include "core/store/sqlite_store.h"

namespace porchlight {
namespace {

constexpr int kRevisionsAtOnce = 500;

/// Whether a JSON text names one of some ids: looks at every quoted text of a UUID's size.
bool names_one_of(std::string_view text, const std::set<std::string>& ids) {
    constexpr std::size_t kSize = 36;
    for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at + 1)) {
        if (at + kSize + 1 >= text.size()) return false;
        if (text[at + kSize + 1] != '"' || text[at + 9] != '-') continue;
        if (ids.count(std::string(text.substr(at + 1, kSize))) > 0) return true;
    }
    return false;
}

/// Calls `visit` with every revision whose record names one of the ids. Reads in pages, as SOCI
/// would hold the whole answer.
template <class Visit>
void each_naming(soci::session& sql, const std::set<std::string>& ids, Visit&& visit) {
    RevisionRow row;
    int withdrawn = 0;
    Number after = 0;
    soci::statement query =
        (sql.prepare << "select id, service_id, withdrawn, record from revision where id > :after"
                        " order by id limit :count",
         soci::use(after), soci::use(kRevisionsAtOnce), soci::into(row.id),
         soci::into(row.service_id), soci::into(withdrawn), soci::into(row.record));
    for (;;) {
        query.execute();
        bool any = false;
        Number last = 0;
        while (query.fetch()) {
            any = true;
            last = row.id;
            row.withdrawn = withdrawn != 0;
            if (names_one_of(row.record, ids)) visit(row);
        }
        if (!any) return;
        after = last;
    }
}

void unite(MaskedWords& into, const MaskedWords& from) {
    into.words.insert(from.words.begin(), from.words.end());
    into.coordinates.insert(from.coordinates.begin(), from.coordinates.end());
}

std::string scrubbed_repairs(const std::string& text, const MaskedWords& masked) {
    Json repairs = Json::parse(text);
    Json kept = Json::array();
    for (Json& repair : repairs) {
        if (leads_into_masked(repair.value("path", ""), masked)) continue;
        scrub(repair, masked);
        kept.push_back(std::move(repair));
    }
    return kept.dump();
}

void scrub_details(soci::session& sql, Number revision_id, const MaskedWords& masked) {
    int number = 0;
    std::string detail;
    std::vector<std::pair<int, std::string>> changed;
    soci::statement query =
        (sql.prepare << "select number, detail from statement where revision_id = :id"
                        " and detail <> ''",
         soci::use(revision_id), soci::into(number), soci::into(detail));
    query.execute();
    while (query.fetch())
        if (scrub(detail, masked)) changed.emplace_back(number, detail);
    for (const auto& [at, text] : changed)
        sql << "update statement set detail = :detail where revision_id = :id and number = :number",
            soci::use(text), soci::use(revision_id), soci::use(at);
}

void scrub_texts(soci::session& sql, SqliteReader& reader, Number revision_id,
                 const MaskedWords& masked) {
    for (ListingText& row : reader.texts(revision_id)) {
        if (leads_into_masked(row.path, masked)) {
            sql << "delete from listing_text where revision_id = :id and path = :path"
                   " and language = :language",
                soci::use(revision_id), soci::use(row.path), soci::use(row.language);
        } else if (scrub(row.text, masked)) {
            sql << "update listing_text set text = :text where revision_id = :id and path = :path"
                   " and language = :language",
                soci::use(row.text), soci::use(revision_id), soci::use(row.path),
                soci::use(row.language);
        }
    }
}

void scrub_facts(soci::session& sql, Number submission_id, const MaskedWords& masked) {
    std::string subject_id, fact, detail;
    std::vector<std::pair<std::pair<std::string, std::string>, std::string>> changed;
    soci::statement query =
        (sql.prepare << "select subject_id, fact, detail from submission_fact where submission_id ="
                        " :id and detail <> ''",
         soci::use(submission_id), soci::into(subject_id), soci::into(fact), soci::into(detail));
    query.execute();
    while (query.fetch())
        if (scrub(detail, masked)) changed.push_back({{subject_id, fact}, detail});
    for (const auto& [key, text] : changed)
        sql << "update submission_fact set detail = :detail where submission_id = :id and subject_id ="
               " :subject and fact = :fact",
            soci::use(text), soci::use(submission_id), soci::use(key.first), soci::use(key.second);
}

/// Masks what was submitted about a service, and lets go what waits: whoever reviews it would have
/// seen the place. What is still being written goes too: a form may hold the place in any words.
void scrub_submissions(soci::session& sql, const std::string& service_id,
                       const std::set<std::string>& ids, const MaskedWords& words, Instant now) {
    struct Row {
        Number id = 0;
        std::string record;
    };
    std::vector<Row> rows;
    Row row;
    soci::statement query = (sql.prepare << "select id + 0, record from submission where service_id ="
                                            " :service",
                             soci::use(service_id), soci::into(row.id), soci::into(row.record));
    query.execute();
    while (query.fetch()) rows.push_back(row);
    const Number at = now.time_since_epoch().count();
    for (const auto& [id, text] : rows) {
        sql << "update submission set outcome = 'overtaken', ended_at = :at where id = :id and"
               " outcome = 'waiting'",
            soci::use(at), soci::use(id);
        Json record = Json::parse(text);
        MaskedWords masked = words;
        mask_places(record, ids, masked);
        scrub(record, masked);
        const std::string kept = record.dump();
        sql << "update submission set record = :record, lat = null, lon = null where id = :id",
            soci::use(kept), soci::use(id);
        scrub_facts(sql, id, masked);
    }
    sql << "delete from draft where service_id = :service", soci::use(service_id);
    // Nor is what a feed said kept beside what was corrected.
    sql << "delete from correction where service_id = :service", soci::use(service_id);
}

void rewrite(soci::session& sql, const RevisionRow& revision, const Json& record,
             const std::string& repairs, const MaskedWords& masked) {
    const std::string text = record.dump();
    if (masked.empty()) {  // Its own place isn't the one that goes.
        sql << "update revision set record = :record, repairs = :repairs where id = :id",
            soci::use(text), soci::use(repairs), soci::use(revision.id);
        return;
    }
    sql << "update revision set record = :record, repairs = :repairs, lat = null, lon = null"
           " where id = :id",
        soci::use(text), soci::use(repairs), soci::use(revision.id);
    sql << "update service set newest_lat = null, newest_lon = null where service_id = :service"
           " and newest_revision = :id",
        soci::use(revision.service_id), soci::use(revision.id);
    sql << "update service set before_lat = null, before_lon = null where service_id = :service"
           " and before_revision = :id",
        soci::use(revision.service_id), soci::use(revision.id);
}

}  // namespace

Erasure SqliteStore::plan_erasure(const ActiveImport& import) {
    std::set<std::string> sites, locations;
    std::string id, found;
    soci::statement known = (sql_.prepare << "select id from identity where id = :id and"
                                             " import_id <> :import",
                             soci::use(id), soci::use(import.id), soci::into(found));
    for (const auto& [site, location] : import.newly_hidden) {
        id = site;
        bool was_open = fetch_one(known);
        if (const auto key = parse_uuid(site); key && !was_open)
            for (auto used = std::lower_bound(import.ids.begin(), import.ids.end(), UsedId{*key});
                 used != import.ids.end() && used->id == *key; ++used)
                was_open = was_open || used->open_place;
        if (!was_open) continue;
        sites.insert(site);
        if (!location.empty()) locations.insert(location);
    }
    if (sites.empty()) return {};
    return plan_erasure(sites, std::move(locations));
}

Erasure SqliteStore::plan_erasure(const std::set<std::string>& sites,
                                  std::set<std::string> locations) {
    each_naming(sql_, sites, [&](const RevisionRow& revision) {
        for (const auto& site : places_of(Json::parse(revision.record)).sites)
            if (sites.count(site.id) > 0 && !site.location.empty()) locations.insert(site.location);
    });
    std::set<std::string> all = sites;
    all.insert(locations.begin(), locations.end());
    // A location where another service is openly given now stays as it is there: what the public
    // sees must not depend on the hidden site.
    each_naming(sql_, locations, [&](const RevisionRow& revision) {
        if (revision.withdrawn) return;
        Number newest = 0;
        if (const auto row = reader_->service(revision.service_id)) newest = row->revision_id;
        if (import_)
            if (const auto key = parse_uuid(revision.service_id))
                if (const auto staged = import_->services.find(*key);
                    staged != import_->services.end() && staged->second.revision_id != 0)
                    newest = staged->second.revision_id;
        if (newest != revision.id) return;
        for (const auto& site : places_of(Json::parse(revision.record)).sites)
            if (!site.hidden && sites.count(site.id) == 0) all.erase(site.location);
    });
    Erasure erasure{sites, std::move(all), {}};
    each_naming(sql_, erasure.ids,
                [&](const RevisionRow& revision) { erasure.revisions.push_back(revision.id); });
    return erasure;
}

void SqliteStore::erase(const Erasure& erasure, Instant now) {
    if (erasure.sites.empty()) return;
    std::map<std::string, MaskedWords> words;  // By service: its texts name its own street.
    const auto load = [&](Number id) {
        auto revision = reader_->revision(id);
        if (!revision) throw BrokenInvariant("a revision has gone while it was being erased");
        return *revision;
    };
    for (const Number id : erasure.revisions) {
        const RevisionRow revision = load(id);
        Json record = Json::parse(revision.record);
        MaskedWords masked;
        mask_places(record, erasure.ids, masked);
        unite(words[revision.service_id], masked);
    }
    for (const Number id : erasure.revisions) {
        const RevisionRow revision = load(id);
        Json record = Json::parse(revision.record);
        MaskedWords masked;
        mask_places(record, erasure.ids, masked);
        unite(masked, words[revision.service_id]);
        scrub(record, masked);
        rewrite(sql_, revision, record, scrubbed_repairs(revision.repairs, masked), masked);
        scrub_details(sql_, id, masked);
        scrub_texts(sql_, *reader_, id, masked);
    }
    for (const auto& [service, masked] : words)
        scrub_submissions(sql_, service, erasure.ids, masked, now);
    std::vector<std::pair<std::string, IdKind>> hidden;
    for (const std::string& id : erasure.ids)
        hidden.emplace_back(
            id, erasure.sites.count(id) > 0 ? IdKind::service_at_location : IdKind::location);
    insert_hidden(hidden, std::nullopt);
    for (const std::string& site : erasure.sites)
        append_audit(sql_, {"operator", "erase_place", site, "hidden"}, now);
    sql_ << "insert into chore (name) values ('clear_log') on conflict (name) do nothing";
}

bool SqliteStore::clear_log() {
    if (!purge_replaced(sql_)) return false;
    WriteTransaction transaction(sql_);
    sql_ << "delete from chore where name = 'clear_log'";
    transaction.commit();
    return true;
}

Result<void> SqliteStore::erase_places(const std::vector<std::string>& service_at_location_ids,
                                       Instant now) {
    if (access_ != StoreAccess::read_write)
        return fail(ErrorKind::bad_request, "the store was opened for reading");
    if (is_importing()) return fail(ErrorKind::conflict, "this store is importing");
    if (service_at_location_ids.empty()) return {};
    if (auto taken = lock_.take(); !taken) return taken;
    auto erased = guarded([&]() -> Result<void> {
        remove_unpublished();
        const Erasure erasure =
            plan_erasure({service_at_location_ids.begin(), service_at_location_ids.end()}, {});
        WriteTransaction transaction(sql_);
        erase(erasure, now);
        transaction.commit();
        if (!clear_log())
            return fail(ErrorKind::unavailable,
                        "a reader kept the log: the erased places go from it at the next start");
        return {};
    });
    lock_.release();
    return erased;
}

}  // namespace porchlight
