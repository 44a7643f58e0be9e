#include "core/review/upload_plan.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/feed/json_read.h"
#include "core/review/listing_form.h"

namespace porchlight {
namespace {

Result<void> plan_row(const UploadRow& row, UploadedFile& file, const UploadDesk& desk, std::set<std::string>& seen,
                      PlannedUpload& out) {
    const bool is_csv = file.format == UploadFormat::csv;
    const auto fault = [&](const std::string& field, std::string reason) -> Result<void> {
        file.faults.push_back({row.line, is_csv ? field : "/" + field, std::move(reason)});
        return {};
    };
    const auto& of = object_of(row.service, "organization");
    const auto of_id = string_of(of, "id"), of_name = string_of(of, "name");
    if (!of_id.empty() ? of_id != desk.caller.organization_id : !of_name.empty() && desk.organizations.count(of_name) == 0)
        return fault("organization", "the listing is another organization's");
    const auto listed = string_of(row.service, "name");
    auto id = string_of(row.service, "id");
    if (id.empty())
        if (const auto found = desk.own_names.find(listed); found != desk.own_names.end()) id = found->second;
    if (id.empty()) id = to_string(uuid_v5(id_namespace(), desk.caller.organization_id + "/upload/" + listed));
    if (!parse_uuid(id)) return fault("id", "an id is left as it was, or empty");
    if (!seen.insert(id).second) return fault("id", "the same listing is in the file twice");
    auto stored = desk.stored(id);
    if (!stored && stored.error().kind != ErrorKind::not_found) return tl::unexpected(stored.error());
    if (stored && stored->organization_id != desk.caller.organization_id) return fault("id", "the listing is another organization's");
    NewSubmission made;
    made.account_id = desk.caller.account_id;
    made.service_id = id;
    const auto before = stored ? Json::parse(stored->record) : desk.new_record(id);
    const auto changes = changes_to(file.format, before, row.service, desk.catalogue, desk.crosswalks);
    if (auto filled = desk.fill(made, stored ? &*stored : nullptr, changes); !filled) {
        const auto error = filled.error();
        if (error.kind != ErrorKind::bad_request) return filled;
        const auto pointer = error.where.rfind("/changes", 0) == 0 ? error.where.substr(8) : error.where;
        file.faults.push_back({row.line, field_of(file.format, pointer), error.message.substr(std::min(error.message.size(), error.message.find(": ") + 2))});
        return {};
    }
    const auto visibility = string_of(row.service, "visibility");
    if (!visibility.empty()) {
        const auto parsed = parse_visibility(visibility);
        if (!parsed) return fault("visibility", "public, staff or hidden");
        made.visibility = *parsed;
    }
    const bool reveals = stored && made.visibility != stored->visibility;
    if (stored && changes.empty() && !reveals) return ++out.unchanged, Result<void>{};
    if (desk.waiting.count(id) > 0)
        return fault("id", "a change of this listing waits for review: take it back first");
    Json shown{{"line", row.line}, {"service_id", id}, {"name", listed}, {"is_new", !stored}, {"visibility", nullptr}, {"changes", Json::array()}};
    if (!stored || reveals) shown["visibility"] = to_string(made.visibility);
    const auto was = members_of(before, desk.catalogue, desk.crosswalks);
    const auto becomes = members_of(made.record, desk.catalogue, desk.crosswalks);
    for (const auto& [member, value] : changes.items())
        shown["changes"].push_back({{"member", member}, {"before", was.contains(member) ? was[member] : Json(nullptr)},
                                    {"after", becomes.contains(member) ? becomes[member] : Json(nullptr)}});
    out.shown.push_back(std::move(shown));
    out.made.push_back(std::move(made));
    if (out.made.size() == static_cast<std::size_t>(SubmissionStore::kMostWaiting) + 1)
        file.faults.push_back({0, "", "at most 200 changes of an organization wait for review at the same time"});
    return {};
}

}  // namespace

Result<PlannedUpload> plan_upload(UploadedFile& file, const UploadDesk& desk) {
    PlannedUpload out;
    std::set<std::string> seen;
    for (const auto& row : file.rows)
        if (auto planned = plan_row(row, file, desk, seen, out); !planned) return tl::unexpected(planned.error());
    return out;
}

}  // namespace porchlight
