#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/store_place.h"
#include "core/model/listing.h"

namespace porchlight {

/// The members of a feed's record that a correction holds on to: those that a desk's form has, without
/// sites, organization and attributes, in which a feed says what hides a place.
bool can_be_corrected(std::string_view member);

/// A member that a review changed against its feed. Null: the record hasn't got it.
struct Correction {
    std::string service_id;
    std::string member;
    Json theirs;                   ///< What the feed said when it was corrected.
    std::optional<Json> offered;   ///< What it says since, and waits for review.
    std::int64_t submission_id = 0;
    friend bool operator==(const Correction&, const Correction&) = default;
};

/// What becomes of corrections where the feed's record is read again.
struct Corrected {
    Json record;                         ///< The feed's, with what was corrected in its place.
    std::vector<Correction> changed;     ///< Those of which `offered` is another now.
    std::vector<Correction> ended;       ///< Those whose value the feed has taken over.
    bool in_force = false;               ///< Whether any is in `record`.
};

/// A member that its feed hasn't changed stays as corrected; one that it changed to something else stays so
/// too, and what it says is offered. What the record says of its date is the older of both: nothing that
/// was corrected grows younger by an import.
/// @param standing the record in force.  @param said what the feed says now.
Corrected corrected_record(const std::vector<Correction>& corrections, const Json& standing, Json said);

/// What becomes of corrections where a review publishes a record of a feed's listing.
struct Decided {
    std::vector<Correction> kept;    ///< New or decided anew.
    std::vector<Correction> ended;   ///< The record has what the feed says.
};
Decided decided_corrections(const std::vector<Correction>& corrections, const std::string& service_id,
                            const Json& before, const Json& after, std::int64_t submission_id);

/// One thing that reviews here confirmed against a source's own record.
struct ConfirmedValue {
    std::string service_id;
    std::string source_key;          ///< The record's own id at its source; may be empty.
    std::string field;               ///< A member of the record, or a fact's id.
    bool is_fact = false;
    Subject subject = Subject::service;
    std::string subject_id;
    Json theirs, ours;               ///< Null: not said. Of a fact "yes" or "no".
    std::optional<Json> offered;     ///< What the source says since, and isn't decided.
    Day on{};                        ///< When it was agreed to; of a fact, verified.
    Method method = Method::agency_statement;
};

/// Reads what was confirmed against sources, through a connection of its own.
class CorrectionList {
  public:
    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<CorrectionList>> open(const StorePlace& place);
    virtual ~CorrectionList() = default;

    /// Of the source's live services, in the order of service ids, members before facts.
    virtual Result<std::vector<ConfirmedValue>> of_source(const std::string& source) = 0;
    /// How many values wait for review because a source changed what was corrected.
    virtual Result<std::int64_t> offered(const std::string& source) = 0;
};

}  // namespace porchlight
