#include <fmt/format.h>

#include <algorithm>

#include "core/search/answer.h"

namespace porchlight {
namespace {

std::string language_label(const std::string& tag, const AnswerParts& parts) {
    const auto number = parts.catalogue.language(tag);
    if (!number) return tag;
    return parts.catalogue.languages()[*number].name_for(parts.request.language);
}

const FactWish* wish_of(const Part& part, const AnswerParts& parts) {
    for (const auto& wish : parts.plan.question.facts)
        if (wish.fact == part.index) return &wish;
    return nullptr;
}

/// Which of three message ids fits the evidence; stale counts as known.
const char* by_evidence(Evidence evidence, const char* fits, const char* unknown, const char* other) {
    if (evidence == Evidence::unfavourable) return other;
    return evidence == Evidence::unknown ? unknown : fits;
}

std::string fact_text(const Part& part, const AnswerParts& parts, const std::string& language) {
    const auto& fact = parts.catalogue.facts()[part.index];
    const auto& wording = parts.wording;
    const auto* wish = wish_of(part, parts);
    if (part.told) return wording.text("told", language) + ' ' + fact.label.in(language);
    if (part.evidence == Evidence::unknown || !part.statement)
        return wording.text("fact_unknown", language, {{"label", fact.label.in(language)}});
    const bool as_wished = part.evidence != Evidence::unfavourable;
    const auto wanted = wish ? wish->want : Value::yes;
    const bool says_yes = (wanted == Value::yes) == as_wished;
    const auto& said = (says_yes ? fact.yes : fact.no).in(language);
    const auto checked = checked_text(part.statement, wording, language);
    return wording.text(part.evidence == Evidence::stale ? "fact_stale" : "fact_checked", language,
                        {{"text", said}, {"checked", checked}});
}

std::string distance_text(const Part& part, const ResultEntry& entry, const SiteVerdict& site,
                          const AnswerParts& parts) {
    const auto& language = parts.request.language;
    if (part.evidence == Evidence::unfavourable) return parts.wording.text("too_far", language);
    if (site.site ? site.site->virtual_place : entry.candidate.by_phone_or_online)
        return parts.wording.text("no_way_needed", language);
    const bool beyond = site.distance_km && parts.plan.question.place->within_km &&
                        *site.distance_km > *parts.plan.question.place->within_km;
    if (part.evidence == Evidence::favourable && (!site.distance_km || beyond))
        return parts.wording.text("covers_place", language);
    if (!site.distance_km) return parts.wording.text("place_unknown", language);
    const auto km = parts.wording.kilometres(*site.distance_km, language);
    const bool area = site.site && site.site->region && site.site->region->radius_km > 0;
    return parts.wording.text(area ? "distance_area" : "distance", language, {{"km", km}});
}

std::string language_text(const Part& part, const AnswerParts& parts) {
    const auto label = language_label(parts.plan.question.languages[part.index].tag, parts);
    const auto id = part.evidence == Evidence::unfavourable ? std::string("language_none")
                    : part.offer ? fmt::format("language_{}", to_string(*part.offer))
                                 : std::string("language_unknown");
    return parts.wording.text(id, parts.request.language, {{"language", label}});
}

std::string time_text(const Part& part, const ResultEntry& entry, const SiteVerdict& site,
                      const AnswerParts& parts) {
    const auto& language = parts.request.language;
    if (parts.plan.question.time->kind == TimeWish::Kind::after_hours)
        return parts.wording.text(by_evidence(part.evidence, "after_hours_open", "time_unknown",
                                              "after_hours_closed"),
                                  language);
    if (part.evidence == Evidence::unknown) return parts.wording.text("time_unknown", language);
    return opening_json(entry.candidate, site, entry.card, parts)["text"];
}

}  // namespace

std::string part_key(PartKind kind, std::uint16_t index, const AnswerParts& parts) {
    switch (kind) {
        case PartKind::fact: return "fact:" + parts.catalogue.facts()[index].id;
        case PartKind::distance: return "distance";
        case PartKind::language: return "language:" + parts.plan.question.languages[index].tag;
        case PartKind::time: return "hours";
        case PartKind::age: return "age";
        case PartKind::gender: return "gender";
        case PartKind::documents: return "documents";
        case PartKind::avoid_area: return "avoid_area";
        case PartKind::avoid_organization: return "avoid_organization";
    }
    return {};
}

std::string part_label(PartKind kind, std::uint16_t index, const AnswerParts& parts) {
    const auto& language = parts.request.language;
    const auto text = [&](const char* id) { return parts.wording.text(id, language); };
    switch (kind) {
        case PartKind::fact: return parts.catalogue.facts()[index].label.in(language);
        case PartKind::distance: return text("part_distance");
        case PartKind::language:
            return parts.wording.text(
                "part_language", language,
                {{"language", language_label(parts.plan.question.languages[index].tag, parts)}});
        case PartKind::time: return text("part_time");
        case PartKind::age: return text("part_age");
        case PartKind::gender: return text("part_gender");
        case PartKind::documents: return text("part_documents");
        case PartKind::avoid_area: return text("part_avoid_area");
        case PartKind::avoid_organization: return text("part_avoid_organization");
    }
    return {};
}

std::string part_text(const Part& part, const ResultEntry& entry, const SiteVerdict& site,
                      const AnswerParts& parts) {
    const auto choose = [&](const char* fits, const char* unknown, const char* other) {
        return parts.wording.text(by_evidence(part.evidence, fits, unknown, other),
                                  parts.request.language);
    };
    switch (part.kind) {
        case PartKind::fact: return fact_text(part, parts, parts.request.language);
        case PartKind::distance: return distance_text(part, entry, site, parts);
        case PartKind::language: return language_text(part, parts);
        case PartKind::time: return time_text(part, entry, site, parts);
        case PartKind::age: return choose("age_fits", "age_unknown", "age_other");
        case PartKind::gender: return choose("gender_fits", "gender_unknown", "gender_other");
        case PartKind::documents:
            return choose("documents_fit", "documents_unknown", "documents_more");
        case PartKind::avoid_area: return choose("avoid_apart", "avoid_unknown", "avoid_inside");
        case PartKind::avoid_organization:
            return choose("avoid_other_organization", "avoid_unknown", "avoid_organization");
    }
    return {};
}

std::string part_question(const Part& part, const AnswerParts& parts) {
    const auto& language = parts.request.language;
    const auto text = [&](const char* id) { return parts.wording.text(id, language); };
    switch (part.kind) {
        case PartKind::fact: return parts.catalogue.facts()[part.index].question.in(language);
        case PartKind::distance: return text("place_question");
        case PartKind::language:
            return parts.wording.text(
                "language_question", language,
                {{"language", language_label(parts.plan.question.languages[part.index].tag, parts)}});
        case PartKind::time: return text("hours_question");
        case PartKind::age: return text("age_question");
        case PartKind::gender: return text("gender_question");
        case PartKind::documents: return text("documents_question");
        case PartKind::avoid_area:
        case PartKind::avoid_organization: return text("avoid_question");
    }
    return {};
}

bool needs_original(const Fact& fact, const Wording& wording, const std::string& language) {
    return fact.group == "safety" && wording.is_unreviewed(language);
}

Json original_text(const Part& part, const AnswerParts& parts) {
    const bool needed = part.kind == PartKind::fact &&
                        needs_original(parts.catalogue.facts()[part.index], parts.wording,
                                       parts.request.language);
    return needed ? Json(fact_text(part, parts, "en")) : Json(nullptr);
}

Json original_question(const Part& part, const AnswerParts& parts) {
    const auto* fact = part.kind == PartKind::fact ? &parts.catalogue.facts()[part.index] : nullptr;
    return fact && needs_original(*fact, parts.wording, parts.request.language)
               ? Json(fact->question.in("en"))
               : Json(nullptr);
}

std::string checked_text(const FactStatement* statement, const Wording& wording,
                         const std::string& language) {
    if (!statement || !statement->verified_on) return wording.text("checked_not", language);
    return wording.text(fmt::format("checked_{}", to_string(statement->method)), language,
                        {{"date", wording.date(*statement->verified_on, language)}});
}

}  // namespace porchlight
