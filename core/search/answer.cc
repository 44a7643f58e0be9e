#include "core/search/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/hours/opening.h"

namespace porchlight {
namespace {

/// Questions that one result asks beside the shared ones (design.md section 4, step 5).
constexpr std::size_t kMostQuestions = 3;
/// Results whose phones the page speaks of.
constexpr std::size_t kFirstResults = 3;

bool is_open_question(const Part& part) {
    return part.result == Class::ask || part.result == Class::hold;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json evidence_json(const Part& part, const ResultEntry& entry, const SiteVerdict& site,
                   const AnswerParts& parts) {
    Json out{{"part", part_key(part.kind, part.index, parts)},
             {"evidence", to_string(part.evidence)},
             {"strength", to_string(part.strength)},
             {"text", part_text(part, entry, site, parts)},
             {"original", original_text(part, parts)},
             {"verified_on", nullptr},
             {"method", nullptr},
             {"source", nullptr},
             {"told", part.told}};
    if (part.statement && part.evidence != Evidence::unknown) {
        if (part.statement->verified_on)
            out["verified_on"] = format_day(*part.statement->verified_on);
        out["method"] = to_string(part.statement->method);
        if (part.statement->source < parts.source_names.size())
            out["source"] = or_null(parts.source_names[part.statement->source]);
    }
    return out;
}

/// Why it is here: needs met, then each part that isn't an open question.
Json why_json(const ResultEntry& entry, const SiteVerdict& site, const AnswerParts& parts) {
    Json why = Json::array();
    const auto& language = parts.request.language;
    const auto reason = [&](const std::string& part, const std::string& text) {
        why.push_back({{"part", part},
                       {"evidence", "favourable"},
                       {"strength", "required"},
                       {"text", text},
                       {"original", nullptr},
                       {"verified_on", nullptr},
                       {"method", nullptr},
                       {"source", nullptr},
                       {"told", false}});
    };
    for (const auto need : entry.candidate.needs) {
        const auto above = parts.catalogue.with_ancestors(need);
        const bool asked = std::any_of(above.begin(), above.end(), [&](std::uint16_t each) {
            return std::find(parts.plan.needs.begin(), parts.plan.needs.end(), each) !=
                   parts.plan.needs.end();
        });
        if (!asked) continue;
        const auto& label = parts.catalogue.needs()[need].label.in(language);
        reason("need:" + parts.catalogue.needs()[need].id,
               parts.wording.text("helps_with", language, {{"need", label}}));
    }
    const bool by_words = std::any_of(entry.features.begin(), entry.features.end(),
                                      [](const Feature& f) { return f.name == FeatureName::text; });
    if (by_words) reason("words", parts.wording.text("matches_words", language));
    for (const auto& part : site.parts)
        if (!is_open_question(part) &&
            !(part.strength == Strength::preferred && part.evidence == Evidence::unknown))
            why.push_back(evidence_json(part, entry, site, parts));
    return why;
}

/// What the listing says of the asked facts that nobody confirmed; what speaks against comes first.
Json leads_json(const ResultEntry& entry, const SiteVerdict& site, const AnswerParts& parts) {
    Json against = Json::array(), others = Json::array();
    const auto& language = parts.request.language;
    for (const auto& part : site.parts) {
        if (part.kind != PartKind::fact || part.evidence != Evidence::unknown || part.told) continue;
        const auto& fact = parts.catalogue.facts()[part.index];
        const auto wish = std::find_if(
            parts.plan.question.facts.begin(), parts.plan.question.facts.end(),
            [&](const FactWish& each) { return each.fact == part.index; });
        const auto add = [&](Value value, const char* message) {
            const auto& said = value == Value::yes ? fact.yes : fact.no;
            const auto in = [&](const std::string& tag) {
                return parts.wording.text(message, tag, {{"text", said.in(tag)}});
            };
            const bool is_against = value != wish->want;
            (is_against ? against : others)
                .push_back({{"part", "fact:" + fact.id},
                            {"against", is_against},
                            {"text", in(language)},
                            {"original", needs_original(fact, parts.wording, language) ? Json(in("en"))
                                                                                       : Json(nullptr)}});
        };
        if (part.statement) add(part.statement->value, "lead_said");
        for (const auto& lead : entry.candidate.leads)
            if (lead.fact == part.index) add(lead.value, "lead_mentions");
    }
    for (auto& lead : others) against.push_back(std::move(lead));
    return against;
}

Json site_json(const ResultEntry& entry, const SiteVerdict& site, const AnswerParts& parts) {
    Json out{{"service_at_location_id", nullptr}, {"name", nullptr},     {"hidden", false},
             {"address", nullptr},                {"area", nullptr},     {"latitude", nullptr},
             {"longitude", nullptr},              {"distance_km", nullptr}};
    out.update(card_of_site(entry, site.site));
    if (site.distance_km) out["distance_km"] = std::round(*site.distance_km * 1000) / 1000;
    out["region"] = region_json(site.site);
    out["open"] = opening_json(entry.candidate, site, entry.card, parts);
    out["class"] = to_string(site.result);
    return out;
}

Json features_json(const ResultEntry& entry, const AnswerParts& parts) {
    Json out = Json::array();
    for (const auto& feature : entry.features) {
        const auto name = kFeatureWeights[static_cast<std::size_t>(feature.name)].name;
        out.push_back({{"name", name},
                       {"label", parts.wording.text(fmt::format("feature_{}", name),
                                                    parts.request.language)},
                       {"value", feature.value},
                       {"weight", feature.weight},
                       {"contribution", feature.contribution()}});
    }
    return out;
}

Json understood_json(const SearchResult& result, const AnswerParts& parts) {
    Json list = Json::array();
    const auto& language = parts.request.language;
    for (const auto& part : result.understanding.parts) {
        Json out{{"key", part.key}, {"text", part.text}, {"removable", true}, {"id", nullptr}};
        if (part.is_word) {
            out["kind"] = part.corrected.empty() ? "word" : "correction";
            out["label"] = part.corrected.empty() ? part.text : part.corrected;
        } else {
            out["id"] = part.key.substr(part.key.find(':') + 1);
            out["kind"] = part.key.substr(0, part.key.find(':'));
            switch (part.meaning.kind) {
                case Meaning::Kind::need:
                    out["label"] = parts.catalogue.needs()[part.meaning.index].label.in(language);
                    break;
                case Meaning::Kind::fact:
                    out["label"] = parts.catalogue.facts()[part.meaning.index].label.in(language);
                    break;
                case Meaning::Kind::language:
                    out["label"] = parts.catalogue.languages()[part.meaning.index].name_for(language);
                    break;
                case Meaning::Kind::time: {
                    const auto said = to_string(static_cast<SaidTime>(part.meaning.index));
                    out["label"] = parts.wording.text(
                        said == "tomorrow" ? std::string("time_tomorrow_said")
                                           : fmt::format("time_{}", said),
                        language);
                    break;
                }
            }
        }
        list.push_back(std::move(out));
    }
    Json place = nullptr;
    if (const auto& at = result.plan.question.place)
        place = {{"label", or_null(result.plan.place_label)},
                 {"lat", at->from.lat},
                 {"lon", at->from.lon}};
    Json when = nullptr;
    if (const auto& time = result.plan.question.time) {
        static constexpr const char* kKinds[] = {"now", "at", "range", "after_hours"};
        when = {{"kind", kKinds[static_cast<std::size_t>(time->kind)]},
                {"strength", to_string(time->strength)},
                {"from", nullptr},
                {"to", nullptr}};
        if (time->kind == TimeWish::Kind::at || time->kind == TimeWish::Kind::range) {
            when["from"] = format_local_minutes(time->from);
            when["to"] = format_local_minutes(time->to);
        }
    }
    return {{"parts", std::move(list)}, {"place", std::move(place)}, {"when", std::move(when)}};
}

Json count_json(const Count& count) {
    return {{"count", count.count}, {"at_least", count.at_least}};
}

/// Open questions that most of the page shares: said once above it, with an example of the part.
struct SharedUnknown {
    Part part;
    std::size_t count = 0;
};

std::vector<SharedUnknown> shared_unknowns(const SearchResult& result, const AnswerParts& parts) {
    std::map<std::string, SharedUnknown> by_key;
    std::vector<std::string> order;
    std::size_t asking = 0;
    for (const auto& entry : result.page) {
        asking += entry->verdict.result == Class::ask;
        for (const auto& part : entry->verdict.sites.front().parts) {
            if (!is_open_question(part)) continue;
            const auto key = part_key(part.kind, part.index, parts);
            auto& shared = by_key[key];
            if (shared.count++ == 0) order.push_back(key);
            shared.part = part;
        }
    }
    std::vector<SharedUnknown> out;
    for (const auto& key : order)
        if (by_key[key].count >= 2 && by_key[key].count * 2 > asking) out.push_back(by_key[key]);
    return out;
}

std::string left_out_label(const PartId& reason, const AnswerParts& parts) {
    const auto& language = parts.request.language;
    switch (reason.kind) {
        case PartKind::fact: {
            const auto& fact = parts.catalogue.facts()[reason.index];
            for (const auto& wish : parts.plan.question.facts)
                if (wish.fact == reason.index)
                    return (wish.want == Value::yes ? fact.no : fact.yes).in(language);
            return fact.label.in(language);
        }
        case PartKind::distance: return parts.wording.text("too_far", language);
        case PartKind::language: return part_text(
            [&] { Part part; part.kind = PartKind::language; part.index = reason.index;
                  part.evidence = Evidence::unfavourable; return part; }(),
            ResultEntry{}, SiteVerdict{}, parts);
        case PartKind::time:
            return parts.wording.text(parts.plan.question.time->kind == TimeWish::Kind::after_hours
                                          ? "after_hours_closed" : "closed", language);
        case PartKind::age: return parts.wording.text("age_other", language);
        case PartKind::gender: return parts.wording.text("gender_other", language);
        case PartKind::documents: return parts.wording.text("documents_more", language);
        case PartKind::avoid_area: return parts.wording.text("avoid_inside", language);
        case PartKind::avoid_organization: return parts.wording.text("avoid_organization", language);
    }
    return {};
}

/// What loosening would bring back is never offered for what must not be loosened.
Json costs_json(const SearchResult& result, const AnswerParts& parts) {
    Json out = Json::array();
    for (const auto& cost : result.costs)
        out.push_back({{"part", part_key(cost.part.kind, cost.part.index, parts)},
                       {"label", part_label(cost.part.kind, cost.part.index, parts)},
                       {"strength", to_string(cost.strength)},
                       {"ruled_out", count_json(cost.ruled_out)},
                       {"held", count_json(cost.held)},
                       {"asked", count_json(cost.asked)},
                       {"brings_back", cost.strength == Strength::critical
                                           ? Json(nullptr)
                                           : count_json(cost.brings_back)}});
    return out;
}

Json phones_answered_json(const SearchResult& result, const AnswerParts& parts) {
    std::size_t answered = 0;
    for (std::size_t i = 0; i < std::min(kFirstResults, result.page.size()); ++i)
        answered += result.page[i]->answered == Answered::yes;
    const auto& language = parts.request.language;
    const auto text = answered == 0
                          ? parts.wording.text("phones_none", language)
                          : parts.wording.text("phones_some", language,
                                               {{"count", std::to_string(answered)}});
    return {{"count", answered}, {"text", result.page.empty() ? Json(nullptr) : Json(text)}};
}

}  // namespace

Json ask_json(const ResultEntry& entry, const SiteVerdict& site, const AnswerParts& parts,
              const std::vector<std::string>& shared) {
    std::vector<const Part*> open;
    for (const auto& part : site.parts)
        if (is_open_question(part) &&
            std::find(shared.begin(), shared.end(), part_key(part.kind, part.index, parts)) ==
                shared.end())
            open.push_back(&part);
    std::stable_sort(open.begin(), open.end(), [](const Part* a, const Part* b) {
        return a->strength > b->strength;
    });
    if (open.size() > kMostQuestions) open.resize(kMostQuestions);
    Json ask = Json::array();
    for (const auto* part : open)
        ask.push_back({{"part", part_key(part->kind, part->index, parts)},
                       {"strength", to_string(part->strength)},
                       {"question", part_question(*part, parts)},
                       {"text", part_text(*part, entry, site, parts)},
                       {"original", original_question(*part, parts)}});
    return ask;
}

Json capacity_json(const std::optional<Capacity>& said, const std::string& zone, Instant now,
                   const Wording& wording, const std::string& language) {
    if (!said) return nullptr;
    const bool is_zone_known = !zone.empty() && local_minutes(now, zone).has_value();
    const auto local = [&](Instant at) { return *local_minutes(at, is_zone_known ? zone : "UTC"); };
    const auto moment = [&](Instant at) {
        return wording.moment(local(at), local(now), language) + (is_zone_known ? "" : " UTC");
    };
    return {{"beds", said->beds},
            {"said_at", format_instant(said->said_at)},
            {"until", format_instant(said->until)},
            {"text", wording.text(said->beds == 0 ? "capacity_full" : "capacity_beds", language,
                                  {{"count", std::to_string(said->beds)},
                                   {"said", moment(said->said_at)},
                                   {"time", moment(said->until)}})}};
}

Json phones_json(const Json& card, Answered answered, const AnswerParts& parts) {
    static constexpr const char* kAnswered[] = {"no", "unknown", "yes"};
    const auto* word = kAnswered[static_cast<std::size_t>(answered)];
    Json phones = card.value("phones", Json::array());
    for (auto& phone : phones) {
        phone["answered"] = word;
        phone["answered_text"] =
            parts.wording.text(fmt::format("answered_{}", word), parts.request.language);
    }
    return phones;
}

Json card_of_site(const ResultEntry& entry, const Site* site) {
    const auto& card = entry.card;
    const auto sites = card.find("sites");
    if (site && sites != card.end())
        for (const auto& each : *sites)
            if (each.value("service_at_location_id", "") == to_string(site->id)) return each;
    return Json::object();
}

Json region_json(const Site* site) {
    if (!site || !site->region) return nullptr;
    const auto& region = *site->region;
    return {
        {"lat", region.centre.lat}, {"lon", region.centre.lon}, {"radius_km", region.radius_km}};
}

Json opening_json(const Candidate& candidate, const SiteVerdict& site, const Json& card,
                  const AnswerParts& parts) {
    const auto& language = parts.request.language;
    const auto& wording = parts.wording;
    const auto& opening = site.opening;
    const auto said = card.contains("hours_said") && card["hours_said"].is_string()
                          ? card["hours_said"].get<std::string>()
                          : std::string{};
    const auto local = local_minutes(parts.plan.question.now,
                                     candidate.zone.empty() ? "UTC" : candidate.zone);
    const auto now = local ? *local : LocalMinutes{};
    std::string text;
    switch (opening.state) {
        case OpenState::open:
            text = opening.until ? wording.text("open_until", language,
                                                {{"time", wording.moment(*opening.until, now, language)}})
                                 : wording.text("open_always", language);
            break;
        case OpenState::closed:
            text = opening.next ? wording.text("closed_next", language,
                                               {{"time", wording.moment(*opening.next, now, language)}})
                                : wording.text("closed", language);
            break;
        case OpenState::unknown:
            text = wording.text(opening.holiday ? "hours_holiday" : "hours_unknown", language);
            if (!said.empty()) text += ". " + wording.text("hours_said", language, {{"said", said}});
            break;
    }
    const bool lead = opening.state != OpenState::unknown && site.hours_are_lead;
    if (lead) text = wording.text("not_checked", language, {{"text", text}});
    const auto moment = [](const std::optional<LocalMinutes>& at) {
        return at ? Json(format_local_minutes(*at)) : Json(nullptr);
    };
    return {{"state", to_string(opening.state)},
            {"text", text},
            {"until", moment(opening.until)},
            {"next", moment(opening.next)},
            {"as_said", or_null(said)},
            {"lead", lead}};
}

Json result_json(const ResultEntry& entry, const AnswerParts& parts,
                 const std::vector<std::string>& shared) {
    const auto& best = entry.verdict.sites.front();
    Json out{{"service_id", to_string(entry.candidate.service_id)},
             {"service_at_location_id",
              best.site ? Json(to_string(best.site->id)) : Json(nullptr)},
             {"short_id", entry.card.value("short_id", "")},
             {"name", entry.card.value("name", "")},
             {"name_language", entry.card.value("language", "")},
             {"organization", entry.card.value("organization", Json(nullptr))},
             {"summary", entry.card.value("summary", "")},
             {"summary_language", entry.card.value("language", "")},
             {"alert", entry.card.value("alert", Json(nullptr))},
             {"class", to_string(entry.verdict.result)},
             {"score", entry.score},
             {"distance_km", nullptr},
             {"area", nullptr},
             {"open", opening_json(entry.candidate, best, entry.card, parts)},
             {"capacity", capacity_json(entry.capacity, entry.candidate.zone, parts.plan.question.now,
                                        parts.wording, parts.request.language)},
             {"phones", phones_json(entry.card, entry.answered, parts)},
             {"contacts", entry.card.value("contacts", Json::array())},
             {"leads", leads_json(entry, best, parts)},
             {"why", why_json(entry, best, parts)},
             {"ask", ask_json(entry, best, parts, shared)},
             {"features", features_json(entry, parts)},
             {"sites", Json::array()}};
    // That somebody reported the place is staff's to know; to everybody it is one to ask about.
    if (parts.role == Role::staff && entry.candidate.reported) out["reported"] = true;
    if (best.distance_km) out["distance_km"] = std::round(*best.distance_km * 1000) / 1000;
    for (const auto& site : entry.verdict.sites) out["sites"].push_back(site_json(entry, site, parts));
    out["area"] = out["sites"].front()["area"];
    return out;
}

Json answer_json(const SearchResult& result, const AnswerParts& parts) {
    const auto shared = shared_unknowns(result, parts);
    std::vector<std::string> shared_keys;
    Json shared_json = Json::array();
    for (const auto& unknown : shared) {
        const auto key = part_key(unknown.part.kind, unknown.part.index, parts);
        const auto label = part_label(unknown.part.kind, unknown.part.index, parts);
        shared_keys.push_back(key);
        shared_json.push_back(
            {{"part", key},
             {"label", label},
             {"count", unknown.count},
             {"question", part_question(unknown.part, parts)},
             {"original", original_question(unknown.part, parts)},
             {"text", parts.wording.text("shared_unknown", parts.request.language,
                                         {{"count", std::to_string(unknown.count)},
                                          {"label", label}})}});
    }
    const auto list = [&](const std::vector<ResultEntryPointer>& entries) {
        Json out = Json::array();
        for (const auto& entry : entries) out.push_back(result_json(*entry, parts, shared_keys));
        return out;
    };
    Json totals = Json::object(), left_out = Json::array();
    for (const auto each : {Class::meets, Class::ask, Class::hold, Class::ruled_out})
        totals[std::string(to_string(each))] =
            count_json(result.totals[static_cast<std::size_t>(each)]);
    for (const auto& cost : result.costs)
        if (cost.ruled_out.count > 0)
            left_out.push_back({{"reason", part_key(cost.part.kind, cost.part.index, parts)},
                                {"label", left_out_label(cost.part, parts)},
                                {"count", cost.ruled_out.count},
                                {"at_least", cost.ruled_out.at_least}});
    Json out{{"understood", understood_json(result, parts)},
             {"asked_nothing", result.plan.question.asks_nothing()},
             {"totals", std::move(totals)},
             {"shared_unknowns", std::move(shared_json)},
             {"phones_answered", phones_answered_json(result, parts)},
             {"results", list(result.page)},
             {"left_out", std::move(left_out)},
             {"costs", costs_json(result, parts)},
             {"complete", result.complete},
             {"cursor", or_null(result.cursor)}};
    if (parts.request.include_hold) out["held"] = list(result.held);
    if (parts.request.include_ruled_out) out["ruled_out"] = list(result.ruled_out);
    return out;
}

Json explanation_json(const ResultEntry& entry, const AnswerParts& parts) {
    const auto& best = entry.verdict.sites.front();
    Json list = Json::array();
    for (const auto& part : best.parts)
        list.push_back({{"part", part_key(part.kind, part.index, parts)},
                        {"label", part_label(part.kind, part.index, parts)},
                        {"strength", to_string(part.strength)},
                        {"evidence", to_string(part.evidence)},
                        {"class", to_string(part.result)},
                        {"text", part_text(part, entry, best, parts)},
                        {"question", is_open_question(part) ? Json(part_question(part, parts))
                                                            : Json(nullptr)}});
    return {{"class", to_string(entry.verdict.result)},
            {"parts", std::move(list)},
            {"result", result_json(entry, parts, {})}};
}

}  // namespace porchlight
