#include <algorithm>

#include "core/feed/json_read.h"
#include "core/feed/read_parts.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Nobody is meant by more: forms say 99, 100, 120 for "no limit".
constexpr int kNoLimit = 99;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string> words_of_text(std::string_view text) {
    const auto folded = fold_phrase(text);
    std::vector<std::string> out;
    for (std::size_t at = 0; at < folded.size();) {
        const auto end = std::min(folded.find(' ', at), folded.size());
        out.push_back(folded.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::optional<std::int16_t> age_of(const std::string& word) {
    if (word.empty() || word.size() > 3 || !std::all_of(word.begin(), word.end(), is_digit)) return {};
    const int age = std::stoi(word);
    return age <= 120 ? std::optional(static_cast<std::int16_t>(age)) : std::nullopt;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}
bool is_age_word(std::string_view word) { return is_one_of(word, {"age", "ages", "aged", "years", "year", "yrs", "yr", "ans", "anos"}); }
/// Words that may stand between ages without changing them.
bool is_filler(std::string_view word) { return is_age_word(word) || is_one_of(word, {"old", "of", "youth", "people", "persons", "to", "and", "from", "between", "adults", "individuals", "de", "a", "y", "et"}); }

std::optional<std::int16_t> whole_age(const Json& record, const char* key) {
    const auto number = number_of(record, key);
    if (!number || *number < 0 || *number > 200) return {};
    return static_cast<std::int16_t>(*number);
}

Standing weaker(Standing a, Standing b) { return std::min(a, b); }

void read_documents(const Json& record, Eligibility& out) {
    for (const auto& row : items_of(record, "required_documents")) {
        const auto text = text_of(row, "document");
        if (text.empty()) continue;
        out.documents_stated = true;
        const auto folded = fold_phrase(text);
        if (is_one_of(folded, {"none", "no documents", "no documents required", "none required", "nothing"})) continue;
        out.documents.push_back(document_of(text));
    }
}

/// What our own attributes say: genders, documents, all ages.  @return whether they say anything.
bool read_own_codes(const Json& record, Eligibility& out) {
    bool any = false;
    for_each_code(record, "Porchlight eligibility", [&](std::string_view code) {
        const auto rest = code.substr(std::min(code.find('.') + 1, code.size()));
        if (code == "ages.all") any = out.all_ages = true;
        else if (code.starts_with("gender.")) any = true, out.genders.emplace_back(rest);
        else if (code.starts_with("document.")) {
            any = out.documents_stated = true;
            const bool known = std::find(out.documents.begin(), out.documents.end(), rest) != out.documents.end();
            if (rest != "none" && !known) out.documents.emplace_back(rest);
        }
    });
    return any;
}

std::vector<std::string> genders_in(std::string_view text) {
    const auto folded = fold_phrase(text);
    if (is_one_of(folded, {"women", "woman", "women only", "female", "females", "girls", "girls only", "femmes", "mujeres"})) return {"women"};
    if (is_one_of(folded, {"men", "men only", "male", "males", "boys", "hommes", "hombres"})) return {"men"};
    if (is_one_of(folded, {"all genders", "any gender", "women and men", "men and women"})) return {"all"};
    return {};
}

}  // namespace

std::optional<AgeRange> read_ages(std::string_view text) {
    const auto words = words_of_text(text);
    std::vector<std::pair<std::size_t, std::int16_t>> ages;
    bool says_age = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        says_age = says_age || is_age_word(words[i]);
        if (const auto age = age_of(words[i])) ages.emplace_back(i, *age);
        else if (std::any_of(words[i].begin(), words[i].end(), is_digit)) return {};  // "12th", "$20"
    }
    const auto next_is = [&](std::size_t at, std::initializer_list<std::string_view> wanted) {
        while (at < words.size() && (is_age_word(words[at]) || words[at] == "old" || words[at] == "of" || words[at] == "and" || words[at] == "or")) ++at;
        return at < words.size() && is_one_of(words[at], wanted);
    };
    if (text.find('$') != text.npos || text.find('%') != text.npos) return {};
    if (ages.size() == 2) {
        const auto [first, low] = ages[0];
        const auto [second, high] = ages[1];
        const bool joined = std::all_of(words.begin() + static_cast<std::ptrdiff_t>(first) + 1, words.begin() + static_cast<std::ptrdiff_t>(second), is_filler);
        // "and" between two ages without "between" is a list of two.
        const bool listed = second > first + 1 && is_one_of(words[second - 1], {"and", "y", "et"}) && !(first > 0 && is_one_of(words[first - 1], {"between", "entre"}));
        const bool only_ages = std::all_of(words.begin(), words.end(), [](const auto& word) { return is_filler(word) || is_digit(word.front()); });
        if (joined && !listed && low < high && (says_age || only_ages)) return AgeRange{low, high};
        return {};
    }
    if (ages.size() != 1) return {};
    const auto [at, age] = ages[0];
    const bool older = next_is(at + 1, {"older", "up", "over", "above", "plus"});
    const bool younger = next_is(at + 1, {"younger", "under"}) && says_age;
    const bool plus_sign = text.find(std::to_string(age) + "+") != text.npos;
    const bool under = at > 0 && is_one_of(words[at - 1], {"under"}) && (says_age || words.size() <= 3);
    if ((older || plus_sign) && (says_age || plus_sign || words.size() <= 5) && !younger && !under) return AgeRange{age, {}};
    if (younger) return AgeRange{{}, age};
    if (under && age > 0) return AgeRange{{}, static_cast<std::int16_t>(age - 1)};
    return {};
}

std::string document_of(std::string_view text) {
    const auto folded = " " + fold_phrase(text) + " ";
    const auto has = [&](std::string_view words) { return folded.find(" " + std::string(words) + " ") != std::string::npos; };
    if (has("photo id") || has("photo identification") || has("picture id") || has("government issued id") || has("piece d identite")) return "photo-id";
    if (has("health card") || has("insurance card") || has("medicaid card") || has("carte sante")) return "health-card";
    if (has("proof of address") || has("proof of residency") || has("proof of residence") || has("utility bill")) return "proof-of-address";
    if (has("birth certificate")) return "birth-certificate";
    if (has("proof of income") || has("pay stub") || has("pay stubs")) return "proof-of-income";
    return std::string(text);
}

Eligibility read_eligibility(const Json& record, const SourceSettings& source, std::optional<Day> assured) {
    Eligibility out;
    out.minimum_age = whole_age(record, "minimum_age");
    out.maximum_age = whole_age(record, "maximum_age");
    // A form's defaults claim that everyone is taken; nobody said so.
    if (out.maximum_age && *out.maximum_age >= kNoLimit) out.maximum_age.reset();
    if (out.minimum_age && *out.minimum_age == 0 && !out.maximum_age) out.minimum_age.reset();
    if (out.minimum_age && out.maximum_age && *out.minimum_age > *out.maximum_age) out.minimum_age.reset(), out.maximum_age.reset();
    const bool ages = out.minimum_age || out.maximum_age;
    read_documents(record, out);
    const bool own = read_own_codes(record, out);
    out.stated_on = assured;
    out.standing = Standing::reviewed;
    if (ages) out.standing = weaker(out.standing, source.standing_for("ages"));
    if (out.documents_stated) out.standing = weaker(out.standing, source.standing_for("documents"));
    if (own) out.standing = weaker(out.standing, source.standing_for("eligibility"));
    if (!ages && !own && !out.documents_stated) out.standing = Standing::proposed;
    const auto text = text_of(record, "eligibility_description");
    if (ages || own || out.documents_stated || text.empty()) return out;
    // Only words: a lead, whatever the source's rule.
    if (const auto range = read_ages(text)) out.minimum_age = range->minimum, out.maximum_age = range->maximum;
    const auto folded = fold_phrase(text);
    out.all_ages = is_one_of(folded, {"all ages", "any age", "tous les ages", "todas las edades"});
    out.genders = genders_in(text);
    out.stated_on.reset();
    return out;
}

}  // namespace porchlight
