#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// How a fact is worded on a screen that a participant sees: it says what happens, without a label
/// for a person. Empty where the catalogue's own words do.
struct FactWords {
    std::string label, yes, no, question;
};

/// What can be translated of a crisis line.
struct CrisisLineWords {
    std::optional<std::string> name, text_message;
    std::string hours, who_answers, police;
};

/// A language of the kiosk (data/locales/<tag>.json): how its words were made, and those that stand
/// in no other file. In English, French and Spanish, which the other files have: the words that the
/// kiosk puts in their place.
struct Locale {
    std::string tag;      ///< BCP 47.
    std::string endonym;
    bool right_to_left = false;
    bool complete = false;  ///< Every text is there; else English stands for what is missing.
    std::string made;       ///< How and when the words were made, in one plain English sentence.
    std::optional<std::string> reviewed_on;  ///< Day on which a speaker had gone through them.
    std::map<std::string, std::string> needs;              ///< Labels by id.
    std::map<std::string, FactWords> facts;                ///< By id.
    std::map<std::string, std::string> messages;           ///< By id.
    std::map<std::string, CrisisLineWords> crisis_lines;   ///< By id.
    std::filesystem::path file;
};

/// What is wrong in a locale's file.
Error wrong_in(const Locale& locale, const std::string& pointer, const std::string& reason);

/// Reads every *.json of a folder, by name; nothing where there is no such folder.
/// @error bad_request naming file, pointer and reason.
Result<std::vector<Locale>> load_locales(const std::filesystem::path& folder,
                                         const std::filesystem::path& schema_folder);

}  // namespace porchlight
