#include <algorithm>
#include <unordered_set>

#include "core/store/audit.h"
#include "core/store/sqlite_store.h"

namespace porchlight {
namespace {

const char* to_string(IdKind kind) {
    switch (kind) {
        case IdKind::service: return "service";
        case IdKind::organization: return "organization";
        case IdKind::service_at_location: return "service_at_location";
        case IdKind::location: return "location";
    }
    return "";
}

/// Calls `write(first, last)` for stretches of at most kRowsPerTransaction of `count` rows, each in
/// its own transaction.
template <class Write>
void in_batches(soci::session& sql, std::size_t count, Write&& write) {
    for (std::size_t first = 0; first < count; first += kRowsPerTransaction) {
        WriteTransaction transaction(sql);
        write(first, std::min(count, first + kRowsPerTransaction));
        transaction.commit();
    }
}

bool claim_short_id(soci::session& sql, const std::string& short_id, const std::string& service,
                    Number import_id) {
    sql << "insert into short_id (short_id, service_id, import_id)"
           " values (:short, :service, :import) on conflict (short_id) do nothing",
        soci::use(short_id), soci::use(service), soci::use(import_id);
    std::string holder;
    sql << "select service_id from short_id where short_id = :short", soci::use(short_id),
        soci::into(holder);
    return holder == service;
}

/// The columns of `service`, a batch at a time.
struct ServiceColumns {
    std::vector<std::string> id, short_id, source, visibility;
    std::vector<Number> import_id, revision;
    std::vector<int> withdrawn;
    std::vector<double> lat, lon;
    std::vector<soci::indicator> place_null;
};

}  // namespace

// A service's code can't be in its own table's index: random keys in the order of other random keys
// would touch a page a row. Both tables are written in their own key order instead.
std::vector<std::string> SqliteStore::write_short_ids(ActiveImport& import,
                                                      const std::vector<std::string>& services) {
    std::unordered_set<std::string> used;
    std::vector<std::pair<std::string, std::size_t>> codes;
    codes.reserve(services.size());
    const auto fresh_code = [&] {
        for (;;)
            if (auto code = make_short_id_(); used.insert(code).second) return code;
    };
    for (std::size_t i = 0; i < services.size(); ++i) codes.emplace_back(fresh_code(), i);
    std::sort(codes.begin(), codes.end());
    std::vector<std::string> result(services.size());
    in_batches(sql_, codes.size(), [&](std::size_t first, std::size_t last) {
        std::vector<std::string> batch, holders;
        const std::vector<Number> imports(last - first, import.id);
        for (std::size_t i = first; i < last; ++i) {
            batch.push_back(codes[i].first);
            holders.push_back(services[codes[i].second]);
            result[codes[i].second] = codes[i].first;
        }
        soci::statement insert =
            (sql_.prepare << "insert into short_id (short_id, service_id, import_id)"
                             " values (:short, :service, :import) on conflict (short_id) do nothing",
             soci::use(batch), soci::use(holders), soci::use(imports));
        insert.execute(true);
        if (insert.get_affected_rows() == static_cast<Number>(batch.size())) return;
        // A code was taken already (40 bits: hardly ever). Find whose, and draw again.
        for (std::size_t i = first; i < last; ++i) {
            std::string holder;
            sql_ << "select service_id from short_id where short_id = :short",
                soci::use(codes[i].first), soci::into(holder);
            const std::size_t service = codes[i].second;
            if (holder == services[service]) continue;
            std::string code = fresh_code();
            while (!claim_short_id(sql_, code, services[service], import.id)) code = fresh_code();
            result[service] = code;
        }
    });
    return result;
}

void SqliteStore::write_services(ActiveImport& import) {
    std::vector<std::pair<Uuid, const StagedService*>> changed;
    for (const auto& [id, staged] : import.services)
        if (staged.revision_id != 0) changed.emplace_back(id, &staged);
    std::sort(changed.begin(), changed.end());
    std::vector<std::string> fresh;
    for (const auto& [id, staged] : changed)
        if (!staged->known_before) fresh.push_back(porchlight::to_string(id));
    const std::vector<std::string> codes = write_short_ids(import, fresh);
    std::size_t next_code = 0;
    in_batches(sql_, changed.size(), [&](std::size_t first, std::size_t last) {
        ServiceColumns rows;
        for (std::size_t i = first; i < last; ++i) {
            const StagedService& staged = *changed[i].second;
            rows.id.push_back(porchlight::to_string(changed[i].first));
            rows.short_id.push_back(staged.known_before ? "" : codes[next_code++]);
            rows.source.push_back(import.source);
            rows.import_id.push_back(import.id);
            rows.revision.push_back(staged.revision_id);
            rows.visibility.emplace_back(porchlight::to_string(staged.visibility));
            rows.withdrawn.push_back(staged.withdrawn ? 1 : 0);
            rows.lat.push_back(staged.place ? staged.place->lat : 0);
            rows.lon.push_back(staged.place ? staged.place->lon : 0);
            rows.place_null.push_back(staged.place ? soci::i_ok : soci::i_null);
        }
        sql_ << "insert into service (service_id, short_id, source, newest_import, newest_revision,"
                " newest_visibility, newest_withdrawn, newest_lat, newest_lon)"
                " values (:id, :short, :source, :import, :revision, :visibility, :withdrawn, :lat,"
                " :lon) on conflict (service_id) do update set"
                " before_revision = service.newest_revision,"
                " before_visibility = service.newest_visibility,"
                " before_withdrawn = service.newest_withdrawn,"
                " before_lat = service.newest_lat, before_lon = service.newest_lon,"
                " newest_import = excluded.newest_import,"
                " newest_revision = excluded.newest_revision,"
                " newest_visibility = excluded.newest_visibility,"
                " newest_withdrawn = excluded.newest_withdrawn,"
                " newest_lat = excluded.newest_lat, newest_lon = excluded.newest_lon",
            soci::use(rows.id), soci::use(rows.short_id), soci::use(rows.source),
            soci::use(rows.import_id), soci::use(rows.revision), soci::use(rows.visibility),
            soci::use(rows.withdrawn), soci::use(rows.lat, rows.place_null),
            soci::use(rows.lon, rows.place_null);
    });
}

void SqliteStore::write_identities(const ActiveImport& import) {
    std::vector<std::pair<Uuid, IdKind>> ids;
    for (const UsedId& used : import.ids)
        if (ids.empty() || ids.back().first != used.id) ids.emplace_back(used.id, used.kind);
    in_batches(sql_, ids.size(), [&](std::size_t first, std::size_t last) {
        std::vector<std::string> id, kind;
        const std::vector<std::string> source(last - first, import.source);
        const std::vector<Number> imports(last - first, import.id);
        for (std::size_t i = first; i < last; ++i) {
            id.push_back(porchlight::to_string(ids[i].first));
            kind.emplace_back(to_string(ids[i].second));
        }
        sql_ << "insert into identity (id, kind, source, import_id)"
                " values (:id, :kind, :source, :import) on conflict (id) do nothing",
            soci::use(id), soci::use(kind), soci::use(source), soci::use(imports);
    });
}

void SqliteStore::insert_hidden(const std::vector<std::pair<std::string, IdKind>>& places,
                                std::optional<Number> import_id) {
    const Number import = import_id.value_or(0);
    soci::indicator none = import_id ? soci::i_ok : soci::i_null;
    for (const auto& [id, kind] : places) {
        const std::string name = to_string(kind);
        sql_ << "insert into hidden_place (id, kind, import_id) values (:id, :kind, :import)"
                " on conflict (id) do nothing",
            soci::use(id), soci::use(name), soci::use(import, none);
    }
}

void SqliteStore::write_hidden(const ActiveImport& import) {
    std::set<std::pair<std::string, IdKind>> places;
    std::string id, found;
    soci::statement known = (sql_.prepare << "select id from identity where id = :id and"
                                             " import_id <> :import",
                             soci::use(id), soci::use(import.id), soci::into(found));
    for (const auto& [site, location] : import.newly_hidden) {
        places.emplace(site, IdKind::service_at_location);
        const auto key = parse_uuid(location);
        if (!key) continue;
        // A location where another service is openly given isn't hidden: what the public sees must
        // not depend on the hidden site there.
        const auto used = std::lower_bound(import.ids.begin(), import.ids.end(), UsedId{*key});
        bool open = false;
        for (auto it = used; it != import.ids.end() && it->id == *key; ++it)
            open = open || it->open_place;
        id = location;
        if (!open && !fetch_one(known)) places.emplace(location, IdKind::location);
    }
    const std::vector<std::pair<std::string, IdKind>> rows(places.begin(), places.end());
    in_batches(sql_, rows.size(), [&](std::size_t first, std::size_t last) {
        insert_hidden({rows.begin() + static_cast<std::ptrdiff_t>(first),
                       rows.begin() + static_cast<std::ptrdiff_t>(last)},
                      import.id);
    });
}

void SqliteStore::hand_over_bad_news(ActiveImport& import) {
    for (const auto& [organization, carried] : import.carried_of_organization) {
        const auto fresh = import.new_of_organization.find(organization);
        if (fresh == import.new_of_organization.end()) continue;
        for (const Number revision : fresh->second) {
            const auto has = reader_->statements(revision);
            int number = static_cast<int>(has.size());
            for (const StoredStatement& row : carried)
                if (!has_same_news(has, row.statement)) import.rows.add(revision, number++, row);
            if (import.rows.size() >= kRowsPerTransaction) import.rows.flush();
        }
    }
    import.rows.flush();
}

void SqliteStore::write_keys(ActiveImport& import) {
    import.finishing = true;
    import.rows.flush();
    hand_over_bad_news(import);
    std::sort(import.ids.begin(), import.ids.end());
    import.ids.erase(std::unique(import.ids.begin(), import.ids.end()), import.ids.end());
    write_services(import);
    write_identities(import);
    write_hidden(import);
}

void SqliteStore::write_corrections(const ActiveImport& import) {
    for (const auto& [key, correction] : import.corrections) {
        const auto& [service, member] = key;
        if (!correction) {
            sql_ << "delete from correction where service_id = :service and member = :member",
                soci::use(service), soci::use(member);
            continue;
        }
        const std::string theirs = correction->theirs.dump();
        const std::string offered = correction->offered ? correction->offered->dump() : "";
        soci::indicator offered_null = correction->offered ? soci::i_ok : soci::i_null;
        const Number submission = correction->submission_id;
        sql_ << "insert into correction (service_id, member, theirs, offered, submission_id)"
                " values (:service, :member, :theirs, :offered, :submission)"
                " on conflict (service_id, member) do update set theirs = excluded.theirs,"
                " offered = excluded.offered, submission_id = excluded.submission_id",
            soci::use(service), soci::use(member), soci::use(theirs),
            soci::use(offered, offered_null), soci::use(submission);
    }
}

Published SqliteStore::publish(ActiveImport& import, const Erasure& erasure, Instant now) {
    Published published;
    published.count = import.next_ordinal;
    published.withdrawn = import.withdrawn;
    published.proposals = import.for_review;
    published.erased_sites = static_cast<std::int64_t>(erasure.sites.size());
    const Number at = now.time_since_epoch().count();
    WriteTransaction transaction(sql_);
    Number last = 0;
    sql_ << "select last_number from sequence", soci::into(last);
    const Number first = last + 1;
    last += import.next_ordinal;
    sql_ << "update sequence set last_number = :last", soci::use(last);
    if (import.submission) mark_published(import, now);
    if (import.check) mark_checked(import, now);
    write_corrections(import);
    sql_ << "update import set published_at = :at, first_sequence = :first, revision_count = :count"
            " where id = :id",
        soci::use(at), soci::use(first), soci::use(import.next_ordinal), soci::use(import.id);
    if (import.attested > 0)
        append_audit(sql_,
                     {"operator", "import_attested", import.source,
                      "import " + std::to_string(import.id) + ": " +
                          std::to_string(import.attested) + " statements"},
                     now);
    erase(erasure, now);
    transaction.commit();
    published.first_sequence = first;
    return published;
}

Result<Published> SqliteStore::publish_import(std::int64_t import_id, Instant now) {
    auto current = active(import_id);
    if (!current) return tl::unexpected(current.error());
    ActiveImport& import = **current;
    if (import.finishing)
        return fail(ErrorKind::conflict, "publishing failed before: the import must be abandoned");
    return guarded([&]() -> Result<Published> {
        Published published;
        if (import.next_ordinal == 0) {
            remove_import(import_id);
        } else {
            write_keys(import);
            const Erasure erasure = plan_erasure(import);
            published = publish(import, erasure, now);
            if (!erasure.sites.empty()) published.erasure_finished = clear_log();
        }
        import_.reset();
        lock_.release();
        return published;
    });
}

Result<std::set<std::string>> SqliteStore::ids_of_other_sources(const std::string& source) {
    return guarded([&]() -> Result<std::set<std::string>> {
        std::set<std::string> ids;
        std::string id;
        soci::statement query =
            (sql_.prepare << "select n.id from identity n join import i on i.id = n.import_id"
                             " where n.source <> :source and i.published_at is not null order by n.id",
             soci::use(source), soci::into(id));
        query.execute();
        while (query.fetch()) ids.insert(ids.end(), id);
        return ids;
    });
}

}  // namespace porchlight
