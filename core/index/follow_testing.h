#pragma once
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/feed/import.h"
#include "core/index/build.h"
#include "core/index/fields.h"
#include "core/index/reader.h"

namespace porchlight::testing {

/// A store and an index in a folder of their own, filled from feeds written by hand.
class Directory {
  public:
    Directory()
        : folder_(std::filesystem::temp_directory_path() / ("porchlight-follow-" + random_short_id())),
          settings_(*load_directory_settings(std::filesystem::path(PORCHLIGHT_SOURCE_DIR) / "data", folder_)),
          phrases_(settings_.catalogue),
          maker_({settings_, phrases_, nullptr}) {
        std::filesystem::create_directories(folder_ / "store");
        auto store = open_store("sqlite://" + (folder_ / "store" / "store.db").string(),
                                StoreAccess::read_write, bad_news_of(settings_.catalogue));
        REQUIRE(store);
        store_ = std::move(*store);
    }
    ~Directory() { std::filesystem::remove_all(folder_); }

    /// Imports services by name; the number is their id.
    void import(const std::map<int, Json>& services, ImportScope scope = ImportScope::partial) {
        const auto file = folder_ / "feed.ndjson";
        {
            std::ofstream out(file);
            for (const auto& [number, service] : services) out << service.dump() << '\n';
        }
        const auto source = settings_.source("sample");
        const ImportSettings import{source, settings_.catalogue, settings_.crosswalks, scope, clock_.now(), {}, 1};
        REQUIRE(import_feed(*store_, file, import));
    }

    static std::string id(int number) {
        char text[37];
        std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", number);
        return text;
    }
    static Json service(int number, const std::string& name) {
        return {{"id", id(number)}, {"name", name}, {"status", "active"},
                {"organization", {{"id", id(1000 + number)}, {"name", "Agency"}, {"description", "x"}}}};
    }

    /// @param shards into which the index is cut; one that is has a folder of its own.
    Follower follower(const std::string& digest = "one", int shards = 0) {
        return Follower(shards == 0 ? index() : sharded_index(), *store_, maker_,
                        {digest, maker_.source_names(), 0, shards}, clock_,
                        [](const std::filesystem::path& live) { return check_index(live); });
    }
    std::vector<std::string> start(Follower& follower) {
        std::vector<std::string> told;
        REQUIRE(follower.start([&](const std::string& sentence) { told.push_back(sentence); }));
        return told;
    }
    /// How many documents hold a word of a name, as a role sees them.
    std::size_t found(const std::string& word, Role role = Role::open) {
        return matching(term(field::kNameWord, word), role);
    }
    std::size_t matching(const std::string& sought, Role role = Role::open) {
        auto& pool = pools_[role == Role::open ? 0 : 1];
        if (!pool) pool = ReaderPool::open(index(), role, std::chrono::seconds{20});
        std::size_t count = 0;
        REQUIRE(pool->with_reader([&](Reader& reader) {
            count = 0;
            Candidate candidate;
            for (const auto& hit : reader.search(TermQuery::term(sought), 0, 100))
                count += reader.candidate(hit.document, candidate);
        }));
        return count;
    }
    /// How often a word stands in the public side's spelling dictionary.
    std::uint32_t spelled(const std::string& word) {
        const auto pool = ReaderPool::open(index(), Role::open, std::chrono::seconds{20});
        std::uint32_t count = 0;
        REQUIRE(pool->with_reader([&](Reader& reader) {
            const auto& words = reader.spelling_words();
            const auto found = words.find(word);
            count = found == words.end() ? 0 : found->second;
        }));
        return count;
    }
    /// The staff side's card of a service.
    std::string card(int number) {
        const auto pool = ReaderPool::open(index(), Role::staff, std::chrono::seconds{20});
        std::string card;
        REQUIRE(pool->with_reader([&](Reader& reader) {
            if (const auto document = reader.find(id(number))) card = reader.card(*document);
        }));
        return card;
    }
    std::filesystem::path index() const { return folder_ / "index"; }
    std::filesystem::path sharded_index() const { return folder_ / "sharded"; }
    const std::filesystem::path& folder() const { return folder_; }
    Store& store() { return *store_; }

  private:
    std::filesystem::path folder_;
    DirectorySettings settings_;
    PhraseBook phrases_;
    DocumentMaker maker_;
    SystemClock clock_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<ReaderPool> pools_[2];
};

}  // namespace porchlight::testing
