#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/listing.h"

namespace porchlight {

/// A listing as it stands: its newest published revision and the statements that hold (decision 12).
struct StoredListing {
    std::string service_id;
    std::string organization_id;
    std::string short_id;                ///< 8 characters a-z2-7, for codes.
    std::string source;
    std::string language;                ///< BCP 47 tag of the record's own texts.
    Visibility visibility = Visibility::open;
    bool withdrawn = false;              ///< Its id keeps answering as withdrawn (decision 6).
    std::string merged_into;             ///< The service into which it was merged; else empty.
    std::string record;                  ///< JSON text, see Listing::record.
    std::vector<Statement> statements;
    std::int64_t sequence = 0;           ///< Sequence number at which this revision was published.
    Instant published_at{};
    bool has_earlier = false;            ///< Earlier revisions of it were published.
    std::optional<Point> place;
};

/// A live listing's key and place, for reading a whole directory in map order.
struct ListingKey {
    std::string service_id;
    std::optional<Point> place;
};

/// What staging one listing found.
enum class Staged : std::uint8_t { added, changed, unchanged };

/// What publishing an import did.
struct Published {
    std::int64_t first_sequence = 0;  ///< Its block of sequence numbers; 0 where nothing changed.
    std::int64_t count = 0;
    std::int64_t withdrawn = 0;
    std::int64_t proposals = 0;       ///< Statements that would have lifted bad news (decision 12).
    /// Public sites that became hidden: their place was erased from every revision, so the index
    /// must be rebuilt, older generations deleted, and the operator told about backups (decision 2).
    std::int64_t erased_sites = 0;
    /// False where a reader kept the write-ahead log, and so the erased places, from being cleared:
    /// the next read_write open does it.
    bool erasure_finished = true;
};

/// The newest row of the audit's hash chain. Written down elsewhere, it shows later that nothing
/// before it was changed or cut off.
struct AuditHead {
    std::int64_t seq = 0;  ///< 0 in an empty audit.
    std::string hash;      ///< SHA-256 in hexadecimal; empty in an empty audit.
    friend bool operator==(const AuditHead&, const AuditHead&) = default;
};

/// One service that changed.
struct Change {
    std::int64_t sequence = 0;
    std::string service_id;
};

/// How a translation came to be.
enum class TextOrigin : std::uint8_t { source, person, machine };

/// A text of a listing in another language (decision 8).
struct ListingText {
    std::string path;      ///< JSON pointer into the record, e.g. "/description".
    std::string language;  ///< BCP 47 tag.
    std::string text;
    TextOrigin how_made = TextOrigin::person;
    std::string reviewed_by;  ///< Account; empty where nobody read it over.
    friend bool operator==(const ListingText&, const ListingText&) = default;
};

/// Whether a value of a fact is bad news: favourable to nobody, or, for facts of polarity choice,
/// unfavourable to somebody (so both of their values).
using IsUnfavourable = std::function<bool(const std::string& fact, Value value)>;

/// The record of everything: every revision, every review. One object per thread (it owns a
/// connection). Every method maps database faults to `unavailable`, a broken invariant to `corrupt`.
class Store {
  public:
    virtual ~Store() = default;

    // --- import (decision 4): rows are written under an unpublished import id -------------------

    /// Starts an import of one file. Unpublished imports that earlier runs left are removed first.
    /// @error conflict where another process is importing or following a rebuild holds the store.
    virtual Result<std::int64_t> begin_import(const std::string& source,
                                              const std::string& file_name, Instant now) = 0;

    /// Adds a listing to the import. Transactions hold at most 1,000 rows and 100 ms.
    /// Unfavourable statements that the listing no longer makes, or now contradicts, are carried
    /// forward and the new ones become proposals (decision 12).
    /// A site that is hidden stays masked, and a hidden listing hidden, whatever the source says
    /// later: only a review loosens it (decision 3).
    /// @error conflict where another source holds one of its ids; bad_request where an id is no UUID,
    /// or a statement claims to be reviewed or names another source. Nothing of it is kept then.
    virtual Result<Staged> stage(std::int64_t import_id, const Listing& listing) = 0;

    /// Stages the withdrawal of every live listing of the import's source that it did not stage,
    /// unchanged ones included (--full).  @return how many.
    virtual Result<std::int64_t> stage_withdrawals(std::int64_t import_id) = 0;

    /// One short transaction: the import becomes visible and gets its block of sequence numbers.
    /// An import that changed nothing leaves no row. On an error it stays unpublished.
    virtual Result<Published> publish_import(std::int64_t import_id, Instant now) = 0;

    /// Removes all that the import wrote; nothing of it stays.
    virtual Result<void> abandon_import(std::int64_t import_id) = 0;

    /// Public ids (services, organizations, service_at_locations, locations) that other sources
    /// hold: a record of `source` may not keep one of these (decision 6).
    virtual Result<std::set<std::string>> ids_of_other_sources(const std::string& source) = 0;

    // --- review ---------------------------------------------------------------------------------

    /// Publishes one submission that enough people agreed to (core/store/submissions.h), as a
    /// revision of its own: visible and durable when this returns. Its reviewed statements take the
    /// place of what they contradict; everything else that held stays.
    /// @error not_found; forbidden where too few agreed; conflict where it has ended, where what it
    /// changes was changed meanwhile (it ends as overtaken then), or where an import is under way.
    virtual Result<Published> publish_submission(std::int64_t submission_id, Instant now) = 0;

    // --- reading --------------------------------------------------------------------------------

    /// Newest published sequence number; 0 in an empty store. Gapless and in order (decision 5).
    virtual Result<std::int64_t> newest_sequence() = 0;

    /// Time of the newest published record: a clock behind it makes nothing favourable (decision 18).
    virtual Result<std::optional<Instant>> newest_record_time() = 0;

    /// Changes with a sequence number greater than `after`, in order, at most `limit`.
    virtual Result<std::vector<Change>> changes_after(std::int64_t after, int limit) = 0;

    /// The listing as it stands, withdrawn ones too.
    /// @param most one that fewer may see is as absent, and as soon: its record isn't read.
    /// @error not_found
    virtual Result<StoredListing> listing(const std::string& service_id, Visibility most) = 0;
    Result<StoredListing> listing(const std::string& service_id) {
        return listing(service_id, Visibility::hidden);
    }

    /// By the code that a card carries; of one that was merged away, the one that it leads to.
    /// @error not_found
    virtual Result<StoredListing> listing_by_short_id(const std::string& short_id, Visibility most) = 0;
    Result<StoredListing> listing_by_short_id(const std::string& short_id) {
        return listing_by_short_id(short_id, Visibility::hidden);
    }

    /// Keys of all live (not withdrawn) listings, any order.
    virtual Result<std::vector<ListingKey>> live_keys() = 0;

    /// Live listings by key, in pages: those with service_id > `after`, at most `limit`.
    virtual Result<std::vector<StoredListing>> page(const std::string& after, int limit) = 0;

    /// Listings that everybody may see, or might until they were withdrawn, by key, in pages: those with
    /// service_id > `after`, at most `limit`. All of one moment.
    virtual Result<std::vector<StoredListing>> open_page(const std::string& after, int limit) = 0;

    /// The same of these services, in their order; of others among them nothing is read or said.
    virtual Result<std::vector<StoredListing>> open_listings(const std::vector<std::string>& service_ids) = 0;

    /// Every published revision of a service as it was, the newest first, at most `limit`.
    virtual Result<std::vector<StoredListing>> revisions(const std::string& service_id, int limit) = 0;

    /// The listing's own texts in other languages, as its standing revision has them.
    /// @error not_found
    virtual Result<std::vector<ListingText>> texts(const std::string& service_id) = 0;

    /// Adds or replaces one translation of the standing revision, with an audit row. A later
    /// revision keeps it where its own text at that path is the same.
    /// @error not_found; bad_request where the record has no text at that path.
    virtual Result<void> add_text(const std::string& service_id, const ListingText& text,
                                  const std::string& account, Instant now) = 0;

    /// Counts of live listings by source.
    struct SourceCount {
        std::string source;
        std::int64_t live = 0, staff = 0, hidden = 0, withdrawn = 0;
    };
    virtual Result<std::vector<SourceCount>> counts() = 0;

    /// Checks the database's own integrity, the schema version and the audit chain.
    virtual Result<void> check() = 0;

    /// Goes through the audit's whole chain, and looks whether a head that was kept elsewhere is in it.
    /// @error corrupt naming the first row that breaks it.
    virtual Result<AuditHead> verify_audit(const std::optional<AuditHead>& kept) = 0;

    /// How many times a place was erased, ever. An index made before the last erasure still holds it
    /// (decision 2).
    virtual Result<std::int64_t> erasures() = 0;

    /// When a public site became hidden, its place must go from every revision, provenance row and
    /// proposal at once (decision 2). Called by stage(); here for review to come.
    /// The sites stay hidden for every import to come. Not while this object is importing.
    virtual Result<void> erase_places(const std::vector<std::string>& service_at_location_ids,
                                      Instant now) = 0;
};

/// How to open a store.
enum class StoreAccess : std::uint8_t {
    read_write,  ///< Creates it and migrates it where needed (indexer).
    read_only,   ///< Must exist with exactly this program's schema (searchd, follow).
};

/// @param address "sqlite:///path/store.db", a path, or "postgresql://user@host/database" (see StorePlace).
/// @param is_unfavourable from the catalogue's polarities, for imports (decision 12). Without it
/// every value counts as bad news, so that no import replaces anything.
/// @error not_found where a store to read is absent; conflict where its schema is newer than this program ("needs a newer program").
Result<std::unique_ptr<Store>> open_store(const std::string& address, StoreAccess access,
                                          IsUnfavourable is_unfavourable = {});

}  // namespace porchlight
