#include "core/feed/repair_values.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/feed/json_read.h"
#include "core/feed/repair_place.h"
#include "core/feed/repair_time.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

bool is_placeholder(std::string_view text) {
    const auto name = fold_phrase(text);
    for (const std::string_view word : {"", "none", "n a", "na", "null", "unknown", "not applicable", "tbd"})
        if (name == word) return true;
    return false;
}

/// One member of one object, with where it stands.
struct Place {
    Json& object;
    std::string path;
};

class Values {
  public:
    Values(const SourceSettings& source, const Catalogue& catalogue, RepairLog& log)
        : source_(source), catalogue_(catalogue), log_(log) {}

    void service(Json& record) {
        each(record, "", "service_at_locations", [this](const Place& site) { this->site(site); });
        order_ = date_order();
        const Place top{record, ""};
        status(top);
        common(top);
        for (const char* key : {"minimum_age", "maximum_age"}) number(top, key);
        date(top, "assured_date");
        if (text_of(record, "last_modified").find('T') == std::string_view::npos) date(top, "last_modified");
        each(record, "", "cost_options", [this](const Place& option) { number(option, "amount"); });
        each(record, "", "capacities", [this](const Place& capacity) { number(capacity, "available"), number(capacity, "maximum"); });
        if (auto organization = record.find("organization"); organization != record.end() && organization->is_object()) {
            const Place place{*organization, "/organization"};
            common(place);
            url(place, "website");
            number(place, "year_incorporated");
        }
        // Dates wait for the country of the sites; schedules of the sites for the dates.
        each(record, "", "service_at_locations", [this](const Place& site) {
            schedules(site);
            if (auto location = site.object.find("location"); location != site.object.end() && location->is_object())
                schedules({*location, site.path + "/location"});
        });
        schedules(top);
    }

  private:
    template <class Visit>
    void each(Json& object, const std::string& path, const char* key, Visit visit) {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_array()) return;
        std::size_t index = 0;
        for (auto& item : *found) {
            const auto where = path + "/" + key + "/" + std::to_string(index++);
            if (item.is_object()) visit(Place{item, where});
        }
    }

    void replace(const Place& place, const char* key, RepairKind kind, Json value) {
        auto& member = place.object[key];
        log_.add(kind, place.path + "/" + key, member.is_string() ? member.get<std::string>() : member.dump());
        member = std::move(value);
    }
    void remove(const Place& place, const char* key, RepairKind kind) {
        replace(place, key, kind, nullptr);
        place.object.erase(key);
    }

    void common(const Place& place) {
        url(place, "url");
        email(place);
        phones(place);
        languages(place);
        each(place.object, place.path, "additional_urls", [this](const Place& row) { url(row, "url"); });
        each(place.object, place.path, "additional_websites", [this](const Place& row) { url(row, "url"); });
        each(place.object, place.path, "contacts", [this](const Place& row) { email(row), phones(row); });
    }

    void site(const Place& place) {
        common(place);
        const auto found = place.object.find("location");
        if (found == place.object.end() || !found->is_object()) return;
        const Place location{*found, place.path + "/location"};
        common(location);
        StatedPlace stated;
        std::string country;
        each(*found, location.path, "addresses", [&](const Place& row) { address(row, stated, country); });
        stated.country = country;
        coordinates(location, stated);
    }

    void address(const Place& row, StatedPlace& stated, std::string& country) {
        const auto said = text_of(row.object, "country");
        const auto* state = find_state(text_of(row.object, "state_province"));
        if (!said.empty()) {
            const auto code = read_country(said);
            if (code && *code != said) replace(row, "country", RepairKind::country_format, *code);
        } else if (state != nullptr) {
            // Certain only where two things say so: the state, and the shape of the postal code or
            // the state's name in full.
            const auto postal = country_of_postal_code(text_of(row.object, "postal_code"));
            const bool in_full = text_of(row.object, "state_province").size() > 3;
            if ((postal && *postal == state->country) || (!postal && in_full)) {
                ++log_.counts[static_cast<std::size_t>(RepairKind::country_inferred)];
                row.object["country"] = state->country;
            }
        }
        const auto now = text_of(row.object, "country");
        if (state != nullptr && now == state->country && text_of(row.object, "state_province") != state->code)
            replace(row, "state_province", RepairKind::state_format, std::string(state->code));
        if (auto postal = row.object.find("postal_code"); postal != row.object.end() && postal->is_number_unsigned()) {
            auto text = postal->dump();
            if (now == "US" && text.size() < 5) text.insert(0, 5 - text.size(), '0');
            replace(row, "postal_code", RepairKind::phone_as_text, text);
        }
        if (text_of(row.object, "address_type") == "postal") return;
        if (now == "US") ++in_us_;
        if (stated.state == nullptr && state != nullptr && (now.empty() || now == state->country)) stated.state = state;
        // A state of another country: then nothing is certain, and no point contradicts it.
        const bool agree = state == nullptr || now.empty() || now == state->country;
        if (country.empty() && agree) country = now;
    }

    void coordinates(const Place& location, const StatedPlace& stated) {
        number(location, "latitude");
        number(location, "longitude");
        const auto lat = number_of(location.object, "latitude"), lon = number_of(location.object, "longitude");
        if (!lat && !lon) return;
        const auto verdict = lat && lon ? judge_point(*lat, *lon, stated) : PointVerdict::remove;
        if (verdict == PointVerdict::swapped) {
            replace(location, "latitude", RepairKind::coordinates_swapped, *lon);
            location.object["longitude"] = *lat;
        } else if (verdict == PointVerdict::sign_missing) {
            replace(location, "longitude", RepairKind::coordinates_sign, -*lon);
        } else if (verdict == PointVerdict::remove) {
            log_.add(RepairKind::coordinates_removed, location.path + "/latitude",
                     location.object.value("latitude", Json()).dump() + ", " + location.object.value("longitude", Json()).dump());
            location.object.erase("latitude");
            location.object.erase("longitude");
        }
    }

    void number(const Place& place, const char* key) {
        const auto found = place.object.find(key);
        if (found == place.object.end() || found->is_number()) return;
        const auto value = number_of(place.object, key);
        if (!value) return remove(place, key, RepairKind::number_removed);
        const auto whole = static_cast<std::int64_t>(std::abs(*value) < 1e15 ? *value : 0);
        const bool is_whole = static_cast<double>(whole) == *value && std::string_view(key) != "latitude" && std::string_view(key) != "longitude";
        ++log_.counts[static_cast<std::size_t>(RepairKind::number_format)];  // nothing of it is lost
        *found = is_whole ? Json(whole) : Json(*value);
    }

    void date(const Place& place, const char* key) {
        const auto found = place.object.find(key);
        if (found == place.object.end()) return;
        const auto text = text_of(place.object, key);
        const auto day = read_date(text, order_);
        if (!day) return remove(place, key, RepairKind::date_removed);
        if (!text.starts_with(*day)) replace(place, key, RepairKind::date_format, *day);
    }

    void status(const Place& place) {
        const auto text = text_of(place.object, "status");
        if (text.empty()) {
            if (place.object.contains("status")) remove(place, "status", RepairKind::wrong_type);
            return;
        }
        auto lower = lower_ascii(text);
        std::replace(lower.begin(), lower.end(), '_', ' ');
        for (const std::string_view known : {"active", "inactive", "defunct", "temporarily closed"})
            if (lower == known && text != known) return replace(place, "status", RepairKind::status_format, lower);
    }

    void url(const Place& place, const char* key) {
        const auto found = place.object.find(key);
        if (found == place.object.end()) return;
        const std::string text{text_of(place.object, key)};
        if (is_placeholder(text)) return remove(place, key, RepairKind::url_removed);
        const auto lower = lower_ascii(text);
        if (lower.find("://") != std::string::npos || lower.starts_with("mailto:")) return;
        const bool host_like = text.find('.') != std::string::npos && text.find_first_of(" @,;\t\n") == std::string::npos;
        if (host_like) replace(place, key, RepairKind::url_scheme, "http://" + text);
    }

    void email(const Place& place) {
        const auto text = text_of(place.object, "email");
        if (lower_ascii(text).starts_with("mailto:"))
            replace(place, "email", RepairKind::url_scheme, std::string(text.substr(7)));
        else if (place.object.contains("email") && is_placeholder(text))
            remove(place, "email", RepairKind::placeholder_removed);
    }

    void phones(const Place& place) {
        each(place.object, place.path, "phones", [this](const Place& phone) {
            const auto found = phone.object.find("number");
            if (found != phone.object.end() && found->is_number())
                replace(phone, "number", RepairKind::phone_as_text, found->dump());
            // "007" can't be said as HSDS's number: it stays text.
            const auto extension = text_of(phone.object, "extension");
            if (!extension.empty() && extension.front() != '0' && extension.size() < 10 &&
                extension.find_first_not_of("0123456789") == std::string_view::npos)
                number(phone, "extension");
            languages(phone);
        });
    }

    /// "English, Spanish" as one name: split only where every part is a language of the catalogue.
    std::vector<std::string> split_languages(std::string_view text) const {
        std::string joined(text);
        for (const std::string_view mark : {" and ", " & ", ";", "/", "(", ")", " et ", " y "})
            for (auto at = joined.find(mark); at != std::string::npos; at = joined.find(mark)) joined.replace(at, mark.size(), 1, ',');
        std::vector<std::string> parts;
        std::string_view rest = joined;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(','), rest.size());
            const auto part = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (part.empty()) continue;
            if (!catalogue_.language_named(part) && !catalogue_.language(part)) return {};
            parts.emplace_back(part);
        }
        return parts;
    }

    void languages(const Place& place) {
        const auto found = place.object.find("languages");
        if (found == place.object.end() || !found->is_array()) return;
        Json out = Json::array();
        std::size_t index = 0;
        for (auto& row : *found) {
            const auto where = place.path + "/languages/" + std::to_string(index++) + "/name";
            const std::string name{text_of(row, "name")};
            if (text_of(row, "code").empty() && is_placeholder(name)) {
                log_.add(RepairKind::placeholder_removed, where, name);
                continue;
            }
            const auto parts = text_of(row, "code").empty() ? split_languages(name) : std::vector<std::string>{};
            if (parts.size() <= 1) { out.push_back(coded(std::move(row))); continue; }
            log_.add(RepairKind::language_split, where, name);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                Json one = row;
                one["name"] = parts[i];
                if (i > 0) one.erase("id");
                out.push_back(coded(std::move(one)));
            }
        }
        if (out.empty()) place.object.erase("languages");
        else *found = std::move(out);
    }

    /// Adds the BCP 47 tag of a name that the catalogue knows.
    Json coded(Json row) const {
        if (!row.is_object() || !text_of(row, "code").empty()) return row;
        const auto name = text_of(row, "name");
        auto language = catalogue_.language_named(name);
        if (!language) language = catalogue_.language(name);
        if (language) row["code"] = catalogue_.languages()[*language].tag;
        return row;
    }

    DateOrder date_order() const {
        if (source_.region.starts_with("US") || (source_.region.empty() && in_us_ > 0)) return DateOrder::month_first;
        for (const std::string_view country : {"FR", "GB", "ES", "BE", "CH", "AU", "NZ", "IE"})
            if (source_.region.starts_with(country)) return DateOrder::day_first;
        return DateOrder::unclear;
    }

    void schedules(const Place& place) {
        each(place.object, place.path, "schedules", [this](const Place& row) { schedule(row); });
        each(place.object, place.path, "porchlight_closures", [this](const Place& row) { date(row, "first"), date(row, "last"), times(row); });
    }

    void schedule(const Place& row) {
        days(row);
        bool unclear = false;
        for (const char* key : {"valid_from", "valid_to", "dtstart", "until"}) {
            const bool had = row.object.contains(key);
            date(row, key);
            unclear = unclear || (had && !row.object.contains(key));
        }
        for (const char* key : {"interval", "count", "timezone"}) {
            const bool had = row.object.contains(key);
            number(row, key);
            unclear = unclear || (had && !row.object.contains(key) && std::string_view(key) != "timezone");
        }
        if (const auto freq = text_of(row.object, "freq"); !freq.empty()) {
            std::string upper(freq);
            for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            if (upper != freq) replace(row, "freq", RepairKind::day_format, upper);
        }
        times(row);
        // A rule without its last day, or how often, would go on for ever: then its times are unclear too.
        if (unclear) drop_times(row);
    }

    void days(const Place& row) {
        if (!row.object.contains("byday") && row.object.contains("weekday")) {
            auto weekday = row.object["weekday"];
            row.object.erase("weekday");
            row.object["byday"] = weekday.is_string() ? weekday : Json(weekday.dump());
        }
        const auto found = row.object.find("byday");
        if (found == row.object.end()) return;
        const std::string text{text_of(row.object, "byday")};
        const auto days = read_days(text);
        if (!days) {
            // An unreadable day makes the row's times nobody's.
            remove(row, "byday", RepairKind::day_format);
            return drop_times(row);
        }
        if (*days != text) replace(row, "byday", RepairKind::day_format, *days);
    }

    void drop_times(const Place& row) {
        for (const char* key : {"opens_at", "closes_at"})
            if (row.object.contains(key)) remove(row, key, RepairKind::time_removed);
    }

    static bool is_well_formed(std::string_view text) {
        const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
        const bool short_form = text.size() >= 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4);
        return short_form && (text.size() == 5 || (text.size() == 8 && text[5] == ':' && digit(6) && digit(7)));
    }

    void times(const Place& row) {
        const bool has_opens = row.object.contains("opens_at"), has_closes = row.object.contains("closes_at");
        if (!has_opens && !has_closes) return;
        const auto opens = text_of(row.object, "opens_at"), closes = text_of(row.object, "closes_at");
        const auto shift = read_shift(opens, closes);
        // The same time twice is a whole day to some feeds, and nothing at all to others.
        if (!shift || shift->opens == shift->closes) return drop_times(row);
        const auto write = [&](const char* key, std::string_view text, int minute) {
            if (is_well_formed(text) && minute < 1440) return;
            // 23:59 is how HSDS feeds say midnight.
            replace(row, key, RepairKind::time_format, minute == 1440 ? "23:59" : format_clock(minute));
        };
        write("opens_at", opens, shift->opens);
        write("closes_at", closes, shift->closes);
    }

    const SourceSettings& source_;
    const Catalogue& catalogue_;
    RepairLog& log_;
    DateOrder order_ = DateOrder::unclear;
    int in_us_ = 0;
};

}  // namespace

void repair_values(Json& record, const SourceSettings& source, const Catalogue& catalogue, RepairLog& log) {
    Values(source, catalogue, log).service(record);
}

}  // namespace porchlight
