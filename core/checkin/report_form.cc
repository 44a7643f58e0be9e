#include "core/checkin/report_form.h"

#include "core/feed/json_read.h"

namespace porchlight {

const std::vector<std::string>& report_subjects(std::string_view kind) {
    static const std::vector<std::string> kDetails = {
        "phone", "hours", "address", "closed", "eligibility", "cost", "language", "other"};
    static const std::vector<std::string> kNotAllRight = {
        "turned_away", "asked_for_id",    "asked_what_happened", "told_others",
        "not_welcome", "conditions_set",  "did_not_feel_right",  "other"};
    static const std::vector<std::string> kNone;
    if (kind == "wrong_detail") return kDetails;
    return kind == "not_all_right" ? kNotAllRight : kNone;
}

std::vector<std::string> own_names(const Json& record) {
    std::vector<std::string> out{string_of(record, "name"), string_of(record, "alternate_name")};
    const auto& organization = object_of(record, "organization");
    out.push_back(string_of(organization, "name"));
    out.push_back(string_of(organization, "alternate_name"));
    for (const auto& site : items_of(record, "service_at_locations")) {
        const auto& location = object_of(site, "location");
        out.push_back(string_of(location, "name"));
        for (const auto& address : items_of(location, "addresses"))
            out.push_back(string_of(address, "city"));
    }
    return out;
}

}  // namespace porchlight
