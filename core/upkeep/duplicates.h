#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/model/candidate.h"

namespace porchlight {

/// A name as it is compared: folded words without legal forms and articles, single letters joined
/// ("W.O.M.A.N., Inc." -> "woman").
struct ComparedName {
    std::vector<std::string> words;
    std::vector<std::uint64_t> trigrams;  ///< Of the words, sorted, each once.
};

/// What of one record is compared with others.
struct ComparedRecord {
    std::string id, source, name, organization;  ///< Names as they are written.
    std::vector<ComparedName> names;  ///< The name, and without what stands in brackets.
    std::vector<ComparedName> before_dash;  ///< Of "Harbour House - Internships" the first half; else empty.
    std::vector<ComparedName> organizations;
    std::set<std::string> phones;   ///< Digits alone; without faxes.
    std::set<std::string> domains;  ///< Of its web and mail addresses, without those of mail providers.
    std::set<std::string> streets;  ///< Number and first telling word, as "1035 market".
    std::set<std::string> towns;    ///< Folded.
    std::vector<Point> places;
    std::vector<std::uint64_t> text;  ///< Trigrams of the description's beginning.
    bool whole_organization = false;  ///< The record bears its organization's own name.
};

/// Reads what is compared out of an HSDS service. What is masked of a hidden site isn't there.
ComparedRecord compared_record(const std::string& id, const std::string& source, const Json& record);

/// What speaks for or against two records being one; each with a weight in find_duplicates' table.
enum class DuplicateSign : std::uint8_t {
    name,             ///< Alike by trigrams.
    same_name,        ///< The very same, of organizations alike.
    organization,     ///< Words of the organizations' names shared, rare ones count more.
    both_whole,       ///< Both stand for a whole organization, in two sources.
    one_whole,        ///< One stands for a whole organization, the other for a part.
    contact,          ///< Phone, domain or door shared; by few others, and with names alike, it counts more.
    other_phones,     ///< Both have phones, none shared.
    other_town,       ///< No town shared, or more than 40 km apart.
    same_source,      ///< One source seldom lists a thing twice.
    other_site,       ///< Of one source, at different doors.
    other_text,       ///< Of one source, described otherwise.
};
std::string_view to_string(DuplicateSign sign);

/// One sign, how much of it there is, and what it adds to the sum (negative: speaks against).
struct DuplicateReason {
    DuplicateSign sign = DuplicateSign::name;
    double amount = 0;  ///< 0 to 1; of contact to 2.9.
    double adds = 0;
};

/// How two records compare.
struct Likeness {
    double score = 0;  ///< 0 to 1: the logistic function of the sum of what the reasons add.
    std::vector<DuplicateReason> reasons;  ///< The strongest first.
    std::vector<std::string> shared_phones, shared_domains, shared_doors;
    std::optional<double> distance_km;  ///< Of their nearest places.
};

/// Two records that may be one.
struct DuplicatePair {
    std::size_t first = 0, second = 0;  ///< Into the records.
    Likeness likeness;
};

/// Pairs of ids that people have told apart, the smaller one first (core/store/not_same.h).
using ToldApart = std::set<std::pair<std::string, std::string>>;

/// Finds records that may be one and the same. It only says so: people decide (safety.md 4.8).
class DuplicateFinder {
  public:
    /// From here on a pair is shown (docs/duplicates.md).
    static constexpr double kLikely = 0.47;

    explicit DuplicateFinder(std::vector<ComparedRecord> records);

    const std::vector<ComparedRecord>& records() const { return records_; }

    /// How two of the records compare.
    Likeness compare(const ComparedRecord& a, const ComparedRecord& b) const;

    /// All pairs from a score on, the likeliest first. Only records that share a phone, a domain, a
    /// door, a name or a rare word of it are compared. Those told apart are left out.
    std::vector<DuplicatePair> all(double least = kLikely, const ToldApart& told_apart = {}) const;

    /// The likely twins of one record, which needn't be among the records; itself (by id) left out.
    /// `first` of each pair says nothing.
    std::vector<DuplicatePair> of(const ComparedRecord& record, double least = kLikely) const;

    /// Where the record of that id is.
    std::optional<std::size_t> find(const std::string& id) const;

  private:
    double weight_of(const std::string& word) const;
    double shared_words(const ComparedRecord& a, const ComparedRecord& b) const;
    double rarity(const std::set<std::string>& a, const std::set<std::string>& b, char kind,
                  std::vector<std::string>& shared) const;

    std::vector<ComparedRecord> records_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> blocks_;
    std::unordered_map<std::string, std::uint32_t> word_count_;
    /// How many organizations use a phone or a domain.
    std::unordered_map<std::string, std::uint32_t> users_;
};

}  // namespace porchlight
