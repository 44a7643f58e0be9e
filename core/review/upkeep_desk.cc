#include "core/review/upkeep_desk.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>

#include "core/evaluate/evaluate.h"
#include "core/feed/directory_settings.h"
#include "core/feed/json_read.h"
#include "core/hours/holidays.h"
#include "core/review/check_page.h"
#include "core/review/fact_rules.h"
#include "core/search/strict_object.h"
#include "core/upkeep/gap_listing.h"

namespace porchlight {
namespace {

constexpr int kMostLines = 400;
constexpr std::size_t kLongestKey = 200;
constexpr std::size_t kMostOverdue = 200;
constexpr std::size_t kMostCells = 60;
constexpr std::size_t kMostCalls = 30;
constexpr int kListingPage = 500;
constexpr std::chrono::days kVerifiedWithin{365};
/// An import holds the store for moments; longer, and what got worse waits for its end.
constexpr int kTries = 30;
constexpr std::chrono::milliseconds kBetweenTries{100};

template <class Read>
Result<void> read_body(const Json& body, Read read) {
    StrictObject object(body, "");
    read(object);
    if (auto error = object.finish()) return tl::unexpected(*error);
    return {};
}

std::string read_service(StrictObject& object) {
    auto id = object.text("service_id", 36);
    if (!parse_uuid(id)) object.fault("no_id", "a service's id is a UUID", object.pointer("service_id"));
    return id;
}

CheckAnswers read_answers(StrictObject& object) {
    CheckAnswers out;
    if (!object.has("answers") || !object.at("answers").is_object() || object.at("answers").size() > kMostLines) {
        object.fault("wrong_type", "answers by line are expected", "/answers");
        return out;
    }
    for (const auto& [key, value] : object.at("answers").items()) {
        const auto answer = value.is_string() ? parse_check_answer(value.get<std::string>()) : std::nullopt;
        if (!answer || key.size() > kLongestKey)
            object.fault("unknown_value", "still_so, no_longer or unknown", "/answers");
        else
            out[key] = *answer;
    }
    return out;
}

Json phones_of(const Json& record) {
    Json out = Json::array();
    for (const auto* holder : {&record, &object_of(record, "organization")})
        for (const auto& phone : items_of(*holder, "phones"))
            if (auto number = string_of(phone, "number"); !number.empty() && out.size() < 3) out.push_back(number);
    return out;
}

/// One listing, as the upkeep room counts it.
struct UpkeptListing {
    std::string service_id, name, organization;
    Visibility visibility = Visibility::open;
    Json phones;
    std::optional<Day> assured_on;
    std::vector<CheckLine> lines;
};

/// The directory at one sequence number: read once, used until something is published.
struct UpkeptDirectory {
    std::int64_t sequence = -1;
    std::vector<UpkeptListing> listings;
};

/// Presets with only one need, where one is asked about.
std::vector<Preset> only(std::vector<Preset> presets, const std::string& preset, std::optional<std::uint16_t> need) {
    if (!preset.empty())
        presets.erase(std::remove_if(presets.begin(), presets.end(), [&](const auto& each) { return each.id != preset; }),
                      presets.end());
    if (need)
        for (auto& each : presets) each.needs = {*need};
    return presets;
}

class SqliteUpkeepDesk final : public UpkeepDesk {
  public:
    struct Parts {
        DirectorySettings settings;
        std::vector<Preset> presets;
        HolidayCalendar holidays;
        std::unique_ptr<Store> store, gap_store;
        std::unique_ptr<SubmissionStore> submissions;
        std::unique_ptr<CheckStore> checks;
    };
    SqliteUpkeepDesk(DirectoryPaths paths, Parts parts, const Clock& clock)
        : paths_(std::move(paths)), parts_(std::move(parts)), phrases_(parts_.settings.catalogue),
          maker_({parts_.settings, phrases_, nullptr}), clock_(clock) {}

    Result<Json> check_page(const Caller& caller, const Json& body) override {
        std::string id;
        if (auto read = read_body(body, [&](auto& object) { id = read_service(object); }); !read)
            return tl::unexpected(read.error());
        publish_what_waits();
        const auto stored = own_listing(caller, id);
        if (!stored) return tl::unexpected(stored.error());
        const auto record = Json::parse(stored->record);
        const auto lines = check_lines(record, stored->statements, catalogue());
        const auto days = parts_.checks->days(id, today());
        if (!days) return tl::unexpected(days.error());
        const auto draft = parts_.checks->draft(caller.account_id, id);
        if (!draft) return tl::unexpected(draft.error());
        const auto waits = waiting_submission(id);
        if (!waits) return tl::unexpected(waits.error());
        const bool used_up = days->size() >= CheckStore::kMostAYear;
        return Json{{"service_id", id},
                    {"name", string_of(record, "name")},
                    {"phones", phones_of(record)},
                    {"assured_on", record.contains("assured_date") ? record["assured_date"] : Json(nullptr)},
                    {"checks_left", CheckStore::kMostAYear - static_cast<int>(std::min<std::size_t>(days->size(), CheckStore::kMostAYear))},
                    {"next_on", used_up ? Json(format_day(days->front() + CheckStore::kYear)) : Json(nullptr)},
                    {"change_waits", *waits},
                    {"lines", lines_json(lines, record, catalogue(), today())},
                    {"answers", *draft ? Json::parse((*draft)->answers) : Json::object()}};
    }

    Result<Json> check_draft(const Caller& caller, const Json& body) override {
        std::string id;
        CheckAnswers answers;
        auto read = read_body(body, [&](auto& object) {
            id = read_service(object);
            answers = read_answers(object);
        });
        if (!read) return tl::unexpected(read.error());
        if (auto own = own_listing(caller, id); !own) return tl::unexpected(own.error());
        Json kept = Json::object();
        for (const auto& [key, answer] : answers) kept[key] = to_string(answer);
        if (auto saved = parts_.checks->save_draft(caller.account_id, id, {kept.dump(), clock_.now()}); !saved)
            return tl::unexpected(saved.error());
        return Json(nullptr);
    }

    Result<Json> check_send(const Caller& caller, const Json& body) override {
        NewCheck check;
        check.account_id = caller.account_id;
        check.method = caller.role == StaffRole::reviewer ? Method::call_back : Method::agency_statement;
        CheckAnswers answers;
        auto read = read_body(body, [&](auto& object) {
            check.service_id = read_service(object);
            answers = read_answers(object);
        });
        if (!read) return tl::unexpected(read.error());
        const auto stored = own_listing(caller, check.service_id);
        if (!stored) return tl::unexpected(stored.error());
        const auto record = Json::parse(stored->record);
        auto outcome = outcome_of(check_lines(record, stored->statements, catalogue()), answers, record, catalogue(),
                                  check.method, today());
        if (!outcome) return tl::unexpected(outcome.error());
        if (auto free = check_free(check.service_id, *outcome); !free) return tl::unexpected(free.error());
        check.lines = outcome->lines;
        check.is_whole = outcome->is_whole;
        check.worsens = outcome->worsens;
        const auto id = parts_.checks->add(check, clock_.now());
        if (!id) return tl::unexpected(id.error());
        const auto at_once = check.worsens ? publish(*id) : Result<bool>(true);
        if (!at_once) return tl::unexpected(at_once.error());
        const auto submitted = submit(check, *outcome);
        if (!submitted) return tl::unexpected(submitted.error());
        if (auto dropped = parts_.checks->drop_draft(caller.account_id, check.service_id); !dropped)
            return tl::unexpected(dropped.error());
        return Json{{"at_once", !check.worsens ? "nothing" : *at_once ? "done" : "waits"},
                    {"submission_id", *submitted ? Json(**submitted) : Json(nullptr)},
                    {"whole", check.is_whole},
                    {"assured", outcome->assures}};
    }

    Result<Json> overview(const Caller&, const Json& body) override {
        if (auto read = read_body(body, [](auto&) {}); !read) return tl::unexpected(read.error());
        publish_what_waits();
        const std::lock_guard<std::mutex> guard(mutex_);
        if (auto caught_up = catch_up(); !caught_up) return tl::unexpected(caught_up.error());
        std::size_t verified = 0;
        std::vector<std::pair<ListingDue, const UpkeptListing*>> overdue;
        for (const auto& each : directory_.listings) {
            if (each.assured_on && *each.assured_on > today() - kVerifiedWithin) ++verified;
            if (auto due = due_of(each.lines, today()); due.overdue > 0) overdue.emplace_back(due, &each);
        }
        std::sort(overdue.begin(), overdue.end(), [](const auto& a, const auto& b) {
            return std::tie(*a.first.due_on, a.second->service_id) < std::tie(*b.first.due_on, b.second->service_id);
        });
        Json rows = Json::array();
        for (std::size_t i = 0; i < std::min(overdue.size(), kMostOverdue); ++i) rows.push_back(overdue_row(overdue[i].first, *overdue[i].second));
        return Json{{"listings", directory_.listings.size()},
                    {"verified", verified},
                    {"overdue_listings", overdue.size()},
                    {"overdue", std::move(rows)}};
    }

    Result<Json> gaps(const Caller&, const Json& body) override {
        std::string preset, need, region, language;
        auto read = read_body(body, [&](auto& object) {
            preset = object.text("preset", 60);
            need = object.text("need", 60);
            region = object.text("region", 200);
            language = object.text("language", 10);
            if (!preset.empty() && only(parts_.presets, preset, std::nullopt).empty())
                object.fault("unknown_value", "no such preset", "/preset");
            if (!need.empty() && !catalogue().need(need)) object.fault("unknown_need", "no such need", "/need");
        });
        if (!read) return tl::unexpected(read.error());
        const std::lock_guard<std::mutex> guard(gap_mutex_);
        if (auto caught_up = catch_up_gaps(); !caught_up) return tl::unexpected(caught_up.error());
        const auto presets = only(parts_.presets, preset, need.empty() ? std::nullopt : catalogue().need(need));
        return gaps_json(presets, region, language);
    }

    Result<Json> told(const Caller& caller, const Json& body) override {
        NewSubmission made;
        made.account_id = caller.account_id;
        auto read = read_body(body, [&](auto& object) {
            made.service_id = read_service(object);
            const auto group = object.text("group", 60);
            if (object.ok()) made.facts = read_told(object, group, made.service_id);
        });
        if (!read) return tl::unexpected(read.error());
        {
            const std::lock_guard<std::mutex> guard(mutex_);
            const auto stored = parts_.store->listing(made.service_id);
            if (!stored) return tl::unexpected(stored.error());
            if (stored->withdrawn) return fail(ErrorKind::not_found, "the listing was withdrawn");
            fill_from(*stored, made);
        }
        // By day: no hour says when somebody sat with a worker.
        const auto id = parts_.submissions->submit(std::move(made), Instant{today()});
        if (!id) return tl::unexpected(id.error());
        return Json{{"submission_id", *id}};
    }

  private:
    const Catalogue& catalogue() const { return parts_.settings.catalogue; }
    Day today() const { return std::chrono::floor<std::chrono::days>(clock_.now()); }

    /// Every fact of a group has its answer, so that nobody records only what somebody needed to know.
    std::vector<SubmittedFact> read_told(StrictObject& object, const std::string& group, const std::string& service_id) const {
        std::vector<SubmittedFact> out;
        std::size_t asked = 0;
        const Json none = Json::object();
        const Json& answers = object.has("answers") && object.at("answers").is_object() ? object.at("answers") : none;
        for (const auto& fact : catalogue().facts()) {
            if (fact.group != group) continue;
            ++asked;
            const auto said = string_of(answers, fact.id);
            const auto value = parse_value(said);
            if (value) out.push_back({Subject::service, service_id, fact.id, *value, "", Method::call_back, today()});
            if (!value && said != "unknown") object.fault("incomplete", "every fact of the group has yes, no or unknown", "/answers");
        }
        if (asked == 0) object.fault("unknown_value", "no such group", "/group");
        if (answers.size() != asked) object.fault("unknown_fact", "an answer is about no fact of the group", "/answers");
        if (out.empty()) object.fault("nothing_answered", "nothing was said", "/answers");
        return out;
    }

    static void fill_from(const StoredListing& stored, NewSubmission& made) {
        made.visibility = stored.visibility;
        made.language = stored.language;
        made.place = stored.place;
        made.record = Json::parse(stored.record);
    }

    /// @error not_found; forbidden where it is another agency's.
    Result<StoredListing> own_listing(const Caller& caller, const std::string& id) {
        const std::lock_guard<std::mutex> guard(mutex_);
        auto stored = parts_.store->listing(id);
        if (!stored) return stored;
        if (caller.role != StaffRole::reviewer && stored->organization_id != caller.organization_id)
            return fail(ErrorKind::forbidden, "not_yours: this listing is another organization's");
        if (stored->withdrawn) return fail(ErrorKind::not_found, "the listing was withdrawn");
        return stored;
    }

    Result<bool> waiting_submission(const std::string& service_id) {
        const auto ids = parts_.submissions->waiting();
        if (!ids) return tl::unexpected(ids.error());
        for (const auto id : *ids) {
            const auto submission = parts_.submissions->submission(id);
            if (!submission) return tl::unexpected(submission.error());
            if (submission->service_id == service_id) return true;
        }
        return false;
    }

    /// Bad news never waits; what has to be reviewed does, for the change that waits already.
    Result<void> check_free(const std::string& service_id, const CheckOutcome& outcome) {
        if (outcome.facts.empty() && !outcome.assures) return {};
        const auto waits = waiting_submission(service_id);
        if (!waits) return tl::unexpected(waits.error());
        if (*waits) return fail(ErrorKind::conflict, "waits: a change of this listing waits for its reviews");
        return {};
    }

    /// @return false where an import holds the store.
    Result<bool> publish(std::int64_t check) {
        for (int i = 0; i < kTries; ++i) {
            auto store = open_store(paths_.store_url(), StoreAccess::read_write, bad_news_of(catalogue()));
            if (!store) return tl::unexpected(store.error());
            const auto published = publish_check(**store, check, clock_.now());
            if (published) return true;
            if (published.error().kind != ErrorKind::conflict) return tl::unexpected(published.error());
            std::this_thread::sleep_for(kBetweenTries);
        }
        return false;
    }

    /// What an import held up. Where one holds the store still, it waits on.
    void publish_what_waits() {
        const auto ids = parts_.checks->waiting();
        if (!ids || ids->empty()) return;
        auto store = open_store(paths_.store_url(), StoreAccess::read_write, bad_news_of(catalogue()));
        for (const auto id : *ids)
            if (store && !publish_check(**store, id, clock_.now())) continue;
    }

    /// What is still so, as a submission over what stands now.
    Result<std::optional<std::int64_t>> submit(const NewCheck& check, const CheckOutcome& outcome) {
        if (outcome.facts.empty() && !outcome.assures) return std::nullopt;
        NewSubmission made;
        made.service_id = check.service_id;
        made.account_id = check.account_id;
        {
            const std::lock_guard<std::mutex> guard(mutex_);
            const auto stored = parts_.store->listing(check.service_id);
            if (!stored) return tl::unexpected(stored.error());
            fill_from(*stored, made);
        }
        if (outcome.assures) made.record["assured_date"] = format_day(today());
        made.facts = outcome.facts;
        const auto id = parts_.submissions->submit(std::move(made), clock_.now());
        if (id) return *id;
        // Checked twice on one day: there is nothing to review.
        if (id.error().message.rfind("nothing_changed", 0) == 0) return std::nullopt;
        return tl::unexpected(id.error());
    }

    Json overdue_row(const ListingDue& due, const UpkeptListing& listing) const {
        return {{"service_id", listing.service_id},
                {"name", listing.name},
                {"organization", listing.organization},
                {"visibility", to_string(listing.visibility)},
                {"phones", listing.phones},
                {"lines", due.overdue},
                {"due_on", format_day(*due.due_on)}};
    }

    Result<void> catch_up() {
        const auto sequence = parts_.store->newest_sequence();
        if (!sequence) return tl::unexpected(sequence.error());
        if (*sequence == directory_.sequence) return {};
        UpkeptDirectory fresh;
        for (std::string after;;) {
            const auto page = parts_.store->page(after, kListingPage);
            if (!page) return tl::unexpected(page.error());
            if (page->empty()) break;
            for (const auto& each : *page) fresh.listings.push_back(upkept(each));
            after = page->back().service_id;
        }
        fresh.sequence = *sequence;
        directory_ = std::move(fresh);
        return {};
    }

    UpkeptListing upkept(const StoredListing& stored) const {
        const auto record = Json::parse(stored.record);
        UpkeptListing out;
        out.service_id = stored.service_id;
        out.name = string_of(record, "name");
        out.organization = string_of(object_of(record, "organization"), "name");
        out.visibility = stored.visibility;
        out.phones = phones_of(record);
        if (const auto day = parse_day(text_of(record, "assured_date"))) out.assured_on = *day;
        out.lines = check_lines(record, stored.statements, catalogue());
        return out;
    }

    Result<void> catch_up_gaps() {
        const auto sequence = parts_.gap_store->newest_sequence();
        if (!sequence) return tl::unexpected(sequence.error());
        if (*sequence == gap_sequence_) return {};
        auto listed = read_gap_listing(*parts_.gap_store, maker_);
        if (!listed) return tl::unexpected(listed.error());
        listed_ = std::move(*listed);
        gap_sequence_ = *sequence;
        return {};
    }

    Json gaps_json(const std::vector<Preset>& presets, const std::string& region, const std::string& language) const {
        std::vector<ListedService> services;
        std::vector<const Json*> cards;
        std::set<std::string> regions;
        for (std::size_t i = 0; i < listed_.services.size(); ++i) {
            regions.insert(listed_.services[i].region);
            if (!region.empty() && listed_.services[i].region != region) continue;
            services.push_back(listed_.services[i]);
            cards.push_back(&listed_.cards[i]);
        }
        regions.erase("");
        const auto found = find_gaps(services, presets, Evaluator(catalogue(), parts_.holidays), clock_.now(), kMostCalls);
        const GapWords words(catalogue(), presets, language);
        Json cells = Json::array(), calls = Json::array(), choices = Json::array();
        for (std::size_t i = 0; i < std::min(found.cells.size(), kMostCells); ++i) {
            const auto& cell = found.cells[i];
            cells.push_back({{"preset", words.preset(cell)}, {"need", words.need(cell)}, {"region", words.region(cell.region)},
                             {"meets", cell.meets}, {"ask", cell.ask}});
        }
        for (const auto& call : found.calls) calls.push_back(call_json(words.call(call, *cards[call.service], services[call.service]), *cards[call.service]));
        for (const auto& each : parts_.presets) choices.push_back({{"id", each.id}, {"label", each.label.in(language)}});
        return Json{{"cells", std::move(cells)}, {"lists", found.cells.size()}, {"calls", std::move(calls)},
                    {"presets", std::move(choices)}, {"regions", regions}};
    }

    static Json call_json(const SheetCall& call, const Json& card) {
        return {{"service_id", string_of(card, "service_id")}, {"name", call.name}, {"organization", call.organization},
                {"region", call.region}, {"phones", call.phones}, {"why", call.said}, {"questions", call.questions}};
    }

    DirectoryPaths paths_;
    Parts parts_;
    PhraseBook phrases_;
    DocumentMaker maker_;
    const Clock& clock_;
    std::mutex mutex_;       ///< Guards parts_.store and directory_.
    UpkeptDirectory directory_;
    std::mutex gap_mutex_;   ///< Guards parts_.gap_store and what follows: finding gaps takes a while.
    std::int64_t gap_sequence_ = -1;
    GapListing listed_;
};

}  // namespace

Result<std::unique_ptr<UpkeepDesk>> UpkeepDesk::open(const DirectoryPaths& paths, const Clock& clock) {
    auto settings = load_directory_settings(paths.shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    auto presets = load_presets(paths.shipped / "catalogue", settings->catalogue);
    if (!presets) return tl::unexpected(presets.error());
    auto holidays = HolidayCalendar::load(paths.shipped / "holidays.json");
    if (!holidays) return tl::unexpected(holidays.error());
    auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    auto gap_store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!gap_store) return tl::unexpected(gap_store.error());
    auto submissions = SubmissionStore::open(paths.store_place(), rules_of(settings->catalogue));
    if (!submissions) return tl::unexpected(submissions.error());
    auto checks = CheckStore::open(paths.store_place());
    if (!checks) return tl::unexpected(checks.error());
    SqliteUpkeepDesk::Parts parts{std::move(*settings), std::move(*presets),     std::move(*holidays), std::move(*store),
                                  std::move(*gap_store), std::move(*submissions), std::move(*checks)};
    return std::unique_ptr<UpkeepDesk>(std::make_unique<SqliteUpkeepDesk>(paths, std::move(parts), clock));
}

}  // namespace porchlight
