#include "core/feed/repair.h"

#include <algorithm>
#include <array>

#include "core/feed/json_read.h"
#include "core/feed/repair_text.h"
#include "core/feed/repair_values.h"

namespace porchlight {
namespace {

// Members that HSDS 3.1 has as arrays of objects. Sorted.
constexpr std::array<std::string_view, 24> kArrays{
    "accessibility", "additional_urls", "additional_websites", "addresses", "attributes", "capacities",
    "contacts", "cost_options", "funding", "languages", "locations", "metadata",
    "organization_identifiers", "phones", "porchlight_closures", "programs", "required_documents",
    "schedules", "service_areas", "service_at_locations", "services", "taxonomy_terms", "units", "urls"};
// Members that HSDS 3.1 has as one object.
constexpr std::array<std::string_view, 6> kObjects{
    "location", "organization", "program", "taxonomy_detail", "taxonomy_term", "unit"};
constexpr std::array<std::string_view, 6> kUrls{"logo", "schedule_link", "term_uri", "uri", "url", "website"};

/// Longer lists aren't searched for repeats: the work grows with the square.
constexpr std::size_t kMostCompared = 300;

template <class Set>
bool has(const Set& set, std::string_view name) {
    return std::binary_search(set.begin(), set.end(), name);
}

bool is_id(std::string_view key) { return key == "id" || key.ends_with("_id") || key == "code"; }

bool is_blank(const Json& value) {
    if (value.is_null()) return true;
    if (value.is_string()) return trimmed(value.get_ref<const std::string&>()).empty();
    return value.is_structured() && value.empty();
}

/// Walks a record, knowing where it is; the path is only written out where something was repaired.
class Walker {
  public:
    explicit Walker(RepairLog& log) : log_(log) {}

    void shape(Json& object) {
        for (auto it = object.begin(); it != object.end();) {
            const std::string& key = it.key();
            if (has(kArrays, key)) {
                if (!shape_array(it.value(), key)) { it = object.erase(it); continue; }
            } else if (has(kObjects, key)) {
                if (!it.value().is_object()) { it = object.erase(it); continue; }
                path_.push_back(key);
                shape(it.value());
                path_.pop_back();
            }
            ++it;
        }
    }

    void texts(Json& object) {
        for (auto it = object.begin(); it != object.end();) {
            if (is_blank(it.value())) { ++log_.emptied; it = object.erase(it); continue; }
            path_.push_back(it.key());
            value(it.value(), it.key());
            path_.pop_back();
            if (is_blank(it.value())) it = object.erase(it);
            else ++it;
        }
    }

  private:
    bool shape_array(Json& array, const std::string& key) {
        if (array.is_null()) return false;
        if (array.is_object()) {
            note(RepairKind::wrong_type, key, "one object where a list belongs");
            array = Json::array({array});
        }
        if (!array.is_array()) {
            note(RepairKind::wrong_type, key, "not a list");
            return false;
        }
        const auto odd = std::remove_if(array.begin(), array.end(), [](const Json& item) { return !item.is_object(); });
        if (odd != array.end()) {
            note(RepairKind::wrong_type, key, "not an object");
            array.erase(odd, array.end());
        }
        drop_repeats(array);
        std::size_t index = 0;
        for (auto& item : array) {
            path_.push_back(key + "/" + std::to_string(index++));
            shape(item);
            path_.pop_back();
        }
        return true;
    }

    static bool says_the_same(const Json& a, const Json& b) {
        if (a.size() != b.size()) return false;
        for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y)
            if (x.key() != y.key() || (x.key() != "id" && x.value() != y.value())) return false;
        return true;
    }

    /// The same row again, under another id at most. Sites are never the same: people go to them.
    void drop_repeats(Json& array) {
        if (array.size() < 2 || array.size() > kMostCompared) return;
        for (std::size_t i = 1; i < array.size();) {
            const auto& item = array[i];
            const bool seen = std::any_of(array.begin(), array.begin() + static_cast<std::ptrdiff_t>(i),
                                          [&](const Json& before) { return says_the_same(before, item); });
            if (!seen) { ++i; continue; }
            ++log_.counts[static_cast<std::size_t>(RepairKind::repeated)];
            array.erase(i);
        }
    }

    void value(Json& value, const std::string& key) {
        if (value.is_object()) return texts(value);
        if (value.is_array()) {
            std::size_t index = 0;
            for (auto& item : value) {
                path_.push_back(std::to_string(index++));
                this->value(item, key);
                path_.pop_back();
            }
            return;
        }
        if (!value.is_string() || is_id(key)) return;
        auto& text = value.get_ref<std::string&>();
        RepairKinds kinds;
        auto mended = repair_text(text, has(kUrls, key) ? TextUse::url : TextUse::prose, kinds);
        if (mended == text) return;
        for (std::size_t i = 0; i < kRepairKinds; ++i) {
            const auto kind = static_cast<RepairKind>(i);
            if (!kinds.has(kind)) continue;
            // Blanks alone lose nothing that is worth keeping.
            if (kind == RepairKind::blanks) ++log_.counts[i];
            else log_.add(kind, path(), text);
        }
        text = std::move(mended);
    }

    std::string path() const {
        std::string out;
        for (const auto& part : path_) out += "/" + part;
        return out;
    }
    void note(RepairKind kind, const std::string& key, std::string before) {
        log_.add(kind, path() + "/" + key, std::move(before));
    }

    RepairLog& log_;
    std::vector<std::string> path_;
};

}  // namespace

void RepairLog::add(RepairKind kind, std::string path, std::string before) {
    ++counts[static_cast<std::size_t>(kind)];
    repairs.push_back({std::move(path), std::string(to_string(kind)), std::move(before)});
}

void repair_shape(Json& record, RepairLog& log) { Walker(log).shape(record); }

void repair_record(Json& record, const SourceSettings& source, const Catalogue& catalogue, RepairLog& log) {
    Walker(log).texts(record);
    repair_values(record, source, catalogue, log);
}

}  // namespace porchlight
