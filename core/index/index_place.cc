#include "core/index/index_place.h"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <sstream>

#include "core/index/document.h"
#include "core/index/generation.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

tl::unexpected<Error> unreadable(const fs::path& stub, const std::string& what) {
    return fail(ErrorKind::unavailable, fmt::format("{}: {}", stub.filename().string(), what));
}

Result<DatabasePlace> place_of(const fs::path& stub, const std::string& line) {
    const auto blank = line.find(' ');
    const auto kind = line.substr(0, blank);
    const auto rest = blank == std::string::npos ? std::string() : line.substr(blank + 1);
    DatabasePlace place;
    if (kind == "auto" && !rest.empty()) {
        place.path = (stub.parent_path() / rest).string();
        return place;
    }
    const auto colon = rest.rfind(':');
    if (kind != "remote" || colon == std::string::npos || colon == 0)
        return unreadable(stub, "a line is `remote HOST:PORT` or `auto PATH`");
    place.host = rest.substr(0, colon);
    const auto* end = rest.data() + rest.size();
    const auto [read, error] = std::from_chars(rest.data() + colon + 1, end, place.port);
    if (error != std::errc{} || read != end || place.port == 0 || place.port > 65535)
        return unreadable(stub, "a port is a number up to 65535");
    return place;
}

Result<void> add_stub(const fs::path& stub, std::size_t side, IndexPlace& to) {
    std::ifstream in(stub);
    std::stringstream text;
    if (!in || !(text << in.rdbuf())) return unreadable(stub, "can't be read, or names nothing");
    to.key += text.str() + '\n';
    const auto before = to.databases.size();
    for (std::string line; std::getline(text, line);) {
        if (line.empty() || line.front() == '#') continue;
        auto place = place_of(stub, line);
        if (!place) return tl::unexpected(place.error());
        place->side = side;
        to.databases.push_back(std::move(*place));
    }
    if (to.databases.size() == before) return unreadable(stub, "names no database");
    return {};
}

}  // namespace

Result<IndexPlace> index_place(const fs::path& index_folder, Role role) {
    IndexPlace out;
    std::error_code code;
    const auto stub_of = [&](Side side) { return index_folder / fmt::format("{}.stub", to_string(side)); };
    out.by_stub = fs::exists(stub_of(Side::open), code);
    std::vector<fs::path> shards;
    if (!out.by_stub) {
        const auto live = live_index(index_folder);
        if (!live) return tl::unexpected(live.error());
        out.key = live->target;
        shards = shard_folders(live->target);
    }
    for (const auto side : kSides) {
        if (side == Side::staff && role == Role::open) break;
        const auto number = static_cast<std::size_t>(side);
        for (const auto& shard : shards)
            out.databases.push_back({(shard / std::string(to_string(side))).string(), {}, 0, number});
        if (!out.by_stub) continue;
        if (auto added = add_stub(stub_of(side), number, out); !added)
            return tl::unexpected(added.error());
    }
    return out;
}

}  // namespace porchlight
