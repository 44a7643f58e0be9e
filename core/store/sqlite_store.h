#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/hash.h"
#include "core/store/corrections.h"
#include "core/store/mask.h"
#include "core/store/migrations.h"
#include "core/store/row_buffer.h"
#include "core/store/sqlite_reader.h"
#include "core/store/store.h"
#include "core/store/writer_lease.h"

namespace porchlight {

/// Hash of an id. The ids are random or digests, but a feed chooses some of them: mix all bytes.
struct UuidHash {
    std::size_t operator()(const Uuid& id) const {
        return std::hash<std::string_view>{}(
            {reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
    }
};

/// What an import staged of one service; `revision_id` is 0 where it was unchanged.
struct StagedService {
    Number revision_id = 0;
    bool known_before = false;  ///< It has a row in `service` already.
    bool withdrawn = false;
    Visibility visibility = Visibility::open;
    std::optional<Point> place;
};

/// Kinds of public ids, as `identity.kind` names them.
enum class IdKind : std::uint8_t { service, organization, service_at_location, location };

/// An id that an import used.
struct UsedId {
    Uuid id;
    IdKind kind = IdKind::service;
    bool open_place = false;  ///< A site or location whose place was shown.
    friend auto operator<=>(const UsedId&, const UsedId&) = default;
};

/// The ids that a record uses, and whether each place is shown.  @error bad_request
Result<std::vector<UsedId>> used_ids(const Listing& listing, const RecordPlaces& places);

/// An import under way. It lives and dies with this object: its rows are removed by whoever opens
/// the store next.
struct ActiveImport {
    ActiveImport(Number id_, std::string source_, soci::session& sql)
        : id(id_), source(std::move(source_)), rows(sql) {}

    Number id;
    std::string source;
    RowBuffer rows;
    Number next_ordinal = 0;
    std::optional<Number> submission;  ///< What a review publishes.
    std::optional<Number> check;       ///< The check page whose bad news takes effect.
    Number check_base = 0;             ///< What it makes worse.
    bool finishing = false;         ///< Keys are being written: it can only be published or abandoned.
    bool first = false;             ///< Nothing has ever been published: nothing to compare with.
    bool others_hold_ids = false;   ///< Another source has published.
    bool has_texts = false;         ///< Some listing has translations.
    std::unordered_map<Uuid, StagedService, UuidHash> services;
    std::vector<UsedId> ids;        ///< With repeats; sorted when the import finishes.
    /// By service and member: what becomes of corrections when it is published; nothing: they end.
    std::map<std::pair<std::string, std::string>, std::optional<Correction>> corrections;
    bool has_corrections = false;   ///< Some listing of a feed was corrected.
    std::set<std::string> merged_away;  ///< Services that only a review brings back.
    std::set<std::string> hidden;   ///< Sites and locations that were hidden before.
    /// Sites that this import hides, each with its location (empty where not known).
    std::vector<std::pair<std::string, std::string>> newly_hidden;
    /// Bad news of organizations that this import carries, and the services that are new in it, by
    /// organization: they must take it over, in whatever order the file has them.
    std::unordered_map<std::string, std::vector<StoredStatement>> carried_of_organization;
    std::unordered_map<std::string, std::vector<Number>> new_of_organization;
    std::int64_t attested = 0;
    std::int64_t withdrawn = 0;
    std::int64_t for_review = 0;
};

/// What has to be rewritten because a site became hidden.
struct Erasure {
    std::set<std::string> sites;      ///< service_at_location ids.
    std::set<std::string> ids;        ///< Them, and their locations that no open site uses.
    std::vector<Number> revisions;    ///< Every revision that names one of them.
};

/// A submission that may be published now, and the listing that it changes.
struct ApprovedSubmission {
    Number id = 0;
    Listing listing;         ///< Of a new one, or of what stands with what is submitted in its place.
    bool withdraws = false;
    std::string record;      ///< As it was agreed to, byte for byte.
    std::string repairs;
    std::string source;      ///< Whose listing it is: its feed's stays its feed's.
    std::optional<ServiceRow> before;
    std::vector<StoredStatement> states;
    std::optional<ServiceRow> survivor;  ///< Where it merges a listing into another.
};

/// Makes a code for a card; tests make them collide.
using MakeShortId = std::string (*)();

/// The store over SQLite or PostgreSQL. See store.h for what each method promises.
class SqliteStore final : public Store {
  public:
    /// Throws soci::soci_error; open_store() is the fence.
    SqliteStore(const StorePlace& place, StoreAccess access, IsUnfavourable is_unfavourable);

    /// Creates or migrates the schema, or checks that it is this program's.
    Result<void> prepare();
    /// See publish_check() in core/store/checks.h.
    Result<Published> give_effect(std::int64_t check_id, Instant now);
    void set_short_ids(MakeShortId make) { make_short_id_ = make; }

    Result<std::int64_t> begin_import(const std::string& source, const std::string& file_name,
                                      Instant now) override;
    Result<Staged> stage(std::int64_t import_id, const Listing& listing) override;
    Result<std::int64_t> stage_withdrawals(std::int64_t import_id) override;
    Result<Published> publish_import(std::int64_t import_id, Instant now) override;
    Result<void> abandon_import(std::int64_t import_id) override;
    Result<std::set<std::string>> ids_of_other_sources(const std::string& source) override;
    Result<Published> publish_submission(std::int64_t submission_id, Instant now) override;

    Result<std::int64_t> newest_sequence() override;
    Result<std::optional<Instant>> newest_record_time() override;
    Result<std::vector<Change>> changes_after(std::int64_t after, int limit) override;
    using Store::listing;
    using Store::listing_by_short_id;
    Result<StoredListing> listing(const std::string& service_id, Visibility most) override;
    Result<StoredListing> listing_by_short_id(const std::string& short_id, Visibility most) override;
    Result<std::vector<ListingKey>> live_keys() override;
    Result<std::vector<StoredListing>> page(const std::string& after, int limit) override;
    Result<std::vector<StoredListing>> open_page(const std::string& after, int limit) override;
    Result<std::vector<StoredListing>> open_listings(const std::vector<std::string>& service_ids) override;
    Result<std::vector<StoredListing>> revisions(const std::string& service_id, int limit) override;
    Result<std::vector<ListingText>> texts(const std::string& service_id) override;
    Result<void> add_text(const std::string& service_id, const ListingText& text,
                          const std::string& account, Instant now) override;
    Result<std::vector<SourceCount>> counts() override;
    Result<void> check() override;
    Result<AuditHead> verify_audit(const std::optional<AuditHead>& kept) override;
    Result<std::int64_t> erasures() override;
    Result<void> erase_places(const std::vector<std::string>& service_at_location_ids,
                              Instant now) override;

  private:
    /// As the function of this name, over this store's connection.
    template <class Work>
    auto guarded(Work&& work) -> decltype(work()) {
        return porchlight::guarded(sql_, [&]() -> decltype(work()) {
            if (reader_) reader_->prepare_again();
            return work();
        });
    }

    // sqlite_store.cc
    Result<int> schema_version();
    Result<void> migrate();
    Result<void> check_pointers();

    // sqlite_import.cc
    Result<std::int64_t> begin(const std::string& kind, const std::string& source,
                               const std::string& file_name, Instant now);
    std::unique_ptr<ActiveImport> active_import(Number id, const std::string& source);
    Result<ActiveImport*> active(std::int64_t import_id);
    /// Whether an import is under way; one whose lease was lost with the connection is over.
    bool is_importing();
    void remove_unpublished();
    void remove_import(Number import_id);
    void remove_keys(Number import_id);
    Result<void> check_listing(const Listing& listing, const ActiveImport& import) const;
    Result<void> check_ids(ActiveImport& import, const std::vector<UsedId>& ids);
    std::optional<ServiceRow> newest_of(const ActiveImport& import, const std::string& service_id,
                                        const Uuid& key);
    NewRevision revision_of(ActiveImport& import, const Listing& listing,
                            const std::optional<ServiceRow>& before);
    std::vector<Correction> corrections_of(const std::string& service_id);
    std::optional<Listing> with_corrections(ActiveImport& import, const Listing& listing,
                                            const ServiceRow& before);
    void note_hidden(ActiveImport& import, const Listing& listing, const Json& record,
                     const std::optional<ServiceRow>& before);
    void carry_texts(const ActiveImport& import, const Json& record, Number before,
                     NewRevision& revision);
    void keep(ActiveImport& import, const Uuid& key, const NewRevision& revision,
              bool known_before);

    // sqlite_publish.cc
    void hand_over_bad_news(ActiveImport& import);
    void write_keys(ActiveImport& import);
    std::vector<std::string> write_short_ids(ActiveImport& import,
                                             const std::vector<std::string>& services);
    void write_services(ActiveImport& import);
    void write_identities(const ActiveImport& import);
    void write_hidden(const ActiveImport& import);
    void insert_hidden(const std::vector<std::pair<std::string, IdKind>>& places,
                       std::optional<Number> import_id);
    void write_corrections(const ActiveImport& import);
    Published publish(ActiveImport& import, const Erasure& erasure, Instant now);

    // sqlite_review.cc
    Result<void> stage_submission(const ApprovedSubmission& submission, Instant now);
    void stage_survivor(const ApprovedSubmission& submission, Day today);
    void let_go(Number submission_id, Instant now);
    void mark_published(const ActiveImport& import, Instant now);

    // sqlite_check.cc
    Result<void> stage_check(std::int64_t check_id, const std::string& service_id);
    void mark_checked(const ActiveImport& import, Instant now);

    // sqlite_erase.cc
    Erasure plan_erasure(const ActiveImport& import);
    Erasure plan_erasure(const std::set<std::string>& sites, std::set<std::string> locations);
    void erase(const Erasure& erasure, Instant now);
    /// Takes what an erasure replaced out of the engine's files.  @return whether no reader was in the way.
    bool clear_log();

    StorePlace place_;
    StoreAccess access_;
    IsUnfavourable is_unfavourable_;
    MakeShortId make_short_id_ = &random_short_id;
    soci::session sql_;
    WriterLease lock_;
    const std::vector<Migration>& migrations_;
    std::unique_ptr<SqliteReader> reader_;
    std::unique_ptr<ActiveImport> import_;
};

}  // namespace porchlight
