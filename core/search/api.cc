#include "core/search/api.h"

#include <algorithm>
#include <atomic>
#include <set>

#include "core/checkin/crisis_lines.h"
#include "core/feed/directory_settings.h"
#include "core/feed/read_record.h"
#include "core/index/fields.h"
#include "core/search/answer.h"
#include "core/search/check_in_desk.h"
#include "core/search/danger.h"
#include "core/search/engine.h"
#include "core/search/members.h"
#include "core/search/preview.h"
#include "core/search/service_page.h"
#include "core/search/visit_answer.h"
#include "core/text/fold.h"
#include "core/store/silences.h"
#include "core/store/suspensions.h"
#include "core/store/waiting_changes.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostSuggestions = 8;
constexpr std::size_t kExpandedTerms = 10;
/// Words before it narrow what an unfinished one finds: "Elm S" must reach past the commonest ten.
constexpr std::size_t kExpandedBesideOthers = 100;
/// What its source asks to be said wherever places are shown (NOTICE).
constexpr const char* kGazetteerLicence = "GeoNames, CC BY 4.0";
/// How long the store's newest record time is taken as known.
constexpr auto kClockCheckEvery = std::chrono::seconds{2};

Json localized_json(const Localized& text) { return Json(text.all()); }

/// The catalogue as a role may know it: a staff fact doesn't exist for the public.
Json catalogue_json(const DirectorySettings& settings, const Wording& wording, Role role, std::size_t places) {
    const auto in_all = [&](const std::string& id) { return localized_json(wording.in_all(id)); };
    Json needs = Json::array(), facts = Json::array(), groups = Json::array(),
         languages = Json::array(), phases = Json::array();
    std::set<std::string> seen;
    for (const auto& need : settings.catalogue.needs())
        needs.push_back({{"id", need.id},
                         {"parent", need.parent ? Json(settings.catalogue.needs()[*need.parent].id)
                                                : Json(nullptr)},
                         {"phases", need.phases},
                         {"label", localized_json(need.label)}});
    static constexpr const char* kPolarity[] = {"protective", "hazard", "choice"};
    for (const auto& fact : settings.catalogue.facts()) {
        if (role == Role::open && fact.audience == Audience::staff) continue;
        if (seen.insert(fact.group).second)
            groups.push_back({{"id", fact.group}, {"label", in_all("group_" + fact.group)}});
        facts.push_back({{"id", fact.id},
                         {"group", fact.group},
                         {"polarity", kPolarity[static_cast<std::size_t>(fact.polarity)]},
                         {"visibility", fact.audience == Audience::staff ? "staff" : "public"},
                         {"label", localized_json(fact.label)},
                         {"yes", localized_json(fact.yes)},
                         {"no", localized_json(fact.no)},
                         {"question", localized_json(fact.question)}});
    }
    for (const auto& language : settings.catalogue.languages()) {
        Json label = Json::object();
        for (const auto& [tag, names] : language.names)
            if (!names.empty()) label[tag] = names.front();
        for (const auto& locale : settings.locales)
            if (!label.contains(locale.tag)) label[locale.tag] = language.name_for(locale.tag);
        languages.push_back({{"tag", language.tag},
                             {"endonym", language.endonym},
                             {"label", std::move(label)},
                             {"indigenous", language.indigenous},
                             {"signed", language.signed_language},
                             {"right_to_left", language.right_to_left}});
    }
    for (const char* phase : {"immediate", "stabilization", "reintegration", "transition"})
        phases.push_back({{"id", phase}, {"label", in_all(std::string("phase_") + phase)}});
    return {{"role", role == Role::open ? "public" : "staff"},
            {"needs", std::move(needs)},
            {"facts", std::move(facts)},
            {"groups", std::move(groups)},
            {"languages", std::move(languages)},
            {"phases", std::move(phases)},
            {"gazetteer", {{"places", places}, {"licence", kGazetteerLicence}}}};
}

/// All that an API holds for its whole life.
struct Loaded {
    DirectorySettings settings;
    HolidayCalendar holidays;
    Gazetteer gazetteer;
    Wording wording;
    std::vector<CrisisLine> crisis_lines;
    std::optional<Reporting> reporting;
    DangerWords danger;
    NoteLint note_lint;
};

/// @param role the public's: everything is worded as for a screen that a participant sees.
Result<Loaded> load_all(const DirectoryPaths& paths, const std::string& jurisdiction, Role role) {
    Loaded loaded;
    auto settings = load_directory_settings(paths.shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    loaded.settings = std::move(*settings);
    auto holidays = HolidayCalendar::load(paths.shipped / "holidays.json");
    if (!holidays) return tl::unexpected(holidays.error());
    loaded.holidays = std::move(*holidays);
    std::vector<fs::path> files;
    for (const auto& file : {paths.gazetteer / "places.tsv",
                             paths.shipped / "gazetteer" / "regions.tsv"})
        if (fs::exists(file)) files.push_back(file);
    auto gazetteer = Gazetteer::load(files);
    if (!gazetteer) return tl::unexpected(gazetteer.error());
    loaded.gazetteer = std::move(*gazetteer);
    auto wording = Wording::load(paths.shipped / "messages" / "server.json",
                                 paths.shipped / "catalogue" / "schema");
    if (!wording) return tl::unexpected(wording.error());
    loaded.wording = std::move(*wording);
    for (const auto& locale : loaded.settings.locales) {
        if (auto added = loaded.wording.add(locale); !added) return tl::unexpected(added.error());
        if (role == Role::staff) continue;
        loaded.wording.word_for_kiosk(locale);
        loaded.settings.catalogue.word_for_kiosk(locale);
    }
    auto lines = load_crisis_lines(paths.shipped, paths.data, jurisdiction, loaded.settings.locales);
    if (!lines) return tl::unexpected(lines.error());
    loaded.crisis_lines = std::move(*lines);
    auto reporting = load_reporting(paths.shipped, paths.data, jurisdiction);
    if (!reporting) return tl::unexpected(reporting.error());
    loaded.reporting = std::move(*reporting);
    auto danger = DangerWords::load(paths.shipped / "wording" / "danger.json",
                                    paths.shipped / "catalogue" / "schema");
    if (!danger) return tl::unexpected(danger.error());
    loaded.danger = std::move(*danger);
    auto lint = NoteLint::load(paths.shipped / "wording" / "given_names.txt");
    if (!lint) return tl::unexpected(lint.error());
    loaded.note_lint = std::move(*lint);
    return loaded;
}

/// Where the screen stands, or null.
Json kiosk_json(const ApiSettings& settings, const Gazetteer& gazetteer) {
    Json out{{"near", nullptr}, {"printer", settings.kiosk_printer}};
    const auto& near = settings.kiosk_near;
    if (!near) return out;
    const auto* town = near->label.empty() ? gazetteer.nearest_city(near->at) : nullptr;
    out["near"] = {{"label", town ? town->label() : near->label}, {"lat", near->at.lat}, {"lon", near->at.lon}};
    return out;
}

Json locales_json(const std::vector<Locale>& locales) {
    Json out = Json::array();
    for (const auto& locale : locales)
        out.push_back({{"tag", locale.tag},
                       {"endonym", locale.endonym},
                       {"direction", locale.right_to_left ? "rtl" : "ltr"},
                       {"complete", locale.complete},
                       {"made", locale.made},
                       {"reviewed", locale.reviewed_on ? Json(*locale.reviewed_on) : Json(nullptr)}});
    return out;
}

std::string catalogue_text_of(const Loaded& loaded, const ApiSettings& settings) {
    auto out = catalogue_json(loaded.settings, loaded.wording, settings.role, loaded.gazetteer.size());
    out["locales"] = locales_json(loaded.settings.locales);
    out["kiosk"] = kiosk_json(settings, loaded.gazetteer);
    out["crisis_lines"] = Json::array();
    for (const auto& line : loaded.crisis_lines) out["crisis_lines"].push_back(to_json(line));
    out["reporting"] = to_json(loaded.reporting);
    out["map"] = nullptr;
    if (settings.map_bytes) out["map"] = {{"bytes", *settings.map_bytes}};
    return out.dump();
}

/// The zone of the directory's first source with one: for "tonight" typed into a text.
std::string directory_zone(const DirectorySettings& settings) {
    for (const auto& source : settings.sources)
        if (!source.zone.empty()) return source.zone;
    return {};
}

class DirectoryApi final : public Api {
  public:
    DirectoryApi(const ApiSettings& settings, Loaded loaded, const Clock& clock,
                 std::unique_ptr<TakedownList> takedowns, std::unique_ptr<SilenceList> silences,
                 std::unique_ptr<SuspensionList> suspensions,
                 std::unique_ptr<CapacityList> capacities, std::unique_ptr<WaitingChanges> waiting)
        : role_(settings.role),
          told_behind_after_(settings.told_behind_after),
          loaded_(std::move(loaded)),
          clock_(clock),
          takedowns_(std::move(takedowns)),
          silences_(std::move(silences)),
          suspensions_(std::move(suspensions)),
          capacities_(std::move(capacities)),
          waiting_(std::move(waiting)),
          stores_(settings.paths.store_url()),
          readers_(ReaderPool::open(settings.paths.index(), settings.role, settings.search_deadline)),
          phrases_(loaded_.settings.catalogue),
          engine_({loaded_.settings.catalogue, phrases_, loaded_.gazetteer, loaded_.holidays,
                   *readers_, clock, directory_zone(loaded_.settings), settings.search_deadline}),
          records_(loaded_.settings.catalogue, loaded_.settings.crosswalks, &loaded_.gazetteer,
                   [&] {
                       std::vector<std::string> names{""};
                       for (const auto& source : loaded_.settings.sources)
                           names.push_back(source.name);
                       return names;
                   }()),
          catalogue_(catalogue_text_of(loaded_, settings)),
          listings_(stores_, *takedowns_, *silences_, clock),
          desk_({role_, loaded_.settings, records_, loaded_.holidays, loaded_.wording, phrases_,
                 loaded_.crisis_lines, loaded_.note_lint, listings_, clock,
                 settings.paths}) {}

    Result<Json> search(const Json& body) override {
        auto request = parse_request(body, catalogue(), role_);
        if (!request) return tl::unexpected(request.error());
        const auto taken_down = shown_now();
        if (!taken_down) return tl::unexpected(taken_down.error());
        const auto result = engine_.search(*request, **taken_down, newest_record());
        if (!result) return tl::unexpected(result.error());
        auto out = answer_json(*result, parts_for(*request, result->plan));
        // On a screen that a participant sees nothing appears because of what was typed.
        if (role_ == Role::staff && loaded_.danger.said_in(request->text))
            out["understood"]["danger"] = true;
        out["unmet"] = unmet_of(*request, *result);
        out["behind"] = behind_json(request->language);
        return out;
    }

    Result<Json> explain(const Json& body) override {
        StrictObject object(body, "");
        if (role_ == Role::open)
            object.fault("out_of_range", "not available", "");
        const auto id = id_member(object, "service_id");
        const auto language = language_member(object);
        Json asked = Json::object();
        if (object.has("request")) asked = object.at("request");
        if (auto error = object.finish()) return tl::unexpected(*error);
        auto request = parse_request(asked, catalogue(), role_);
        if (!request) {
            auto error = request.error();
            error.where = "/request" + error.where;
            return tl::unexpected(error);
        }
        if (body.contains("language")) request->language = language;
        const auto taken_down = shown_now();
        if (!taken_down) return tl::unexpected(taken_down.error());
        SearchPlan plan;
        const auto entry = engine_.judge_one(*request, id, **taken_down, newest_record(), plan);
        if (!entry) return tl::unexpected(entry.error().kind == ErrorKind::not_found ? no_such_service()
                                                                                     : entry.error());
        return explanation_json(**entry, parts_for(*request, plan));
    }

    Result<Json> service(const Json& body) override {
        StrictObject object(body, "");
        const auto id = id_member(object, "id");
        const auto language = language_member(object);
        if (auto error = object.finish()) return tl::unexpected(*error);
        const auto newest = newest_record();
        const auto seen = listings_.as(role_, id);
        if (!seen) return tl::unexpected(seen.error());
        if (seen->listing.withdrawn)
        {
            Json gone{{"id", id}, {"withdrawn", true}, {"name", seen->record.value("name", "")}};
            // Only where who asks may see what stays.
            const auto& into = seen->listing.merged_into;
            if (!into.empty() && listings_.as(role_, into)) gone["merged_into"] = into;
            return gone;
        }
        const auto said = capacities_->current();
        if (!said) return tl::unexpected(said.error());
        const auto capacity = (*said)->find(id);
        auto parts = page_parts(newest, language);
        if (capacity != (*said)->end() && parts.now < capacity->second.until) parts.capacity = capacity->second;
        if (waiting_) {
            auto change = waiting_->of(id);
            if (!change) return tl::unexpected(change.error());
            parts.waiting = std::move(*change);
        }
        return service_page(seen->listing, seen->record, parts);
    }

    Result<Json> preview(const StoredListing& listing, const std::string& language) override {
        const auto page = page_parts(newest_record(), language);
        return preview_listing(listing, {phrases_, loaded_.gazetteer, page, directory_zone(loaded_.settings)});
    }

    Result<Json> check_in(const Json& body) override { return desk_.check_in(body); }
    Result<Json> hand_over(const Json& body) override { return desk_.hand_over(body); }
    Result<Json> count(const Json& body) override { return desk_.count(body); }
    Result<Json> count_unmet(const Json& body) override { return desk_.count_unmet(body); }
    Result<Json> counters() override { return desk_.counters(); }
    Result<Json> report(const Json& body) override { return desk_.report(body); }
    Result<Json> code_page(const std::string& short_id) override {
        return desk_.code_page(short_id);
    }

    Result<Json> suggest(const Json& body) override {
        StrictObject object(body, "");
        const auto text = object.text("text", kLongestText);
        const auto language = language_member(object);
        std::optional<Point> near;
        if (object.has("near")) {
            StrictObject place(object.at("near"), "/near");
            const auto lat = place.number("lat", -90, 90), lon = place.number("lon", -180, 180);
            if (lat && lon) near = Point{*lat, *lon};
            if (auto error = place.finish()) object.fault(*error);
        }
        if (auto error = object.finish()) return tl::unexpected(*error);
        const auto folded = fold_phrase(text);
        auto services = suggested_services(folded);
        if (!services) return services;
        auto places = suggested_places(folded.empty() ? "" : text, near);
        if (!places) return places;
        return Json{{"needs", suggested_needs(folded, language)},
                    {"facts", suggested_facts(folded, language)},
                    {"services", std::move(*services)},
                    {"places", std::move(*places)}};
    }

    Result<Json> plan(const Json& body) override {
        const auto request = parse_visit_request(body, catalogue(), role_);
        if (!request) return tl::unexpected(request.error());
        const auto taken_down = shown_now();
        if (!taken_down) return tl::unexpected(taken_down.error());
        VisitPlanner planner(engine_, *request, **taken_down, newest_record());
        const auto planning = planner.plan();
        if (!planning) return tl::unexpected(planning.error());
        auto out = visit_answer({planner, *planning, loaded_.wording, readers_->source_names()});
        if (!out) return out;
        (*out)["unmet"] = unmet_of(*request, *planning);
        (*out)["behind"] = behind_json(request->search.language);
        return out;
    }

    const std::string& catalogue_text() const override { return catalogue_; }

    Readiness readiness() override {
        Readiness readiness;
        const auto state = readers_->state();
        readiness.ready = state.ready;
        readiness.reason = state.reason;
        readiness.index_sequence = state.sequence;
        readiness.documents = state.documents;
        readiness.table_bytes = state.table_bytes;
        readiness.index_as_of = state.as_of;
        if (state.as_of) readiness.index_age_s = age_of(*state.as_of).count();
        const auto sequence = stores_.with_store<std::int64_t>(
            [](Store& store) { return store.newest_sequence(); });
        if (!sequence) {
            readiness.ready = false;
            readiness.reason = sequence.error().message;
            return readiness;
        }
        readiness.store_sequence = *sequence;
        const auto newest = newest_record();
        if (newest && clock_.now() < *newest) {
            readiness.ready = false;
            readiness.reason = "the clock is behind the newest record: nothing counts as confirmed";
        }
        return readiness;
    }

  private:
    PageParts page_parts(std::optional<Instant> newest, const std::string& language) const {
        const auto now = clock_.now();
        return {loaded_.settings, records_, loaded_.holidays, loaded_.wording, role_, now, newest && now < *newest, language, std::nullopt};
    }

    /// What must not be shown at this moment, what was reported, and what was said of beds.
    Result<std::shared_ptr<const TakedownSet>> shown_now() {
        auto taken_down = takedowns_->current();
        if (!taken_down) return taken_down;
        const auto reported = suspensions_->current();
        if (!reported) return tl::unexpected(reported.error());
        const auto said = capacities_->current();
        if (!said) return tl::unexpected(said.error());
        const auto silent = silences_->current(std::chrono::floor<std::chrono::days>(clock_.now()));
        if (!silent) return tl::unexpected(silent.error());
        const auto& unanswered = role_ == Role::open ? (*silent)->off_public : (*silent)->archived;
        if ((*reported)->empty() && (*said)->empty() && unanswered.empty()) return taken_down;
        const std::lock_guard<std::mutex> guard(mutex_);
        if (taken_down_ != *taken_down || reported_ != *reported || said_ != *said || silent_ != *silent) {
            auto all = std::make_shared<TakedownSet>(**taken_down);
            all->reported = **reported;
            all->capacities = **said;
            all->ids.insert(unanswered.begin(), unanswered.end());
            shown_ = std::move(all);
            taken_down_ = *taken_down;
            reported_ = *reported;
            said_ = *said;
            silent_ = *silent;
        }
        return shown_;
    }

    const Catalogue& catalogue() const { return loaded_.settings.catalogue; }

    std::chrono::seconds age_of(Instant as_of) const {
        return std::max(clock_.now() - as_of, std::chrono::seconds{0});
    }

    /// How old a copy of the index is that lags; null where it is as new as is expected. By the clock of
    /// its making alone: nothing about any listing can be read from it.
    Json behind_json(const std::string& language) {
        const auto as_of = readers_->as_of();
        if (!as_of || age_of(*as_of) <= told_behind_after_) return nullptr;
        const auto minutes = std::chrono::ceil<std::chrono::minutes>(age_of(*as_of)).count();
        return {{"minutes", minutes},
                {"text", loaded_.wording.text("list_behind", language,
                                              {{"minutes", std::to_string(minutes)}})}};
    }

    AnswerParts parts_for(const Request& request, const SearchPlan& plan) {
        return {catalogue(), loaded_.wording, readers_->source_names(), request, plan, role_};
    }

    /// The needs of a search that found nothing at all.
    Json unmet_of(const Request& request, const SearchResult& result) {
        const auto found = [&](Class each) {
            return result.totals[static_cast<std::size_t>(each)].count > 0;
        };
        const auto& plan = result.plan;
        const auto& place = plan.question.place;
        if (!result.complete || found(Class::meets) || found(Class::ask) || !request.cursor.empty())
            return Json::array();
        return desk_.unmet(plan.needs,
                           place ? loaded_.gazetteer.region_of(place->from, plan.place_label) : "",
                           request.language);
    }

    /// The needs that no plan covers.
    Json unmet_of(const VisitRequest& request, const VisitPlanning& planning) {
        std::uint32_t covered = 0;
        for (const auto& plan : planning.plans.plans) covered |= plan.covered;
        std::vector<std::uint16_t> needs;
        for (std::size_t i = 0; i < request.search.needs.size(); ++i)
            if (!(covered >> i & 1U)) needs.push_back(request.search.needs[i]);
        if (!planning.complete) needs.clear();
        const auto& place = planning.place;
        return desk_.unmet(needs,
                           place ? loaded_.gazetteer.region_of(place->centre, place->label) : "",
                           request.search.language);
    }

    /// Time of the store's newest record, asked for at most every few seconds. Without an answer
    /// the last one stays.
    std::optional<Instant> newest_record() {
        const auto now = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex_);
        if (now < newest_until_) return newest_;
        const auto newest = stores_.with_store<std::optional<Instant>>(
            [](Store& store) { return store.newest_record_time(); });
        if (newest) newest_ = *newest;
        newest_until_ = now + kClockCheckEvery;
        return newest_;
    }

    /// Whether a phrase, or a word within it, begins so.
    static bool begins(const std::string& phrase, const std::string& folded) {
        return phrase.rfind(folded, 0) == 0 || phrase.find(' ' + folded) != std::string::npos;
    }

    /// The label or synonym in the reader's language, else in English, that begins as typed.
    static std::string matching(const Localized& label, const Phrases& synonyms,
                                const std::string& folded, const std::string& language) {
        if (begins(fold_phrase(label.in(language)), folded)) return label.in(language);
        const auto primary = language.substr(0, language.find('-'));
        for (const auto& tag : {primary, std::string("en")})
            if (const auto found = synonyms.find(tag); found != synonyms.end())
                for (const auto& synonym : found->second)
                    if (begins(fold_phrase(synonym), folded)) return synonym;
        return {};
    }

    Json suggested_needs(const std::string& folded, const std::string& language) {
        Json out = Json::array();
        if (folded.empty()) return out;
        for (const auto& need : catalogue().needs()) {
            auto match = matching(need.label, need.synonyms, folded, language);
            if (match.empty()) continue;
            // What else a need is called may name what no participant's screen does.
            if (role_ == Role::open) match = need.label.in(language);
            out.push_back({{"id", need.id}, {"label", need.label.in(language)}, {"match", match}});
            if (out.size() == kMostSuggestions) break;
        }
        return out;
    }

    Json suggested_facts(const std::string& folded, const std::string& language) {
        Json out = Json::array();
        if (folded.empty()) return out;
        for (const auto& fact : catalogue().facts()) {
            if (role_ == Role::open && fact.audience == Audience::staff) continue;
            if (matching(fact.label, fact.synonyms, folded, language).empty()) continue;
            out.push_back({{"id", fact.id}, {"label", fact.label.in(language)}});
            if (out.size() == kMostSuggestions) break;
        }
        return out;
    }

    /// Places by the beginning of their name: the towns of the listings first.
    Result<Json> suggested_places(const std::string& text, const std::optional<Point>& near) {
        Json out = Json::array();
        if (text.empty()) return out;
        const auto add = [&](const Gazetteer& gazetteer) {
            for (const auto* place :
                 gazetteer.complete(text, kMostSuggestions, near ? &*near : nullptr)) {
                const bool seen = std::any_of(out.begin(), out.end(), [&](const Json& each) {
                    return each["label"] == place->label();
                });
                if (seen || out.size() == kMostSuggestions) continue;
                out.push_back({{"label", place->label()},
                               {"lat", place->centre.lat},
                               {"lon", place->centre.lon}});
            }
        };
        std::shared_ptr<const Gazetteer> towns;
        const auto done =
            readers_->with_reader([&](Reader& reader) { towns = reader.places(); });
        if (!done) return tl::unexpected(done.error());
        add(*towns);
        add(loaded_.gazetteer);
        return out;
    }

    /// Services by the words of their names; the last word may be unfinished.
    Result<Json> suggested_services(const std::string& folded) {
        Json out = Json::array();
        const auto words = words_of(folded);
        if (words.empty()) return out;
        const auto taken_down = shown_now();
        if (!taken_down) return tl::unexpected(taken_down.error());
        const auto done = readers_->with_reader([&](Reader& reader) {
            out = Json::array();
            std::vector<TermQuery> all;
            for (std::size_t i = 0; i + 1 < words.size() && i < kMostWords; ++i)
                all.push_back(TermQuery::term(term(field::kNameWord, words[i].text)));
            std::vector<TermQuery> any;
            for (const auto& begun :
                 reader.terms_beginning(term(field::kNameWord, words.back().text),
                                        words.size() == 1 ? kExpandedTerms : kExpandedBesideOthers))
                any.push_back(TermQuery::term(begun));
            if (any.empty()) return;
            all.push_back(TermQuery::any_of(std::move(any)));
            Candidate candidate;
            for (const auto& hit :
                 reader.search(TermQuery::all_of(std::move(all)), 0, 3 * kMostSuggestions)) {
                if (!reader.candidate(hit.document, candidate) ||
                    !apply_takedown(candidate, **taken_down) || out.size() == kMostSuggestions)
                    continue;
                const auto card = Json::parse(reader.card(hit.document), nullptr, false);
                if (!card.is_object()) continue;
                const auto organization = card.value("organization", Json::object());
                out.push_back({{"id", to_string(candidate.service_id)},
                               {"name", card.value("name", "")},
                               {"organization", organization.value("name", "")}});
            }
        });
        if (!done) return tl::unexpected(done.error());
        return out;
    }

    const Role role_;
    const std::chrono::seconds told_behind_after_;
    const Loaded loaded_;
    const Clock& clock_;
    std::unique_ptr<TakedownList> takedowns_;
    std::unique_ptr<SilenceList> silences_;
    std::unique_ptr<SuspensionList> suspensions_;
    std::unique_ptr<CapacityList> capacities_;
    std::unique_ptr<WaitingChanges> waiting_;  ///< None where everybody is answered.
    StorePool stores_;
    std::unique_ptr<ReaderPool> readers_;
    const PhraseBook phrases_;
    Engine engine_;
    const RecordReader records_;
    const std::string catalogue_;
    const ListingView listings_;
    CheckInDesk desk_;
    std::mutex mutex_;  ///< Guards what follows.
    std::shared_ptr<const TakedownSet> taken_down_;             ///< What shown_ was made of.
    std::shared_ptr<const std::unordered_set<std::string>> reported_;
    std::shared_ptr<const SilenceSet> silent_;
    std::shared_ptr<const CapacityMap> said_;
    std::shared_ptr<const TakedownSet> shown_;
    std::optional<Instant> newest_;
    std::chrono::steady_clock::time_point newest_until_{};
};

}  // namespace

Result<std::unique_ptr<Api>> Api::open(const ApiSettings& settings, const Clock& clock) {
    auto loaded = load_all(settings.paths, settings.jurisdiction, settings.role);
    if (!loaded) return tl::unexpected(loaded.error());
    auto takedowns = TakedownList::open(settings.paths.takedown_place());
    if (!takedowns) return tl::unexpected(takedowns.error());
    auto silences = SilenceList::open(settings.paths.store_place());
    if (!silences) return tl::unexpected(silences.error());
    auto suspensions = SuspensionList::open(settings.paths.store_place());
    if (!suspensions) return tl::unexpected(suspensions.error());
    auto capacities = CapacityList::open(settings.paths.store_place());
    if (!capacities) return tl::unexpected(capacities.error());
    std::unique_ptr<WaitingChanges> waiting;
    if (settings.role == Role::staff) {
        auto opened = WaitingChanges::open(settings.paths.store_place());
        if (!opened) return tl::unexpected(opened.error());
        waiting = std::move(*opened);
    }
    return std::make_unique<DirectoryApi>(settings, std::move(*loaded), clock, std::move(*takedowns),
                                          std::move(*silences), std::move(*suspensions), std::move(*capacities), std::move(waiting));
}

}  // namespace porchlight
