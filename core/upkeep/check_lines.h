#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/model/statement.h"

namespace porchlight {

/// One line of a listing's check page: something recorded that can be said again.
struct CheckLine {
    std::string key;                    ///< Of this line among the listing's: "service/<id>/<fact>", "detail/<name>".
    std::optional<std::uint16_t> fact;  ///< Into the catalogue's; absent: a detail.
    std::string detail;                 ///< "schedules", "phones" …: see checked_details().
    Subject subject = Subject::service;
    std::string subject_id;
    Value value = Value::no;            ///< Of a fact.
    std::string said;                   ///< A fact's own detail, such as a background.
    std::optional<Day> stated_on;       ///< Absent: nobody said when.
    int ttl_days = 0;
    /// Whether it counts in somebody's favour now, and so has something to lose. Bad news doesn't grow
    /// old, and a lead counts for nothing.
    bool fades = false;
};

/// What of a record, beside its facts, grows old with its assured_date.
struct CheckedDetail {
    const char* name;
    int ttl_days;
};
const std::vector<CheckedDetail>& checked_details();

/// The value of a detail in a record; null where nothing is recorded. Of a hidden site nothing.
Json detail_of(const Json& record, std::string_view name);

/// Every line of a listing, facts in the catalogue's order, then details. Where statements of one fact
/// and subject contradict each other, the worse one; of a choice the newer.
std::vector<CheckLine> check_lines(const Json& record, const std::vector<Statement>& statements,
                                   const Catalogue& catalogue);

/// What would fall due within a quarter is checked with what is due: at most four check pages a year.
inline constexpr std::chrono::days kCheckQuarter{91};

/// How a listing's lines stand on a day.
struct ListingDue {
    int step = 0;            ///< 100: something's time to live is over; 75: three quarters of it; else 0.
    std::size_t lines = 0;   ///< What falls due within a quarter: pulled forward to one check, never put off.
    std::optional<Day> due_on;  ///< The first end of a time to live; absent where nothing fades.
    std::size_t overdue = 0;    ///< Lines whose time to live is over.
};
ListingDue due_of(const std::vector<CheckLine>& lines, Day today);

/// The last day on which a line counts fully.  Only of a line with a day.
Day due_day(const CheckLine& line);

}  // namespace porchlight
