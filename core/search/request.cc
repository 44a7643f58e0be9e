#include "core/search/request.h"

#include <algorithm>

#include "core/geo/geo.h"
#include "core/search/strict_object.h"
#include "core/text/language_tag.h"

namespace porchlight {
namespace {

constexpr double kLargestAreaKm = 500;

std::optional<Strength> strength_of(const std::string& text) {
    if (text == "preferred") return Strength::preferred;
    if (text == "required") return Strength::required;
    if (text == "critical") return Strength::critical;
    return std::nullopt;
}

/// Reads one request; holds what its parts need.
class Parser {
  public:
    Parser(const Json& body, const Catalogue& catalogue, Role role)
        : root_(body, ""), catalogue_(catalogue), role_(role) {}

    Result<Request> parse() {
        request_.role = role_;
        request_.text = root_.text("text", kLongestText);
        root_.list("needs", kMostParts, [&](const Json& item, const std::string& at) {
            if (const auto need = id_of(item, at, &Catalogue::need)) request_.needs.push_back(*need);
        });
        place();
        languages();
        if (root_.has("when")) time(root_.at("when"));
        if (root_.has("participant")) participant(root_.at("participant"));
        root_.list("constraints", kMostParts,
                   [&](const Json& item, const std::string& at) { constraint(item, at); });
        if (root_.has("avoid")) avoid(root_.at("avoid"));
        root_.list("told", kMostParts,
                   [&](const Json& item, const std::string& at) { told(item, at); });
        choices();
        if (auto error = root_.finish()) return tl::unexpected(*error);
        return std::move(request_);
    }

  private:
    using Lookup = std::optional<std::uint16_t> (Catalogue::*)(std::string_view) const;

    void done(StrictObject& object) {
        if (auto error = object.finish()) root_.fault(*error);
    }

    std::optional<std::uint16_t> id_of(const Json& item, const std::string& at, Lookup lookup) {
        if (!item.is_string()) {
            root_.fault("wrong_type", "a string is expected", at);
            return std::nullopt;
        }
        const auto found = (catalogue_.*lookup)(item.get<std::string>());
        if (!found) root_.fault("unknown_id", "the catalogue has no such entry", at);
        return found;
    }

    /// A fact that this role may name: to the public role a staff fact doesn't exist.
    std::optional<std::uint16_t> fact_of(StrictObject& object, const char* member) {
        if (!object.has(member)) {
            object.fault("missing_member", "a fact is expected", object.pointer(member));
            return std::nullopt;
        }
        auto fact = id_of(object.at(member), object.pointer(member), &Catalogue::fact);
        if (fact && role_ == Role::open && catalogue_.facts()[*fact].audience == Audience::staff) {
            root_.fault("unknown_id", "the catalogue has no such entry", object.pointer(member));
            fact.reset();
        }
        return fact;
    }

    /// @param may_be_critical in the public role only places to keep away from may be.
    Strength strength(StrictObject& object, Strength otherwise, Role least_for_critical) {
        const auto text = object.text("strength", kLongestName);
        if (text.empty()) return otherwise;
        const auto value = strength_of(text);
        if (!value) {
            object.fault("out_of_range", "preferred, required or critical is expected",
                         object.pointer("strength"));
            return otherwise;
        }
        if (*value == Strength::critical && role_ == Role::open &&
            least_for_critical == Role::staff)
            object.fault("out_of_range", "only places to keep away from can be critical here",
                         object.pointer("strength"));
        return *value;
    }

    std::optional<Point> point(StrictObject& object) {
        const auto lat = object.number("lat", -90, 90), lon = object.number("lon", -180, 180);
        if (!lat || !lon) {
            object.fault("missing_member", "lat and lon are expected", object.pointer("lat"));
            return std::nullopt;
        }
        return Point{*lat, *lon};
    }

    void place() {
        if (root_.has("near")) {
            StrictObject near(root_.at("near"), "/near");
            if (near.has("place")) request_.near_place = near.text("place", kLongestName);
            else request_.near = point(near);
            done(near);
        }
        request_.within_km = root_.number("within_km", 0.1, kFarthestKm);
        if (request_.within_km && !root_.has("near"))
            root_.fault("missing_member", "within_km needs near", "/within_km");
        if (const auto text = root_.text("within_strength", kLongestName); !text.empty()) {
            const auto value = strength_of(text);
            if (!value || (*value == Strength::critical && role_ == Role::open))
                root_.fault("out_of_range", "not a strength that can be set here", "/within_strength");
            else request_.within_strength = *value;
        }
    }

    void languages() {
        root_.list("languages", kMostParts, [&](const Json& item, const std::string& at) {
            StrictObject object(item, at);
            const auto code = object.text("code", kLongestName);
            const auto language = catalogue_.language(code);
            if (!language) object.fault("unknown_id", "no such language is known", object.pointer("code"));
            const auto wish = strength(object, Strength::preferred, Role::staff);
            if (language) request_.languages.push_back({code, wish});
            done(object);
        });
    }

    std::optional<LocalMinutes> moment(StrictObject& object, const char* member) {
        const auto parsed = parse_local_minutes(object.text(member, kLongestName));
        if (parsed) return *parsed;
        object.fault("out_of_range", parsed.error().message, object.pointer(member));
        return std::nullopt;
    }

    void time(const Json& value) {
        StrictObject object(value, "/when");
        TimeWish wish;
        int kinds = 0;
        if (object.boolean("now").value_or(false)) ++kinds, wish.kind = TimeWish::Kind::now;
        if (object.boolean("after_hours").value_or(false))
            ++kinds, wish.kind = TimeWish::Kind::after_hours;
        if (object.has("at")) {
            ++kinds, wish.kind = TimeWish::Kind::at;
            wish.from = wish.to = moment(object, "at").value_or(LocalMinutes{});
        }
        if (object.has("from") || object.has("to")) {
            ++kinds, wish.kind = TimeWish::Kind::range;
            wish.from = moment(object, "from").value_or(LocalMinutes{});
            wish.to = moment(object, "to").value_or(LocalMinutes{});
            if (object.ok() && (wish.to <= wish.from || wish.to - wish.from > std::chrono::days{7}))
                object.fault("out_of_range", "to must be after from, at most 7 days", "/when/to");
        }
        wish.strength = strength(object, Strength::required, Role::staff);
        if (kinds != 1)
            object.fault("missing_member", "one of now, at, from and to, after_hours is expected", "/when");
        done(object);
        request_.time = wish;
    }

    /// What the participant said becomes a wish about a fact, where the catalogue has it.
    void wish_for(const char* fact_id, Strength strength) {
        if (const auto fact = catalogue_.fact(fact_id))
            request_.facts.push_back({*fact, Value::yes, strength});
    }

    void participant(const Json& value) {
        StrictObject object(value, "/participant");
        auto& said = request_.participant;
        said.strength = strength(object, Strength::required, Role::staff);
        said.age = object.whole("age", 0, 120);
        said.gender = object.text("gender", kLongestName);
        if (!said.gender.empty() && said.gender != "women" && said.gender != "men" &&
            said.gender != "non-binary")
            object.fault("out_of_range", "women, men or non-binary is expected",
                         object.pointer("gender"));
        object.list("identity", kMostParts, [&](const Json& item, const std::string& at) {
            const auto name = item.is_string() ? item.get<std::string>() : "";
            if (name == "trans") wish_for("trans-inclusive", said.strength);
            else if (name == "2slgbtq") wish_for("two-slgbtq-affirming", said.strength);
            else if (name == "indigenous") wish_for("indigenous-led", Strength::preferred);
            else if (name == "newcomer") wish_for("newcomer-led", Strength::preferred);
            else if (name == "black") wish_for("black-led", Strength::preferred);
            else object.fault("unknown_id", "no such identity is known", at);
        });
        if (object.whole("children", 0, 20).value_or(0) > 0) wish_for("children-welcome", said.strength);
        if (object.boolean("pregnant").value_or(false)) wish_for("pregnant-welcome", said.strength);
        if (object.boolean("pets").value_or(false)) wish_for("pets", said.strength);
        if (object.has("documents")) said.documents.emplace();
        object.list("documents", kMostParts, [&](const Json& item, const std::string& at) {
            if (!item.is_string() || item.get_ref<const std::string&>().size() > kLongestName)
                return object.fault("wrong_type", "a string is expected", at);
            said.documents->push_back(item.get<std::string>());
        });
        done(object);
    }

    void constraint(const Json& item, const std::string& at) {
        StrictObject object(item, at);
        const auto fact = fact_of(object, "fact");
        const auto want = object.text("want", kLongestName);
        const auto wish = strength(object, Strength::required, Role::staff);
        std::optional<Value> value = parse_value(want);
        if (!want.empty() && !value)
            object.fault("out_of_range", "yes or no is expected", object.pointer("want"));
        if (fact && want.empty()) {
            value = Catalogue::favourable_value(catalogue_.facts()[*fact]);
            if (!value)
                object.fault("missing_member", "this fact is a choice: want is needed",
                             object.pointer("want"));
        }
        done(object);
        if (fact && value) request_.facts.push_back({*fact, *value, wish});
    }

    std::optional<Uuid> uuid(const Json& item, const std::string& at) {
        const auto parsed = parse_uuid(item.is_string() ? item.get<std::string>() : "");
        if (parsed) return *parsed;
        root_.fault("wrong_type", "a UUID is expected", at);
        return std::nullopt;
    }

    void avoid(const Json& value) {
        StrictObject object(value, "/avoid");
        request_.avoid.strength = strength(object, Strength::critical, Role::open);
        object.list("areas", kMostParts, [&](const Json& item, const std::string& at) {
            StrictObject area(item, at);
            const auto centre = point(area);
            const auto radius = area.number("radius_km", 0.01, kLargestAreaKm);
            if (!radius) area.fault("missing_member", "radius_km is expected", area.pointer("radius_km"));
            if (centre && radius) request_.avoid.areas.push_back({*centre, *radius});
            done(area);
        });
        object.list("organizations", kMostParts, [&](const Json& item, const std::string& at) {
            if (const auto id = uuid(item, at)) request_.avoid.organizations.push_back(*id);
        });
        done(object);
    }

    void told(const Json& item, const std::string& at) {
        StrictObject object(item, at);
        const auto fact = fact_of(object, "fact");
        const auto answer = parse_value(object.text("answer", kLongestName));
        if (!answer) object.fault("out_of_range", "yes or no is expected", object.pointer("answer"));
        std::optional<Uuid> site;
        if (object.has("service_at_location_id"))
            site = uuid(object.at("service_at_location_id"), object.pointer("service_at_location_id"));
        else
            object.fault("missing_member", "which site said so is expected",
                         object.pointer("service_at_location_id"));
        done(object);
        if (fact && answer && site) request_.told.push_back({*site, *fact, *answer});
    }

    void choices() {
        static constexpr std::string_view kPhases[] = {"immediate", "stabilization", "reintegration",
                                                       "transition"};
        request_.phase = root_.text("phase", kLongestName);
        if (!request_.phase.empty() &&
            std::find(std::begin(kPhases), std::end(kPhases), request_.phase) == std::end(kPhases))
            root_.fault("unknown_id", "no such phase is known", "/phase");
        const auto order = root_.text("order", kLongestName);
        if (!order.empty() && order != "best" && order != "nearest")
            root_.fault("out_of_range", "best or nearest is expected", "/order");
        request_.order = order == "nearest" ? Order::nearest : Order::best;
        root_.list("include", 2, [&](const Json& item, const std::string& at) {
            const bool hold = item == "hold", ruled_out = item == "ruled_out";
            if (role_ == Role::open || (!hold && !ruled_out))
                root_.fault("out_of_range", "not available", at);
            request_.include_hold = request_.include_hold || hold;
            request_.include_ruled_out = request_.include_ruled_out || ruled_out;
        });
        root_.list("without", kMostParts, [&](const Json& item, const std::string& at) {
            if (!item.is_string()) return root_.fault("wrong_type", "a string is expected", at);
            request_.without.push_back(item.get<std::string>());
        });
        if (const auto language = root_.text("language", 35); !language.empty())
            request_.language = reading_language(language);
        request_.limit = root_.whole("limit", 1, kMostResults).value_or(10);
        request_.cursor = root_.text("cursor", 1000);
    }

    StrictObject root_;
    const Catalogue& catalogue_;
    Role role_;
    Request request_;
};

}  // namespace

Result<Request> parse_request(const Json& body, const Catalogue& catalogue, Role role) {
    auto request = Parser(body, catalogue, role).parse();
    if (!request) return request;
    Json rest = body;
    rest.erase("cursor");
    rest.erase("limit");
    request->digest = sha256_hex(rest.dump());
    return request;
}

}  // namespace porchlight
