#include <algorithm>

#include "core/store/sqlite_store.h"

namespace porchlight {

Result<std::vector<UsedId>> used_ids(const Listing& listing, const RecordPlaces& places) {
    std::vector<UsedId> ids;
    const auto add = [&](const std::string& text, IdKind kind, bool open) -> Result<void> {
        const auto id = parse_uuid(text);
        if (!id) return fail(ErrorKind::bad_request, "an id of the record is no UUID");
        ids.push_back({*id, kind, open});
        return {};
    };
    if (auto added = add(listing.service_id, IdKind::service, false); !added)
        return tl::unexpected(added.error());
    if (auto added = add(listing.organization_id, IdKind::organization, false); !added)
        return tl::unexpected(added.error());
    for (const auto& site : places.sites) {
        if (!site.id.empty())
            if (auto added = add(site.id, IdKind::service_at_location, !site.hidden); !added)
                return tl::unexpected(added.error());
        if (!site.location.empty())
            if (auto added = add(site.location, IdKind::location, !site.hidden); !added)
                return tl::unexpected(added.error());
    }
    return ids;
}

namespace {

Json repairs_json(const std::vector<Repair>& repairs, const MaskedWords& masked) {
    Json list = Json::array();
    for (const Repair& repair : repairs) {
        if (leads_into_masked(repair.path, masked)) continue;
        std::string before = repair.before;
        scrub(before, masked);
        list.push_back({{"path", repair.path}, {"kind", repair.kind}, {"before", before}});
    }
    return list;
}

/// The record as it may be written: nothing of a hidden site's place is in it.
struct MaskedRecord {
    Json record;
    MaskedWords masked;  ///< What its parser had left in.
};

bool needs_masking(const Listing& listing, const RecordPlaces& places,
                   const std::set<std::string>& hidden) {
    return !listing.hidden_sites.empty() ||
           std::any_of(places.sites.begin(), places.sites.end(), [&](const auto& site) {
               return site.hidden || hidden.count(site.id) > 0 || hidden.count(site.location) > 0;
           });
}

MaskedRecord masked_record(const Listing& listing, const std::set<std::string>& hidden) {
    MaskedRecord result{listing.record, {}};
    guard_masked_sites(result.record,
                       {listing.hidden_sites.begin(), listing.hidden_sites.end()}, result.masked);
    mask_places(result.record, hidden, result.masked);
    return result;
}

std::vector<Statement> with_source(std::vector<Statement> statements, const std::string& source) {
    for (Statement& statement : statements)
        if (statement.source.empty()) statement.source = source;
    return statements;
}

}  // namespace

bool SqliteStore::is_importing() {
    // Another may import by now; what was staged is removed by whoever begins next.
    if (import_ && !lock_.held()) import_.reset();
    return import_ != nullptr;
}

Result<ActiveImport*> SqliteStore::active(std::int64_t import_id) {
    if (!import_ || import_->id != import_id)
        return fail(ErrorKind::bad_request, "no such import is under way in this store");
    if (!is_importing())
        return fail(ErrorKind::unavailable, "the connection to the store was lost: the import must begin again");
    return import_.get();
}

Result<std::int64_t> SqliteStore::begin_import(const std::string& source,
                                               const std::string& file_name, Instant now) {
    return begin("import", source, file_name, now);
}

Result<std::int64_t> SqliteStore::begin(const std::string& kind, const std::string& source,
                                        const std::string& file_name, Instant now) {
    if (access_ != StoreAccess::read_write)
        return fail(ErrorKind::bad_request, "the store was opened for reading");
    if (is_importing()) return fail(ErrorKind::conflict, "this store is importing already");
    if (auto taken = lock_.take(); !taken) return tl::unexpected(taken.error());
    auto begun = guarded([&]() -> Result<std::int64_t> {
        remove_unpublished();
        const Number started = now.time_since_epoch().count();
        Number id = 0;
        {
            WriteTransaction transaction(sql_);
            sql_ << "insert into import (kind, source, file_name, started)"
                    " values (:kind, :source, :file, :started)",
                soci::use(kind), soci::use(source), soci::use(file_name), soci::use(started);
            id = inserted_id(sql_, "import");
            transaction.commit();
        }
        import_ = active_import(id, source);
        return std::int64_t{id};
    });
    if (!begun) lock_.release();
    return begun;
}

std::unique_ptr<ActiveImport> SqliteStore::active_import(Number id, const std::string& source) {
    auto import = std::make_unique<ActiveImport>(id, source, sql_);
    int published = 0, others = 0, texts = 0, corrections = 0;
    sql_ << "select count(*), count(case when source <> :source then 1 end),"
            " (select count(*) from (select 1 from listing_text limit 1) t),"
            " (select count(*) from (select 1 from correction limit 1) c)"
            " from import where published_at is not null",
        soci::use(source), soci::into(published), soci::into(others), soci::into(texts),
        soci::into(corrections);
    import->first = published == 0;
    import->others_hold_ids = others != 0;
    import->has_texts = texts != 0;
    import->has_corrections = corrections != 0;
    std::string place;
    soci::statement hidden = (sql_.prepare << "select id from hidden_place", soci::into(place));
    hidden.execute();
    while (hidden.fetch()) import->hidden.insert(place);
    std::string merged;
    soci::statement away = (sql_.prepare << "select service_id from merged_into", soci::into(merged));
    away.execute();
    while (away.fetch()) import->merged_away.insert(merged);
    return import;
}

Result<void> SqliteStore::check_listing(const Listing& listing, const ActiveImport& import) const {
    if (!listing.record.is_object())
        return fail(ErrorKind::bad_request, "a listing's record is no JSON object");
    for (const Statement& statement : listing.statements) {
        if (statement.standing == Standing::reviewed)
            return fail(ErrorKind::bad_request, "an import can't write reviewed statements");
        if (!statement.source.empty() && statement.source != import.source)
            return fail(ErrorKind::bad_request, "a statement names another source");
        if (statement.fact.empty() || statement.subject_id.empty())
            return fail(ErrorKind::bad_request, "a statement has no fact or no subject");
    }
    return {};
}

Result<void> SqliteStore::check_ids(ActiveImport& import, const std::vector<UsedId>& ids) {
    if (!import.others_hold_ids) return {};
    std::string id, holder;
    soci::statement query = (sql_.prepare << "select source from identity where id = :id",
                             soci::use(id), soci::into(holder));
    for (const UsedId& used : ids) {
        id = to_string(used.id);
        if (fetch_one(query) && holder != import.source)
            return fail(ErrorKind::conflict, "another source holds an id of the record", id);
    }
    return {};
}

std::optional<ServiceRow> SqliteStore::newest_of(const ActiveImport& import,
                                                 const std::string& service_id, const Uuid& key) {
    const auto staged = import.services.find(key);
    if (staged != import.services.end() && staged->second.revision_id != 0) {
        import_->rows.flush();  // It may wait there still.
        ServiceRow row;
        row.service_id = service_id;
        row.source = import.source;
        row.revision_id = staged->second.revision_id;
        row.visibility = staged->second.visibility;
        row.withdrawn = staged->second.withdrawn;
        row.place = staged->second.place;
        return row;
    }
    if (import.first) return std::nullopt;
    return reader_->service(service_id);
}

std::vector<Correction> SqliteStore::corrections_of(const std::string& service_id) {
    std::vector<Correction> out;
    std::string member, theirs, offered;
    soci::indicator offered_null = soci::i_null;
    Number submission = 0;
    soci::statement rows =
        (sql_.prepare << "select member, theirs, offered, submission_id + 0 from correction"
                         " where service_id = :service order by member",
         soci::use(service_id), soci::into(member), soci::into(theirs),
         soci::into(offered, offered_null), soci::into(submission));
    rows.execute();
    while (rows.fetch()) {
        Correction one{service_id, member, Json::parse(theirs), {}, submission};
        if (offered_null == soci::i_ok) one.offered = Json::parse(offered);
        out.push_back(std::move(one));
    }
    return out;
}

/// The listing with what reviews changed of it, where they did.
std::optional<Listing> SqliteStore::with_corrections(ActiveImport& import, const Listing& listing,
                                                     const ServiceRow& before) {
    if (!import.has_corrections) return std::nullopt;
    auto corrections = corrections_of(listing.service_id);
    // Where the file has the service twice, what ended with its first row has ended.
    corrections.erase(std::remove_if(corrections.begin(), corrections.end(),
                                     [&](const auto& each) {
                                         const auto found = import.corrections.find({each.service_id, each.member});
                                         return found != import.corrections.end() && !found->second;
                                     }),
                      corrections.end());
    if (corrections.empty()) return std::nullopt;
    // A place that becomes hidden now may be in a corrected text in any words: then the feed's holds.
    const bool hides = (listing.visibility == Visibility::hidden && before.visibility != Visibility::hidden) ||
                       std::any_of(listing.hidden_sites.begin(), listing.hidden_sites.end(),
                                   [&](const auto& id) { return import.hidden.count(id) == 0; });
    if (hides) {
        for (const auto& each : corrections)
            import.corrections[{each.service_id, each.member}] = std::nullopt;
        return std::nullopt;
    }
    const auto standing = reader_->revision(before.revision_id);
    if (!standing) throw BrokenInvariant("a service points at a revision that isn't there");
    auto corrected = corrected_record(corrections, Json::parse(standing->record), listing.record);
    for (const auto& each : corrections) import.corrections.erase({each.service_id, each.member});
    for (const auto& each : corrected.ended)
        import.corrections[{each.service_id, each.member}] = std::nullopt;
    for (const auto& each : corrected.changed)
        import.corrections[{each.service_id, each.member}] = each;
    if (!corrected.in_force) return std::nullopt;
    Listing out = listing;
    out.record = std::move(corrected.record);
    return out;
}

void SqliteStore::carry_texts(const ActiveImport& import, const Json& record, Number before,
                              NewRevision& revision) {
    if (!import.has_texts) return;
    const auto texts = reader_->texts(before);
    if (texts.empty()) return;
    const Json old = Json::parse(reader_->revision(before)->record);
    for (const ListingText& text : texts) {
        const Json::json_pointer path(text.path);
        if (old.contains(path) && record.contains(path) && old[path] == record[path])
            revision.texts.push_back(text);
    }
}

NewRevision SqliteStore::revision_of(ActiveImport& import, const Listing& listing,
                                     const std::optional<ServiceRow>& before) {
    NewRevision revision;
    revision.import_id = import.id;
    revision.ordinal = import.next_ordinal;
    revision.service_id = listing.service_id;
    revision.organization_id = listing.organization_id;
    revision.source = import.source;
    revision.source_key = listing.source_key;
    revision.language = listing.language;
    revision.visibility = listing.visibility;
    revision.digest = listing.digest;
    revision.place = listing.place;
    auto said = with_source(listing.statements, import.source);
    std::vector<StoredStatement> held;
    if (before) {
        revision.previous_id = before->revision_id;
        // Only a review loosens what was hidden (decision 3).
        if (before->visibility == Visibility::hidden) revision.visibility = Visibility::hidden;
        held = reader_->statements(before->revision_id);
    } else if (!import.first) {
        // A new service doesn't wash its organization clean.
        held = reader_->carried_of(listing.organization_id, import.source);
    }
    Merged merged = merge_statements(held, said, import.source, is_unfavourable_);
    revision.statements = std::move(merged.statements);
    revision.for_review = merged.for_review;
    return revision;
}

void SqliteStore::note_hidden(ActiveImport& import, const Listing& listing, const Json& record,
                              const std::optional<ServiceRow>& before) {
    std::set<std::string> sites(listing.hidden_sites.begin(), listing.hidden_sites.end());
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& site : places_of(record).sites) {
        if (!site.hidden) continue;
        sites.insert(site.id);
        found.emplace_back(site.id, site.location);
    }
    // Its location's id may be gone from the record with its place: the revision before has it.
    if (before)
        if (const auto revision = reader_->revision(before->revision_id))
            for (const auto& site : places_of(Json::parse(revision->record)).sites)
                if (sites.count(site.id) > 0) found.emplace_back(site.id, site.location);
    for (const std::string& id : listing.hidden_sites) found.emplace_back(id, std::string{});
    std::set<std::string> fresh;
    for (auto& [site, location] : found) {
        if (site.empty() || (import.hidden.count(site) > 0 && fresh.count(site) == 0)) continue;
        fresh.insert(site);
        import.hidden.insert(site);
        import.newly_hidden.emplace_back(site, location);
    }
}

void SqliteStore::keep(ActiveImport& import, const Uuid& key, const NewRevision& revision,
                       bool known_before) {
    import.rows.add(revision);
    ++import.next_ordinal;
    import.for_review += revision.for_review;
    StagedService& staged = import.services[key];
    staged.known_before = staged.known_before || (staged.revision_id == 0 && known_before);
    staged.revision_id = revision.id();
    staged.withdrawn = revision.withdrawn;
    staged.visibility = revision.visibility;
    staged.place = revision.place;
    if (import.first) return;  // Nothing is carried yet.
    for (const StoredStatement& row : revision.statements)
        if (row.carried && row.statement.subject == Subject::organization)
            if (auto& known = import.carried_of_organization[row.statement.subject_id];
                !has_same_news(known, row.statement))
                known.push_back(row);
    if (!known_before) import.new_of_organization[revision.organization_id].push_back(revision.id());
}

Result<Staged> SqliteStore::stage(std::int64_t import_id, const Listing& said) {
    auto current = active(import_id);
    if (!current) return tl::unexpected(current.error());
    ActiveImport& import = **current;
    if (import.finishing) return fail(ErrorKind::conflict, "the import has been finished");
    if (auto checked = check_listing(said, import); !checked)
        return tl::unexpected(checked.error());
    return guarded([&]() -> Result<Staged> {
        const RecordPlaces places = places_of(said.record);
        auto ids = used_ids(said, places);
        if (!ids) return tl::unexpected(ids.error());
        const Uuid key = ids->front().id;
        const auto before = newest_of(import, said.service_id, key);
        if (before && before->source != import.source)
            return fail(ErrorKind::conflict, "another source holds the service", said.service_id);
        if (auto checked = check_ids(import, *ids); !checked)
            return tl::unexpected(checked.error());
        // What was merged away stays so; what its feed says now is kept in its history.
        const bool merged_away = before && before->withdrawn && import.merged_away.count(said.service_id) > 0;
        if (before && (!before->withdrawn || merged_away) &&
            reader_->digest(before->revision_id) == said.digest) {
            import.services.try_emplace(key);
            return Staged::unchanged;
        }
        const auto corrected = before ? with_corrections(import, said, *before) : std::nullopt;
        const Listing& listing = corrected ? *corrected : said;
        NewRevision revision = revision_of(import, listing, before);
        revision.withdrawn = merged_away;
        const Json* record = &listing.record;
        MaskedRecord masked;
        if (needs_masking(listing, places, import.hidden)) {
            masked = masked_record(listing, import.hidden);
            record = &masked.record;
            if (!masked.masked.sites.empty()) revision.place.reset();
            for (StoredStatement& row : revision.statements)
                scrub(row.statement.detail, masked.masked);
            ids = used_ids(listing, places_of(*record));
            note_hidden(import, listing, *record, before);
        }
        if (before) carry_texts(import, *record, before->revision_id, revision);
        try {
            revision.record = record->dump();
            revision.repairs = repairs_json(listing.repairs, masked.masked).dump();
        } catch (const Json::exception&) {
            return fail(ErrorKind::bad_request, "the record holds text that isn't UTF-8");
        }
        if (import.rows.size() + revision.rows() > kRowsPerTransaction) import.rows.flush();
        import.ids.insert(import.ids.end(), ids->begin(), ids->end());
        for (const StoredStatement& row : revision.statements)
            if (!row.carried && row.statement.standing == Standing::attested) ++import.attested;
        keep(import, key, revision, before.has_value());
        return before && (!before->withdrawn || merged_away) ? Staged::changed : Staged::added;
    });
}

Result<std::int64_t> SqliteStore::stage_withdrawals(std::int64_t import_id) {
    auto current = active(import_id);
    if (!current) return tl::unexpected(current.error());
    ActiveImport& import = **current;
    if (import.finishing) return fail(ErrorKind::conflict, "the import has been finished");
    return guarded([&]() -> Result<std::int64_t> {
        std::int64_t count = 0;
        std::string after;
        for (;;) {
            const auto services = reader_->services_after(after, 1000);
            if (services.empty()) break;
            after = services.back().service_id;
            for (const ServiceRow& service : services) {
                if (service.source != import.source || service.withdrawn) continue;
                const auto key = parse_uuid(service.service_id);
                if (!key) throw BrokenInvariant("a service's id is no UUID");
                if (import.services.count(*key) > 0) continue;
                auto old = reader_->revision(service.revision_id);
                if (!old) throw BrokenInvariant("a service points at a revision that isn't there");
                NewRevision revision;
                revision.import_id = import.id;
                revision.ordinal = import.next_ordinal;
                revision.previous_id = old->id;
                revision.service_id = service.service_id;
                revision.organization_id = std::move(old->organization_id);
                revision.source = import.source;
                revision.source_key = std::move(old->source_key);
                revision.language = std::move(old->language);
                revision.visibility = old->visibility;
                revision.withdrawn = true;
                revision.digest = std::move(old->digest);
                revision.place = old->place;
                revision.repairs = std::move(old->repairs);
                revision.record = std::move(old->record);
                revision.statements = reader_->statements(old->id);
                if (import.has_texts) revision.texts = reader_->texts(old->id);
                if (import.rows.size() + revision.rows() > kRowsPerTransaction)
                    import.rows.flush();
                keep(import, *key, revision, true);
                ++count;
            }
        }
        import.withdrawn += count;
        return count;
    });
}

Result<void> SqliteStore::abandon_import(std::int64_t import_id) {
    auto current = active(import_id);
    if (!current) return tl::unexpected(current.error());
    auto removed = guarded([&]() -> Result<void> {
        remove_import(import_id);
        return {};
    });
    // What couldn't be removed now stays invisible, and goes when the store is opened next.
    import_.reset();
    lock_.release();
    return removed;
}

void SqliteStore::remove_unpublished() {
    std::vector<Number> left;
    Number id = 0;
    soci::statement query =
        (sql_.prepare << "select id + 0 from import where published_at is null", soci::into(id));
    query.execute();
    while (query.fetch()) left.push_back(id);
    for (const Number import : left) remove_import(import);
}

void SqliteStore::remove_import(Number import_id) {
    remove_keys(import_id);
    const Number lowest = import_id * (Number{1} << 32);
    const Number highest = lowest + ((Number{1} << 32) - 1);
    constexpr int kRevisionsAtOnce = 50;  // With their statements about kRowsPerTransaction rows.
    for (;;) {
        Number last = 0;
        soci::indicator none = soci::i_null;
        sql_ << "select max(id) from (select id from revision where id between :low and :high"
                " order by id limit :count) first",
            soci::use(lowest), soci::use(highest), soci::use(kRevisionsAtOnce),
            soci::into(last, none);
        if (none == soci::i_null) break;
        WriteTransaction transaction(sql_);
        sql_ << "delete from statement where revision_id between :low and :last",
            soci::use(lowest), soci::use(last);
        sql_ << "delete from listing_text where revision_id between :low and :last",
            soci::use(lowest), soci::use(last);
        sql_ << "delete from revision where id between :low and :last", soci::use(lowest),
            soci::use(last);
        transaction.commit();
    }
    WriteTransaction transaction(sql_);
    sql_ << "delete from import where id = :id", soci::use(import_id);
    transaction.commit();
}

namespace {

/// Keys of a table's rows that an import wrote, at most 1,000, after a key.
std::vector<std::string> keys_of(soci::session& sql, const std::string& table,
                                 const std::string& key, const std::string& import_column,
                                 Number import_id, const std::string& after) {
    std::vector<std::string> keys;
    std::string value;
    soci::statement query =
        (sql.prepare << "select " + key + " from " + table + " where " + import_column +
                            " = :import and " + key + " > :after order by " + key + " limit 1000",
         soci::use(import_id), soci::use(after), soci::into(value));
    query.execute();
    while (query.fetch()) keys.push_back(value);
    return keys;
}

}  // namespace

void SqliteStore::remove_keys(Number import_id) {
    for (const char* table : {"identity", "hidden_place", "short_id"}) {
        const std::string key = std::string(table) == "short_id" ? "short_id" : "id";
        std::string after;
        for (;;) {
            const auto keys = keys_of(sql_, table, key, "import_id", import_id, after);
            if (keys.empty()) break;
            after = keys.back();
            WriteTransaction transaction(sql_);
            sql_ << "delete from " + std::string(table) + " where " + key + " = :key",
                soci::use(keys);
            transaction.commit();
        }
    }
    std::string after;
    for (;;) {
        const auto keys = keys_of(sql_, "service", "service_id", "newest_import", import_id, after);
        if (keys.empty()) break;
        after = keys.back();
        WriteTransaction transaction(sql_);
        sql_ << "update service set newest_import = before_revision / 4294967296,"
                " newest_revision = before_revision, newest_visibility = before_visibility,"
                " newest_withdrawn = before_withdrawn, newest_lat = before_lat,"
                " newest_lon = before_lon, before_revision = null, before_visibility = null,"
                " before_withdrawn = null, before_lat = null, before_lon = null"
                " where service_id = :key and before_revision is not null",
            soci::use(keys);
        sql_ << "delete from service where service_id = :key and newest_import = "
                + std::to_string(import_id),
            soci::use(keys);
        transaction.commit();
    }
}

}  // namespace porchlight
