#include "core/hsds/hsds_api.h"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

/// Lines of a stream are read so many services at a time.
constexpr std::size_t kBatch = 250;
constexpr std::size_t kMostAtOnce = 4;

std::string text_of_json(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// How much of a thing is sent.
struct Form {
    bool full = false;
    bool full_service = false;
};

/// One page of a list, as places in it.
struct Slice {
    std::vector<HsdsRef> refs;
    std::size_t total = 0;
};

Json minimal_of(const HsdsEntry& entry) {
    return {{"id", to_string(entry.id)}, {"name", entry.name}, {"status", entry.status}, {"last_modified", format_instant(entry.modified)}};
}

Json page_of(Json::array_t contents, std::size_t total, const HsdsQuery& query) {
    const auto pages = (total + query.per_page - 1) / query.per_page;
    const auto size = contents.size();
    return {{"total_items", total}, {"total_pages", pages}, {"page_number", query.page}, {"size", size}, {"first_page", query.page == 1},
            {"last_page", query.page >= pages}, {"empty", size == 0}, {"contents", std::move(contents)}};
}

tl::unexpected<Error> absent() { return fail(ErrorKind::not_found, "no such thing"); }

class DirectoryHsdsApi final : public HsdsApi {
  public:
    DirectoryHsdsApi(DirectoryPaths paths, DirectorySettings settings) : paths_(std::move(paths)), settings_(std::move(settings)) {}

    Result<void> open_directory() {
        auto directory = HsdsDirectory::open(paths_, settings_);
        if (!directory) return tl::unexpected(directory.error());
        directory_ = std::move(*directory);
        return {};
    }

    Result<HsdsList> list(HsdsKind kind, const HsdsParameters& parameters) override {
        auto query = read_hsds_query(kind, parameters);
        if (!query) return tl::unexpected(query.error());
        if (auto placed = place(*query); !placed) return tl::unexpected(placed.error());
        if (query->ndjson) return stream(kind, *query);
        const auto slice = slice_of(kind, *query);
        if (!slice) return tl::unexpected(slice.error());
        auto contents = query->minimal ? minimal(slice->refs) : items(kind, slice->refs, {query->full, query->full_service});
        if (!contents) return tl::unexpected(contents.error());
        return HsdsList{text_of_json(page_of(std::move(*contents), slice->total, *query)), {}};
    }

    Result<std::string> one(HsdsKind kind, const std::string& id, const HsdsParameters& parameters) override {
        Form form{true, false};
        for (const auto& [name, value] : parameters) {
            if (kind != HsdsKind::organization || name != "full_service" || (value != "true" && value != "false"))
                return fail(ErrorKind::bad_request, "unknown_parameter: this address has no such parameter");
            form.full_service = value == "true";
        }
        const auto uuid = parse_uuid(id);
        if (!uuid) return absent();
        std::optional<HsdsRef> found;
        if (auto read = directory_->with_view([&](const HsdsView& view) { found = view.find(kind, *uuid); }); !read) return tl::unexpected(read.error());
        if (!found) return absent();
        const auto made = items(kind, {*found}, form);
        if (!made) return tl::unexpected(made.error());
        return made->empty() ? absent() : Result<std::string>(text_of_json(made->front()));
    }

  private:
    /// Finds the place of a postcode: prefixes alone are known, and no request leaves the machine for it.
    Result<void> place(HsdsQuery& query) {
        if (query.postcode.empty()) return {};
        const std::lock_guard lock(gazetteer_mutex_);
        if (!gazetteer_) {
            auto loaded = Gazetteer::load({paths_.gazetteer / "places.tsv"});
            if (!loaded) return fail(ErrorKind::bad_request, "unknown_place: no postcodes are known here", "/postcode");
            gazetteer_ = std::move(*loaded);
        }
        const auto* found = gazetteer_->find(query.postcode);
        if (!found || found->kind != Place::Kind::postal) return fail(ErrorKind::bad_request, "unknown_place: no such postcode is known here", "/postcode");
        query.filter.near = Region{found->centre, query.proximity_m / 1000};
        return {};
    }

    Result<Slice> slice_of(HsdsKind kind, const HsdsQuery& query) {
        Slice out;
        auto read = directory_->with_view([&](const HsdsView& view) {
            auto all = view.list(kind, query.filter);
            out.total = all.size();
            const auto begin = std::min(all.size(), (query.page - 1) * query.per_page), end = std::min(all.size(), begin + query.per_page);
            out.refs.assign(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
        });
        return read ? Result<Slice>(std::move(out)) : tl::unexpected(read.error());
    }

    Result<Json::array_t> minimal(const std::vector<HsdsRef>& refs) {
        Json::array_t out;
        auto read = directory_->with_view([&](const HsdsView& view) {
            for (const auto& ref : refs)
                if (const auto* entry = view.service(ref.id); entry && entry->shown) out.push_back(minimal_of(*entry));
        });
        return read ? Result<Json::array_t>(std::move(out)) : tl::unexpected(read.error());
    }

    Result<Json::array_t> items(HsdsKind kind, const std::vector<HsdsRef>& refs, Form form) {
        if (kind == HsdsKind::taxonomy || kind == HsdsKind::taxonomy_term) return vocabulary(kind, refs);
        const bool is_small = kind != HsdsKind::service_at_location && !form.full && !form.full_service;
        auto services = directory_->services(refs, is_small ? HsdsDirectory::Form::list_item : HsdsDirectory::Form::whole);
        if (!services) return tl::unexpected(services.error());
        Json::array_t out;
        for (std::size_t i = 0; i < refs.size(); ++i) {
            auto& service = (*services)[i];
            // Gone since the list was made.
            if (service.is_null()) continue;
            if (kind == HsdsKind::service) {
                out.push_back(std::move(service));
                continue;
            }
            auto item = kind == HsdsKind::organization ? organization(refs[i], std::move(service), form) : Result<Json>(site(refs[i], std::move(service), form));
            if (!item) return tl::unexpected(item.error());
            if (!item->is_null()) out.push_back(std::move(*item));
        }
        return out;
    }

    Result<Json::array_t> vocabulary(HsdsKind kind, const std::vector<HsdsRef>& refs) {
        Json::array_t out;
        auto read = directory_->with_view([&](const HsdsView& view) {
            for (const auto& ref : refs)
                if (view.find(kind, ref.id)) out.push_back(view.object(kind, ref.id));
        });
        return read ? Result<Json::array_t>(std::move(out)) : tl::unexpected(read.error());
    }

    Result<Json> organization(const HsdsRef& ref, Json service, Form form) {
        auto out = service["organization"];
        if (!out.is_object()) return Json();
        if (!form.full && !form.full_service) return out;
        std::vector<HsdsRef> refs;
        auto read = directory_->with_view([&](const HsdsView& view) {
            for (const auto& id : view.services_of(ref.id))
                if (const auto found = view.find(HsdsKind::service, id)) refs.push_back(*found);
        });
        if (!read) return tl::unexpected(read.error());
        auto services = directory_->services(refs, form.full_service ? HsdsDirectory::Form::whole : HsdsDirectory::Form::list_item);
        if (!services) return tl::unexpected(services.error());
        auto& listed = out["services"] = Json::array();
        for (auto& each : *services) {
            if (each.is_null()) continue;
            each.erase("organization");
            listed.push_back(std::move(each));
        }
        return out;
    }

    static Json site(const HsdsRef& ref, Json service, Form form) {
        const auto id = to_string(ref.id);
        auto sites = service.find("service_at_locations");
        if (sites == service.end()) return nullptr;
        const auto found = std::find_if(sites->begin(), sites->end(), [&](const Json& each) { return text_of(each, "id") == id; });
        if (found == sites->end()) return nullptr;
        auto out = std::move(*found);
        service.erase("service_at_locations");
        out["service"] = std::move(service);
        return form.full ? out : hsds_list_form(std::move(out));
    }

    /// Everything that fits, a batch at a time. A few are made at once, while the one before is sent.
    Result<HsdsList> stream(HsdsKind kind, const HsdsQuery& query) {
        struct State {
            std::vector<HsdsRef> refs;
            std::size_t next = 0;
            std::deque<std::future<Result<std::string>>> batches;
        };
        const auto state = std::make_shared<State>();
        if (auto read = directory_->with_view([&](const HsdsView& view) { state->refs = view.list(kind, query.filter); }); !read)
            return tl::unexpected(read.error());
        const Form form{query.full, query.full_service};
        const auto at_once = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostAtOnce);
        return HsdsList{{}, [this, kind, form, is_minimal = query.minimal, at_once, state]() -> Result<std::string> {
            for (;;) {
                while (state->batches.size() < at_once && state->next < state->refs.size()) {
                    const auto end = std::min(state->refs.size(), state->next + kBatch);
                    std::vector<HsdsRef> batch(state->refs.begin() + static_cast<std::ptrdiff_t>(state->next), state->refs.begin() + static_cast<std::ptrdiff_t>(end));
                    state->next = end;
                    state->batches.push_back(std::async(std::launch::async, [this, kind, form, is_minimal, refs = std::move(batch)] { return lines(kind, refs, form, is_minimal); }));
                }
                if (state->batches.empty()) return std::string{};
                auto made = state->batches.front().get();
                state->batches.pop_front();
                // A batch that is gone altogether isn't the end.
                if (!made || !made->empty()) return made;
            }
        }};
    }

    Result<std::string> lines(HsdsKind kind, const std::vector<HsdsRef>& refs, Form form, bool is_minimal) {
        const auto made = is_minimal ? minimal(refs) : items(kind, refs, form);
        if (!made) return tl::unexpected(made.error());
        std::string out;
        for (const auto& each : *made) out += text_of_json(each) + "\n";
        return out;
    }

    const DirectoryPaths paths_;
    const DirectorySettings settings_;
    std::unique_ptr<HsdsDirectory> directory_;
    std::mutex gazetteer_mutex_;
    std::optional<Gazetteer> gazetteer_;
};

}  // namespace

Result<std::unique_ptr<HsdsApi>> HsdsApi::open(const DirectoryPaths& paths) {
    auto settings = load_directory_settings(paths.shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    auto out = std::make_unique<DirectoryHsdsApi>(paths, std::move(*settings));
    if (auto opened = out->open_directory(); !opened) return tl::unexpected(opened.error());
    return std::unique_ptr<HsdsApi>(std::move(out));
}

}  // namespace porchlight
