#include "indexer/api_rows.h"

#include <fmt/format.h>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

constexpr std::size_t kMaxDepth = 32;
constexpr std::int64_t kPageSize = 100;
constexpr std::size_t kProbes = 5;
constexpr std::int64_t kMostPages = 1'000'000;

/// An id as a part of a path: whatever isn't plain is written as its bytes.
std::string in_path(std::string_view id) {
    std::string out;
    for (const char c : id) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string id_of(const Json& item) {
    if (!item.is_object()) return {};
    const auto found = item.find("id");
    if (found == item.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->is_number_integer() ? found->dump() : std::string{};
}

/// A member that may be named in two ways, as a whole number.
std::optional<std::int64_t> whole_number(const Json& page, const char* name, const char* other) {
    for (const char* each : {name, other})
        if (const auto number = number_of(page, each); number && *number >= 0 && *number < 1e12) return static_cast<std::int64_t>(*number);
    return std::nullopt;
}

bool has_lists(const Json& item) {
    for (const auto& [name, value] : item.items())
        if (value.is_array() && !value.empty()) return true;
    return false;
}

}  // namespace

ApiRows::ApiRows(WebClient& client, std::string url, const ApiRange& range)
    : client_(client), url_(std::move(url)), range_(range), next_page_(range.first_page) {
    while (!url_.empty() && url_.back() == '/') url_.pop_back();
}

Result<Json> ApiRows::get(const std::string& path) {
    const auto body = client_.get(url_ + path);
    if (!body) return tl::unexpected(body.error());
    auto json = parse_json(*body, kMaxDepth);
    if (!json) return fail(ErrorKind::bad_request, "the API's answer is no JSON that can be read");
    return json;
}

Result<Json> ApiRows::whole(const std::string& id) {
    auto service = get("/services/" + in_path(id));
    if (service && id_of(*service) != id) return fail(ErrorKind::bad_request, "the API answers with another service than was asked for");
    return service;
}

/// Whether a list's items are all that there is of a service: proven by one that has lists of its own and
/// is the same by itself. Otherwise nobody knows what it leaves out, and that may be what hides a place.
Result<void> ApiRows::learn(const Json& items) {
    std::size_t probes = 0;
    for (const auto& item : items) {
        const auto id = id_of(item);
        if (id.empty() || !has_lists(item)) continue;
        if (++probes > kProbes) break;
        const auto alone = whole(id);
        if (!alone && alone.error().kind == ErrorKind::not_found) continue;
        if (!alone) return tl::unexpected(alone.error());
        lists_whole_ = *alone == item;
        return {};
    }
    lists_whole_ = false;
    return {};
}

Result<void> ApiRows::keep(const Json& item) {
    const auto id = id_of(item);
    if (id.empty()) return fail(ErrorKind::bad_request, "the API lists a service without an id");
    Json service = item;
    if (!*lists_whole_) {
        auto alone = whole(id);
        if (!alone && alone.error().kind != ErrorKind::not_found) return tl::unexpected(alone.error());
        if (!alone) {
            vanished_ = true;  // Between the list and the question: the next pull will know.
            return {};
        }
        service = std::move(*alone);
    }
    ids_.insert(id);
    rows_.push_back({{}, std::move(service), fmt::format("page {}", next_page_), rows_.size() + 1});
    return {};
}

Result<void> ApiRows::take(const Json& page) {
    const bool is_list = page.is_array();
    const auto& items = is_list ? page : !items_of(page, "contents").empty() ? items_of(page, "contents") : items_of(page, "content");
    const bool is_page = page.is_object() && (page.contains("contents") || page.contains("content") || page.contains("empty") || page.contains("total_items"));
    if (!is_list && !is_page) return fail(ErrorKind::bad_request, "the API's answer is no page of services");
    if (items.empty()) {
        at_end_ = true;
        // An empty page before the last one is a fault, and no end.
        if (!is_list && next_page_ <= whole_number(page, "total_pages", "totalPages").value_or(0))
            return fail(ErrorKind::bad_request, "the API gives an empty page among others");
        return {};
    }
    const auto first = id_of(items.front());
    if (!first.empty() && first == first_of_page_) return fail(ErrorKind::bad_request, "the API gives the same page again");
    first_of_page_ = first;
    const auto total = whole_number(page, "total_items", "totalElements");
    total_changed_ = total_changed_ || (total_items_ && total != total_items_);
    if (total) total_items_ = total;
    total_pages_ = whole_number(page, "total_pages", "totalPages").value_or(0);
    if (!lists_whole_)
        if (auto learned = learn(items); !learned) return learned;
    for (const auto& item : items)
        if (auto kept = keep(item); !kept) return kept;
    at_end_ = is_list || (total_pages_ > 0 && next_page_ >= total_pages_) || page.value("last_page", Json()) == true || page.value("last", Json()) == true;
    return {};
}

Result<void> ApiRows::load_page() {
    if (next_page_ > kMostPages) return fail(ErrorKind::bad_request, "the API's pages have no end");
    auto path = fmt::format("/services?page={}&per_page={}&full=true", next_page_, kPageSize);
    if (range_.after) path += "&modified_after=" + format_day(*range_.after);
    const auto page = get(path);
    // Some answer so behind their last page.
    if (!page && page.error().kind == ErrorKind::not_found && next_page_ > 1 && total_pages_ == 0) {
        at_end_ = true;
        return {};
    }
    if (!page) return tl::unexpected(page.error());
    if (auto taken = take(*page); !taken) {
        rows_.clear();  // A page counts whole.
        at_end_ = false;
        return taken;
    }
    ++next_page_;
    ++pages_read_;
    return {};
}

Result<std::optional<RawRow>> ApiRows::next() {
    while (rows_.empty() && !at_end_ && !failure_ && (range_.most_pages == 0 || pages_read_ < range_.most_pages))
        if (auto loaded = load_page(); !loaded) failure_ = loaded.error();
    if (rows_.empty()) return std::nullopt;
    auto row = std::move(rows_.front());
    rows_.pop_front();
    return row;
}

double ApiRows::progress() const {
    if (at_end_) return 1.0;
    return total_pages_ > 0 ? static_cast<double>(next_page_ - 1) / static_cast<double>(total_pages_) : 0.0;
}

bool ApiRows::is_whole() const {
    const bool all = at_end_ && !failure_ && range_.first_page == 1 && !range_.after;
    // Pages shift while services come and go: only where every one was seen is the rest gone.
    const bool counted = !total_items_ || (!total_changed_ && static_cast<std::int64_t>(ids_.size()) == *total_items_);
    return all && counted && !vanished_;
}

}  // namespace porchlight
