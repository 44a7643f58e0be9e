#include "core/review/review_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include "core/base/hash.h"
#include "core/feed/csv_template.h"
#include "core/feed/directory_settings.h"
#include "core/feed/json_read.h"
#include "core/feed/read_record.h"
#include "core/review/fact_lines.h"
#include "core/review/fact_rules.h"
#include "core/review/listing_form.h"
#include "core/review/phone_book.h"
#include "core/review/sanity.h"
#include "core/review/submission_view.h"
#include "core/review/twins.h"
#include "core/review/upload.h"
#include "core/review/upload_plan.h"
#include "core/search/strict_object.h"
#include "core/store/submissions.h"
#include "core/store/suspensions.h"
#include "core/text/plain.h"

namespace porchlight {
namespace {

constexpr std::size_t kLongestDraft = 64 * 1024;
constexpr std::size_t kLongestReason = 500;
constexpr std::size_t kMostFacts = 100;

Day day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at); }

/// A request's body as a strict object that has been read to its end.
template <class Read>
Result<void> read_body(const Json& body, Read read) {
    StrictObject object(body, "");
    read(object);
    if (auto error = object.finish()) return tl::unexpected(*error);
    return {};
}

Result<void> read_nothing(const Json& body) {
    return read_body(body, [](StrictObject&) {});
}

Result<std::string> read_service_id(StrictObject& object) {
    auto id = object.text("service_id", 36);
    if (!parse_uuid(id)) object.fault("no_id", "a service's id is a UUID", object.pointer("service_id"));
    return id;
}

class Desk final : public ReviewDesk {
  public:
    Desk(DirectoryPaths paths, DirectorySettings settings, std::unique_ptr<Store> store, std::unique_ptr<Store> twins_store,
         std::unique_ptr<SubmissionStore> submissions, std::unique_ptr<SuspensionList> suspensions,
         std::unique_ptr<AccountStore> accounts, std::unique_ptr<NotSameList> not_same, const Clock& clock)
        : paths_(std::move(paths)),
          settings_(std::move(settings)),
          leads_(settings_.catalogue),
          store_(std::move(store)),
          submissions_(std::move(submissions)),
          suspensions_(std::move(suspensions)),
          accounts_(std::move(accounts)),
          twins_(std::move(twins_store), std::move(not_same), clock),
          clock_(clock) {}

    Result<Json> listings(const Caller& caller, const Json& body) override {
        if (auto read = read_nothing(body); !read) return tl::unexpected(read.error());
        const auto ids = submissions_->services_of(caller.organization_id);
        if (!ids) return tl::unexpected(ids.error());
        const auto newest = newest_submissions(caller);
        if (!newest) return tl::unexpected(newest.error());
        const auto drafts = draft_ids(caller);
        if (!drafts) return tl::unexpected(drafts.error());
        Json rows = Json::array();
        std::set<std::string> shown;
        for (const auto& id : *ids) {
            const auto stored = stored_listing(id);
            if (!stored) return tl::unexpected(stored.error());
            rows.push_back(row_of(*stored, *newest, *drafts));
            shown.insert(id);
        }
        for (const auto& [id, submission] : *newest)
            if (submission.is_new && submission.outcome != SubmissionOutcome::published && shown.insert(id).second)
                rows.push_back(new_row(id, string_of(submission.record, "name"), &submission, *drafts));
        for (const auto& [id, name] : *drafts)
            if (shown.insert(id).second) rows.push_back(new_row(id, name, nullptr, *drafts));
        const auto name = organization_name(caller.organization_id);
        if (!name) return tl::unexpected(name.error());
        return Json{{"organization", {{"id", caller.organization_id}, {"name", *name}}},
                    {"listings", std::move(rows)}};
    }

    Result<Json> listing(const Caller& caller, const Json& body) override {
        std::string id;
        bool begins = false;
        auto read = read_body(body, [&](auto& object) {
            id = read_service_id(object).value_or("");
            begins = object.boolean("begins").value_or(false);
        });
        if (!read) return tl::unexpected(read.error());
        const auto drafts = submissions_->drafts(caller.account_id);
        if (!drafts) return tl::unexpected(drafts.error());
        Json draft = nullptr;
        for (const auto& each : *drafts)
            if (each.service_id == id)
                draft = {{"body", Json::parse(each.body)}, {"saved_on", format_day(day_of(each.saved_at))}};
        const auto newest = newest_submissions(caller);
        if (!newest) return tl::unexpected(newest.error());
        const auto submitted = newest->find(id);
        const auto* submission = submitted == newest->end() ? nullptr : &submitted->second;
        const auto stored = own_listing(caller, id);
        if (!stored && stored.error().kind != ErrorKind::not_found) return tl::unexpected(stored.error());
        if (!stored && draft.is_null() && submission == nullptr && !begins) return tl::unexpected(stored.error());
        const Json record = stored ? Json::parse(stored->record)
                                   : submission ? submission->record : new_record(id, caller, "");
        return Json{{"service_id", id},
                    {"status", !stored ? "new" : stored->withdrawn ? "withdrawn" : "live"},
                    {"visibility", to_string(stored ? stored->visibility : Visibility::open)},
                    {"members", members_of(record, settings_.catalogue, settings_.crosswalks)},
                    {"facts", facts_of(settings_.catalogue, id, stored ? stored->statements : std::vector<Statement>{}, today())},
                    {"draft", std::move(draft)},
                    {"submission", submission ? summary_of(*submission) : Json(nullptr)}};
    }

    Result<Json> draft(const Caller& caller, const Json& body) override {
        Draft draft;
        auto read = read_body(body, [&](auto& object) {
            draft.service_id = read_service_id(object).value_or("");
            if (!object.has("body")) return object.fault("missing", "a draft has a body", "/body");
            draft.body = object.at("body").dump();
            if (draft.body.size() > kLongestDraft) object.fault("out_of_range", "the draft is too long", "/body");
        });
        if (!read) return tl::unexpected(read.error());
        if (auto own = own_listing(caller, draft.service_id);
            !own && own.error().kind != ErrorKind::not_found)
            return tl::unexpected(own.error());
        draft.saved_at = clock_.now();
        if (auto saved = submissions_->save_draft(caller.account_id, draft); !saved)
            return tl::unexpected(saved.error());
        return Json(nullptr);
    }

    Result<Json> submit(const Caller& caller, const Json& body) override {
        NewSubmission made;
        Change change;
        auto read = read_body(body, [&](auto& object) {
            made.withdraws = object.boolean("withdraw").value_or(false);
            read_change(object, change);
        });
        if (!read) return tl::unexpected(read.error());
        if (auto filled = make(made, caller, change); !filled) return tl::unexpected(filled.error());
        const auto id = submissions_->submit(std::move(made), clock_.now());
        if (!id) return tl::unexpected(id.error());
        const auto submission = submissions_->submission(*id);
        if (!submission) return tl::unexpected(submission.error());
        return Json{{"submission_id", *id}, {"review", to_json(submission->need, submission->reviews)}};
    }

    Result<PreviewedListing> previewed(const Caller& caller, const Json& body) override {
        PreviewedListing out;
        Change change;
        std::optional<int> submission_id;
        auto read = read_body(body, [&](auto& object) {
            out.language = object.text("language", 35);
            if (out.language.empty()) out.language = "en";
            submission_id = object.whole("submission_id", 1, std::numeric_limits<int>::max());
            if (!submission_id) read_change(object, change);
        });
        if (!read) return tl::unexpected(read.error());
        NewSubmission made;
        auto filled = submission_id ? make_again(made, caller, *submission_id) : make(made, caller, change);
        if (!filled) return tl::unexpected(filled.error());
        out.listing = as_approved(made);
        return out;
    }

    Result<Json> csv_template(const Caller& caller, const Json& body) override {
        if (auto read = read_nothing(body); !read) return tl::unexpected(read.error());
        const auto ids = submissions_->services_of(caller.organization_id);
        if (!ids) return tl::unexpected(ids.error());
        std::string text = template_header();
        for (const auto& id : *ids) {
            const auto stored = stored_listing(id);
            if (!stored) return tl::unexpected(stored.error());
            if (!stored->withdrawn) text += template_row(with_visibility(*stored));
        }
        Json columns = Json::array();
        for (const auto& column : template_columns()) columns.push_back({{"name", column.name}, {"help", column.help}});
        return Json{{"text", std::move(text)}, {"columns", std::move(columns)}};
    }

    Result<Json> upload(const Caller& caller, const Json& body) override {
        UploadFormat format = UploadFormat::csv;
        std::string text, digest;
        auto read = read_body(body, [&](auto& object) {
            const auto name = object.text("format", 10);
            if (name != "csv" && name != "hsds") object.fault("unknown_value", "csv or hsds", "/format");
            format = name == "hsds" ? UploadFormat::hsds : UploadFormat::csv;
            text = object.text("text", kLongestUpload);
            digest = object.text("digest", 64);
        });
        if (!read) return tl::unexpected(read.error());
        auto file = read_upload(format, text, settings_.catalogue);
        auto planned = plan(caller, file);
        if (!planned) return tl::unexpected(planned.error());
        Json out{{"rows", file.rows.size()}, {"unchanged", planned->unchanged}, {"listings", planned->shown},
                 {"faults", faults_json(file.faults)}, {"more_faults", file.faults.size() - std::min(file.faults.size(), kMostUploadFaults)},
                 {"digest", nullptr}, {"submitted", nullptr}};
        if (!file.faults.empty() || planned->made.empty()) return out;
        const auto shown = sha256_hex(planned->shown.dump());
        out["digest"] = shown;
        if (digest.empty()) return out;
        if (digest != shown) return fail(ErrorKind::conflict, "changed: something was changed since the file was looked at; look at the difference again");
        const auto ids = submissions_->submit_all(std::move(planned->made), clock_.now());
        if (!ids) return tl::unexpected(ids.error());
        out["submitted"] = ids->size();
        return out;
    }

    Result<Json> take_back(const Caller& caller, const Json& body) override {
        std::int64_t id = 0;
        if (auto read = read_id(body, "submission_id", id); !read) return tl::unexpected(read.error());
        if (auto taken = submissions_->take_back(id, caller.account_id, clock_.now()); !taken)
            return tl::unexpected(taken.error());
        return Json(nullptr);
    }

    Result<Json> queue(const Caller& caller, const Json& body) override {
        if (auto read = read_nothing(body); !read) return tl::unexpected(read.error());
        if (auto published = publish_what_waits(); !published) return tl::unexpected(published.error());
        const auto ids = submissions_->waiting();
        if (!ids) return tl::unexpected(ids.error());
        Json rows = Json::array();
        for (const auto id : *ids) {
            const auto submission = submissions_->submission(id);
            if (!submission) return tl::unexpected(submission.error());
            auto row = queued(caller, *submission);
            if (!row) return row;
            rows.push_back(std::move(*row));
        }
        return Json{{"waiting", std::move(rows)}};
    }

    Result<Json> submission(const Caller& caller, const Json& body) override {
        std::int64_t id = 0;
        if (auto read = read_id(body, "id", id); !read) return tl::unexpected(read.error());
        const auto found = submissions_->submission(id);
        if (!found) return tl::unexpected(found.error());
        auto out = queued(caller, *found);
        if (!out) return out;
        (*out)["outcome"] = to_string(found->outcome);
        (*out)["visibility"] = to_string(found->visibility);
        (*out)["withdraws"] = found->withdraws;
        if (!found->merges_into.empty()) {
            const auto stays = stored_listing(found->merges_into);
            if (!stays) return tl::unexpected(stays.error());
            (*out)["merges_into"] = {{"service_id", found->merges_into}, {"name", string_of(Json::parse(stays->record), "name")}};
        }
        (*out)["changes"] = changes_of(*found);
        (*out)["facts"] = submitted_facts(*found);
        (*out)["old_numbers"] = numbers_of(found->base);
        (*out)["hints"] = found->visibility == Visibility::hidden ? hints_of(found->record) : Json::array();
        (*out)["mentions"] = mentions_of(*found);
        auto warnings = warnings_of(*found);
        if (!warnings) return warnings;
        (*out)["warnings"] = std::move(*warnings);
        auto reviews = reviews_of(*found);
        if (!reviews) return reviews;
        (*out)["reviews"] = std::move(*reviews);
        return out;
    }

    Result<Json> duplicates(const Caller&, const Json& body) override {
        std::int64_t id = 0;
        if (auto read = read_id(body, "id", id); !read) return tl::unexpected(read.error());
        const auto found = submissions_->submission(id);
        if (!found) return tl::unexpected(found.error());
        const auto stored = stored_listing(found->service_id);
        return twins_.of(found->service_id, stored ? stored->source : kDeskSource, found->record);
    }

    Result<Json> decide(const Caller& caller, const Json& body) override {
        std::int64_t id = 0;
        Review review;
        review.account_id = caller.account_id;
        review.at = clock_.now();
        auto read = read_body(body, [&](auto& object) {
            id = object.whole("id", 1, std::numeric_limits<int>::max()).value_or(0);
            const auto decision = parse_decision(object.text("decision", 20));
            if (!decision) object.fault("unknown_value", "approve, ask_changes or refuse", "/decision");
            const auto call = parse_call_back(object.text("call_back", 20));
            if (!call) object.fault("unknown_value", "none, old_number or elsewhere", "/call_back");
            review.reason = object.text("reason", kLongestReason);
            if (!object.ok()) return;
            review.decision = *decision;
            review.call_back = *call;
            if (review.decision != Decision::approve && trimmed(review.reason).empty())
                object.fault("missing", "say why", "/reason");
        });
        if (!read) return tl::unexpected(read.error());
        auto reason = plain_text(review.reason);
        if (!reason) return fail(ErrorKind::bad_request, reason.error().message, "/reason");
        review.reason = std::move(*reason);
        const auto approved = submissions_->review(id, review);
        if (!approved) return tl::unexpected(approved.error());
        if (*approved)
            if (auto published = publish(id); !published) return tl::unexpected(published.error());
        const auto now = submissions_->submission(id);
        if (!now) return tl::unexpected(now.error());
        return Json{{"outcome", to_string(now->outcome)}, {"review", to_json(now->need, now->reviews)}};
    }

    Result<Json> pairs(const Caller&, const Json& body) override {
        if (auto read = read_nothing(body); !read) return tl::unexpected(read.error());
        return twins_.pairs();
    }

    Result<Json> not_same(const Caller& caller, const Json& body) override {
        std::string id, other;
        if (auto read = read_pair(body, "other_id", id, other); !read) return tl::unexpected(read.error());
        for (const auto* each : {&id, &other})
            if (const auto stored = stored_listing(*each); !stored) return tl::unexpected(stored.error());
        if (auto said = twins_.tell_apart(id, other, caller.account_id); !said) return tl::unexpected(said.error());
        return Json(nullptr);
    }

    Result<Json> merge(const Caller& caller, const Json& body) override {
        NewSubmission made;
        if (auto read = read_pair(body, "into", made.service_id, made.merges_into); !read) return tl::unexpected(read.error());
        const auto stored = stored_listing(made.service_id);
        if (!stored) return tl::unexpected(stored.error());
        if (const auto stays = stored_listing(made.merges_into); !stays) return tl::unexpected(stays.error());
        made.account_id = caller.account_id;
        made.withdraws = true;
        if (auto filled = fill(made, caller, &*stored, Json::object()); !filled) return tl::unexpected(filled.error());
        const auto id = submissions_->submit(std::move(made), clock_.now());
        if (!id) return tl::unexpected(id.error());
        const auto submission = submissions_->submission(*id);
        if (!submission) return tl::unexpected(submission.error());
        return Json{{"submission_id", *id}, {"review", to_json(submission->need, submission->reviews)}};
    }

    Result<bool> suspend(const Caller& caller, const std::string& service_id) override {
        return suspensions_->suspend(service_id, caller.account_id, clock_.now());
    }

    Result<Json> reports(const Caller&, const Json& body) override {
        if (auto read = read_nothing(body); !read) return tl::unexpected(read.error());
        const auto waiting = suspensions_->in_force();
        if (!waiting) return tl::unexpected(waiting.error());
        Json rows = Json::array();
        for (const auto& each : *waiting) {
            const auto stored = stored_listing(each.service_id);
            rows.push_back({{"id", each.id},
                            {"service_id", each.service_id},
                            {"name", stored ? string_of(Json::parse(stored->record), "name") : ""},
                            {"reported_on", format_day(each.day)}});
        }
        return Json{{"reports", std::move(rows)}};
    }

    Result<Json> lift(const Caller& caller, const Json& body) override {
        std::int64_t id = 0;
        if (auto read = read_id(body, "id", id); !read) return tl::unexpected(read.error());
        if (auto lifted = suspensions_->lift(id, caller.account_id, clock_.now()); !lifted)
            return tl::unexpected(lifted.error());
        return Json(nullptr);
    }

  private:
    using Newest = std::map<std::string, StoredSubmission>;
    using Drafts = std::map<std::string, std::string>;  ///< Names by service.

    /// Reads through the one connection: a store belongs to one thread at a time.
    Result<StoredListing> stored_listing(const std::string& id) {
        const std::lock_guard<std::mutex> guard(mutex_);
        return store_->listing(id);
    }

    /// @error not_found, the same for what is absent and what is another agency's.
    Result<StoredListing> own_listing(const Caller& caller, const std::string& id) {
        auto stored = stored_listing(id);
        if (!stored) return stored;
        if (caller.role == StaffRole::reviewer || stored->organization_id == caller.organization_id)
            return stored;
        return fail(ErrorKind::forbidden, "not_yours: this listing is another organization's");
    }

    Result<Newest> newest_submissions(const Caller& caller) {
        const auto head = submissions_->head_of(caller.organization_id);
        if (!head) return tl::unexpected(head.error());
        const auto ids = submissions_->of_organization(*head);
        if (!ids) return tl::unexpected(ids.error());
        Newest out;
        for (const auto id : *ids) {  // The newest first.
            auto submission = submissions_->submission(id);
            if (!submission) return tl::unexpected(submission.error());
            out.try_emplace(submission->service_id, std::move(*submission));
        }
        return out;
    }

    Result<Drafts> draft_ids(const Caller& caller) {
        const auto drafts = submissions_->drafts(caller.account_id);
        if (!drafts) return tl::unexpected(drafts.error());
        Drafts out;
        for (const auto& draft : *drafts) {
            const auto body = Json::parse(draft.body);
            out[draft.service_id] = string_of(object_of(body, "members"), "name");
        }
        return out;
    }

    Json summary_of(const StoredSubmission& submission) const {
        return {{"id", submission.id},
                {"outcome", to_string(submission.outcome)},
                {"submitted_on", format_day(day_of(submission.submitted_at))},
                {"reason", reason_of(submission)},
                {"review", to_json(submission.need, submission.reviews)}};
    }

    Json row_of(const StoredListing& stored, const Newest& newest, const Drafts& drafts) const {
        const auto record = Json::parse(stored.record);
        const auto submission = newest.find(stored.service_id);
        return {{"service_id", stored.service_id},
                {"name", string_of(record, "name")},
                {"status", stored.withdrawn ? "withdrawn" : "live"},
                {"visibility", to_string(stored.visibility)},
                {"submission", submission == newest.end() ? Json(nullptr) : summary_of(submission->second)},
                {"draft", drafts.count(stored.service_id) > 0},
                {"facts", freshness_of(settings_.catalogue, stored.statements, today())}};
    }

    Json new_row(const std::string& id, const std::string& name, const StoredSubmission* submission,
                 const Drafts& drafts) const {
        return {{"service_id", id},
                {"name", name},
                {"status", "new"},
                {"visibility", to_string(submission ? submission->visibility : Visibility::open)},
                {"submission", submission ? summary_of(*submission) : Json(nullptr)},
                {"draft", drafts.count(id) > 0},
                {"facts", {{"recorded", 0}, {"due", 0}, {"overdue", 0}}}};
    }

    Day today() const { return day_of(clock_.now()); }

    /// Where a record's first open site is, for the order on the map.
    static std::optional<Point> first_place(const Json& record) {
        for (const auto& site : items_of(record, "service_at_locations")) {
            const auto& location = object_of(site, "location");
            const auto lat = number_of(location, "latitude"), lon = number_of(location, "longitude");
            if (lat && lon) return Point{*lat, *lon};
        }
        return std::nullopt;
    }

    static Json new_record(const std::string& id, const Caller& caller, const std::string& organization) {
        return {{"id", id},
                {"status", "active"},
                {"organization", {{"id", caller.organization_id}, {"name", organization}}}};
    }

    /// A change as a request has it.
    struct Change {
        std::string service_id;
        Json changes = Json::object(), facts = Json::array();
        std::optional<Visibility> visibility;
    };

    static void read_change(StrictObject& object, Change& change) {
        change.service_id = read_service_id(object).value_or("");
        if (object.has("changes")) change.changes = object.at("changes");
        if (object.has("visibility")) {
            change.visibility = parse_visibility(object.text("visibility", 10));
            if (!change.visibility) object.fault("unknown_value", "public, staff or hidden", "/visibility");
        }
        object.list("facts", kMostFacts, [&](const Json& fact, const std::string&) { change.facts.push_back(fact); });
    }

    /// The submission that a change makes.
    Result<void> make(NewSubmission& made, const Caller& caller, const Change& change) {
        made.account_id = caller.account_id;
        made.service_id = change.service_id;
        const auto stored = own_listing(caller, made.service_id);
        if (!stored && stored.error().kind != ErrorKind::not_found) return tl::unexpected(stored.error());
        if (auto filled = fill(made, caller, stored ? &*stored : nullptr, change.changes); !filled) return filled;
        if (change.visibility) made.visibility = *change.visibility;
        for (std::size_t i = 0; i < change.facts.size(); ++i) {
            auto fact = read_fact(change.facts[i], fmt::format("/facts/{}", i), made.service_id);
            if (!fact) return tl::unexpected(fact.error());
            made.facts.push_back(std::move(*fact));
        }
        return {};
    }

    /// One that was submitted already, by its own organization or as reviewers see it.
    Result<void> make_again(NewSubmission& made, const Caller& caller, std::int64_t id) {
        const auto found = submissions_->submission(id);
        if (!found) return tl::unexpected(found.error());
        const auto head = submissions_->head_of(caller.organization_id);
        if (!head) return tl::unexpected(head.error());
        if (caller.role != StaffRole::reviewer && *head != found->organization_id)
            return fail(ErrorKind::forbidden, "not_yours: this submission is another organization's");
        made.service_id = found->service_id;
        made.visibility = found->visibility;
        made.language = found->language;
        made.record = found->record;
        for (const auto& [fact, review_class] : found->facts) made.facts.push_back(fact);
        return {};
    }

    /// The listing that stands once a submission is approved.
    StoredListing as_approved(const NewSubmission& made) {
        StoredListing out;
        // A new listing gets its code with its first revision.
        out.short_id = "aaaaaaaa";
        out.source = kDeskSource;
        if (auto stored = stored_listing(made.service_id)) out = std::move(*stored);
        out.service_id = made.service_id;
        out.organization_id = string_of(object_of(made.record, "organization"), "id");
        out.language = made.language;
        out.visibility = made.visibility;
        out.withdrawn = false;
        out.record = made.record.dump();
        out.published_at = clock_.now();
        for (const auto& fact : made.facts) {
            const Statement said{fact.subject, fact.subject_id, fact.fact, fact.value, fact.detail,
                                 fact.verified_on, fact.method, Standing::reviewed, kDeskSource};
            std::erase_if(out.statements, [&](const Statement& held) { return review_replaces(said, held); });
            out.statements.push_back(said);
        }
        return out;
    }

    static Json with_visibility(const StoredListing& stored) {
        auto record = Json::parse(stored.record);
        record["visibility"] = to_string(stored.visibility);
        return record;
    }

    static Json faults_json(const std::vector<UploadFault>& faults) {
        Json out = Json::array();
        for (const auto& fault : faults)
            if (out.size() < kMostUploadFaults) out.push_back({{"line", fault.line}, {"field", fault.field}, {"reason", fault.reason}});
        return out;
    }

    /// Adds what can't be taken to the file's faults; the rest of it is looked at all the same.
    Result<PlannedUpload> plan(const Caller& caller, UploadedFile& file) {
        const auto name = organization_name(caller.organization_id);
        if (!name) return tl::unexpected(name.error());
        const auto newest = newest_submissions(caller);
        if (!newest) return tl::unexpected(newest.error());
        std::set<std::string> waiting;
        for (const auto& [id, submission] : *newest)
            if (submission.outcome == SubmissionOutcome::waiting) waiting.insert(id);
        std::set<std::string> names{*name};
        const auto own = own_names(caller, names);
        if (!own) return tl::unexpected(own.error());
        return plan_upload(file, {caller, names, *own, waiting, settings_.catalogue, settings_.crosswalks,
                                  [&](const std::string& id) { return stored_listing(id); },
                                  [&](NewSubmission& made, const StoredListing* stored, const Json& changes) {
                                      return fill(made, caller, stored, changes);
                                  },
                                  [&](const std::string& id) { return new_record(id, caller, *name); }});
    }

    /// Ids of the caller's own listings by their names, for rows without an id.
    /// @param organizations gets the names under which the listings have their organization.
    Result<std::map<std::string, std::string>> own_names(const Caller& caller, std::set<std::string>& organizations) {
        const auto ids = submissions_->services_of(caller.organization_id);
        if (!ids) return tl::unexpected(ids.error());
        std::map<std::string, std::string> out;
        for (const auto& id : *ids) {
            const auto stored = stored_listing(id);
            if (!stored) return tl::unexpected(stored.error());
            const auto record = Json::parse(stored->record);
            out.emplace(string_of(record, "name"), id);
            organizations.insert(string_of(object_of(record, "organization"), "name"));
        }
        return out;
    }

    Result<void> fill(NewSubmission& made, const Caller& caller, const StoredListing* stored,
                      const Json& changes) {
        if (stored) {
            made.visibility = stored->visibility;
            made.language = stored->language;
            made.place = stored->place;
            made.record = Json::parse(stored->record);
        } else {
            const auto name = organization_name(caller.organization_id);
            if (!name) return tl::unexpected(name.error());
            if (!parse_uuid(caller.organization_id))
                return fail(ErrorKind::forbidden, "no_agency: this organization has no listings of its own");
            made.language = settings_.source(kDeskSource).language;
            made.visibility = settings_.source(kDeskSource).visibility;
            made.record = new_record(made.service_id, caller, *name);
        }
        if (changes.empty() && stored) return {};
        auto record = with_changes(made.record, changes, settings_.catalogue);
        if (!record) {
            auto error = record.error();
            error.where = "/changes" + error.where;
            return tl::unexpected(error);
        }
        // A day that a check page took comes back by a check page alone.
        if (*record != made.record && (!stored || made.record.contains("assured_date")))
            (*record)["assured_date"] = format_day(day_of(clock_.now()));
        made.record = std::move(*record);
        if (!made.place) made.place = first_place(made.record);
        return {};
    }

    Result<SubmittedFact> read_fact(const Json& json, const std::string& pointer,
                                    const std::string& service_id) const {
        StrictObject object(json, pointer);
        SubmittedFact out;
        out.fact = object.text("fact", 60);
        if (!settings_.catalogue.fact(out.fact))
            object.fault("unknown_fact", "no such fact", object.pointer("fact"));
        const auto value = parse_value(object.text("value", 3));
        if (!value) object.fault("unknown_value", "yes or no", object.pointer("value"));
        const auto subject = object.has("subject") ? parse_subject(object.text("subject", 20)) : Subject::service;
        if (!subject) object.fault("unknown_value", "service, site or organization", object.pointer("subject"));
        out.subject_id = object.has("subject_id") ? object.text("subject_id", 36) : service_id;
        const auto detail = plain_text(object.text("detail", 200));
        if (!detail) object.fault(Error{ErrorKind::bad_request, detail.error().message, object.pointer("detail")});
        const auto known_by = parse_method(object.text("known_by", 20));
        if (!known_by || known_by == Method::import)
            object.fault("unknown_value", "agency_statement, call_back or visit", object.pointer("known_by"));
        if (auto error = object.finish()) return tl::unexpected(*error);
        out.value = *value;
        out.subject = *subject;
        out.detail = *detail;
        out.method = *known_by;
        out.verified_on = day_of(clock_.now());
        return out;
    }

    static Result<void> read_pair(const Json& body, const char* member, std::string& id, std::string& other) {
        return read_body(body, [&](auto& object) {
            id = read_service_id(object).value_or("");
            other = object.text(member, 36);
            if (object.ok() && !parse_uuid(other)) object.fault("no_id", "a service's id is a UUID", object.pointer(member));
        });
    }

    static Result<void> read_id(const Json& body, const char* member, std::int64_t& id) {
        return read_body(body, [&](auto& object) {
            const auto read = object.whole(member, 1, std::numeric_limits<int>::max());
            if (!read && object.ok()) object.fault("missing", "an id is expected", object.pointer(member));
            id = read.value_or(0);
        });
    }

    Result<std::string> organization_name(const std::string& id) {
        const auto all = accounts_->organizations();
        if (!all) return tl::unexpected(all.error());
        for (const auto& each : *all)
            if (each.id == id) return each.name;
        return fail(ErrorKind::not_found, "no such organization");
    }

    Result<std::string> may_of(const Caller& caller, const StoredSubmission& submission) {
        const auto head = submissions_->head_of(caller.organization_id);
        if (!head) return head;
        if (*head == submission.organization_id) return std::string("own_organization");
        for (const auto& review : submission.reviews)
            if (review.account_id == caller.account_id) return std::string("decided");
        const auto unwanted = submissions_->is_unwanted(submission.id, *head);
        if (!unwanted) return tl::unexpected(unwanted.error());
        return std::string(*unwanted ? "not_wanted" : "yes");
    }

    Result<Json> queued(const Caller& caller, const StoredSubmission& submission) {
        const auto organization = organization_name(submission.organization_id);
        if (!organization) return tl::unexpected(organization.error());
        const auto may = may_of(caller, submission);
        if (!may) return tl::unexpected(may.error());
        std::set<std::string> classes;
        for (const auto& change : submission.changes) classes.insert(change.review_class);
        for (const auto& [fact, review_class] : submission.facts) classes.insert(review_class);
        return Json{{"id", submission.id},
                    {"service_id", submission.service_id},
                    {"name", string_of(submission.record, "name")},
                    {"organization", {{"id", submission.organization_id}, {"name", *organization}}},
                    {"submitted_on", format_day(day_of(submission.submitted_at))},
                    {"age_days", (day_of(clock_.now()) - day_of(submission.submitted_at)).count()},
                    {"age_hours", hours_since(submission.submitted_at)},
                    {"classes", classes},
                    {"review", to_json(submission.need, submission.reviews)},
                    {"is_new", submission.is_new},
                    {"may", *may}};
    }

    Json submitted_facts(const StoredSubmission& submission) {
        const auto stored = stored_listing(submission.service_id);
        Json out = Json::array();
        for (const auto& [fact, review_class] : submission.facts) {
            const auto number = settings_.catalogue.fact(fact.fact);
            Json before = nullptr;
            if (stored)
                for (const auto& statement : stored->statements)
                    if (statement.fact == fact.fact && statement.subject == fact.subject &&
                        statement.subject_id == fact.subject_id)
                        before = {{"value", to_string(statement.value)},
                                  {"verified_on", statement.verified_on ? Json(format_day(*statement.verified_on))
                                                                        : Json(nullptr)}};
            out.push_back({{"fact", fact.fact},
                           {"label", number ? settings_.catalogue.facts()[*number].label.in("en") : fact.fact},
                           {"question", number ? settings_.catalogue.facts()[*number].question.in("en") : ""},
                           {"before", std::move(before)},
                           {"after", to_string(fact.value)},
                           {"detail", fact.detail},
                           {"class", review_class},
                           {"known_by", to_string(fact.method)}});
        }
        return out;
    }

    /// What the texts speak of and nobody has stated: worth a question, never evidence.
    Json mentions_of(const StoredSubmission& submission) {
        std::set<std::string> stated;
        for (const auto& [fact, review_class] : submission.facts) stated.insert(fact.fact);
        if (const auto stored = stored_listing(submission.service_id))
            for (const auto& statement : stored->statements) stated.insert(statement.fact);
        Json out = Json::array();
        for (const auto& lead : leads_.find(texts_of(submission.record))) {
            const auto& fact = settings_.catalogue.facts()[lead.fact];
            if (stated.insert(fact.id).second)
                out.push_back({{"fact", fact.id},
                               {"label", fact.label.in("en")},
                               {"question", fact.question.in("en")},
                               {"value", to_string(lead.value)}});
        }
        return out;
    }

    /// What a reviewer is asked to look at twice (safety.md 4.9); it stops nothing.
    Result<Json> warnings_of(const StoredSubmission& submission) {
        auto warnings = sanity_warnings(submission.record);
        const std::lock_guard<std::mutex> guard(mutex_);
        if (auto caught_up = phones_.catch_up(*store_); !caught_up) return tl::unexpected(caught_up.error());
        for (const auto& number : numbers_of(submission.record))
            for (const auto& organization : phones_.others_with(number.get<std::string>(), submission.organization_id))
                warnings.push_back({"shared_number", "phones", fmt::format("{} ({})", number.get<std::string>(), organization)});
        Json out = Json::array();
        for (const auto& warning : warnings)
            out.push_back({{"kind", warning.kind}, {"member", warning.member}, {"text", warning.text}});
        return out;
    }

    std::int64_t hours_since(Instant at) const {
        return std::chrono::floor<std::chrono::hours>(clock_.now() - at).count();
    }

    Result<Json> reviews_of(const StoredSubmission& submission) {
        Json out = Json::array();
        for (const auto& review : submission.reviews) {
            const auto organization = organization_name(review.organization_id);
            if (!organization) return tl::unexpected(organization.error());
            out.push_back({{"organization", *organization},
                           {"decision", to_string(review.decision)},
                           {"call_back", to_string(review.call_back)},
                           {"reason", review.reason},
                           {"on", format_day(day_of(review.at))}});
        }
        return out;
    }

    /// Through a connection of its own that writes: the reading one stays a reader. A conflict is no
    /// fault: an import holds the store, or the listing has changed, and the submission says so.
    Result<void> publish(std::int64_t id) {
        auto store = open_store(paths_.store_url(), StoreAccess::read_write, bad_news_of(settings_.catalogue));
        if (!store) return tl::unexpected(store.error());
        auto published = (*store)->publish_submission(id, clock_.now());
        if (!published && published.error().kind != ErrorKind::conflict)
            return tl::unexpected(published.error());
        return {};
    }

    /// What was approved while an import held the store. Where one holds it still, it waits on.
    Result<void> publish_what_waits() {
        const auto ids = submissions_->waiting();
        if (!ids) return tl::unexpected(ids.error());
        for (const auto id : *ids) {
            const auto submission = submissions_->submission(id);
            if (!submission) return tl::unexpected(submission.error());
            if (submission->approved)
                if (auto published = publish(id); !published) return published;
        }
        return {};
    }

    DirectoryPaths paths_;
    DirectorySettings settings_;
    LeadFinder leads_;
    std::unique_ptr<Store> store_;  ///< Reads; guarded by mutex_.
    PhoneBook phones_;              ///< Guarded by mutex_.
    std::unique_ptr<SubmissionStore> submissions_;
    std::unique_ptr<SuspensionList> suspensions_;
    std::unique_ptr<AccountStore> accounts_;
    Twins twins_;  ///< With a connection of its own: nobody waits for it who doesn't ask.
    const Clock& clock_;
    std::mutex mutex_;
};

}  // namespace

Result<std::unique_ptr<ReviewDesk>> ReviewDesk::open(const DirectoryPaths& paths, const Clock& clock) {
    auto settings = load_directory_settings(paths.shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    auto twins_store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!twins_store) return tl::unexpected(twins_store.error());
    auto submissions = SubmissionStore::open(paths.store_place(), rules_of(settings->catalogue));
    if (!submissions) return tl::unexpected(submissions.error());
    auto suspensions = SuspensionList::open(paths.store_place());
    if (!suspensions) return tl::unexpected(suspensions.error());
    auto accounts = AccountStore::open(paths.store_place());
    if (!accounts) return tl::unexpected(accounts.error());
    auto not_same = NotSameList::open(paths.store_place());
    if (!not_same) return tl::unexpected(not_same.error());
    return std::unique_ptr<ReviewDesk>(std::make_unique<Desk>(paths, std::move(*settings), std::move(*store),
                                                              std::move(*twins_store),
                                                              std::move(*submissions), std::move(*suspensions),
                                                              std::move(*accounts), std::move(*not_same), clock));
}

}  // namespace porchlight
