#include "core/search/service_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "core/evaluate/evaluate.h"
#include "core/feed/json_read.h"
#include "core/feed/read_record.h"
#include "core/index/document.h"
#include "core/search/answer.h"

namespace porchlight {
namespace {

constexpr int kDaysShown = 7;

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

bool is_hidden(const Json& site) { return site.value("porchlight_hidden", false); }

void each_number(const Json& record, const std::function<void(const std::string&)>& then) {
    const auto phones = record.find("phones");
    if (phones == record.end() || !phones->is_array()) return;
    for (const auto& phone : *phones)
        if (auto number = string_of(phone, "number"); !number.empty()) then(number);
}

/// The page of one service in the making.
class Page {
  public:
    Page(const StoredListing& listing, const Json& record, const PageParts& parts)
        : listing_(listing),
          record_(record),
          parts_(parts),
          source_(parts.settings.source(listing.source)),
          candidate_(parts.records.read(listing, record, source_)),
          card_(make_card(listing, record)) {
        const auto local = local_minutes(parts.now, candidate_.zone.empty() ? "UTC" : candidate_.zone);
        today_ = Day{std::chrono::floor<std::chrono::days>(local ? *local : LocalMinutes{})
                         .time_since_epoch()};
    }

    Json json() const {
        Json page{{"id", listing_.service_id},
                  {"withdrawn", false},
                  {"short_id", listing_.short_id},
                  {"name", string_of(record_, "name")},
                  {"name_language", listing_.language},
                  {"status", string_of(record_, "status")},
                  {"organization", organization()},
                  {"description", texts("description")},
                  {"alert", or_null(string_of(record_, "alert"))},
                  {"application_process", or_null(string_of(record_, "application_process"))},
                  {"url", or_null(string_of(record_, "url"))},
                  {"email", or_null(string_of(record_, "email"))},
                  {"needs", needs()},
                  {"capacity", capacity_json(parts_.capacity, candidate_.zone, parts_.now, parts_.wording, parts_.language)},
                  {"facts", facts()},
                  {"leads", leads()},
                  {"hours", hours()},
                  {"languages", languages()},
                  {"eligibility", eligibility()},
                  {"cost", cost()},
                  {"phones", card_["phones"]},
                  {"contacts", card_["contacts"]},
                  {"sites", sites()},
                  {"source", source()},
                  {"last_modified", format_instant(listing_.published_at)}};
        if (auto numbers = waiting_phones(); !numbers.empty()) page["waiting_phones"] = std::move(numbers);
        return page;
    }

  private:
    const Catalogue& catalogue() const { return parts_.settings.catalogue; }
    std::string message(const std::string& id) const {
        return parts_.wording.text(id, parts_.language);
    }

    /// Numbers that the agency sent in and nobody called back on: the listed ones stand until then (design.md section 7).
    Json waiting_phones() const {
        Json out = Json::array();
        if (!parts_.waiting) return out;
        std::set<std::string> listed;
        each_number(record_, [&](const std::string& number) { listed.insert(number); });
        each_number(parts_.waiting->record, [&](const std::string& number) {
            if (listed.insert(number).second) out.push_back({{"number", number}, {"submitted_on", format_instant(parts_.waiting->submitted_at).substr(0, 10)}});
        });
        return out;
    }

    Json organization() const {
        if (!record_.contains("organization")) return nullptr;
        const auto& organization = record_["organization"];
        return {{"id", string_of(organization, "id")},
                {"name", string_of(organization, "name")},
                {"description", or_null(string_of(organization, "description"))},
                {"website", or_null(string_of(organization, "website"))}};
    }

    Json texts(const char* member) const {
        const auto text = string_of(record_, member);
        if (text.empty()) return Json::array();
        return {{{"language", listing_.language}, {"text", text}, {"made", "source"}}};
    }

    Json needs() const {
        Json out = Json::array();
        for (const auto need : candidate_.needs)
            out.push_back({{"id", catalogue().needs()[need].id},
                           {"label", catalogue().needs()[need].label.in(parts_.language)}});
        return out;
    }

    bool visible(const Fact& fact) const {
        return parts_.role == Role::staff || fact.audience == Audience::anyone;
    }

    Json original(const Fact& fact, const std::string& english) const {
        return needs_original(fact, parts_.wording, parts_.language) ? Json(english) : Json(nullptr);
    }

    /// What was said, at its level; a choice is neither good nor bad: only its age is judged.
    Json fact_json(const FactStatement& statement, const char* level, const Json& site) const {
        const auto& fact = catalogue().facts()[statement.fact];
        const auto want = Catalogue::favourable_value(fact).value_or(statement.value);
        auto evidence = evidence_of(statement, fact, want, today_);
        if (parts_.clock_behind && evidence > Evidence::unknown) evidence = Evidence::unknown;
        const auto& said = statement.value == Value::yes ? fact.yes : fact.no;
        const bool is_source_known = statement.source > 0 &&
                                     statement.source <= parts_.settings.sources.size();
        return {{"fact", fact.id},
                {"group", fact.group},
                {"group_label", message("group_" + fact.group)},
                {"label", fact.label.in(parts_.language)},
                {"level", level},
                {"service_at_location_id", site},
                {"evidence", to_string(evidence)},
                {"value", to_string(statement.value)},
                {"text", said.in(parts_.language)},
                {"original", original(fact, said.in("en"))},
                {"checked", checked_text(&statement, parts_.wording, parts_.language)},
                {"verified_on", statement.verified_on ? Json(format_day(*statement.verified_on))
                                                      : Json(nullptr)},
                {"method", to_string(statement.method)},
                {"standing", to_string(statement.standing)},
                {"source", is_source_known
                               ? Json(parts_.settings.sources[statement.source - 1u].name)
                               : Json(nullptr)},
                {"detail", or_null(statement.detail)}};
    }

    Json facts() const {
        Json out = Json::array();
        const auto add = [&](const std::vector<FactStatement>& statements, const char* level,
                             const Json& site) {
            for (const auto& statement : statements)
                if (visible(catalogue().facts()[statement.fact]))
                    out.push_back(fact_json(statement, level, site));
        };
        add(candidate_.statements, "service", nullptr);
        for (const auto& site : candidate_.sites) add(site.statements, "site", to_string(site.id));
        return out;
    }

    Json leads() const {
        Json out = Json::array();
        for (const auto& lead : candidate_.leads) {
            const auto& fact = catalogue().facts()[lead.fact];
            if (!visible(fact)) continue;
            const auto& said = lead.value == Value::yes ? fact.yes : fact.no;
            const auto in = [&](const std::string& tag) {
                return parts_.wording.text("lead_mentions", tag, {{"text", said.in(tag)}});
            };
            out.push_back({{"fact", fact.id},
                           {"against", Catalogue::favourable_value(fact).value_or(lead.value) !=
                                           lead.value},
                           {"text", in(parts_.language)},
                           {"original", original(fact, in("en"))}});
        }
        return out;
    }

    Json day_json(const Hours& hours, HoursKind kind, Day day) const {
        Json shifts = Json::array();
        for (const auto& shift : shifts_between(hours, kind, day, 1, parts_.holidays,
                                                candidate_.holiday_region))
            shifts.push_back(
                {{"opens", Wording::clock_time(shift.opens)},
                 {"closes", Wording::clock_time(shift.closes)},
                 {"next_day", std::chrono::floor<std::chrono::days>(shift.closes) >
                                  std::chrono::floor<std::chrono::days>(shift.opens)},
                 {"uncertain", shift.uncertain}});
        const auto holiday =
            parts_.holidays.name_on(day, candidate_.holiday_region, parts_.language);
        return {{"date", format_day(day)},
                {"weekday", parts_.wording.weekday(day, parts_.language)},
                {"closed", shifts.empty()},
                {"shifts", std::move(shifts)},
                {"holiday", or_null(holiday)}};
    }

    void add_hours(Json& out, const Hours& hours, const Json& site) const {
        for (const auto kind : {HoursKind::open, HoursKind::intake, HoursKind::meal,
                                HoursKind::staff_on_call}) {
            const bool any = std::any_of(hours.shifts.begin(), hours.shifts.end(),
                                         [&](const Shift& shift) { return shift.kind == kind; });
            if (!any) continue;
            Json week = Json::array();
            for (int i = 0; i < kDaysShown; ++i)
                week.push_back(day_json(hours, kind, today_ + std::chrono::days{i}));
            out.push_back(hours_json(hours, to_string(kind), site, std::move(week)));
        }
        if (hours.shifts.empty() && !hours.as_said.empty())
            out.push_back(hours_json(hours, to_string(HoursKind::open), site, Json::array()));
    }

    Json hours_json(const Hours& hours, std::string_view kind, const Json& site, Json week) const {
        return {{"service_at_location_id", site},
                {"kind", kind},
                {"kind_label", message(fmt::format("kind_{}", kind))},
                {"stated_on", hours.stated_on ? Json(format_day(*hours.stated_on)) : Json(nullptr)},
                {"lead", !hours.stated_on || hours.standing < Standing::stated},
                {"as_said", or_null(hours.as_said)},
                {"week", std::move(week)}};
    }

    Json hours() const {
        Json out = Json::array();
        if (candidate_.hours) add_hours(out, *candidate_.hours, nullptr);
        for (const auto& site : candidate_.sites)
            if (site.hours) add_hours(out, *site.hours, to_string(site.id));
        return out;
    }

    Json languages() const {
        Json out = Json::array();
        const auto add = [&](const std::vector<OfferedLanguage>& offered, const Json& site) {
            for (const auto& each : offered) {
                const auto number = catalogue().language(each.tag);
                const auto label = number ? catalogue().languages()[*number].name_for(parts_.language) : each.tag;
                out.push_back(
                    {{"tag", each.tag},
                     {"label", label},
                     {"endonym", number ? catalogue().languages()[*number].endonym : each.tag},
                     {"offer", to_string(each.offer)},
                     {"offer_label",
                      parts_.wording.text(fmt::format("language_{}", to_string(each.offer)),
                                          parts_.language, {{"language", label}})},
                     {"service_at_location_id", site}});
            }
        };
        add(candidate_.languages, nullptr);
        for (const auto& site : candidate_.sites) add(site.languages, to_string(site.id));
        return out;
    }

    Json eligibility() const {
        const auto& stated = candidate_.eligibility;
        const auto age = [](const std::optional<std::int16_t>& value) {
            return value ? Json(*value) : Json(nullptr);
        };
        Json documents = Json::array();
        for (const auto& document : items_of(record_, "required_documents"))
            if (const auto text = string_of(document, "document"); !text.empty()) documents.push_back(text);
        return {{"text", or_null(string_of(record_, "eligibility_description"))},
                {"minimum_age", age(stated.minimum_age)},
                {"maximum_age", age(stated.maximum_age)},
                {"genders", stated.genders},
                {"documents", std::move(documents)}};
    }

    Json cost() const {
        Json out = Json::array();
        const auto add = [&](const std::string& text) {
            if (!text.empty()) out.push_back({{"text", text}});
        };
        add(string_of(record_, "fees_description"));
        for (const auto& option : items_of(record_, "cost_options")) {
            auto text = string_of(option, "option");
            if (option.contains("amount") && option["amount"].is_number())
                text += (text.empty() ? "" : ": ") +
                        (option["amount"] == 0 ? parts_.wording.text("no_charge", parts_.language)
                                               : option["amount"].dump() + ' ' + string_of(option, "currency"));
            if (const auto more = string_of(option, "amount_description"); !more.empty())
                text += (text.empty() ? "" : ", ") + more;
            add(text);
        }
        return out;
    }

    Json sites() const {
        Json out = card_["sites"];
        for (auto& site : out) {
            site["transportation"] = nullptr;
            site["accessibility"] = Json::array();
            for (const auto& found : items_of(record_, "service_at_locations")) {
                if (string_of(found, "id") != site["service_at_location_id"] || is_hidden(found) ||
                    !found.contains("location"))
                    continue;
                site["transportation"] = or_null(string_of(found["location"], "transportation"));
                for (const auto& access : items_of(found["location"], "accessibility"))
                    if (const auto text = string_of(access, "description"); !text.empty())
                        site["accessibility"].push_back(text);
            }
        }
        return out;
    }

    Json source() const {
        return {{"name", listing_.source},
                {"assured_on", candidate_.assured_on ? Json(format_day(*candidate_.assured_on))
                                                     : Json(nullptr)}};
    }

    const StoredListing& listing_;
    const Json& record_;
    const PageParts& parts_;
    SourceSettings source_;
    Candidate candidate_;
    Json card_;
    Day today_{};
};

}  // namespace

Json service_page(const StoredListing& listing, const Json& record, const PageParts& parts) {
    return Page(listing, record, parts).json();
}

}  // namespace porchlight
