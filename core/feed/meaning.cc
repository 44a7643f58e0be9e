#include "core/feed/meaning.h"

#include <algorithm>
#include <set>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

/// How an attribute's value bears on its term.
enum class Answer : std::uint8_t { applies, opposite, nothing };

struct Reading {
    Answer answer = Answer::applies;
    std::string detail;
    bool said_yes = false;  ///< In as many words; an absent value applies too.
};

Reading read_value(const Json& attribute) {
    const auto found = attribute.find("value");
    if (found == attribute.end() || found->is_null()) return {};
    if (found->is_boolean()) return {found->get<bool>() ? Answer::applies : Answer::opposite, {}, found->get<bool>()};
    if (found->is_number()) return {Answer::applies, found->dump(), false};
    if (!found->is_string()) return {Answer::nothing, {}, false};
    const auto text = trimmed(found->get_ref<const std::string&>());
    const auto value = lower_ascii(text);
    if (value.empty()) return {};
    for (const std::string_view yes : {"yes", "y", "true", "1"})
        if (value == yes) return {Answer::applies, {}, true};
    for (const std::string_view no : {"no", "n", "false", "0"})
        if (value == no) return {Answer::opposite, {}, false};
    for (const std::string_view unclear : {"unknown", "unclear", "depends", "sometimes", "maybe", "n/a", "na",
                                           "not known", "not sure", "?", "varies", "asked, not known"})
        if (value == unclear) return {Answer::nothing, {}, false};
    return {Answer::applies, std::string(text), false};
}

/// "childcare.yes" carries its answer in its code; a value that denies it makes it unreadable.
bool carries_answer(std::string_view code) { return code.ends_with(".yes") || code.ends_with(".no"); }
bool contradicts(std::string_view code, const Reading& reading) {
    return code.ends_with(".yes") ? reading.answer == Answer::opposite : reading.said_yes;
}

class Reader {
  public:
    Reader(std::span<const Crosswalk* const> crosswalks, RecordMeaning& out) : crosswalks_(crosswalks), out_(out) {}

    void read(const Json& object, Subject subject, std::string_view subject_id) {
        for (const auto& attribute : items_of(object, "attributes")) {
            const auto& term = object_of(attribute, "taxonomy_term");
            if (term.empty()) continue;
            const auto taxonomy = taxonomy_of(term);
            const auto code = trimmed(text_of(term, "code").empty() ? text_of(term, "name") : text_of(term, "code"));
            if (code.empty()) continue;
            read_codes(attribute, {std::string(taxonomy), std::string(code), std::string(text_of(term, "name"))},
                       subject, subject_id);
        }
    }

    void finish() {
        std::sort(out_.needs.begin(), out_.needs.end());
        out_.needs.erase(std::unique(out_.needs.begin(), out_.needs.end()), out_.needs.end());
        out_.mapped = mapped_.size();
        out_.unmapped.assign(unmapped_.begin(), unmapped_.end());
    }

  private:
    static std::string_view taxonomy_of(const Json& term) {
        const auto name = text_of(term, "taxonomy");
        return name.empty() ? text_of(object_of(term, "taxonomy_detail"), "name") : name;
    }

    const TermMeaning* find(std::string_view taxonomy, std::string_view code) const {
        for (const auto* crosswalk : crosswalks_)
            if (const auto* meaning = crosswalk->find(taxonomy, code)) return meaning;
        return nullptr;
    }

    /// AIRS joins a service and its target group: "LH-6300.6550 * YV-6500".
    void read_codes(const Json& attribute, TermUse use, Subject subject, std::string_view subject_id) {
        bool any = false;
        std::string_view rest = use.code;
        if (const auto* whole = find(use.taxonomy, use.code)) {
            apply(*whole, use.code, attribute, subject, subject_id);
            any = true;
        } else {
            while (rest.find('*') != rest.npos || rest.size() != use.code.size()) {
                const auto star = rest.find('*');
                const auto part = trimmed(rest.substr(0, star));
                if (const auto* meaning = part.empty() ? nullptr : find(use.taxonomy, part)) {
                    apply(*meaning, part, attribute, subject, subject_id);
                    any = true;
                }
                if (star == rest.npos) break;
                rest.remove_prefix(star + 1);
            }
        }
        (any ? mapped_ : unmapped_).insert(std::move(use));
    }

    void apply(const TermMeaning& meaning, std::string_view code, const Json& attribute, Subject subject,
               std::string_view subject_id) {
        auto reading = read_value(attribute);
        // Whatever its value: a term that hides, hides, unless it is denied outright.
        if (reading.answer != Answer::opposite || carries_answer(code)) {
            out_.visibility = std::max(out_.visibility, meaning.visibility.value_or(Visibility::open));
            out_.shelter = out_.shelter || meaning.shelter;
        }
        if (carries_answer(code)) {
            if (contradicts(code, reading)) return;
            if (reading.answer == Answer::opposite) reading.answer = Answer::applies;
        }
        if (reading.answer == Answer::nothing) return;
        if (reading.answer == Answer::applies)
            out_.needs.insert(out_.needs.end(), meaning.needs.begin(), meaning.needs.end());
        for (const auto& fact : meaning.facts) {
            const auto opposite = fact.value == Value::yes ? Value::no : Value::yes;
            out_.facts.push_back({subject, std::string(subject_id), fact.fact,
                                  reading.answer == Answer::opposite ? opposite : fact.value, reading.detail,
                                  &attribute});
        }
    }

    std::span<const Crosswalk* const> crosswalks_;
    RecordMeaning& out_;
    std::set<TermUse> mapped_, unmapped_;
};

}  // namespace

RecordMeaning meaning_of(const Json& record, const std::vector<Crosswalk>& crosswalks) {
    std::vector<const Crosswalk*> all;
    for (const auto& crosswalk : crosswalks) all.push_back(&crosswalk);
    return meaning_of(record, all);
}

RecordMeaning meaning_of(const Json& record, std::span<const Crosswalk* const> crosswalks) {
    RecordMeaning out;
    Reader reader(crosswalks, out);
    reader.read(record, Subject::service, text_of(record, "id"));
    const auto& organization = object_of(record, "organization");
    reader.read(organization, Subject::organization, text_of(organization, "id"));
    for (const auto& site : items_of(record, "service_at_locations")) {
        reader.read(site, Subject::site, text_of(site, "id"));
        reader.read(object_of(site, "location"), Subject::site, text_of(site, "id"));
    }
    reader.finish();
    return out;
}

}  // namespace porchlight
