#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/model/statement.h"

namespace porchlight {

/// What a schedule is about.
enum class HoursKind : std::uint8_t { open, intake, meal, staff_on_call };

std::string_view to_string(HoursKind kind);

/// One rule: a shift that starts on the days it names, at a local minute, and lasts N wall-clock
/// minutes, so that an overnight shift is one shift; its dates bound the day on which it STARTS
/// (design.md section 4, decision 18).
struct Shift {
    HoursKind kind = HoursKind::open;
    std::uint8_t weekdays = 0;        ///< Bit 0 is Monday … bit 6 Sunday; used where `rrule` is empty.
    std::string rrule;                ///< RFC 5545 rule (without DTSTART) where weekdays can't say it; else empty.
    std::int16_t opens = 0;           ///< Minute of the local day, 0..1439.
    std::int16_t minutes = 0;         ///< Length, 1..10080; 1440 and more is 24 hours.
    std::optional<Day> from;          ///< First day of the recurrence (dtstart).
    std::optional<Day> until;         ///< Last day of the recurrence; after it: over.
    std::optional<Day> valid_from;    ///< The statement holds from here;
    std::optional<Day> valid_to;      ///< … to here; outside: unknown, not closed.
    friend bool operator==(const Shift&, const Shift&) = default;
};

/// What happens on a date instead of the rules.
struct HoursException {
    enum class Effect : std::uint8_t {
        closed,   ///< No shift of this kind starts on these days.
        special,  ///< Only this shift starts on these days.
    };
    HoursKind kind = HoursKind::open;
    Effect effect = Effect::closed;
    Day first{};                ///< First day, inclusive.
    Day last{};                 ///< Last day, inclusive.
    std::int16_t opens = 0;     ///< special: minute of the day.
    std::int16_t minutes = 0;   ///< special: length.
    friend bool operator==(const HoursException&, const HoursException&) = default;
};

/// All that is recorded of the hours of one site (or of a service without sites).
struct Hours {
    std::vector<Shift> shifts;
    std::vector<HoursException> exceptions;
    std::optional<Day> stated_on;              ///< Day of the statement; absent: a lead.
    Standing standing = Standing::proposed;    ///< At least `stated` counts; less is a lead.
    std::string as_said;                       ///< The listing's own words, where there are no rules or beside them.
    friend bool operator==(const Hours&, const Hours&) = default;
};

}  // namespace porchlight
