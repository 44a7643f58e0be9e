#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/phrases.h"
#include "core/checkin/crisis_lines.h"
#include "core/feed/directory_settings.h"
#include "core/feed/read_record.h"
#include "core/hours/holidays.h"
#include "core/search/wording.h"

namespace porchlight {

/// What a hand-over is made with; all of it outlives the call.
struct HandOverParts {
    const DirectorySettings& settings;
    const RecordReader& records;
    const HolidayCalendar& holidays;
    const Wording& wording;
    const PhraseBook& phrases;
    const std::vector<CrisisLine>& crisis_lines;
    Instant now{};
    std::string language;         ///< The participant's.
    std::string worker_language = {};  ///< Empty where it is the same, or not said.
};

/// One line of a card. `language` is that of the agency's own words; absent for ours.
struct CardLine {
    std::string kind;  ///< "name", "phone", "address", "hours", "ask_for".
    std::string label;
    std::string text;
    std::optional<std::string> language;
};

/// What a card says, on paper or behind a code. Never a need, an agency's type, an address of the
/// web or a date.
struct Card {
    std::string title;
    std::vector<CardLine> lines;
};

/// Whether nothing of a listing but numbers, hours and a contact's name may stand on a card. The
/// rule: the listing isn't public; or one of its sites is hidden; or the service or its
/// organization carries the attribute "neutral" or "public-name" of the taxonomy "Porchlight card",
/// by which a listing asks for that. (In the public role the latter isn't there any more: a card names
/// it as public screens do.)
bool wants_neutral_card(const StoredListing& listing, const Json& record);

/// The card of a listing. Its title is the organization's name, where that is plain: where no phrase
/// of the catalogue for a need or fact is in it ("Lantern House", but not "Corvane Youth Shelter").
/// Otherwise it is a neutral one, and the organization's name is a line. A listing that wants a
/// neutral card has the neutral title and no name. An address is on it where listing and site are
/// public.
/// @param record the view of it that the role has.
Card card_of(const StoredListing& listing, const Json& record, const HandOverParts& parts);

/// What the page behind a code shows: the card's title, name, number and hours, nothing else, as
/// {language, title, lines, dial} with `dial` as dial_code() gives it or null.
/// @param record the view of it that the public has.
Json code_page_json(const StoredListing& listing, const Json& record, const HandOverParts& parts);

/// All that a hand-over needs (POST /api/v1/hand-over) but its permit.
/// @param record the view of it that the role has.
Json hand_over_json(const StoredListing& listing, const Json& record, const HandOverParts& parts);

}  // namespace porchlight
