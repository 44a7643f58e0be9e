#include "tests/http/sample_directory.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/store/store.h"

namespace porchlight::testing {

const std::string kData =
    std::filesystem::canonical(std::string(PORCHLIGHT_SOURCE_DIR) + "/data").string();

SampleDirectory::SampleDirectory() {
    const auto feed = (folder_.path() / "sample.ndjson").string();
    const auto today =
        format_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    const auto make =
        "node " + kData + "/sample/make.mjs --today " + today + " --out " + feed + " >/dev/null";
    REQUIRE(std::system(make.c_str()) == 0);
    index({"import", "--source", "sample", "--catalogue-data", kData, feed});
    shorten(feed);
    index({"import", "--source", "sample", "--full", "--catalogue-data", kData, feed});
    index({"rebuild", "--catalogue-data", kData});
    staff_ = std::make_unique<Staff>(path());
}

std::string short_id_of(const std::string& directory, const std::string& id) {
    DirectoryPaths paths;
    paths.data = directory;
    const auto store = open_store(paths.store_url(), StoreAccess::read_only);
    REQUIRE(store);
    const auto listing = (*store)->listing(id);
    REQUIRE(listing);
    return listing->short_id;
}

void SampleDirectory::index(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, {"--data", path()});
    const auto ended = run_program("indexer", arguments);
    INFO(ended.errors);
    REQUIRE(ended.status == 0);
}

void SampleDirectory::shorten(const std::string& feed) {
    std::vector<std::string> lines;
    std::ifstream in(feed);
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
        ids_.push_back(Json::parse(line).at("id"));
    }
    in.close();
    withdrawn_ = ids_.back();
    ids_.pop_back();
    std::ofstream out(feed);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) out << lines[i] << '\n';
}

const SampleDirectory& sample() {
    static const SampleDirectory made;
    return made;
}

std::string copy_of_sample(const std::filesystem::path& to) {
    using Options = std::filesystem::copy_options;
    std::filesystem::copy(sample().path(), to, Options::recursive | Options::copy_symlinks);
    return to.string();
}

ServerProcess serve(std::vector<std::string> arguments, const std::string& data) {
    arguments.insert(arguments.end(), {"--data", data});
    return ServerProcess("searchd", std::move(arguments));
}

ServerProcess serve_staff(std::vector<std::string> arguments, const std::string& data, Staff& staff) {
    arguments.insert(arguments.end(), {"--data", data});
    return ServerProcess("searchd", std::move(arguments), {},
                         [&](int port) { act_as(port, staff.in(port, "worker")); });
}

ServerProcess serve_as(const std::string& role) { return role == "staff" ? serve_staff() : serve({}); }

}  // namespace porchlight::testing
