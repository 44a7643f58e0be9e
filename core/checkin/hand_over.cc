#include "core/checkin/hand_over.h"

#include <algorithm>

#include "core/checkin/dial_code.h"
#include "core/checkin/week_words.h"
#include "core/feed/json_read.h"
#include "core/feed/read_hours.h"
#include "core/hours/zone.h"
#include "core/index/document.h"

namespace porchlight {
namespace {

/// A card has room for so many places.
constexpr std::size_t kMostPlaces = 3;
constexpr const char* kPhases[] = {"immediate", "stabilization", "reintegration", "transition"};

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

bool is_hidden(const Json& site) { return site.value("porchlight_hidden", false); }

bool asks_for_neutrality(const Json& owner) {
    bool out = false;
    for_each_code(owner, "Porchlight card",
                  [&](std::string_view code) { out = out || code == "neutral" || code == "public-name"; });
    return out;
}

/// The hand-over of one service in the making.
class Maker {
  public:
    Maker(const StoredListing& listing, const Json& record, const HandOverParts& parts)
        : listing_(listing),
          record_(record),
          parts_(parts),
          candidate_(parts.records.read(listing, record, parts.settings.source(listing.source))),
          shown_(make_card(listing, record)),
          neutral_(wants_neutral_card(listing, record)) {
        const auto zone = candidate_.zone.empty() ? "UTC" : candidate_.zone;
        const auto local = local_minutes(parts.now, zone);
        today_ = Day{std::chrono::floor<std::chrono::days>(local ? *local : LocalMinutes{})
                         .time_since_epoch()};
    }

    Card card() const {
        Card out;
        const auto name = organization_name();
        const bool plain = !neutral_ && is_plain(name);
        out.title = plain ? name : text("card_title");
        if (!neutral_ && !plain) add(out, "name", name, listing_.language);
        if (!shown_["phones"].empty()) add(out, "phone", phone_text(shown_["phones"][0]));
        add_hours(out);
        add_contact(out);
        return out;
    }

    Json code_page() const {
        auto made = card();
        std::erase_if(made.lines, [](const CardLine& line) {
            return line.kind != "name" && line.kind != "phone" && line.kind != "hours";
        });
        const auto dialled = dial_code(number(), country());
        auto lines = lines_json(made);
        for (std::size_t i = 0; i < lines.size(); ++i)
            lines[i]["dials"] = dialled && made.lines[i].kind == "phone";
        return {{"language", parts_.language},
                {"title", made.title},
                {"lines", std::move(lines)},
                {"dial", dialled ? Json(*dialled) : Json(nullptr)}};
    }

    Json json() const {
        const auto made = card();
        return {{"service_id", listing_.service_id},
                {"short_id", listing_.short_id},
                {"name", string_of(record_, "name")},
                {"name_language", or_null(listing_.language)},
                {"organization", or_null(organization_name())},
                {"phones", shown_["phones"]},
                {"contacts", contacts()},
                {"card", {{"title", made.title}, {"lines", lines_json(made)}}},
                {"number", or_null(number())},
                {"code", code()},
                {"script", script(parts_.language)},
                {"worker_script", parts_.worker_language.empty() ? Json(nullptr)
                                                                 : script(parts_.worker_language)},
                {"next", next()},
                {"after_hours", after_hours()}};
    }

  private:
    std::string text(std::string_view id, std::initializer_list<Filler> fillers = {}) const {
        return parts_.wording.text(id, parts_.language, fillers);
    }

    void add(Card& card, const std::string& kind, std::string words,
             std::optional<std::string> language = std::nullopt) const {
        if (words.empty()) return;
        card.lines.push_back({kind, text("card_" + kind), std::move(words), std::move(language)});
    }

    static Json lines_json(const Card& card) {
        Json lines = Json::array();
        for (const auto& line : card.lines)
            lines.push_back({{"label", line.label},
                             {"text", line.text},
                             {"language", line.language ? Json(*line.language) : Json(nullptr)}});
        return lines;
    }

    std::string organization_name() const {
        return string_of(object_of(record_, "organization"), "name");
    }

    /// Whether a name says neither what is done there nor for whom, as far as the catalogue knows.
    bool is_plain(const std::string& name) const {
        if (name.empty()) return false;
        const auto found = parts_.phrases.find(words_of(name));
        return std::none_of(found.begin(), found.end(), [](const PhraseMatch& match) {
            return std::any_of(match.meanings.begin(), match.meanings.end(), [](const Meaning& each) {
                return each.kind == Meaning::Kind::need || each.kind == Meaning::Kind::fact;
            });
        });
    }

    std::string number() const {
        return shown_["phones"].empty() ? std::string{} : string_of(shown_["phones"][0], "number");
    }

    /// With its extension.
    std::string phone_text(const Json& phone) const {
        auto out = string_of(phone, "number");
        const auto extension = phone.find("extension");
        if (extension == phone.end() || extension->is_null()) return out;
        const auto digits =
            extension->is_string() ? extension->get<std::string>() : extension->dump();
        return digits.empty() ? out : text("card_extension", {{"number", out}, {"extension", digits}});
    }

    /// "CA" of "CA-MB"; empty where the region isn't known.
    std::string country() const { return candidate_.holiday_region.substr(0, 2); }

    /// The number where it is certain how to dial it, else the page behind the short id, which shows
    /// public listings only.
    Json code() const {
        if (const auto dialled = dial_code(number(), country())) return "tel:" + *dialled;
        const bool has_page = listing_.visibility == Visibility::open && !listing_.short_id.empty();
        return has_page ? Json("/i/" + listing_.short_id) : Json(nullptr);
    }

    const Site* site_with(const std::string& id) const {
        for (const auto& site : candidate_.sites)
            if (to_string(site.id) == id) return &site;
        return nullptr;
    }

    std::string week(const std::optional<Hours>& hours) const {
        if (!hours) return {};
        return week_in_words(*hours, today_, parts_.holidays, candidate_.holiday_region,
                             parts_.wording, parts_.language);
    }

    /// Addresses, each with the hours there; the service's hours where it has its own, or no site.
    void add_hours(Card& out) const {
        const auto own = week(candidate_.hours);
        bool any = !own.empty();
        std::size_t places = 0;
        for (const auto& shown : shown_["sites"]) {
            const auto* site = site_with(string_of(shown, "service_at_location_id"));
            if (++places > kMostPlaces) break;
            const bool open = listing_.visibility == Visibility::open && !shown.value("hidden", false);
            if (open) add(out, "address", string_of(shown, "address"), listing_.language);
            if (!site || !own.empty()) continue;
            const auto hours = week(site->hours);
            any = any || !hours.empty();
            add(out, "hours", hours);
        }
        add(out, "hours", any ? own : text("card_hours_unknown"));
    }

    /// The named contacts, the primary one first.
    Json contacts() const {
        const auto rank = [](const Json& contact) {
            const auto role = string_of(contact, "role");
            return role == "primary" ? 0 : role == "backup" ? 1 : 2;
        };
        std::vector<Json> sorted(shown_["contacts"].begin(), shown_["contacts"].end());
        std::stable_sort(sorted.begin(), sorted.end(),
                         [&](const Json& a, const Json& b) { return rank(a) < rank(b); });
        return sorted;
    }

    /// Name and direct line: a title may tell what kind of agency it is.
    void add_contact(Card& out) const {
        for (const auto& contact : contacts()) {
            const auto name = string_of(contact, "name"), line = string_of(contact, "direct_line");
            if (name.empty()) continue;
            add(out, "ask_for",
                line.empty() || line == number() ? name : name + ", " + line, listing_.language);
            return;
        }
    }

    Json script(const std::string& language) const {
        Json out = Json::array();
        const auto say = [&](std::string_view id, std::initializer_list<Filler> fillers = {}) {
            out.push_back(parts_.wording.text(id, language, fillers));
        };
        say("script_hello", {{"name", string_of(record_, "name")}});
        const auto known = contacts();
        const auto named = std::find_if(known.begin(), known.end(), [](const Json& contact) {
            return !string_of(contact, "name").empty();
        });
        if (named != known.end())
            say("script_contact", {{"contact", string_of(*named, "name")}});
        for (const char* id : {"script_room", "script_bring", "script_end"}) say(id);
        return out;
    }

    /// From the first phase that the service is for: what could come after it.
    Json next() const {
        std::size_t first = std::size(kPhases);
        for (const auto need : candidate_.needs)
            for (const auto& phase : parts_.settings.catalogue.needs()[need].phases)
                for (std::size_t i = 0; i < first; ++i)
                    if (phase == kPhases[i]) first = i;
        if (first == std::size(kPhases)) first = 0;
        Json out = Json::array();
        for (std::size_t i = first; i < std::size(kPhases); ++i)
            out.push_back({{"phase", kPhases[i]},
                           {"label", text(std::string("phase_") + kPhases[i])},
                           {"text", text(std::string("next_") + kPhases[i])}});
        return out;
    }

    /// A number of the service's own that is said to be answered day and night or after hours.
    bool is_for_after_hours(const Json& phone) const {
        const auto description = string_of(phone, "description");
        if (says_round_the_clock(description)) return true;
        for (const auto& match : parts_.phrases.find_times(words_of(description)))
            for (const auto& meaning : match.meanings)
                if (static_cast<SaidTime>(meaning.index) == SaidTime::after_hours) return true;
        return false;
    }

    Json after_hours() const {
        Json phones = Json::array();
        for (const auto& phone : shown_["phones"])
            if (is_for_after_hours(phone))
                phones.push_back({{"name", organization_name()}, {"number", phone_text(phone)}});
        if (!phones.empty()) return {{"text", text("after_hours_own")}, {"phones", std::move(phones)}};
        for (const auto& line : parts_.crisis_lines)
            phones.push_back({{"name", line.name.in(parts_.language)}, {"number", line.number}});
        return {{"text", text("after_hours_lines")}, {"phones", std::move(phones)}};
    }

    const StoredListing& listing_;
    const Json& record_;
    const HandOverParts& parts_;
    const Candidate candidate_;
    const Json shown_;
    const bool neutral_;
    Day today_{};
};

}  // namespace

bool wants_neutral_card(const StoredListing& listing, const Json& record) {
    const auto& sites = items_of(record, "service_at_locations");
    return listing.visibility != Visibility::open ||
           std::any_of(sites.begin(), sites.end(), is_hidden) || asks_for_neutrality(record) ||
           asks_for_neutrality(object_of(record, "organization"));
}

Card card_of(const StoredListing& listing, const Json& record, const HandOverParts& parts) {
    return Maker(listing, record, parts).card();
}

Json code_page_json(const StoredListing& listing, const Json& record, const HandOverParts& parts) {
    return Maker(listing, record, parts).code_page();
}

Json hand_over_json(const StoredListing& listing, const Json& record, const HandOverParts& parts) {
    return Maker(listing, record, parts).json();
}

}  // namespace porchlight
