#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/model/candidate.h"
#include "core/model/evidence.h"

namespace porchlight {

/// A wish about a fact (decision 13). `want` is never absent here: its default is filled in.
struct FactWish {
    std::uint16_t fact = 0;  ///< Index into Catalogue::facts().
    Value want = Value::yes;
    Strength strength = Strength::required;
};

/// From where, and how far one can go. Without `within_km` it only orders.
struct PlaceWish {
    Point from;
    std::optional<double> within_km;  ///< > 0
    Strength strength = Strength::required;
};

struct LanguageWish {
    std::string tag;  ///< BCP 47, as in the catalogue.
    Strength strength = Strength::preferred;
};

/// When the service is wanted, by the wall clock of the place.
struct TimeWish {
    enum class Kind : std::uint8_t {
        now,          ///< This moment, in each site's own zone.
        at,           ///< `from`, by the clock of the place.
        range,        ///< Some moment of [from, to).
        after_hours,  ///< Outside Monday to Friday 08:00 to 18:00, in an ordinary week.
    };
    Kind kind = Kind::now;
    LocalMinutes from{};
    LocalMinutes to{};
    Strength strength = Strength::required;
};

/// What the participant chose to say about themselves.
struct AboutParticipant {
    std::optional<int> age;                             ///< Years, 0..120.
    std::string gender;                                 ///< "women", "men", "non-binary"; empty: not said.
    std::optional<std::vector<std::string>> documents;  ///< Held, e.g. "photo-id"; absent: not said.
    Strength strength = Strength::required;
};

/// Places and organizations to keep away from.
struct Avoid {
    std::vector<Region> areas;
    std::vector<Uuid> organizations;
    Strength strength = Strength::critical;
};

/// "They told us on the phone": evidence for this page only (decision 17).
struct Told {
    Uuid site;  ///< service_at_location id, or the service's where it has no site.
    std::uint16_t fact = 0;
    Value answer = Value::yes;
};

/// A request, understood and resolved: what each candidate is judged by. Lives as long as one
/// request and is kept nowhere.
struct Question {
    Instant now{};
    bool clock_behind = false;  ///< The clock is behind the newest record: nothing is favourable.
    std::vector<FactWish> facts;
    std::optional<PlaceWish> place;
    std::vector<LanguageWish> languages;
    std::optional<TimeWish> time;
    AboutParticipant participant;
    Avoid avoid;
    std::vector<Told> told;

    /// No part can change a class: the heading says that nothing was asked (decision 14).
    bool asks_nothing() const;
};

}  // namespace porchlight
