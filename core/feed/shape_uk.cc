#include "core/feed/shape_uk.h"

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

void rename(Json& object, const char* from, const char* to) {
    const auto found = object.find(from);
    if (found == object.end()) return;
    if (!object.contains(to)) object[to] = *found;
    object.erase(from);
}

/// Moves the entries of one list behind those of another.
void gather(Json& object, const char* from, const char* to) {
    const auto found = object.find(from);
    if (found == object.end() || !found->is_array()) return;
    const Json entries = std::move(*found);
    object.erase(from);
    for (const auto& entry : entries) object[to].push_back(entry);
}

template <class Change>
void each(Json& object, const char* list, Change change) {
    const auto found = object.find(list);
    if (found == object.end() || !found->is_array()) return;
    for (auto& entry : *found)
        if (entry.is_object()) change(entry);
}

/// "taxonomy" of a link is the term itself in UK 1.0.
void term_of_link(Json& attribute) {
    const auto found = attribute.find("taxonomy");
    if (found == attribute.end() || !found->is_object() || attribute.contains("taxonomy_term")) return;
    Json term = std::move(*found);
    attribute.erase("taxonomy");
    if (const auto code = string_of(term, "id"); !code.empty() && !term.contains("code")) term["code"] = code;
    if (!term.contains("description") && term.contains("name")) term["description"] = term["name"];
    rename(term, "vocabulary", "taxonomy");
    attribute["taxonomy_term"] = std::move(term);
}

std::string ages_of(const Json& row) {
    const auto from = number_of(row, "minimum_age"), to = number_of(row, "maximum_age");
    const auto text = [](double age) { return std::to_string(static_cast<int>(age)); };
    if (from && to) return "ages " + text(*from) + " to " + text(*to);
    if (from) return "ages " + text(*from) + " and over";
    return to ? "ages up to " + text(*to) : "";
}

/// One row of ages is the service's; of several only the words can say who may come.
void eligibility(Json& service) {
    const auto found = service.find("eligibilitys");
    if (found == service.end() || !found->is_array()) return;
    const Json rows = std::move(*found);
    service.erase("eligibilitys");
    std::string said;
    for (const auto& row : rows) {
        if (!row.is_object()) continue;
        std::string text = string_of(row, "eligibility");
        if (const auto ages = ages_of(row); !ages.empty()) text += text.empty() ? ages : " (" + ages + ")";
        if (!text.empty()) said += (said.empty() ? "" : "; ") + text;
        for (const auto& attribute : items_of(row, "attributes")) service["attributes"].push_back(attribute);
        for (const char* age : {"minimum_age", "maximum_age"})
            if (rows.size() == 1 && row.contains(age) && !service.contains(age)) service[age] = row[age];
    }
    if (!said.empty() && !service.contains("eligibility_description")) service["eligibility_description"] = said;
}

/// A row of UK 1.0 with a weekday (1 is Monday) recurs each week.
void weekly(Json& schedule) {
    const auto found = schedule.find("weekday");
    if (found == schedule.end()) return;
    if (!schedule.contains("byday")) schedule["byday"] = found->is_number_integer() ? Json(std::to_string(found->get<int>())) : *found;
    schedule.erase("weekday");
    if (!schedule.contains("freq")) schedule["freq"] = "WEEKLY";
}

/// Its own name for where an organization is found; that of a service stays "url".
void website(Json& owner) {
    if (auto organization = owner.find("organization"); organization != owner.end() && organization->is_object()) rename(*organization, "url", "website");
    if (owner.contains("services") && !owner.contains("service_at_locations")) rename(owner, "url", "website");
}

void closures(Json& owner) {
    each(owner, "holiday_schedules", [&](Json& row) {
        const auto first = string_of(row, "start_date"), last = string_of(row, "end_date");
        const auto closed = row.find("closed");
        const bool is_closed = closed != row.end() && (*closed == Json(true) || lower_ascii(text_of(row, "closed")) == "true");
        Json out{{"first", first}, {"last", last.empty() ? first : last}, {"kind", "open"}, {"effect", is_closed ? "closed" : "special"}};
        for (const char* time : {"opens_at", "closes_at"})
            if (row.contains(time)) out[time] = row[time];
        owner["porchlight_closures"].push_back(std::move(out));
    });
    owner.erase("holiday_schedules");
}

void one_object(Json& object) {
    for (const auto& [from, to] : {std::pair{"regular_schedules", "schedules"}, {"regular_schedule", "schedules"}, {"fundings", "funding"}, {"physical_addresses", "addresses"},
                                   {"accessibility_for_disabilities", "accessibility"}, {"service_taxonomys", "attributes"}, {"link_taxonomys", "attributes"}, {"holiday_schedule", "holiday_schedules"}})
        gather(object, from, to);
    each(object, "attributes", term_of_link);
    each(object, "schedules", weekly);
    each(object, "service_areas", [](Json& row) { rename(row, "service_area", "name"); });
    each(object, "accessibility", [](Json& row) { rename(row, "accessibility", "description"); });
    each(object, "languages", [](Json& row) { rename(row, "language", "name"); });
    if (auto term = object.find("taxonomy_term"); term != object.end() && term->is_object()) rename(*term, "term", "name");
    closures(object);
    eligibility(object);
    website(object);
}

}  // namespace

void take_uk_names(Json& row) {
    if (!row.is_structured()) return;
    for (auto& member : row) take_uk_names(member);
    if (row.is_object()) one_object(row);
}

}  // namespace porchlight
