#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/catalogue/catalogue.h"

namespace porchlight {

/// What a source's values count as, for a group of facts (design.md section 2).
enum class Rule : std::uint8_t {
    propose,   ///< A lead until reviewed: the default.
    accept,    ///< Agency statement as of the record's assured_date; undated stays a lead.
    reviewed,  ///< The operator vouches, named in the audit.
};

/// A feed or an agency desk.
struct SourceSettings {
    std::string name;
    int priority = 0;                         ///< Decides whose wording is shown, never evidence.
    std::string zone;                         ///< IANA; empty: its sites' hours are unknown.
    std::string region;                       ///< ISO 3166-2 for holidays, e.g. "CA-MB"; may be empty.
    std::string language = "en";              ///< Of its texts.
    Visibility visibility = Visibility::open;
    Visibility shelters = Visibility::staff;  ///< Other emergency shelters and transitional housing.
    std::map<std::string, Rule, std::less<>> rules;  ///< By group; "default" for the rest.
    std::vector<std::string> crosswalks;

    /// The rule of a group, else of "default", else propose.
    Rule rule_for(std::string_view group) const;
    /// The standing that a value of this group gets: proposed, stated (accept), attested (reviewed).
    Standing standing_for(std::string_view group) const;
};

/// Reads sources.json (checked against its schema).  @error bad_request
Result<std::vector<SourceSettings>> load_sources(const std::filesystem::path& file,
                                                 const std::filesystem::path& schema_folder);

/// What a taxonomy term of a source means.
struct TermMeaning {
    std::vector<std::uint16_t> needs;
    struct FactValue {
        std::uint16_t fact;
        Value value;
    };
    std::vector<FactValue> facts;
    std::optional<Visibility> visibility;  ///< hidden for domestic violence, trafficking, safe house.
    bool shelter = false;                  ///< Takes the source's `shelters` setting (decision 3).
};

/// Maps a source's taxonomy terms to needs and facts. What it doesn't map stays searchable text.
class Crosswalk {
  public:
    /// Our own attributes: taxonomy "Porchlight needs" (code = need id) and "Porchlight facts"
    /// (code = `<fact>.yes` or `<fact>.no`).
    static Crosswalk own(const Catalogue& catalogue);

    /// @error bad_request naming file, pointer and reason (unknown need or fact ids too).
    static Result<Crosswalk> load(const std::filesystem::path& file,
                                  const std::filesystem::path& schema_folder,
                                  const Catalogue& catalogue);

    /// The meaning of a term by its code (exactly, else the longest prefix rule that ends at a dot
    /// or hyphen) in its taxonomy; nullptr where it has none.
    const TermMeaning* find(std::string_view taxonomy, std::string_view code) const;

    const std::string& name() const { return name_; }
    const std::string& digest() const { return digest_; }

  private:
    std::string name_;
    std::string digest_;
    std::vector<std::string> taxonomies_;  ///< Folded names; "*" for any.
    std::unordered_map<std::string, TermMeaning> exact_;    ///< By folded code.
    std::unordered_map<std::string, TermMeaning> prefixes_;
};

}  // namespace porchlight
