#include "core/review/capacity_desk.h"

#include <mutex>

#include "core/feed/json_read.h"
#include "core/search/strict_object.h"
#include "core/store/capacities.h"
#include "core/store/store.h"

namespace porchlight {
namespace {

std::string service_member(StrictObject& object) {
    auto id = object.text("service_id", 36);
    if (object.ok() && !parse_uuid(id))
        object.fault("no_id", "a service's id is a UUID", object.pointer("service_id"));
    return id;
}

/// A whole number within [least, most] that has to be there.
int needed_whole(StrictObject& object, const char* member, int least, int most) {
    const auto out = object.whole(member, least, most);
    if (!out) object.fault("missing", "a number is needed here", object.pointer(member));
    return out.value_or(least);
}

Json to_json(const Capacity& said) {
    return {{"beds", said.beds},
            {"said_at", format_instant(said.said_at)},
            {"until", format_instant(said.until)}};
}

class Desk final : public CapacityDesk {
  public:
    Desk(std::unique_ptr<Store> store, std::unique_ptr<CapacityList> list, const Clock& clock)
        : store_(std::move(store)), list_(std::move(list)), clock_(clock) {}

    Result<Json> services(const Caller& caller) override {
        const auto ids = list_->services_of(caller.account_id);
        if (!ids) return tl::unexpected(ids.error());
        const auto all = list_->current();
        if (!all) return tl::unexpected(all.error());
        const auto now = clock_.now();
        Json out = Json::array();
        for (const auto& id : *ids) {
            auto name = name_of(id);
            if (!name) return tl::unexpected(name.error());
            const auto said = (*all)->find(id);
            const bool counts = said != (*all)->end() && now < said->second.until;
            out.push_back({{"service_id", id},
                           {"name", std::move(*name)},
                           {"capacity", counts ? to_json(said->second) : Json(nullptr)}});
        }
        return Json{{"services", std::move(out)}};
    }

    Result<Json> say(const Caller& caller, const Json& body) override {
        StrictObject object(body, "");
        const auto id = service_member(object);
        const int beds = needed_whole(object, "beds", 0, kMostBeds);
        const int minutes = needed_whole(object, "minutes", kShortestCapacity, kLongestCapacity);
        if (auto error = object.finish()) return tl::unexpected(*error);
        const auto said = list_->say(id, beds, minutes, caller.account_id, clock_.now());
        if (!said) return tl::unexpected(said.error());
        return to_json(*said);
    }

    Result<Json> take_back(const Caller& caller, const Json& body) override {
        StrictObject object(body, "");
        const auto id = service_member(object);
        if (auto error = object.finish()) return tl::unexpected(*error);
        if (auto taken = list_->take_back(id, caller.account_id, clock_.now()); !taken)
            return tl::unexpected(taken.error());
        return Json(nullptr);
    }

  private:
    Result<std::string> name_of(const std::string& id) {
        const std::lock_guard<std::mutex> guard(mutex_);
        const auto stored = store_->listing(id, Visibility::hidden);
        if (!stored) return tl::unexpected(stored.error());
        const auto record = Json::parse(stored->record, nullptr, false);
        return record.is_object() ? string_of(record, "name") : std::string{};
    }

    std::mutex mutex_;  ///< Guards the store.
    const std::unique_ptr<Store> store_;
    const std::unique_ptr<CapacityList> list_;
    const Clock& clock_;
};

}  // namespace

Result<std::unique_ptr<CapacityDesk>> CapacityDesk::open(const DirectoryPaths& paths, const Clock& clock) {
    auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    auto list = CapacityList::open(paths.store_place());
    if (!list) return tl::unexpected(list.error());
    return std::unique_ptr<CapacityDesk>(std::make_unique<Desk>(std::move(*store), std::move(*list), clock));
}

}  // namespace porchlight
