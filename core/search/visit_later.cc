#include "core/search/visit_later.h"

#include <algorithm>

#include "core/evaluate/moment.h"

namespace porchlight {
namespace {

using std::chrono::days;

/// How far ahead a next opening is looked for.
constexpr days kLookAhead{14};
/// The night ends here; "until morning" is until then.
constexpr std::chrono::hours kMorning{6};
constexpr std::size_t kMostTonight = 5;       ///< Of each list.
constexpr std::size_t kMostNextNeeds = 3;     ///< Of each phase.
constexpr std::size_t kMostNextServices = 2;  ///< Of each need.

bool contains(const std::vector<std::uint16_t>& list, std::uint16_t value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// Whether recorded hours may be told as known: dated and confirmed.
bool is_known(const SiteVerdict& site) {
    return !site.hours_are_lead;
}

LocalMinutes morning_after(LocalMinutes at) {
    const LocalMinutes midnight{std::chrono::floor<days>(at).time_since_epoch()};
    return at - midnight < kMorning ? midnight + kMorning : midnight + days{1} + kMorning;
}

/// One service of a list for tonight, sorted by moment, what was checked first.
struct Tonight {
    const ResultEntry* entry;
    const SiteVerdict* site;
    LocalMinutes at{};
};

void put_checked_first(std::vector<Tonight>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Tonight& a, const Tonight& b) {
        return is_known(*a.site) > is_known(*b.site);
    });
}

void put_earliest_first(std::vector<Tonight>& list) {
    std::stable_sort(list.begin(), list.end(), [](const Tonight& a, const Tonight& b) {
        return std::pair(!is_known(*a.site), a.at) < std::pair(!is_known(*b.site), b.at);
    });
}

/// Sorts services found into the lists of tonight.
class TonightLists {
  public:
    TonightLists(const VisitTexts& texts, const SearchResult& found)
        : texts_(texts),
          found_(found),
          start_(texts.planning().start),
          morning_(morning_after(start_)) {
        for (const auto& entry : found.page) add(*entry);
        put_checked_first(open_now_);
        put_earliest_first(until_morning_);
        put_earliest_first(last_intake_);
        put_earliest_first(opens_first_);
    }

    Json json() const {
        return {{"open_now", list(open_now_, nullptr)},
                {"last_intake", list(last_intake_, "tonight_last_intake")},
                {"until_morning", list(until_morning_, nullptr)},
                {"opens_first", list(opens_first_, "tonight_opens")}};
    }

  private:
    Opening opening(const ResultEntry& entry, const Hours& hours, HoursKind kind,
                    LocalMinutes at) const {
        const auto ahead = texts_.planner().clock_ahead(entry.candidate, texts_.planning());
        auto out = opening_at(hours, kind, at + ahead, texts_.planner().holidays(),
                              entry.candidate.holiday_region);
        if (out.until) *out.until -= ahead;
        if (out.next) *out.next -= ahead;
        return out;
    }

    void add(const ResultEntry& entry) {
        const auto& site = entry.verdict.sites.front();
        const auto* hours = hours_for(entry.candidate, site.site);
        if (!hours || entry.candidate.zone.empty()) return;
        const auto arriving = opening(entry, *hours, kind_for_arrival(*hours), start_);
        if (arriving.state == OpenState::open) open_now_.push_back({&entry, &site, start_});
        if (arriving.state == OpenState::closed && arriving.next &&
            *arriving.next < start_ + days{1})
            opens_first_.push_back({&entry, &site, *arriving.next});
        const auto comes =
            arriving.state == OpenState::open ? std::optional(start_) : arriving.next;
        if (comes && *comes < morning_) add_night(entry, site, *hours, *comes);
        add_intake(entry, site, *hours);
    }

    /// Open from when one may come until morning.
    void add_night(const ResultEntry& entry, const SiteVerdict& site, const Hours& hours,
                   LocalMinutes comes) {
        const auto staying = opening(entry, hours, HoursKind::open, comes);
        if (staying.state == OpenState::open && (!staying.until || *staying.until >= morning_))
            until_morning_.push_back({&entry, &site, comes});
    }

    /// The end of the last intake that begins before morning.
    void add_intake(const ResultEntry& entry, const SiteVerdict& site, const Hours& hours) {
        if (kind_for_arrival(hours) != HoursKind::intake) return;
        const auto ahead = texts_.planner().clock_ahead(entry.candidate, texts_.planning());
        const auto windows =
            arrival_windows(hours, HoursKind::intake, start_ + ahead, morning_ + ahead,
                            texts_.planner().holidays(), entry.candidate.holiday_region);
        if (windows.empty()) return;
        const auto last = opening(entry, hours, HoursKind::intake, windows.back().first - ahead);
        if (last.until) last_intake_.push_back({&entry, &site, *last.until});
    }

    /// @param message of a list whose services have a moment of their own.
    Json list(const std::vector<Tonight>& services, const char* message) const {
        Json out = Json::array();
        for (const auto& [entry, site, at] : services) {
            if (out.size() == kMostTonight) break;
            out.push_back(
                texts_.service_json(*entry, *site, entry->verdict.result, found_, start_));
            if (!message) continue;
            out.back()["at"] = format_local_minutes(at);
            out.back()["text"] = texts_.checked_or_not(
                texts_.text(message, {{"time", texts_.moment(at)}}), is_known(*site));
        }
        return out;
    }

    const VisitTexts& texts_;
    const SearchResult& found_;
    const LocalMinutes start_, morning_;
    std::vector<Tonight> open_now_, last_intake_, until_morning_, opens_first_;
};

/// Of the services whose hours are known the first in order that opens on the earliest day; null
/// where none is.
struct NextOpening {
    const ResultEntry* entry = nullptr;
    LocalMinutes at{};
};

NextOpening next_opening(const SearchResult& found, const VisitTexts& texts) {
    NextOpening best;
    const auto start = texts.planning().start;
    for (const auto& entry : found.page) {
        const auto& candidate = entry->candidate;
        const auto& site = entry->verdict.sites.front();
        const auto* hours = hours_for(candidate, site.site);
        if (!hours || is_lead(*hours) || candidate.zone.empty()) continue;
        const auto ahead = texts.planner().clock_ahead(candidate, texts.planning());
        const auto windows = arrival_windows(*hours, kind_for_arrival(*hours), start + ahead,
                                             start + ahead + kLookAhead, texts.planner().holidays(),
                                             candidate.holiday_region);
        if (windows.empty()) continue;
        const auto at = windows.front().first - ahead;
        const bool earlier = std::chrono::floor<days>(at) < std::chrono::floor<days>(best.at);
        if (!best.entry || earlier) best = {entry.get(), at};
    }
    return best;
}

}  // namespace

Result<Json> VisitLater::next_step(std::uint16_t need) {
    const auto found = texts_.planner().search(texts_.planner().other_search({need}, std::nullopt));
    if (!found) return tl::unexpected(found.error());
    const auto start = texts_.planning().start;
    const auto step = [&](const std::string& text, const ResultEntry* entry, LocalMinutes at) {
        return Json{{"text", text},
                    {"service", entry ? texts_.service_json(*entry, entry->verdict.sites.front(),
                                                            entry->verdict.result, *found, at)
                                      : Json(nullptr)}};
    };
    if (const auto opens = next_opening(*found, texts_); opens.entry)
        return step(opens.at == start
                        ? texts_.text("next_open_now")
                        : texts_.text("next_opens", {{"time", texts_.moment(opens.at)}}),
                    opens.entry, start);
    for (const auto& entry : found->page)
        if (entry->candidate.has_phone) return step(texts_.text("next_ring"), entry.get(), start);
    if (!found->page.empty())
        return step(texts_.text("next_unknown"), found->page.front().get(), start);
    return step(texts_.text("next_none"), nullptr, start);
}

Result<Json> VisitLater::uncovered(std::uint32_t covered) {
    Json out = Json::array();
    const auto& asked = texts_.request().search.needs;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (covered >> i & 1U) continue;
        if (!next_steps_.count(asked[i])) {
            auto step = next_step(asked[i]);
            if (!step) return step;
            next_steps_.emplace(asked[i], std::move(*step));
        }
        const auto& need = texts_.catalogue().needs()[asked[i]];
        out.push_back({{"need", need.id},
                       {"label", need.label.in(texts_.language())},
                       {"next_step", next_steps_.at(asked[i])}});
    }
    return out;
}

std::vector<std::uint16_t> VisitLater::needs_of_phase(
    std::string_view phase, const std::vector<std::uint16_t>& taken) const {
    const auto& catalogue = texts_.catalogue();
    const auto& asked = texts_.request().search.needs;
    std::vector<std::uint16_t> out;
    // From each asked need's group in turn, so that none of them takes all.
    for (std::size_t round = 0; round < kMostNextNeeds; ++round)
        for (const auto need : asked) {
            const auto group = catalogue.with_ancestors(need).back();
            for (const auto near : catalogue.with_descendants(group)) {
                const auto& phases = catalogue.needs()[near].phases;
                const bool fits = std::find(phases.begin(), phases.end(), phase) != phases.end();
                if (near == group || !fits || contains(asked, near) || contains(taken, near) ||
                    contains(out, near) || out.size() == kMostNextNeeds)
                    continue;
                out.push_back(near);
                break;
            }
        }
    return out;
}

Result<Json> VisitLater::next() {
    const auto& catalogue = texts_.catalogue();
    std::vector<std::pair<std::string, std::vector<std::uint16_t>>> phases;
    std::vector<std::uint16_t> all;
    for (const auto* phase : {"stabilization", "reintegration", "transition"}) {
        phases.emplace_back(phase, needs_of_phase(phase, all));
        const auto& needs = phases.back().second;
        all.insert(all.end(), needs.begin(), needs.end());
    }
    Json out = Json::array();
    if (all.empty()) return out;
    const auto found = texts_.planner().search(texts_.planner().other_search(all, std::nullopt));
    if (!found) return tl::unexpected(found.error());
    const auto services = [&](std::uint16_t need) {
        Json list = Json::array();
        for (const auto& entry : found->page) {
            const auto& met = entry->candidate.needs;
            const bool meets = std::any_of(met.begin(), met.end(), [&](std::uint16_t each) {
                return contains(catalogue.with_ancestors(each), need);
            });
            if (meets && list.size() < kMostNextServices)
                list.push_back(texts_.service_json(*entry, entry->verdict.sites.front(),
                                                   entry->verdict.result, *found,
                                                   texts_.planning().start));
        }
        return list;
    };
    for (const auto& [phase, needs] : phases) {
        if (needs.empty()) continue;
        Json list = Json::array();
        for (const auto need : needs)
            list.push_back({{"id", catalogue.needs()[need].id},
                            {"label", catalogue.needs()[need].label.in(texts_.language())},
                            {"services", services(need)}});
        out.push_back({{"phase", phase},
                       {"label", texts_.text("phase_" + phase)},
                       {"needs", std::move(list)}});
    }
    return out;
}

Result<Json> VisitLater::tonight() {
    const auto start = texts_.planning().start;
    const auto found = texts_.planner().search(texts_.planner().other_search(
        texts_.request().search.needs, some_time(start, start + days{1})));
    if (!found) return tl::unexpected(found.error());
    return TonightLists(texts_, *found).json();
}

}  // namespace porchlight
