#include "core/hsds/view.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/feed/json_read.h"
#include "core/feed/read_parts.h"
#include "core/geo/geo.h"
#include "core/hsds/facts.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

std::optional<Uuid> id_of(const Json& object, std::string_view member = "id") {
    const auto id = parse_uuid(text_of(object, member));
    return id ? std::optional(*id) : std::nullopt;
}

template <class List>
auto by_id(List& list, const Uuid& id) {
    const auto at = std::lower_bound(list.begin(), list.end(), id, [](const auto& each, const Uuid& wanted) { return each.id < wanted; });
    return at != list.end() && at->id == id ? at : list.end();
}

template <class List>
void sort_each_once(List& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    list.erase(std::unique(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.id == b.id; }), list.end());
}

void add_text(std::string& out, const Json& object, std::initializer_list<const char*> members) {
    for (const char* member : members)
        if (const auto text = text_of(object, member); !text.empty()) out.append(text).push_back(' ');
}

/// Every term of an object's attributes, wherever they stand below it.
void add_terms(const Json& value, HsdsTerms& terms, std::vector<std::uint32_t>& out) {
    if (value.is_array())
        for (const auto& each : value) add_terms(each, terms, out);
    if (!value.is_object()) return;
    for (const auto& [member, below] : value.items()) {
        if (member == "service_at_locations") continue;
        if (member == "taxonomy_term" && below.is_object())
            out.push_back(terms.add(below));
        else if (below.is_structured())
            add_terms(below, terms, out);
    }
}

void sort_terms(std::vector<std::uint32_t>& terms) {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
}

bool has_words(std::string_view words, std::string_view search) {
    for (std::size_t begin = 0; begin < search.size();) {
        const auto end = std::min(search.find(' ', begin + 1), search.size());
        if (words.find(search.substr(begin, end - begin)) == words.npos) return false;
        begin = end;
    }
    return true;
}

bool covers_point(const std::vector<Region>& areas, const Region& point) {
    return std::any_of(areas.begin(), areas.end(), [&](const Region& area) { return covers(area, point); });
}

HsdsSiteEntry site_of(const Json& site, HsdsTerms& terms) {
    HsdsSiteEntry out;
    out.id = id_of(site).value_or(Uuid{});
    const auto& location = object_of(site, "location");
    out.location = id_of(location);
    const auto lat = number_of(location, "latitude"), lon = number_of(location, "longitude");
    if (lat && lon && is_usable({*lat, *lon})) out.at = Point{*lat, *lon};
    out.covers = read_areas(site);
    add_terms(site, terms, out.terms);
    sort_terms(out.terms);
    return out;
}

}  // namespace

std::string words_for_search(std::string_view text) {
    const auto folded = fold_phrase(text);
    return folded.empty() ? std::string{} : " " + folded;
}

std::uint32_t HsdsTerms::add(const Json& term) {
    const auto [found, added] = by_text_.try_emplace(term.dump(-1, ' ', false, Json::error_handler_t::replace), static_cast<std::uint32_t>(terms_.size()));
    if (added) terms_.push_back({id_of(term).value_or(Uuid{}), id_of(object_of(term, "taxonomy_detail")), id_of(term, "parent_id"), term});
    return found->second;
}

HsdsEntry HsdsView::entry_of(const Json& service, bool withdrawn) {
    HsdsEntry out;
    out.id = id_of(service).value_or(Uuid{});
    out.name = string_of(service, "name");
    out.status = string_of(service, "status");
    out.withdrawn = withdrawn;
    const auto& organization = object_of(service, "organization");
    out.organization = id_of(organization);
    std::string words, organization_words;
    add_text(words, service, {"name", "alternate_name", "description"});
    add_text(words, organization, {"name", "alternate_name"});
    add_text(organization_words, organization, {"name", "alternate_name", "description"});
    for (const auto& site : items_of(service, "service_at_locations")) {
        out.sites.push_back(site_of(site, terms_));
        const auto& location = object_of(site, "location");
        add_text(words, location, {"name", "alternate_name"});
        for (const auto& address : items_of(location, "addresses")) add_text(words, address, {"address_1", "city", "region", "postal_code"});
    }
    out.words = words_for_search(words);
    out.organization_words = words_for_search(organization_words);
    out.covers = read_areas(service);
    add_terms(service, terms_, out.terms);
    sort_terms(out.terms);
    return out;
}

void HsdsView::change(std::vector<HsdsEntry> entries, const std::vector<Uuid>& gone) {
    std::set<Uuid> out(gone.begin(), gone.end());
    for (const auto& each : entries) out.insert(each.id);
    if (!entries_.empty()) std::erase_if(entries_, [&](const HsdsEntry& each) { return out.contains(each.id); });
    entries_.insert(entries_.end(), std::make_move_iterator(entries.begin()), std::make_move_iterator(entries.end()));
    std::sort(entries_.begin(), entries_.end(), [](const HsdsEntry& a, const HsdsEntry& b) { return a.id < b.id; });
    derive();
}

void HsdsView::derive() {
    organizations_.clear();
    sites_.clear();
    services_of_.clear();
    for (const auto& entry : entries_) {
        if (!entry.shown || entry.withdrawn) continue;
        for (const auto& site : entry.sites) sites_.push_back({site.id, entry.id, entry.modified});
        if (!entry.organization) continue;
        organizations_.push_back({*entry.organization, entry.id, entry.modified});
        services_of_.emplace_back(*entry.organization, entry.id);
    }
    sort_each_once(organizations_);
    sort_each_once(sites_);
    std::sort(services_of_.begin(), services_of_.end());
    derive_terms();
}

void HsdsView::add_term(const Uuid& id, std::optional<Uuid> taxonomy, std::optional<Uuid> parent, const Json& object) {
    std::string words;
    add_text(words, object, {"name", "description", "code"});
    term_list_.push_back({id, taxonomy, parent, object, words_for_search(words)});
}

/// Used terms, each as the first service has it, what is above them, and their taxonomies.
void HsdsView::derive_terms() {
    std::vector<bool> used(terms_.size());
    std::vector<std::uint32_t> order;
    const auto use = [&](const std::vector<std::uint32_t>& terms) {
        for (const auto number : terms)
            if (!used[number]) used[number] = true, order.push_back(number);
    };
    for (const auto& entry : entries_) {
        if (!entry.shown) continue;
        use(entry.terms);
        for (const auto& site : entry.sites) use(site.terms);
    }
    term_list_.clear();
    taxonomy_list_.clear();
    for (const auto number : order) add_term(terms_[number].id, terms_[number].taxonomy, terms_[number].parent, terms_[number].object);
    sort_each_once(term_list_);
    add_missing_parents();
    for (const auto& term : term_list_) {
        if (!term.taxonomy) continue;
        const auto& taxonomy = term.object.at("taxonomy_detail");
        std::string words;
        add_text(words, taxonomy, {"name", "description"});
        taxonomy_list_.push_back({*term.taxonomy, std::nullopt, std::nullopt, taxonomy, words_for_search(words)});
    }
    sort_each_once(taxonomy_list_);
}

/// A term above others that no service has by itself: one of our facts; else the code of its first child
/// without the answer ("youth-led.yes") says what it is.
void HsdsView::add_missing_parents() {
    const auto count = term_list_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto child = term_list_[i];
        if (!child.parent || by_id(term_list_, *child.parent) != term_list_.end()) continue;
        const auto code = string_of(child.object, "code");
        const auto stem = code.substr(0, code.rfind('.'));
        Json parent{{"id", to_string(*child.parent)}, {"code", stem}, {"name", stem.empty() ? "Broader term" : stem},
                    {"description", "What its answers are about."}};
        for (const char* member : {"taxonomy", "language", "taxonomy_detail"})
            if (child.object.contains(member)) parent[member] = child.object[member];
        if (const auto fact = fact_parent_term(*catalogue_, stem); fact && text_of(*fact, "id") == text_of(parent, "id")) parent = *fact;
        const auto size = term_list_.size();
        add_term(*child.parent, child.taxonomy, std::nullopt, parent);
        // The new ones lie behind the sorted part, in which the search above goes on.
        std::rotate(std::upper_bound(term_list_.begin(), term_list_.begin() + static_cast<std::ptrdiff_t>(size), *child.parent,
                                     [](const Uuid& id, const Vocabulary& each) { return id < each.id; }),
                    term_list_.end() - 1, term_list_.end());
    }
    sort_each_once(term_list_);
}

bool HsdsView::has_term(const std::vector<std::uint32_t>& terms, const HsdsFilter& filter) const {
    return std::any_of(terms.begin(), terms.end(), [&](std::uint32_t number) {
        const auto& term = terms_[number];
        return (!filter.term || term.id == *filter.term) && (!filter.taxonomy || term.taxonomy == filter.taxonomy);
    });
}

bool HsdsView::has_any_term(const HsdsEntry& entry, const HsdsFilter& filter) const {
    if (!filter.term && !filter.taxonomy) return true;
    return has_term(entry.terms, filter) ||
           std::any_of(entry.sites.begin(), entry.sites.end(), [&](const HsdsSiteEntry& site) { return has_term(site.terms, filter); });
}

bool HsdsView::fits(const HsdsEntry& entry, const HsdsFilter& filter) const {
    return entry.shown && (!filter.organization || entry.organization == filter.organization) &&
           (!filter.modified_after || entry.modified >= *filter.modified_after) && has_any_term(entry, filter) && has_words(entry.words, filter.search);
}

bool HsdsView::fits(const HsdsEntry& entry, const HsdsSiteEntry& site, const HsdsFilter& filter) const {
    if (filter.organization && entry.organization != filter.organization) return false;
    if (filter.modified_after && entry.modified < *filter.modified_after) return false;
    if ((filter.term || filter.taxonomy) && !has_term(entry.terms, filter) && !has_term(site.terms, filter)) return false;
    if (filter.near) {
        const bool within = site.at && distance_km(*site.at, filter.near->centre) <= filter.near->radius_km;
        const bool covered = covers_point(site.covers, *filter.near) || covers_point(entry.covers, *filter.near);
        if (filter.near->radius_km > 0 ? !within : !covered) return false;
    }
    return has_words(entry.words, filter.search);
}

std::vector<HsdsRef> HsdsView::list(HsdsKind kind, const HsdsFilter& filter) const {
    std::vector<HsdsRef> out;
    const auto vocabulary = [&](const std::vector<Vocabulary>& list) {
        for (const auto& each : list) {
            if (filter.taxonomy && each.taxonomy != filter.taxonomy) continue;
            if (filter.parent && each.parent != filter.parent) continue;
            if (filter.top_only && each.parent) continue;
            if (has_words(each.words, filter.search)) out.push_back({each.id, {}, {}});
        }
    };
    switch (kind) {
        case HsdsKind::service:
            for (const auto& entry : entries_)
                if (fits(entry, filter)) out.push_back({entry.id, entry.id, entry.modified});
            break;
        case HsdsKind::organization:
            for (const auto& each : organizations_) {
                const auto services = services_of(each.id);
                const bool known = std::any_of(services.begin(), services.end(), [&](const Uuid& id) { return has_any_term(*service(id), filter); });
                if (known && has_words(service(each.service)->organization_words, filter.search)) out.push_back(each);
            }
            break;
        case HsdsKind::service_at_location:
            for (const auto& each : sites_) {
                const auto& entry = *service(each.service);
                const auto site = std::find_if(entry.sites.begin(), entry.sites.end(), [&](const auto& of) { return of.id == each.id; });
                if (fits(entry, *site, filter)) out.push_back(each);
            }
            break;
        case HsdsKind::taxonomy: vocabulary(taxonomy_list_); break;
        case HsdsKind::taxonomy_term: vocabulary(term_list_); break;
    }
    return out;
}

std::optional<HsdsRef> HsdsView::find(HsdsKind kind, const Uuid& id) const {
    const auto in = [&](const auto& list) { return by_id(list, id) != list.end(); };
    switch (kind) {
        case HsdsKind::service: {
            const auto* entry = service(id);
            return entry && entry->shown ? std::optional(HsdsRef{id, id, entry->modified}) : std::nullopt;
        }
        case HsdsKind::organization: return in(organizations_) ? std::optional(*by_id(organizations_, id)) : std::nullopt;
        case HsdsKind::service_at_location: return in(sites_) ? std::optional(*by_id(sites_, id)) : std::nullopt;
        case HsdsKind::taxonomy: return in(taxonomy_list_) ? std::optional(HsdsRef{id, {}, {}}) : std::nullopt;
        case HsdsKind::taxonomy_term: return in(term_list_) ? std::optional(HsdsRef{id, {}, {}}) : std::nullopt;
    }
    return std::nullopt;
}

const HsdsEntry* HsdsView::service(const Uuid& id) const {
    const auto at = by_id(entries_, id);
    return at == entries_.end() ? nullptr : &*at;
}

std::vector<Uuid> HsdsView::services_of(const Uuid& organization) const {
    std::vector<Uuid> out;
    for (auto at = std::lower_bound(services_of_.begin(), services_of_.end(), std::pair{organization, Uuid{}});
         at != services_of_.end() && at->first == organization; ++at)
        out.push_back(at->second);
    return out;
}

const Json& HsdsView::object(HsdsKind kind, const Uuid& id) const {
    const auto& list = kind == HsdsKind::taxonomy ? taxonomy_list_ : term_list_;
    return by_id(list, id)->object;
}

std::vector<Uuid> HsdsView::with_ids(const std::vector<Uuid>& ids) const {
    const std::set<Uuid> wanted(ids.begin(), ids.end());
    std::vector<Uuid> out;
    for (const auto& entry : entries_) {
        const bool named = wanted.contains(entry.id) || (entry.organization && wanted.contains(*entry.organization)) ||
                           std::any_of(entry.sites.begin(), entry.sites.end(), [&](const HsdsSiteEntry& site) {
                               return wanted.contains(site.id) || (site.location && wanted.contains(*site.location));
                           }) ||
                           std::any_of(entry.taken_down.begin(), entry.taken_down.end(), [&](const Uuid& id) { return wanted.contains(id); });
        if (named) out.push_back(entry.id);
    }
    return out;
}

}  // namespace porchlight
