#include "core/feed/tabular.h"

// HSDS 3.0 to 3.2: the columns have the names of the JSON members, and the foreign keys become
// nesting. Numbers are text in a CSV file; attributes, metadata, taxonomies and units are joined by
// hand in tabular.cc, since their keys point into any table.
namespace porchlight {
namespace {

constexpr auto kNumber = CellType::number;

constexpr ColumnRule kOrganization[] = {
    {"id", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""}, {"email", ""}, {"website", ""},
    {"tax_status", ""}, {"tax_id", ""}, {"year_incorporated", "", kNumber}, {"legal_status", ""}, {"logo", ""},
    {"uri", ""}, {"parent_organization_id", ""}};
constexpr ColumnRule kProgram[] = {{"id", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""}};
constexpr ColumnRule kService[] = {
    {"id", ""}, {"organization_id", ""}, {"program_id", ""}, {"name", ""}, {"alternate_name", ""},
    {"description", ""}, {"url", ""}, {"email", ""}, {"status", ""}, {"interpretation_services", ""},
    {"application_process", ""}, {"fees_description", ""}, {"wait_time", ""}, {"fees", ""}, {"accreditations", ""},
    {"eligibility_description", ""}, {"minimum_age", "", kNumber}, {"maximum_age", "", kNumber},
    {"assured_date", ""}, {"assurer_email", ""}, {"licenses", ""}, {"alert", ""}, {"last_modified", ""}};
constexpr ColumnRule kServiceAtLocation[] = {{"id", ""}, {"location_id", ""}, {"description", ""}};
constexpr ColumnRule kLocation[] = {
    {"id", ""}, {"location_type", ""}, {"url", ""}, {"name", ""}, {"alternate_name", ""}, {"description", ""},
    {"transportation", ""}, {"latitude", "", kNumber}, {"longitude", "", kNumber}, {"external_identifier", ""},
    {"external_identifier_type", ""}};
constexpr ColumnRule kPhone[] = {{"id", ""}, {"number", ""}, {"extension", "", kNumber}, {"type", ""}, {"description", ""}};
constexpr ColumnRule kContact[] = {{"id", ""}, {"name", ""}, {"title", ""}, {"department", ""}, {"email", ""}};
constexpr ColumnRule kAddress[] = {
    {"id", ""}, {"attention", ""}, {"address_1", ""}, {"address_2", ""}, {"city", ""}, {"region", ""},
    {"state_province", ""}, {"postal_code", ""}, {"country", ""}, {"address_type", ""}};
constexpr ColumnRule kSchedule[] = {
    {"id", ""}, {"valid_from", ""}, {"valid_to", ""}, {"dtstart", ""}, {"timezone", "", kNumber}, {"until", ""},
    {"count", "", kNumber}, {"wkst", ""}, {"freq", ""}, {"interval", "", kNumber}, {"byday", ""}, {"byweekno", ""},
    {"bymonthday", ""}, {"byyearday", ""}, {"description", ""}, {"opens_at", ""}, {"closes_at", ""},
    {"schedule_link", ""}, {"attending_type", ""}, {"notes", ""}};
constexpr ColumnRule kLanguage[] = {{"id", ""}, {"name", ""}, {"code", ""}, {"note", ""}};
constexpr ColumnRule kAccessibility[] = {{"id", ""}, {"description", ""}, {"details", ""}, {"url", ""}};
constexpr ColumnRule kServiceArea[] = {{"id", ""}, {"name", ""}, {"description", ""}, {"extent", ""}, {"extent_type", ""}, {"uri", ""}};
constexpr ColumnRule kDocument[] = {{"id", ""}, {"document", ""}, {"uri", ""}};
constexpr ColumnRule kCost[] = {
    {"id", ""}, {"valid_from", ""}, {"valid_to", ""}, {"option", ""}, {"currency", ""}, {"amount", "", kNumber},
    {"amount_description", ""}};
constexpr ColumnRule kFunding[] = {{"id", ""}, {"source", ""}};
constexpr ColumnRule kIdentifier[] = {{"id", ""}, {"identifier_scheme", ""}, {"identifier_type", ""}, {"identifier", ""}};
constexpr ColumnRule kUrl[] = {{"id", ""}, {"label", ""}, {"url", ""}};
constexpr ColumnRule kCapacity[] = {
    {"id", ""}, {"unit_id", ""}, {"available", "", kNumber}, {"maximum", "", kNumber}, {"description", ""}, {"updated", ""}};
constexpr ColumnRule kUnit[] = {{"id", ""}, {"name", ""}, {"scheme", ""}, {"identifier", ""}, {"uri", ""}};
constexpr ColumnRule kTaxonomy[] = {{"id", ""}, {"name", ""}, {"description", ""}, {"uri", ""}, {"version", ""}};
constexpr ColumnRule kTerm[] = {
    {"id", ""}, {"code", ""}, {"name", ""}, {"description", ""}, {"parent_id", ""}, {"taxonomy", ""},
    {"language", ""}, {"taxonomy_id", ""}, {"term_uri", ""}};
constexpr ColumnRule kAttribute[] = {
    {"id", ""}, {"link_id", ""}, {"taxonomy_term_id", ""}, {"link_type", ""}, {"link_entity", ""}, {"value", ""}, {"label", ""}};
constexpr ColumnRule kMetadata[] = {
    {"id", ""}, {"resource_id", ""}, {"resource_type", ""}, {"last_action_date", ""}, {"last_action_type", ""},
    {"field_name", ""}, {"previous_value", ""}, {"replacement_value", ""}, {"updated_by", ""}};

constexpr OwnerRule kOfOrganization[] = {{"organization", "organization_id"}};
constexpr OwnerRule kOfService[] = {{"service", "service_id"}};
constexpr OwnerRule kOfLocation[] = {{"location", "location_id"}};
constexpr OwnerRule kOfServiceThenOrganization[] = {{"service", "service_id"}, {"organization", "organization_id"}};
constexpr OwnerRule kOfSiteThenService[] = {{"service_at_location", "service_at_location_id"}, {"service", "service_id"}};
constexpr OwnerRule kOfPhone[] = {
    {"contact", "contact_id"}, {"service_at_location", "service_at_location_id"}, {"service", "service_id"},
    {"location", "location_id"}, {"organization", "organization_id"}};
constexpr OwnerRule kOfContact[] = {
    {"service_at_location", "service_at_location_id"}, {"service", "service_id"}, {"location", "location_id"},
    {"organization", "organization_id"}};
constexpr OwnerRule kOfSchedule[] = {
    {"service_at_location", "service_at_location_id"}, {"service", "service_id"}, {"location", "location_id"}};
constexpr OwnerRule kOfLanguage[] = {{"phone", "phone_id"}, {"service", "service_id"}, {"location", "location_id"}};

constexpr TableRule kTables[] = {
    {"organizations.csv", "organization", "", kOrganization, {}},
    {"programs.csv", "program", "", kProgram, kOfOrganization},
    {"services.csv", "service", "", kService, {}},
    {"locations.csv", "location", "", kLocation, {}},
    {"service_at_location.csv", "service_at_location", "service_at_locations", kServiceAtLocation, kOfService},
    {"contacts.csv", "contact", "contacts", kContact, kOfContact},
    {"phones.csv", "phone", "phones", kPhone, kOfPhone},
    {"addresses.csv", "address", "addresses", kAddress, kOfLocation},
    {"schedules.csv", "schedule", "schedules", kSchedule, kOfSchedule},
    {"languages.csv", "language", "languages", kLanguage, kOfLanguage},
    {"accessibility.csv", "accessibility", "accessibility", kAccessibility, kOfLocation},
    {"service_areas.csv", "service_area", "service_areas", kServiceArea, kOfSiteThenService},
    {"required_documents.csv", "required_document", "required_documents", kDocument, kOfService},
    {"cost_options.csv", "cost_option", "cost_options", kCost, kOfService},
    {"funding.csv", "funding", "funding", kFunding, kOfServiceThenOrganization},
    {"organization_identifiers.csv", "organization_identifier", "organization_identifiers", kIdentifier, kOfOrganization},
    {"url.csv", "url", "additional_urls", kUrl, kOfServiceThenOrganization},
    {"units.csv", "unit", "", kUnit, {}},
    {"service_capacity.csv", "service_capacity", "capacities", kCapacity, kOfService},
    {"taxonomies.csv", "taxonomy", "", kTaxonomy, {}},
    {"taxonomy_terms.csv", "taxonomy_term", "", kTerm, {}},
    {"attributes.csv", "attribute", "attributes", kAttribute, {}},
    {"metadata.csv", "metadata", "metadata", kMetadata, {}},
};

}  // namespace

const TabularVersion& tabular_3() {
    static constexpr TabularVersion kVersion{"3.x", kTables, nullptr};
    return kVersion;
}

}  // namespace porchlight
