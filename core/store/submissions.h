#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/model/listing.h"
#include "core/base/store_place.h"

namespace porchlight {

/// The source under which reviewed statements and new listings of the desk stand.
inline constexpr const char* kDeskSource = "desk";

/// What reviews depend on of one fact of the catalogue.
struct FactRule {
    std::string fact;
    bool yes_is_bad = false;  ///< Unfavourable; for facts of polarity choice both values are.
    bool no_is_bad = false;
    bool two_people = true;   ///< Safety and identity: a favourable value takes two.
};

/// A fact that a submission states.
struct SubmittedFact {
    Subject subject = Subject::service;
    std::string subject_id;
    std::string fact;
    Value value = Value::no;
    std::string detail;
    Method method = Method::agency_statement;  ///< Not import.
    Day verified_on{};
};

/// Whether a reviewed statement takes the place of one that holds: it contradicts it, or says it anew
/// under the same source.
bool review_replaces(const Statement& said, const Statement& held);

/// A change to a listing, as an account submits it.
struct NewSubmission {
    std::string service_id;   ///< Of an existing service, or a UUID of its own for a new one.
    std::string account_id;
    bool withdraws = false;   ///< Takes the listing out; `record` is then what stands.
    Visibility visibility = Visibility::open;
    std::string language;     ///< BCP 47 tag of the record's texts.
    std::optional<Point> place;
    Json record;              ///< HSDS 3.1, whole. Hidden sites as Listing::record has them.
    std::vector<SubmittedFact> facts;
    /// The listing into which the withdrawn one is merged (a reviewer's act); else empty.
    std::string merges_into;
};

/// What became of a submission.
enum class SubmissionOutcome : std::uint8_t {
    waiting,
    published,
    changes_asked,
    refused,
    taken_back,
    overtaken,  ///< What it would have changed was changed meanwhile.
};
std::string_view to_string(SubmissionOutcome outcome);

enum class Decision : std::uint8_t { approve, ask_changes, refuse };
std::string_view to_string(Decision decision);
std::optional<Decision> parse_decision(std::string_view text);

/// On which number a reviewer rang the agency.
enum class CallBack : std::uint8_t { none, old_number, elsewhere };
std::string_view to_string(CallBack call_back);
std::optional<CallBack> parse_call_back(std::string_view text);

/// What one reviewer decided.
struct Review {
    std::string account_id;
    std::string organization_id;  ///< Of affiliates their head.
    Decision decision = Decision::approve;
    CallBack call_back = CallBack::none;
    std::string reason;  ///< At most 500 characters; must be there but for an approval.
    Instant at{};
};

/// How many people a submission takes, as its strictest change says (design.md section 7).
struct ReviewNeed {
    int accounts = 0;
    int organizations = 0;
    bool call_back = false;
    bool call_elsewhere = false;  ///< On a number that was found elsewhere.
};

/// A change or fact of a submission, and the class of reviews that it takes.
struct SubmittedChange {
    std::string member;  ///< Of the record, or "@new", "@withdrawal", "@visibility".
    std::string review_class;
};

/// A submission as it waits or ended.
struct StoredSubmission {
    std::int64_t id = 0;
    std::string service_id;
    std::string submitted_by;
    std::string organization_id;  ///< Of affiliates their head.
    bool is_new = false;
    bool withdraws = false;
    std::string merges_into;  ///< The listing that stays; empty where nothing is merged.
    Visibility visibility = Visibility::open;
    std::string language;
    Json record;
    Json base;  ///< The record that it changes; null for a new listing.
    std::vector<SubmittedChange> changes;
    std::vector<std::pair<SubmittedFact, std::string>> facts;  ///< With their review classes.
    std::vector<Review> reviews;
    ReviewNeed need;
    bool approved = false;  ///< Enough people agreed: it may be published.
    Instant submitted_at{};
    SubmissionOutcome outcome = SubmissionOutcome::waiting;
};

/// What somebody is still writing.
struct Draft {
    std::string service_id;
    std::string body;  ///< JSON, as the form has it.
    Instant saved_at{};
};

/// Submissions, their reviews and drafts, in the store's file. The rules (who may, how many, what is
/// named) are the schema's own: what breaks one is `forbidden` here and changes nothing. Each act and
/// its audit row are one transaction, durable before it returns. Safe to use from several threads.
class SubmissionStore {
  public:
    /// Submissions of one organization that may wait at the same time.
    static constexpr std::int64_t kMostWaiting = 200;

    /// Opens an existing store of this program's schema, and hands it the catalogue's rules.
    /// @error unavailable
    static Result<std::unique_ptr<SubmissionStore>> open(const StorePlace& place,
                                                         const std::vector<FactRule>& rules);
    virtual ~SubmissionStore() = default;

    /// Nothing of a hidden site's place is written. A draft of the same account and service goes.
    /// @return its id.
    /// @error bad_request where it changes nothing or its record isn't one; conflict where another
    /// submission of the service waits; forbidden where the account may not.
    virtual Result<std::int64_t> submit(NewSubmission submission, Instant now) = 0;

    /// The same for several, all or none of them.
    /// @error as submit(), with "/N" of the first that may not be in `where`.
    virtual Result<std::vector<std::int64_t>> submit_all(std::vector<NewSubmission> submissions, Instant now) = 0;

    /// @error not_found
    virtual Result<StoredSubmission> submission(std::int64_t id) = 0;
    /// Ids of all that wait, the oldest first.
    virtual Result<std::vector<std::int64_t>> waiting() = 0;
    /// Ids of what an organization (of affiliates the head) submitted, the newest first.
    virtual Result<std::vector<std::int64_t>> of_organization(const std::string& organization_id) = 0;

    /// One reviewer's decision; asking for changes or refusing ends the submission. An approved one
    /// isn't published by this: see Store::publish_submission().
    /// @return whether enough people agree now.
    /// @error not_found; conflict where it has ended, or the account decided already; forbidden.
    virtual Result<bool> review(std::int64_t id, const Review& review) = 0;

    /// By the account that submitted it.  @error not_found; forbidden; conflict where it has ended.
    virtual Result<void> take_back(std::int64_t id, const std::string& account_id, Instant now) = 0;

    /// The organization that counts for reviews: of an affiliate its head.  @error not_found
    virtual Result<std::string> head_of(const std::string& organization_id) = 0;
    /// Whether the submitting organization has said that this one (a head) may not review it.
    virtual Result<bool> is_unwanted(std::int64_t id, const std::string& organization_id) = 0;
    /// Ids of an organization's own services, withdrawn ones too, in key order.
    virtual Result<std::vector<std::string>> services_of(const std::string& organization_id) = 0;

    /// Keeps a draft in place of an earlier one of the same account and service.
    virtual Result<void> save_draft(const std::string& account_id, const Draft& draft) = 0;
    virtual Result<std::vector<Draft>> drafts(const std::string& account_id) = 0;
    virtual Result<void> drop_draft(const std::string& account_id, const std::string& service_id) = 0;
};

}  // namespace porchlight
