#pragma once
#include <string>

#include "core/hours/holidays.h"
#include "core/model/hours.h"
#include "core/search/wording.h"

namespace porchlight {

/// The ordinary week of some hours in words without a date ("Monday to Friday: 09:00 to 17:00; other
/// days: closed"): of the open hours, else of the intake hours. Read off the four weeks from `today`
/// on, public holidays left out; where those weeks differ, the words say to ring first. Undated or
/// unchecked hours are told as their listing's. Empty where nothing is recorded that can be read.
/// @param holiday_region as Candidate has it.
std::string week_in_words(const Hours& hours, Day today, const HolidayCalendar& holidays,
                          const std::string& holiday_region, const Wording& wording,
                          const std::string& language);

}  // namespace porchlight
