#include "core/index/terms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/geo/geo.h"
#include "core/hours/opening.h"
#include "core/index/fields.h"

namespace porchlight {
namespace {

constexpr std::size_t kShortestSpellingWord = 4;
/// How much a text's length counts, 0 to 1 (BM25's b).
constexpr double kLengthCounts = 0.5;

bool has_digit(std::string_view word) {
    return word.find_first_of("0123456789") != std::string_view::npos;
}

void mark(IndexEntry& entry, std::string_view prefix, std::string_view text) {
    entry.terms.emplace(term(prefix, text), 0);
}

/// A statement that could be favourable some day: confirmed enough, and dated.
bool may_count(const FactStatement& statement, const Fact& fact) {
    return statement.standing >= fact.needed && statement.verified_on.has_value();
}

void mark_statements(IndexEntry& entry, const std::vector<FactStatement>& statements,
                     const Catalogue& catalogue) {
    for (const auto& statement : statements) {
        const auto& fact = catalogue.facts()[statement.fact];
        const auto said = fmt::format("{}:{}", fact.id, to_string(statement.value));
        mark(entry, field::kFactSaid, said);
        if (may_count(statement, fact)) mark(entry, field::kFactMay, said);
    }
}

void mark_languages(IndexEntry& entry, const std::vector<OfferedLanguage>& languages) {
    for (const auto& language : languages)
        mark(entry, field::kLanguage, language.tag.substr(0, language.tag.find('-')));
}

/// Two-hour blocks: coarse is enough, as they only narrow and the exact test decides.
void mark_hours(IndexEntry& entry, const Hours& hours) {
    for (const auto kind : {HoursKind::open, HoursKind::intake})
        for (const auto half_hour : half_hours_touched(hours, kind))
            mark(entry, field::kOpenBlock, fmt::format("{:02}", half_hour / 4));
}

void mark_place(IndexEntry& entry, const Region& region) {
    for (const int level : kCellLevels)
        mark(entry, field::kCell, cell_of(region.centre, level));
    // An area touches more cells than its centre's: all that cover() names at its level.
    if (region.radius_km > 0) {
        const auto cells = cover(region);
        if (cells.empty()) mark(entry, field::kNoPlace, "");
        for (const auto& cell : cells) mark(entry, field::kCell, cell);
    }
}

void mark_covers(IndexEntry& entry, const std::vector<Region>& areas) {
    for (const auto& area : areas) {
        const auto cells = cover(area);
        if (cells.empty()) mark(entry, field::kNoWay, "");
        for (const auto& cell : cells) mark(entry, field::kCovers, cell);
    }
}

}  // namespace

void TextTerms::add(IndexEntry& entry, std::string_view text, const TextKind& kind) const {
    const auto words = words_of(text);
    const auto telling = static_cast<double>(
        std::count_if(words.begin(), words.end(),
                      [](const Word& word) { return !is_stop_word(word.text); }));
    const double share = 1 - kLengthCounts + kLengthCounts * telling / kind.usual_length;
    const auto wdf = [&](double weight) {
        return static_cast<std::uint32_t>(std::max(1.0, std::round(kWdfOfOne * weight / share)));
    };
    const auto word_wdf = wdf(kind.weight);
    for (const auto& word : words) {
        if (is_stop_word(word.text)) continue;
        entry.terms[term(field::kStem, stem(word.text, language_))] += word_wdf;
        if (word.text.size() >= kShortestSpellingWord && !has_digit(word.text))
            entry.spelling_words.push_back(word.text);
    }
    if (kind.names_needs <= 0) return;
    // How long the text is says nothing of how much it is about a need.
    const auto need_wdf = static_cast<std::uint32_t>(std::lround(kWdfOfOne * kind.names_needs));
    for (const auto& match : phrases_.find(words, phrase_languages_))
        for (const auto& meaning : match.meanings)
            if (meaning.kind == Meaning::Kind::need)
                entry.terms[term(field::kSaidNeed, catalogue_.needs()[meaning.index].id)] += need_wdf;
}

void TextTerms::add_name(IndexEntry& entry, std::string_view text, const TextKind& kind) const {
    add(entry, text, kind);
    for (const auto& word : words_of(text)) mark(entry, field::kNameWord, word.text);
}

void add_boolean_terms(IndexEntry& entry, const Candidate& candidate, const Catalogue& catalogue) {
    mark(entry, field::kId, to_string(candidate.service_id));
    mark(entry, field::kOrganization, to_string(candidate.organization_id));
    for (const auto need : candidate.needs)
        for (const auto above : catalogue.with_ancestors(need))
            mark(entry, field::kNeed, catalogue.needs()[above].id);
    mark_statements(entry, candidate.statements, catalogue);
    mark_languages(entry, candidate.languages);
    for (const auto& lead : candidate.leads)
        entry.terms[term(field::kSaidFact, fmt::format("{}:{}", catalogue.facts()[lead.fact].id,
                                                       to_string(lead.value)))] += 1;
    if (candidate.hours) mark_hours(entry, *candidate.hours);
    if (candidate.by_phone_or_online) mark(entry, field::kNoWay, "");
    if (candidate.sites.empty() && !candidate.by_phone_or_online) mark(entry, field::kNoPlace, "");
    mark_covers(entry, candidate.covers);
    for (const auto& site : candidate.sites) {
        mark_statements(entry, site.statements, catalogue);
        mark_languages(entry, site.languages);
        if (site.hours) mark_hours(entry, *site.hours);
        if (site.virtual_place) mark(entry, field::kNoWay, "");
        else if (site.region) mark_place(entry, *site.region);
        else mark(entry, field::kNoPlace, "");
        mark_covers(entry, site.covers);
    }
}

}  // namespace porchlight
