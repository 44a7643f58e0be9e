#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/catalogue/catalogue.h"

namespace porchlight {

/// A line that answers whoever rings, whatever was asked; never behind a check-in.
struct CrisisLine {
    std::string id;
    Localized name;
    std::string number;
    std::optional<Localized> text_message;  ///< Number and word to send, where one can write.
    Localized hours;
    Localized who_answers;
    Localized police;                       ///< Whether police may come.
    std::vector<std::string> languages;     ///< BCP 47.
    std::string as_of;                      ///< Day on which the details were looked up.
};

/// What a worker may have to report, in the words of the operator's counsel.
struct Reporting {
    std::string name;  ///< Who wrote it.
    std::string date;
    Localized text;
};

/// The lines of a jurisdiction ("CA-MB") and of its country, in the file's order. An operator's own
/// crisis_lines.json in `directory` (--data) replaces the shipped one.
/// @param shipped the project's data folder.
/// @param locales whose words are added to the shipped lines; an operator's own bring all of theirs.
/// @error bad_request naming file, pointer and reason; also where no line is left: a page without
/// a line to ring is worse than none.
Result<std::vector<CrisisLine>> load_crisis_lines(const std::filesystem::path& shipped,
                                                  const std::filesystem::path& directory,
                                                  const std::string& jurisdiction,
                                                  const std::vector<Locale>& locales = {});

/// reporting/<jurisdiction>.json of `directory`, else that of its country; nothing where there is
/// neither.  @error bad_request naming file, pointer and reason.
Result<std::optional<Reporting>> load_reporting(const std::filesystem::path& shipped,
                                                const std::filesystem::path& directory,
                                                const std::string& jurisdiction);

Json to_json(const CrisisLine& line);
Json to_json(const std::optional<Reporting>& reporting);

}  // namespace porchlight
