#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/feed/tabular.h"

// HSDS before 3.0: other file names, two address files, and tables for what later became words or
// attributes. 1.0 and 1.1 have weekdays, 2.x has rules. Real packages mix releases and have columns that
// the descriptor lacks (eligibility, original_text, phone parts); they are taken where their meaning is
// certain.
namespace porchlight {
namespace {

constexpr auto kNumber = CellType::number;

constexpr ColumnRule kOrganization[] = {
    {"id", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""}, {"email", ""}, {"url", "website"},
    {"tax_status", ""}, {"tax_id", ""}, {"year_incorporated", "", kNumber}, {"legal_status", ""}};
constexpr ColumnRule kProgram[] = {{"id", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""}};
constexpr ColumnRule kService[] = {
    {"id", ""}, {"organization_id", ""}, {"program_id", ""}, {"name", ""}, {"alternate_name", ""},
    {"description", ""}, {"url", ""}, {"email", ""}, {"status", ""}, {"interpretation_services", ""},
    {"application_process", ""}, {"wait_time", ""}, {"fees", "fees_description"}, {"accreditations", ""},
    {"accrediations", "accreditations"}, {"licenses", ""}, {"location_id", ""}, {"taxonomy_ids", "x_taxonomy_ids"}};
constexpr ColumnRule kSite[] = {{"id", ""}, {"location_id", ""}, {"description", ""}, {"url", "x_url"}, {"email", "x_email"}};
constexpr ColumnRule kLocation[] = {
    {"id", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""}, {"transportation", ""},
    {"latitude", "", kNumber}, {"longitude", "", kNumber}};
constexpr ColumnRule kPhone[] = {
    {"id", ""}, {"number", ""}, {"extension", "", kNumber}, {"type", ""}, {"description", ""}, {"language", "x_languages"}, {"department", "x_department"}};
constexpr ColumnRule kContact[] = {
    {"id", ""}, {"name", ""}, {"title", ""}, {"department", ""}, {"email", ""}, {"phone_number", "x_number"},
    {"phone_areacode", "x_area"}, {"phone_extension", "x_extension"}};
constexpr ColumnRule kAddress[] = {
    {"id", ""}, {"attention", ""}, {"address_1", ""}, {"address_2", ""}, {"address_3", "x_address_3"},
    {"address_4", "x_address_4"}, {"city", ""}, {"region", ""}, {"state_province", ""}, {"postal_code", ""}, {"country", ""}};
constexpr ColumnRule kRegularHours[] = {
    {"id", ""}, {"weekday", "byday"}, {"opens_at", ""}, {"closes_at", ""}, {"original_text", "description"}};
constexpr ColumnRule kHolidayHours[] = {
    {"id", ""}, {"closed", "x_closed"}, {"opens_at", ""}, {"closes_at", ""}, {"start_date", "x_first"}, {"end_date", "x_last"}};
constexpr ColumnRule kRules[] = {
    {"id", ""}, {"valid_from", ""}, {"valid_to", ""}, {"dtstart", ""}, {"timezone", "", kNumber}, {"until", ""},
    {"count", "", kNumber}, {"wkst", ""}, {"freq", ""}, {"interval", "", kNumber}, {"byday", ""}, {"byweekno", ""},
    {"bymonthday", ""}, {"byyearday", ""}, {"description", ""}, {"opens_at", ""}, {"closes_at", ""}};
constexpr ColumnRule kLanguage[] = {{"id", ""}, {"language", "name"}};
constexpr ColumnRule kAccessibility[] = {{"id", ""}, {"accessibility", "description"}, {"details", ""}};
constexpr ColumnRule kServiceArea[] = {{"id", ""}, {"service_area", "name"}, {"description", ""}};
constexpr ColumnRule kDocument[] = {{"id", ""}, {"document", ""}};
constexpr ColumnRule kEligibility[] = {{"id", ""}, {"eligibility", "x_eligibility"}};
constexpr ColumnRule kFee[] = {{"id", ""}, {"fee", "x_fee"}};
constexpr ColumnRule kInterpreter[] = {{"id", ""}, {"language", "x_interpreter"}};
constexpr ColumnRule kPayment[] = {{"id", ""}, {"payment", "x_payment"}};
constexpr ColumnRule kFunding[] = {{"id", ""}, {"source", ""}};
constexpr ColumnRule kTerm[] = {{"id", ""}, {"name", ""}, {"parent_id", ""}, {"vocabulary", "taxonomy"}};
constexpr ColumnRule kUseOfTerm[] = {{"id", ""}, {"taxonomy_id", "taxonomy_term_id"}, {"taxonomy_detail", "value"}};
constexpr ColumnRule kTermOf2[] = {
    {"id", ""}, {"term", "name"}, {"name", ""}, {"description", ""}, {"parent_id", ""}, {"taxonomy", ""}, {"language", ""}};
constexpr ColumnRule kServiceAttribute[] = {{"id", ""}, {"taxonomy_term_id", ""}};
constexpr ColumnRule kOtherAttribute[] = {{"id", ""}, {"link_id", ""}, {"link_type", "link_entity"}, {"taxonomy_term_id", ""}};
constexpr ColumnRule kMetadata[] = {
    {"id", ""}, {"resource_id", ""}, {"resource_type", ""}, {"last_action_date", ""}, {"last_action_type", ""}, {"field_name", ""},
    {"previous_value", ""}, {"replacement_value", ""}, {"updated_by", ""}};

constexpr OwnerRule kOfOrganization[] = {{"organization", "organization_id"}};
constexpr OwnerRule kOfService[] = {{"service", "service_id"}};
constexpr OwnerRule kOfLocation[] = {{"location", "location_id"}};
constexpr OwnerRule kOfServiceThenOrganization[] = {{"service", "service_id"}, {"organization", "organization_id"}};
constexpr OwnerRule kOfPhone[] = {
    {"contact", "contact_id"}, {"service_at_location", "service_at_location_id"}, {"service", "service_id"},
    {"location", "location_id"}, {"organization", "organization_id"}};
constexpr OwnerRule kOfContact[] = {
    {"service_at_location", "service_at_location_id"}, {"service", "service_id"}, {"organization", "organization_id"}};
constexpr OwnerRule kOfSchedule[] = {
    {"service_at_location", "service_at_location_id"}, {"service", "service_id"}, {"location", "location_id"}};
constexpr OwnerRule kOfLanguage[] = {{"service", "service_id"}, {"location", "location_id"}};

constexpr TableRule kTablesOf1[] = {
    {"organizations.csv", "organization", "", kOrganization, {}},
    {"programs.csv", "program", "", kProgram, kOfOrganization},
    {"services.csv", "service", "", kService, {}},
    {"locations.csv", "location", "", kLocation, {}},
    {"services_at_location.csv", "service_at_location", "service_at_locations", kSite, kOfService},
    {"contacts.csv", "contact", "contacts", kContact, kOfContact},
    {"phones.csv", "phone", "phones", kPhone, kOfPhone},
    {"physical_addresses.csv", "address", "addresses", kAddress, kOfLocation},
    {"postal_addresses.csv", "address", "addresses", kAddress, kOfLocation},
    {"regular_schedules.csv", "schedule", "schedules", kRegularHours, kOfSchedule},
    {"holiday_schedules.csv", "closure", "porchlight_closures", kHolidayHours, kOfSchedule},
    {"languages.csv", "language", "languages", kLanguage, kOfLanguage},
    {"accessibility_for_disabilities.csv", "accessibility", "accessibility", kAccessibility, kOfLocation},
    {"service_areas.csv", "service_area", "service_areas", kServiceArea, kOfService},
    {"required_documents.csv", "required_document", "required_documents", kDocument, kOfService},
    {"eligibility.csv", "eligibility", "x_eligibility", kEligibility, kOfService},
    {"fees.csv", "fee", "x_fees", kFee, kOfService},
    {"interpretation_services.csv", "interpreter", "x_interpreters", kInterpreter, kOfService},
    {"payments_accepted.csv", "payment", "x_payments", kPayment, kOfService},
    {"funding.csv", "funding", "funding", kFunding, kOfServiceThenOrganization},
    {"taxonomy.csv", "taxonomy_term", "", kTerm, {}},
    {"services_taxonomy.csv", "attribute", "attributes", kUseOfTerm, kOfService},
    {"metadata.csv", "metadata", "metadata", kMetadata, {}},
};

// Terms hang on whatever they describe, eligibility included: its own table says nothing without them.
constexpr TableRule kTablesOf2[] = {
    {"organizations.csv", "organization", "", kOrganization, {}},
    {"programs.csv", "program", "", kProgram, kOfOrganization},
    {"services.csv", "service", "", kService, {}},
    {"locations.csv", "location", "", kLocation, {}},
    {"services_at_location.csv", "service_at_location", "service_at_locations", kSite, kOfService},
    {"contacts.csv", "contact", "contacts", kContact, kOfContact},
    {"phones.csv", "phone", "phones", kPhone, kOfPhone},
    {"physical_addresses.csv", "address", "addresses", kAddress, kOfLocation},
    {"postal_addresses.csv", "address", "addresses", kAddress, kOfLocation},
    {"schedules.csv", "schedule", "schedules", kRules, kOfSchedule},
    {"languages.csv", "language", "languages", kLanguage, kOfLanguage},
    {"accessibility_for_disabilities.csv", "accessibility", "accessibility", kAccessibility, kOfLocation},
    {"service_areas.csv", "service_area", "service_areas", kServiceArea, kOfService},
    {"required_documents.csv", "required_document", "required_documents", kDocument, kOfService},
    {"eligibility.csv", "eligibility", "x_eligibility", kEligibility, kOfService},
    {"payments_accepted.csv", "payment", "x_payments", kPayment, kOfService},
    {"funding.csv", "funding", "funding", kFunding, kOfServiceThenOrganization},
    {"taxonomy_terms.csv", "taxonomy_term", "", kTermOf2, {}},
    {"service_attributes.csv", "attribute", "attributes", kServiceAttribute, kOfService},
    {"other_attributes.csv", "attribute", "attributes", kOtherAttribute, {}},
    {"metadata.csv", "metadata", "metadata", kMetadata, {}},
};

std::string take(Json& object, const char* key) {
    std::string text{text_of(object, key)};
    object.erase(key);
    return text;
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

/// A contact's number in parts makes a phone only where the parts make a whole number: the Miami
/// package has an area code and the last four digits, which nobody can ring.
void adapt_contact(Json& contact) {
    const auto number = take(contact, "x_number"), area = take(contact, "x_area");
    const auto extension = take(contact, "x_extension");
    std::size_t digits = 0;
    for (const char c : number) digits += c >= '0' && c <= '9';
    if (digits < 7) return;
    Json phone{{"number", area.empty() || digits >= 10 ? number : area + "-" + number}};
    if (all_digits(extension) && extension.size() < 10) phone["extension"] = std::stoll(extension);
    contact["phones"].push_back(std::move(phone));
}

void adapt_phone(Json& phone) {
    const auto names = take(phone, "x_languages");
    if (!names.empty()) phone["languages"].push_back({{"name", names}});
    const auto department = take(phone, "x_department"), said = take(phone, "description");
    if (!department.empty() || !said.empty())
        phone["description"] = said.empty() ? department : department.empty() ? said : department + ", " + said;
}

/// 1.0 gives a service an address of its own at each place; later releases know contacts there.
void adapt_site(Json& site) {
    const auto url = take(site, "x_url"), email = take(site, "x_email");
    if (!email.empty()) site["contacts"].push_back({{"email", email}});
    if (url.empty()) return;
    const std::string said{text_of(site, "description")};
    site["description"] = said.empty() ? url : said + " " + url;
}

/// 2.x has no codes: the key is the code, where it isn't one that a database made up.
void adapt_term(Json& term) {
    const std::string key{text_of(term, "id")};
    if (!key.empty() && !parse_uuid(key)) term["code"] = key;
    if (text_of(term, "description").empty()) term["description"] = term.value("name", key);
}

void adapt_address(Json& address, std::string_view file) {
    address["address_type"] = file.starts_with("postal") ? "postal" : "physical";
    for (const char* key : {"x_address_3", "x_address_4"}) {
        const auto more = take(address, key);
        if (more.empty()) continue;
        const std::string before{text_of(address, "address_2")};
        address["address_2"] = before.empty() ? more : before + ", " + more;
    }
}

/// holiday_schedules has no home in 3.1 (closed days can't be said there).
void adapt_closure(Json& closure) {
    const auto closed = lower_ascii(take(closure, "x_closed"));
    const auto first = take(closure, "x_first"), last = take(closure, "x_last");
    closure["first"] = first;
    closure["last"] = last.empty() ? first : last;
    closure["kind"] = "open";
    const bool is_closed = closed == "true" || closed == "1" || closed == "yes" || closed == "y" || closed == "t";
    closure["effect"] = is_closed ? "closed" : "special";
}

/// What these releases say otherwise than 3.1: joined phone parts, holiday_schedules, comma lists.
void adapt(std::string_view file, Json& object) {
    if (file == "contacts.csv") adapt_contact(object);
    else if (file == "phones.csv") adapt_phone(object);
    else if (file == "services_at_location.csv") adapt_site(object);
    else if (file.ends_with("_addresses.csv")) adapt_address(object, file);
    else if (file == "regular_schedules.csv") object["freq"] = "WEEKLY";
    else if (file == "holiday_schedules.csv") adapt_closure(object);
    else if (file == "services_taxonomy.csv" || file == "service_attributes.csv") object["link_entity"] = "service", object["link_type"] = "taxonomy";
    else if (file == "taxonomy_terms.csv") adapt_term(object);
    // A location without a type is a place: these releases know no other.
    else if (file == "locations.csv") object["location_type"] = "physical";
}

}  // namespace

const TabularVersion& tabular_1() {
    static constexpr TabularVersion kVersion{"1.x", kTablesOf1, adapt};
    return kVersion;
}

const TabularVersion& tabular_2() {
    static constexpr TabularVersion kVersion{"2.x", kTablesOf2, adapt};
    return kVersion;
}

}  // namespace porchlight
