#pragma once
#include <compare>
#include <optional>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/evaluate/question.h"
#include "core/hours/opening.h"
#include "core/model/candidate.h"

namespace porchlight {

/// Days for which a statement of these parts stays favourable; to twice that it is stale. From the
/// safety page's table: hours and languages 90, whom a service takes 180.
inline constexpr int kHoursTtlDays = 90;
inline constexpr int kLanguageTtlDays = 90;
inline constexpr int kEligibilityTtlDays = 180;

/// What a part of the question is about.
enum class PartKind : std::uint8_t {
    fact,
    distance,
    language,
    time,
    age,
    gender,
    documents,
    avoid_area,
    avoid_organization,
};

/// How one part of the question came out for one site.
struct Part {
    PartKind kind = PartKind::fact;
    std::uint16_t index = 0;  ///< fact: its number; language, avoid_*: position in the question.
    Strength strength = Strength::required;
    Evidence evidence = Evidence::unknown;
    bool told = false;        ///< Answered by phone, for this page only.
    Class result = Class::meets;
    /// fact: the statement that decided; into the candidate, and gone with it. May be null.
    const FactStatement* statement = nullptr;
    /// language: how it is offered, where it is.
    std::optional<LanguageOffer> offer;
};

/// One site's verdict.
struct SiteVerdict {
    const Site* site = nullptr;  ///< Into the candidate, and gone with it; null without a site.
    Class result = Class::meets;
    std::vector<Part> parts;
    std::optional<double> distance_km;  ///< From the place asked to its point or area's centre.
    Opening opening;                    ///< At the moment asked (now, where none was), whatever its date.
    bool hours_are_lead = false;        ///< `opening` rests on an undated or unconfirmed listing.
};

/// A part of the question, whichever site it is judged for.
struct PartId {
    PartKind kind = PartKind::fact;
    std::uint16_t index = 0;
    friend auto operator<=>(const PartId&, const PartId&) = default;
};

/// A service's verdict: its class is the best over its sites; only sites of that class are kept,
/// best first (nearest first among equals).
struct Verdict {
    Class result = Class::ruled_out;
    std::vector<SiteVerdict> sites;  ///< At least one.
    /// hold and ruled_out: the parts of which each alone keeps the service from `ask` or better, at
    /// one of its sites at least: without that part it would be back.
    std::vector<PartId> alone_in_the_way;
};

/// Whether somebody answers the phone at the moment asked, by the listing (checked or not).
enum class Answered : std::uint8_t { no, unknown, yes };

/// Evidence of what good news of this age is worth: favourable to `ttl` days, stale to twice that,
/// then unknown; undated and more than a day ahead unknown (decision 18).
Evidence by_age(std::optional<Day> verified_on, Day today, int ttl_days);

/// Evidence of one recorded statement for a wish (design.md section 3, decision 11).
Evidence evidence_of(const FactStatement& statement, const Fact& fact, Value want, Day today);

/// Pure judgment of one candidate by one question. Immutable; may be shared by threads.
class Evaluator {
  public:
    Evaluator(const Catalogue& catalogue, const HolidayCalendar& holidays)
        : catalogue_(catalogue), holidays_(holidays) {}

    /// Judges a service over all its sites.
    Verdict judge(const Candidate& candidate, const Question& question) const;

    /// Whether its phone is answered at the moment asked: by its phone hours, else its opening
    /// hours, else those of any of its sites.
    Answered phone_answered(const Candidate& candidate, const Question& question) const;

  private:
    const Catalogue& catalogue_;
    const HolidayCalendar& holidays_;
};

}  // namespace porchlight
