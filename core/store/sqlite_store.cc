#include "core/store/sqlite_store.h"

#include "core/store/audit.h"
#include "core/store/journal.h"

namespace porchlight {

SqliteStore::SqliteStore(const StorePlace& place, StoreAccess access, IsUnfavourable is_unfavourable)
    : place_(place),
      access_(access),
      is_unfavourable_(is_unfavourable ? std::move(is_unfavourable)
                                       : [](const std::string&, Value) { return true; }),
      lock_(place, sql_),
      migrations_(place.is_postgresql() ? postgresql_migrations() : sqlite_migrations()) {
    connect(sql_, place,
            access == StoreAccess::read_write ? Connection::writes : Connection::only_reads);
}

Result<int> SqliteStore::schema_version() {
    return guarded([&]() -> Result<int> {
        if (!has_table(sql_, "schema_version")) return 0;
        int version = 0;
        sql_ << "select coalesce(max(version), 0) from schema_version", soci::into(version);
        return version;
    });
}

Result<void> SqliteStore::migrate() {
    return guarded([&]() -> Result<void> {
        for (const Migration& step : migrations_) {
            WriteTransaction transaction(sql_);
            const auto version = schema_version();  // Another process may have been quicker.
            if (!version) return tl::unexpected(version.error());
            if (*version >= step.version) continue;
            run_script(sql_, "create table if not exists schema_version (version integer primary key)");
            run_script(sql_, step.sql);
            sql_ << "insert into schema_version (version) values (:version)",
                soci::use(step.version);
            transaction.commit();
        }
        return {};
    });
}

Result<void> SqliteStore::prepare() {
    const int newest = migrations_.back().version;
    const auto version = schema_version();
    if (!version) return tl::unexpected(version.error());
    if (*version > newest)
        return fail(ErrorKind::conflict, "the store is of a later version: it needs a newer program");
    if (*version < newest && access_ == StoreAccess::read_only)
        return fail(ErrorKind::conflict, "the store is of an earlier version: run indexer first");
    if (*version < newest)
        if (auto migrated = migrate(); !migrated) return migrated;
    return guarded([&]() -> Result<void> {
        if (access_ == StoreAccess::read_write) attach_journal(sql_, place_);
        reader_ = std::make_unique<SqliteReader>(sql_);
        // Where another process imports, what is unpublished is its own.
        if (access_ == StoreAccess::read_only || !lock_.take()) return {};
        remove_unpublished();
        int due = 0;
        sql_ << "select count(*) from chore where name = 'clear_log'", soci::into(due);
        if (due > 0) clear_log();  // A reader may be in the way still: the chore stays then.
        lock_.release();
        return {};
    });
}

Result<std::int64_t> SqliteStore::newest_sequence() {
    return guarded([&]() -> Result<std::int64_t> {
        Number last = 0;
        sql_ << "select last_number from sequence", soci::into(last);
        return std::int64_t{last};
    });
}

Result<std::optional<Instant>> SqliteStore::newest_record_time() {
    return guarded([&]() -> Result<std::optional<Instant>> {
        Number at = 0;
        soci::indicator none = soci::i_null;
        sql_ << "select max(published_at) from import", soci::into(at, none);
        if (none == soci::i_null) return std::optional<Instant>{};
        return std::optional<Instant>{Instant{std::chrono::seconds{at}}};
    });
}

Result<std::vector<Change>> SqliteStore::changes_after(std::int64_t after, int limit) {
    return guarded([&]() -> Result<std::vector<Change>> {
        struct Block {
            Number import_id = 0, first = 0;
        };
        std::vector<Block> blocks;
        Block block;
        Number count = 0, wanted = 0;
        const Number next = after + 1;
        soci::statement imports =
            (sql_.prepare
                 << "select id, first_sequence, revision_count from import where first_sequence >="
                    " coalesce((select max(first_sequence) from import where first_sequence <= :next),"
                    " 0) order by first_sequence",
             soci::use(next), soci::into(block.import_id), soci::into(block.first),
             soci::into(count));
        imports.execute();
        while (imports.fetch() && wanted < limit) {
            if (block.first + count <= next) continue;
            blocks.push_back(block);
            wanted += block.first + count - std::max(block.first, next);
        }
        std::vector<Change> changes;
        for (const Block& each : blocks) {
            const Number lowest = each.import_id * (Number{1} << 32);
            const Number from = lowest + std::max(Number{0}, next - each.first);
            const Number to = lowest + ((Number{1} << 32) - 1);
            const int room = limit - static_cast<int>(changes.size());
            Number ordinal = 0;
            Change change;
            soci::statement rows =
                (sql_.prepare << "select ordinal, service_id from revision"
                                 " where id between :from and :to order by id limit :room",
                 soci::use(from), soci::use(to), soci::use(room), soci::into(ordinal),
                 soci::into(change.service_id));
            rows.execute();
            while (rows.fetch()) {
                change.sequence = each.first + ordinal;
                changes.push_back(change);
            }
        }
        return changes;
    });
}

Result<StoredListing> SqliteStore::listing(const std::string& service_id, Visibility most) {
    return guarded([&]() -> Result<StoredListing> {
        const auto service = reader_->service(service_id);
        if (!service || service->visibility > most)
            return fail(ErrorKind::not_found, "no such service");
        return reader_->listing(*service);
    });
}

Result<StoredListing> SqliteStore::listing_by_short_id(const std::string& short_id, Visibility most) {
    auto service_id = guarded([&]() -> Result<std::string> {
        std::string found;
        sql_ << "select service_id from short_id where short_id = :short", soci::use(short_id),
            soci::into(found);
        if (found.empty()) return fail(ErrorKind::not_found, "no such code");
        return found;
    });
    if (!service_id) return tl::unexpected(service_id.error());
    auto found = listing(*service_id, most);
    // Merged once, and what stayed merged later: the chain is as long as its reviews, and has no circle.
    while (found && !found->merged_into.empty()) found = listing(found->merged_into, most);
    if (!found && found.error().kind == ErrorKind::not_found)
        return fail(ErrorKind::not_found, "no such code");
    return found;
}

Result<std::vector<ListingKey>> SqliteStore::live_keys() {
    return guarded([&]() -> Result<std::vector<ListingKey>> {
        std::vector<ListingKey> keys;
        std::string after;
        for (;;) {
            const auto services = reader_->services_after(after, 10'000);
            if (services.empty()) return keys;
            after = services.back().service_id;
            for (const ServiceRow& service : services)
                if (!service.withdrawn) keys.push_back({service.service_id, service.place});
        }
    });
}

Result<std::vector<StoredListing>> SqliteStore::page(const std::string& after, int limit) {
    return guarded([&]() -> Result<std::vector<StoredListing>> {
        std::vector<StoredListing> listings;
        const auto wanted = static_cast<std::size_t>(std::max(limit, 0));
        std::string key = after;
        while (listings.size() < wanted) {
            const auto services =
                reader_->services_after(key, static_cast<int>(wanted - listings.size()));
            if (services.empty()) break;
            key = services.back().service_id;
            for (const ServiceRow& service : services)
                if (!service.withdrawn) listings.push_back(reader_->listing(service));
        }
        return listings;
    });
}

Result<std::vector<StoredListing>> SqliteStore::open_page(const std::string& after, int limit) {
    return guarded([&]() -> Result<std::vector<StoredListing>> {
        const ReadTransaction transaction(sql_);
        std::vector<StoredListing> listings;
        const auto wanted = static_cast<std::size_t>(std::max(limit, 0));
        std::string key = after;
        while (listings.size() < wanted) {
            const auto services = reader_->services_after(key, static_cast<int>(wanted - listings.size()));
            if (services.empty()) break;
            key = services.back().service_id;
            for (const ServiceRow& service : services)
                if (service.visibility == Visibility::open) listings.push_back(reader_->listing(service));
        }
        return listings;
    });
}

Result<std::vector<StoredListing>> SqliteStore::open_listings(const std::vector<std::string>& service_ids) {
    return guarded([&]() -> Result<std::vector<StoredListing>> {
        const ReadTransaction transaction(sql_);
        std::vector<StoredListing> listings;
        for (const auto& id : service_ids) {
            const auto service = reader_->service(id);
            if (service && service->visibility == Visibility::open) listings.push_back(reader_->listing(*service));
        }
        return listings;
    });
}

Result<std::vector<StoredListing>> SqliteStore::revisions(const std::string& service_id, int limit) {
    return guarded([&]() -> Result<std::vector<StoredListing>> {
        const ReadTransaction transaction(sql_);
        std::vector<StoredListing> out;
        const auto service = reader_->service(service_id);
        Number id = service ? service->revision_id : 0;
        while (id != 0 && out.size() < static_cast<std::size_t>(std::max(limit, 0))) {
            auto revision = reader_->revision(id);
            if (!revision) break;
            id = revision->previous_id;
            out.push_back(reader_->listing_as_of(*service, std::move(*revision)));
        }
        return out;
    });
}

Result<std::vector<ListingText>> SqliteStore::texts(const std::string& service_id) {
    return guarded([&]() -> Result<std::vector<ListingText>> {
        const auto service = reader_->service(service_id);
        if (!service) return fail(ErrorKind::not_found, "no such service");
        return reader_->texts(service->revision_id);
    });
}

Result<void> SqliteStore::add_text(const std::string& service_id, const ListingText& text,
                                   const std::string& account, Instant now) {
    if (access_ != StoreAccess::read_write)
        return fail(ErrorKind::bad_request, "the store was opened for reading");
    // An import would put a revision on top that doesn't know of the translation.
    if (is_importing()) return fail(ErrorKind::conflict, "this store is importing");
    if (auto taken = lock_.take(); !taken) return taken;
    auto added = guarded([&]() -> Result<void> {
        const auto service = reader_->service(service_id);
        if (!service) return fail(ErrorKind::not_found, "no such service");
        const Json record = Json::parse(reader_->revision(service->revision_id)->record);
        if (text.path.empty() || text.path[0] != '/')
            return fail(ErrorKind::bad_request, "not a JSON pointer", text.path);
        const Json::json_pointer path(text.path);
        if (!record.contains(path) || !record[path].is_string())
            return fail(ErrorKind::bad_request, "the record has no text there", text.path);
        const std::string how_made = to_string(text.how_made);
        WriteTransaction transaction(sql_);
        sql_ << "insert into listing_text (revision_id, path, language, text, how_made, reviewed_by)"
                " values (:revision, :path, :language, :text, :how, :reviewed)"
                " on conflict (revision_id, path, language) do update set text = excluded.text,"
                " how_made = excluded.how_made, reviewed_by = excluded.reviewed_by",
            soci::use(service->revision_id), soci::use(text.path), soci::use(text.language),
            soci::use(text.text), soci::use(how_made), soci::use(text.reviewed_by);
        append_audit(sql_, {account, "add_text", service_id, text.path + " " + text.language}, now);
        transaction.commit();
        return {};
    });
    lock_.release();
    return added;
}

Result<std::vector<Store::SourceCount>> SqliteStore::counts() {
    return guarded([&]() -> Result<std::vector<SourceCount>> {
        std::vector<SourceCount> counts;
        SourceCount row;
        Number live = 0, staff = 0, hidden = 0, withdrawn = 0;
        soci::statement query =
            (sql_.prepare
                 << "select source, count(*) filter (where withdrawn = 0),"
                    " count(*) filter (where withdrawn = 0 and visibility = 'staff'),"
                    " count(*) filter (where withdrawn = 0 and visibility = 'hidden'),"
                    " count(*) filter (where withdrawn = 1)"
                    " from standing_service group by source order by source",
             soci::into(row.source), soci::into(live), soci::into(staff), soci::into(hidden),
             soci::into(withdrawn));
        query.execute();
        while (query.fetch()) {
            row.live = live;
            row.staff = staff;
            row.hidden = hidden;
            row.withdrawn = withdrawn;
            counts.push_back(row);
        }
        return counts;
    });
}

Result<void> SqliteStore::check_pointers() {
    struct Rule {
        const char* query;  ///< Counts what breaks it.
        const char* broken;
    };
    constexpr Rule kRules[] = {
        {"select count(*) from service s left join revision r on r.id = s.newest_revision"
         " where r.id is null or r.service_id <> s.service_id",
         "a service points at a revision that isn't its own"},
        {"select count(*) from service s left join short_id c on c.short_id = s.short_id"
         " where c.service_id is null or c.service_id <> s.service_id",
         "a service has a code that isn't its own"},
        {"select count(*) from import i where published_at is not null and revision_count <>"
         " (select count(*) from revision r where r.id between i.id * 4294967296"
         " and i.id * 4294967296 + 4294967295)",
         "an import has lost a revision"},
        {"select count(*) from sequence where last_number <>"
         " (select coalesce(sum(revision_count), 0) from import)",
         "the sequence has a gap"},
    };
    for (const Rule& rule : kRules) {
        Number wrong = 0;
        sql_ << rule.query, soci::into(wrong);
        if (wrong > 0) return fail(ErrorKind::corrupt, rule.broken);
    }
    return {};
}

Result<std::int64_t> SqliteStore::erasures() {
    return guarded([&]() -> Result<std::int64_t> {
        Number count = 0;
        sql_ << "select count(*) from audit where action = 'erase_place'", soci::into(count);
        return std::int64_t{count};
    });
}

Result<void> SqliteStore::check() {
    return guarded([&]() -> Result<void> {
        if (const auto damage = damage_of(sql_); !damage.empty())
            return fail(ErrorKind::corrupt, damage);
        const auto version = schema_version();
        if (!version) return tl::unexpected(version.error());
        if (*version != migrations_.back().version)
            return fail(ErrorKind::conflict, "the store's schema isn't this program's");
        if (auto pointers = check_pointers(); !pointers) return pointers;
        const auto audit = check_audit(sql_);
        return audit ? Result<void>{} : tl::unexpected(audit.error());
    });
}

Result<AuditHead> SqliteStore::verify_audit(const std::optional<AuditHead>& kept) {
    return guarded([&] { return check_audit(sql_, kept); });
}

}  // namespace porchlight
