#include "core/search/check_in_desk.h"

#include <algorithm>

#include "core/checkin/report_form.h"
#include "core/feed/json_read.h"
#include "core/search/members.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// A yes holds for half an hour, the leave to count for a long shift (decisions 26, 27).
constexpr std::chrono::minutes kYesHolds{30};
constexpr std::chrono::hours kPermitHolds{12};
/// Spent tokens that are remembered: some 10 MB.
constexpr std::size_t kMostSpent = 65536;

Error forbidden() { return {ErrorKind::forbidden, "no leave", ""}; }

/// A token, wherever it isn't text an empty one: no good, like any other.
std::string token_member(StrictObject& object, const char* member) {
    const bool is_text = object.has(member) && object.at(member).is_string();
    return is_text ? object.at(member).get<std::string>() : std::string{};
}

std::size_t count_characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

/// "fr" of "fr-CA": no more of a tag is kept, so that nothing can be written into it. Empty where it
/// isn't one.
std::string primary_language(const std::string& tag) {
    const auto primary = fold(tag.substr(0, tag.find('-')));
    const bool fits = (primary.size() == 2 || primary.size() == 3) &&
                      std::all_of(primary.begin(), primary.end(),
                                  [](char c) { return c >= 'a' && c <= 'z'; });
    return fits ? primary : std::string{};
}

/// The report that a body says, without its note being linted.
Report report_in(StrictObject& object, Role role) {
    Report out;
    out.service_id = id_member(object, "service_id");
    if (object.has("service_at_location_id"))
        out.service_at_location_id = id_member(object, "service_at_location_id");
    out.kind = object.text("kind", kLongestName);
    const auto& subjects = report_subjects(out.kind);
    if (subjects.empty())
        object.fault("out_of_range", "no such kind of report", object.pointer("kind"));
    out.about = object.text("about", kLongestName);
    if (std::find(subjects.begin(), subjects.end(), out.about) == subjects.end())
        object.fault("out_of_range", "no such subject of a report", object.pointer("about"));
    out.note = object.text("note", 4 * kLongestNote);
    if (fold_phrase(out.note).empty()) out.note.clear();
    if (count_characters(out.note) > kLongestNote)
        object.fault("out_of_range", "the note is longer than 280 characters", object.pointer("note"));
    if (std::any_of(out.note.begin(), out.note.end(),
                    [](unsigned char c) { return c < 0x20 || c == 0x7f; }))
        object.fault("out_of_range", "a control character is in the note", object.pointer("note"));
    out.language = primary_language(language_member(object));
    if (out.language.empty())
        object.fault("out_of_range", "no language tag", object.pointer("language"));
    out.origin = role == Role::staff ? "staff" : "public";
    return out;
}

}  // namespace

CheckInDesk::CheckInDesk(CheckInParts parts)
    : parts_(std::move(parts)),
      hand_overs_(kYesHolds, kMostSpent),
      permits_(kPermitHolds, kMostSpent),
      unmet_permits_(kPermitHolds, kMostSpent),
      counters_(parts_.paths.store_folder() / "counters.tsv", parts_.clock) {
    // The kiosk never counts.
    if (parts_.role == Role::staff) counters_.start();
}

/// Whether anybody may be sent there: searches list neither what was withdrawn nor what is closed for
/// good or for now.
bool CheckInDesk::is_offered(const SeenListing& seen) const {
    const auto& listing = seen.listing;
    return !listing.withdrawn &&
           parts_.records.read(listing, seen.record, parts_.settings.source(listing.source)).active;
}

HandOverParts CheckInDesk::hand_over_parts(const std::string& language,
                                           const std::string& worker_language) const {
    return {parts_.settings,     parts_.records,     parts_.holidays, parts_.wording, parts_.phrases,
            parts_.crisis_lines, parts_.clock.now(), language,        worker_language};
}

/// Opened at the first report: a directory that is only read isn't opened for writing.
Result<ReportQueue*> CheckInDesk::report_queue() {
    const std::lock_guard lock(mutex_);
    if (reports_) return reports_.get();
    auto opened = ReportQueue::open(parts_.paths.store_place());
    if (!opened) return tl::unexpected(opened.error());
    reports_ = std::move(*opened);
    return reports_.get();
}

Result<Json> CheckInDesk::check_in(const Json& body) {
    StrictObject object(body, "");
    const auto id = id_member(object, "service_id");
    if (object.text("answer", kLongestName) != "yes")
        object.fault("out_of_range", "only \"yes\" is taken here: no other answer is sent",
                     object.pointer("answer"));
    if (auto error = object.finish()) return tl::unexpected(*error);
    const auto seen = parts_.listings.as(parts_.role, id);
    if (!seen) return tl::unexpected(seen.error());
    if (!is_offered(*seen)) return tl::unexpected(no_such_service());
    return Json{{"token", hand_overs_.make(id)},
                {"expires_in", hand_overs_.life().count()}};
}

Result<Json> CheckInDesk::hand_over(const Json& body) {
    StrictObject object(body, "");
    const auto token = token_member(object, "token");
    const bool names_service = object.has("service_id");
    const auto named = names_service ? id_member(object, "service_id") : std::string{};
    const auto language = language_member(object);
    auto worker_language = tag_member(object, "worker_language");
    if (worker_language == language) worker_language.clear();
    if (auto error = object.finish()) return tl::unexpected(*error);
    const auto service = hand_overs_.subject_of(token);
    const auto id = service.value_or("");
    if (!service || (names_service && named != id)) return tl::unexpected(forbidden());
    const auto seen = parts_.listings.as(parts_.role, id);
    const bool gone = seen ? !is_offered(*seen) : seen.error().kind == ErrorKind::not_found;
    if (gone) return tl::unexpected(forbidden());
    if (!seen) return tl::unexpected(seen.error());
    if (!hand_overs_.spend(token)) return tl::unexpected(forbidden());
    auto out = hand_over_json(seen->listing, seen->record, hand_over_parts(language, worker_language));
    out["permit"] = parts_.role == Role::staff ? permits_.make(*service) : std::string{};
    return out;
}

Result<Json> CheckInDesk::report(const Json& body) {
    StrictObject object(body, "");
    const auto report = report_in(object, parts_.role);
    if (auto error = object.finish()) return tl::unexpected(*error);
    const auto seen = parts_.listings.as(parts_.role, report.service_id);
    if (!seen) return tl::unexpected(seen.error());
    if (seen->listing.withdrawn) return tl::unexpected(no_such_service());
    const auto& site = report.service_at_location_id;
    const auto& sites = items_of(seen->record, "service_at_locations");
    if (!site.empty() && std::none_of(sites.begin(), sites.end(), [&](const Json& each) {
            return string_of(each, "id") == site;
        }))
        return fail(ErrorKind::bad_request, "out_of_range: no such site of this service",
                    "/service_at_location_id");
    if (const auto found = parts_.note_lint.find(report.note, own_names(seen->record)))
        return fail(ErrorKind::bad_request,
                    "identifying: this looks like " + std::string(to_string(*found)) +
                        ": say it without",
                    "/note");
    const auto queue = report_queue();
    if (!queue) return tl::unexpected(queue.error());
    if (auto added = (*queue)->add(report, parts_.clock.now()); !added)
        return tl::unexpected(added.error());
    return Json(nullptr);
}

Result<Json> CheckInDesk::count(const Json& body) {
    StrictObject object(body, "");
    const auto permit = token_member(object, "permit");
    const auto outcome = parse_outcome(object.text("outcome", kLongestName));
    if (!outcome) object.fault("out_of_range", "no such outcome", object.pointer("outcome"));
    if (auto error = object.finish()) return tl::unexpected(*error);
    const auto service = permits_.subject_of(permit);
    if (parts_.role != Role::staff || !service || !permits_.spend(permit))
        return tl::unexpected(forbidden());
    counters_.count(*service, *outcome);
    return Json(nullptr);
}

Json CheckInDesk::unmet(const std::vector<std::uint16_t>& needs, const std::string& region,
                        const std::string& language) {
    Json out = Json::array();
    if (parts_.role != Role::staff) return out;
    for (const auto each : needs) {
        const auto& need = parts_.settings.catalogue.needs()[each];
        out.push_back({{"need", need.id},
                       {"label", need.label.in(language)},
                       {"region", region.empty() ? Json(nullptr) : Json(region)},
                       {"permit", unmet_permits_.make(need.id + ' ' + region)}});
    }
    return out;
}

Result<Json> CheckInDesk::count_unmet(const Json& body) {
    StrictObject object(body, "");
    const auto permit = token_member(object, "permit");
    if (auto error = object.finish()) return tl::unexpected(*error);
    const auto subject = unmet_permits_.subject_of(permit);
    if (parts_.role != Role::staff || !subject || !unmet_permits_.spend(permit))
        return tl::unexpected(forbidden());
    const auto blank = subject->find(' ');
    counters_.count_unmet(subject->substr(blank + 1), subject->substr(0, blank));
    return Json(nullptr);
}

Result<Json> CheckInDesk::counters() const {
    const auto written = counters_.written();
    if (!written) return tl::unexpected(written.error());
    auto out = shown_counts(*written, parts_.clock.now());
    const auto trouble = counters_.trouble();
    out["trouble"] = trouble.empty() ? Json(nullptr) : Json(trouble);
    return out;
}

Result<Json> CheckInDesk::code_page(const std::string& short_id) const {
    const auto seen = parts_.listings.as(
        Role::open, [&](Store& store, Visibility most) { return store.listing_by_short_id(short_id, most); });
    if (!seen) return tl::unexpected(seen.error());
    if (!is_offered(*seen)) return tl::unexpected(no_such_service());
    const auto& language = seen->listing.language;
    auto out = code_page_json(seen->listing, seen->record, hand_over_parts(language));
    out["leave"] = parts_.wording.text("leave_page", language);
    return out;
}

}  // namespace porchlight
