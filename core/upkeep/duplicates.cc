#include "core/upkeep/duplicates.h"

#include <algorithm>
#include <cmath>

#include "core/geo/geo.h"
#include "core/upkeep/duplicate_names.h"

namespace porchlight {
namespace {

/// Larger blocks say nothing: everybody in them is found by something rarer, or not at all.
constexpr std::size_t kLargestBlock = 60;
constexpr double kStart = -4.3;
/// A phone that so few use tells even where the towns differ (an agency that moved).
constexpr double kOwnPhone = 0.5;
/// What sharing a contact adds for two whole organizations, whatever their names, against alike names.
constexpr double kWholesContact = 0.9;
constexpr double kNearKm = 0.1, kElsewhereKm = 0.5, kOtherTownKm = 40;
constexpr double kSameText = 0.93;

/// What each sign adds, fitted to one half of the labelled pairs (docs/duplicates.md).
constexpr double weight(DuplicateSign sign) {
    switch (sign) {
        case DuplicateSign::name: return 1.45;
        case DuplicateSign::same_name: return 2.3;
        case DuplicateSign::organization: return 1.9;
        case DuplicateSign::both_whole: return 0.7;
        case DuplicateSign::one_whole: return -0.5;
        case DuplicateSign::contact: return 1.6;
        case DuplicateSign::other_phones: return -0.8;
        case DuplicateSign::other_town: return -2.5;
        case DuplicateSign::same_source: return -1.7;
        case DuplicateSign::other_site: return -1.8;
        case DuplicateSign::other_text: return -3.3;
    }
    return 0;
}

/// Two shared things are worth more than one, three hardly more than two.
double contact_of(double phone, double domain, bool near) {
    return std::min(1.5, phone + 0.7 * domain + (near ? 0.5 : 0));
}

std::optional<double> nearest_km(const ComparedRecord& a, const ComparedRecord& b) {
    std::optional<double> out;
    for (const auto& one : a.places)
        for (const auto& other : b.places)
            if (const auto km = distance_km(one, other); !out || km < *out) out = km;
    return out;
}

std::vector<std::string> common(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::vector<std::string> out;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
    return out;
}

bool is_same(const ComparedRecord& a, const ComparedRecord& b) {
    bool same = false;
    for_each_form(a.names, b.names, [&](const auto& one, const auto& other) {
        same = same || one.words == other.words;
    });
    return same;
}

/// "Harbour House - Internships" is a part of "Harbour House".
bool is_part_of(const ComparedRecord& part, const ComparedRecord& whole) {
    return alike(part.before_dash, whole.names) > 0.95;
}

double organizations_alike(const ComparedRecord& a, const ComparedRecord& b) {
    if (a.organizations.empty() || b.organizations.empty()) return 0;
    auto best = alike(a.organizations, b.organizations);
    if (a.whole_organization) best = std::max(best, alike(a.names, b.organizations));
    if (b.whole_organization) best = std::max(best, alike(b.names, a.organizations));
    return best;
}

std::string words_key(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += word + " ";
    return out;
}

/// Where a record is looked for: by all that a twin would probably share.
template <class Each>
void for_each_key(const ComparedRecord& record, Each each) {
    for (const auto& phone : record.phones) each("p" + phone);
    for (const auto& domain : record.domains) each("d" + domain);
    for (const auto& street : record.streets) each("s" + street);
    for (const auto& name : record.names) {
        each("n" + words_key(name.words));
        for (const auto& word : name.words) each("w" + word);
    }
    for (const auto& name : record.organizations) {
        each("n" + words_key(name.words));
        for (const auto& word : name.words) each("w" + word);
    }
}

class Reasons {
  public:
    void add(DuplicateSign sign, double amount) {
        if (amount == 0) return;
        out_.push_back({sign, amount, weight(sign) * amount});
        sum_ += weight(sign) * amount;
    }
    Likeness done() {
        std::stable_sort(out_.begin(), out_.end(), [](const auto& a, const auto& b) {
            return std::abs(a.adds) > std::abs(b.adds);
        });
        Likeness likeness;
        likeness.score = 1 / (1 + std::exp(-sum_));
        likeness.reasons = std::move(out_);
        return likeness;
    }

  private:
    double sum_ = kStart;
    std::vector<DuplicateReason> out_;
};

void sort_likeliest_first(std::vector<DuplicatePair>& pairs) {
    std::sort(pairs.begin(), pairs.end(), [](const DuplicatePair& a, const DuplicatePair& b) {
        if (a.likeness.score != b.likeness.score) return a.likeness.score > b.likeness.score;
        return std::pair(a.first, a.second) < std::pair(b.first, b.second);
    });
}

}  // namespace

std::string_view to_string(DuplicateSign sign) {
    switch (sign) {
        case DuplicateSign::name: return "name";
        case DuplicateSign::same_name: return "same_name";
        case DuplicateSign::organization: return "organization";
        case DuplicateSign::both_whole: return "both_whole";
        case DuplicateSign::one_whole: return "one_whole";
        case DuplicateSign::contact: return "contact";
        case DuplicateSign::other_phones: return "other_phones";
        case DuplicateSign::other_town: return "other_town";
        case DuplicateSign::same_source: return "same_source";
        case DuplicateSign::other_site: return "other_site";
        case DuplicateSign::other_text: return "other_text";
    }
    return {};
}

DuplicateFinder::DuplicateFinder(std::vector<ComparedRecord> records) : records_(std::move(records)) {
    std::unordered_map<std::string, std::set<std::string>> users;
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
        const auto& record = records_[i];
        by_id_.emplace(record.id, i);
        std::set<std::string> keys, words;
        for_each_key(record, [&](std::string key) { keys.insert(std::move(key)); });
        for (const auto& key : keys) {
            blocks_[key].push_back(i);
            if (key[0] == 'w') ++word_count_[key.substr(1)];
        }
        const auto& owners = record.organizations.empty() ? record.names : record.organizations;
        const auto owner = owners.empty() ? std::string() : words_key(owners[0].words);
        for (const auto& phone : record.phones) users["p" + phone].insert(owner);
        for (const auto& domain : record.domains) users["d" + domain].insert(owner);
    }
    for (const auto& [key, owners] : users) users_[key] = static_cast<std::uint32_t>(owners.size());
}

double DuplicateFinder::weight_of(const std::string& word) const {
    const auto found = word_count_.find(word);
    const double count = found == word_count_.end() ? 1 : found->second;
    return std::log(1 + static_cast<double>(records_.size()) / count);
}

/// The share of the shorter organization's words that the other has too.
double DuplicateFinder::shared_words(const ComparedRecord& a, const ComparedRecord& b) const {
    double best = 0;
    for (const auto& one : a.organizations)
        for (const auto& other : b.organizations) {
            const std::set<std::string> x(one.words.begin(), one.words.end()),
                y(other.words.begin(), other.words.end());
            double all_x = 0, all_y = 0, both = 0;
            for (const auto& word : x) {
                all_x += weight_of(word);
                if (y.count(word)) both += weight_of(word);
            }
            for (const auto& word : y) all_y += weight_of(word);
            if (const auto least = std::min(all_x, all_y); least > 0)
                best = std::max(best, both / least);
        }
    return best;
}

/// 1 for something that only two organizations use, less for a switchboard; 0 where none is shared.
double DuplicateFinder::rarity(const std::set<std::string>& a, const std::set<std::string>& b,
                               char kind, std::vector<std::string>& shared) const {
    shared = common(a, b);
    double best = 0;
    for (const auto& one : shared) {
        const auto found = users_.find(kind + one);
        const double users = found == users_.end() ? 1 : found->second;
        best = std::max(best, 1 / std::sqrt(std::max(1.0, users - 1)));
    }
    return best;
}

Likeness DuplicateFinder::compare(const ComparedRecord& a, const ComparedRecord& b) const {
    std::vector<std::string> phones, domains;
    const auto phone = rarity(a.phones, b.phones, 'p', phones);
    const auto domain = rarity(a.domains, b.domains, 'd', domains);
    const auto km = nearest_km(a, b);
    const auto streets = common(a.streets, b.streets);
    const bool both_doors = !a.streets.empty() && !b.streets.empty();
    const bool near = !streets.empty() || (km && *km < kNearKm && !both_doors);
    const bool elsewhere = !near && (both_doors || (km && *km > kElsewhereKm));
    const bool towns_differ = !a.towns.empty() && !b.towns.empty() && common(a.towns, b.towns).empty();
    const bool other_town = km ? *km > kOtherTownKm : towns_differ && phone < kOwnPhone;
    const bool one_source = a.source == b.source;
    const bool a_part = is_part_of(a, b), b_part = is_part_of(b, a);
    const bool wholes = a.whole_organization && b.whole_organization && !a_part && !b_part;
    const bool both_whole = wholes && !one_source;
    // A whole organization may well be described twice in other words, a program is another then.
    const bool other_text = one_source && !(wholes && is_same(a, b)) && alike(a.text, b.text) < kSameText;
    const auto contact = contact_of(phone, domain, near);
    const auto name = alike(a.names, b.names);
    const bool same_name = is_same(a, b);
    const bool one_whole = a.whole_organization != b.whole_organization;
    // One feed's program may be the other's organization.
    const bool named_as_whole = same_name && one_whole && contact > 0;
    const double organizations = named_as_whole ? 1 : organizations_alike(a, b);

    Reasons reasons;
    reasons.add(DuplicateSign::name, name);
    reasons.add(DuplicateSign::same_name, same_name ? organizations : 0);
    reasons.add(DuplicateSign::organization, std::max(organizations, shared_words(a, b)));
    reasons.add(DuplicateSign::both_whole, both_whole);
    reasons.add(DuplicateSign::one_whole, (one_whole && !same_name) || a_part || b_part);
    reasons.add(DuplicateSign::contact, contact * (name + (both_whole ? kWholesContact : 0)));
    reasons.add(DuplicateSign::other_phones, !a.phones.empty() && !b.phones.empty() && phones.empty());
    reasons.add(DuplicateSign::other_town, other_town);
    reasons.add(DuplicateSign::same_source, one_source);
    reasons.add(DuplicateSign::other_site, one_source && elsewhere);
    reasons.add(DuplicateSign::other_text, other_text);
    auto likeness = reasons.done();
    likeness.shared_phones = std::move(phones);
    likeness.shared_domains = std::move(domains);
    likeness.shared_doors = streets;
    likeness.distance_km = km;
    return likeness;
}

std::vector<DuplicatePair> DuplicateFinder::all(double least, const ToldApart& told_apart) const {
    std::vector<std::uint64_t> keys;
    for (const auto& [key, members] : blocks_) {
        if (members.size() > kLargestBlock) continue;
        for (std::size_t i = 0; i < members.size(); ++i)
            for (std::size_t j = i + 1; j < members.size(); ++j)
                keys.push_back((static_cast<std::uint64_t>(members[i]) << 32) | members[j]);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::vector<DuplicatePair> out;
    for (const auto key : keys) {
        const std::size_t a = key >> 32, b = key & 0xFFFFFFFF;
        if (told_apart.contains(std::minmax(records_[a].id, records_[b].id))) continue;
        auto likeness = compare(records_[a], records_[b]);
        if (likeness.score >= least) out.push_back({a, b, std::move(likeness)});
    }
    sort_likeliest_first(out);
    return out;
}

std::vector<DuplicatePair> DuplicateFinder::of(const ComparedRecord& record, double least) const {
    std::set<std::uint32_t> others;
    for_each_key(record, [&](const std::string& key) {
        const auto block = blocks_.find(key);
        if (block != blocks_.end() && block->second.size() <= kLargestBlock)
            others.insert(block->second.begin(), block->second.end());
    });
    std::vector<DuplicatePair> out;
    for (const auto other : others) {
        if (records_[other].id == record.id) continue;
        auto likeness = compare(record, records_[other]);
        if (likeness.score >= least) out.push_back({0, other, std::move(likeness)});
    }
    sort_likeliest_first(out);
    return out;
}

std::optional<std::size_t> DuplicateFinder::find(const std::string& id) const {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return std::nullopt;
    return found->second;
}

}  // namespace porchlight
