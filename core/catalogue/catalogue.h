#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/catalogue/locales.h"
#include "core/model/evidence.h"
#include "core/model/statement.h"

namespace porchlight {

/// A text in several languages, by BCP 47 tag.
class Localized {
  public:
    Localized() = default;
    explicit Localized(std::map<std::string, std::string, std::less<>> texts)
        : texts_(std::move(texts)) {}

    /// The best match: the tag itself, then without its region ("fr-CA" -> "fr"), then English,
    /// then any; empty only where there is no text at all.
    const std::string& in(std::string_view language) const;
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }
    bool has(std::string_view tag) const { return texts_.find(tag) != texts_.end(); }
    void set(const std::string& tag, std::string text) { texts_[tag] = std::move(text); }

  private:
    std::map<std::string, std::string, std::less<>> texts_;
};

/// Words that mean something, by language: synonyms, leads.
using Phrases = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What a participant wants help with.
struct Need {
    std::string id;
    std::optional<std::uint16_t> parent;  ///< Index into needs(); absent for a group.
    std::vector<std::string> phases;      ///< immediate, stabilization, reintegration, transition.
    Localized label;
    Phrases synonyms;
};

/// Whether yes is good news (design.md section 3).
enum class Polarity : std::uint8_t { protective, hazard, choice };

/// Who may see a fact.
enum class Audience : std::uint8_t { anyone, staff };

/// A fact that may be recorded of a service or site.
struct Fact {
    std::string id;
    std::string group;
    Polarity polarity = Polarity::protective;
    int ttl_days = 0;
    Audience audience = Audience::staff;
    Standing needed = Standing::attested;  ///< Less is a lead (decision 11).
    Localized label;
    Localized yes, no;     ///< What is shown where the agency said so.
    Localized question;    ///< What a worker asks the agency.
    Localized tell;        ///< What a worker says to the participant.
    Phrases synonyms;
    Phrases leads_yes, leads_no;
    bool has_detail = false;
};

/// A language that a service may speak.
struct Language {
    std::string tag;
    std::string endonym;
    std::map<std::string, std::vector<std::string>, std::less<>> names;  ///< First is shown.
    bool signed_language = false;
    bool indigenous = false;
    bool right_to_left = false;

    /// Its name for a reader of this language (BCP 47), by the catalogue, else by ICU; else in
    /// English, else as it calls itself.
    std::string name_for(std::string_view reader) const;
};

/// Needs, facts and languages: plain JSON, checked against its schemas when it is loaded.
/// Immutable; may be shared by threads.
class Catalogue {
  public:
    /// Reads needs.json, facts.json and languages.json of a folder, and their schemas in schema/.
    /// @error bad_request naming file, JSON pointer and reason.
    static Result<Catalogue> load(const std::filesystem::path& folder);

    /// Takes a locale's words for needs and public facts wherever the files have none in its language.
    /// @error bad_request naming file, pointer and reason: no such need or public fact, or, where the
    /// locale says that it is complete, a text that neither has.
    Result<void> add(const Locale& locale);

    /// Words needs and facts as a screen does that a participant sees: the locale's words go before
    /// the files'. What a need was called stays a way to ask for it.
    void word_for_kiosk(const Locale& locale);

    const std::vector<Need>& needs() const { return needs_; }
    const std::vector<Fact>& facts() const { return facts_; }
    const std::vector<Language>& languages() const { return languages_; }

    std::optional<std::uint16_t> need(std::string_view id) const;
    std::optional<std::uint16_t> fact(std::string_view id) const;
    /// By BCP 47 tag, exactly or by its primary language ("fr-CA" finds "fr").
    std::optional<std::uint16_t> language(std::string_view tag) const;
    /// By any of its names in any language, endonym included; case and accents don't matter.
    std::optional<std::uint16_t> language_named(std::string_view name) const;

    /// The need and all below it.
    std::vector<std::uint16_t> with_descendants(std::uint16_t need) const;
    /// The need and all above it.
    std::vector<std::uint16_t> with_ancestors(std::uint16_t need) const;

    /// The value of a fact that is good news for everyone; absent for a choice.
    static std::optional<Value> favourable_value(const Fact& fact);

    /// SHA-256 over the files, and over what locales call the needs, which is searched too: kept in index metadata and manifest (decision 7).
    const std::string& digest() const { return digest_; }

  private:
    std::vector<Need> needs_;
    std::vector<Fact> facts_;
    std::vector<Language> languages_;
    std::unordered_map<std::string, std::uint16_t> need_by_id_, fact_by_id_, language_by_tag_,
        language_by_name_;
    std::string digest_;
};

/// Reads a JSON file and checks it against a JSON Schema (draft 7).
/// @error bad_request naming file, pointer and reason; unavailable where it can't be read.
Result<Json> load_checked_json(const std::filesystem::path& file,
                               const std::filesystem::path& schema);

}  // namespace porchlight
