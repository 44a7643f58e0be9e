#pragma once
#include <string>
#include <string_view>

#include "core/feed/repairs.h"

namespace porchlight {

/// How a text is read: prose may hold tags and line breaks, an address of the web neither.
enum class TextUse : std::uint8_t { prose, url };

/// Mends what is certain in one text and says by `kinds` what it was. Order: UTF-8 that was read as
/// another encoding; HTML entities, also escaped twice; tags; literal "\n"; marks of the source's own
/// programs (###MON###); invisible characters; blanks at the ends and in rows.
/// @return the text as it should be; the same text where nothing is wrong.
std::string repair_text(std::string_view text, TextUse use, RepairKinds& kinds);

/// UTF-8 that was read as Latin-1, CP1252 or CP437. The whole text must decode to valid UTF-8; else
/// only sequences that can be nothing else are mended ("GÇÖ", "â€™").
std::string repair_mojibake(std::string_view text, bool& changed);

/// HTML entities, at most three times over ("&amp;amp;nbsp;"). Unknown ones stay.
std::string decode_entities(std::string_view text, bool& changed);

/// Tags of HTML out, br, p and li as line breaks; what isn't a tag ("<5 years", "<name@x.org>") stays.
std::string strip_tags(std::string_view text, bool& changed);

}  // namespace porchlight
