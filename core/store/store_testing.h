#pragma once
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/store/accounts.h"
#include "core/store/store.h"

/// Small builders for the store's tests.
namespace porchlight::testing {

/// A folder of its own, removed at the end.
class Folder {
  public:
    /// In memory where the machine has a place for it: hundreds of synced commits wait for no disk.
    Folder()
        : Folder(std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                           : std::filesystem::temp_directory_path()) {
    }
    explicit Folder(const std::filesystem::path& where) {
        std::string pattern = (where / "store-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) FAIL("no temporary folder");
        path_ = pattern;
    }
    ~Folder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path file() const { return path_ / "store.db"; }
    std::string url() const { return "sqlite://" + file().string(); }

  private:
    std::filesystem::path path_;
};

constexpr Instant kNow{std::chrono::seconds{1'790'000'000}};

/// The same name, the same id.
inline std::string id(const std::string& name) { return to_string(uuid_v5(id_namespace(), name)); }

/// `hazard-…`: yes is bad news; `choice-…`: both are; anything else: no is.
inline bool is_unfavourable(const std::string& fact, Value value) {
    if (fact.rfind("choice", 0) == 0) return true;
    return fact.rfind("hazard", 0) == 0 ? value == Value::yes : value == Value::no;
}

inline Statement says(const std::string& fact, Value value, const std::string& subject = "a",
                      Standing standing = Standing::stated) {
    Statement statement;
    statement.subject = Subject::service;
    statement.subject_id = id(subject);
    statement.fact = fact;
    statement.value = value;
    statement.standing = standing;
    statement.verified_on = Day{std::chrono::days{20'700}};
    return statement;
}

/// A listing with one site at a street of its own.
inline Listing listing(const std::string& name, const std::string& wording = "First words") {
    Listing made;
    made.service_id = id(name);
    made.organization_id = id(name + " organization");
    made.source_key = name;
    made.language = "en";
    made.place = Point{49.89512345678901, -97.13843210987654};
    made.record = {
        {"id", made.service_id},
        {"name", "Service " + name},
        {"description", wording},
        {"organization", {{"id", made.organization_id}, {"name", "Organization"}}},
        {"service_at_locations",
         Json::array({{{"id", id(name + " site")},
                       {"location",
                        {{"id", id(name + " location")},
                         {"location_type", "physical"},
                         {"latitude", made.place->lat},
                         {"longitude", made.place->lon},
                         {"addresses", Json::array({{{"address_1", "12 " + name + " Street"},
                                                     {"city", "Lakefield"},
                                                     {"postal_code", "R9Z 0A0"}}})}}}}})}};
    made.digest = sha256_hex(made.record.dump());
    return made;
}

/// Seals the digest after a test changed the listing.
inline Listing with(Listing made, std::vector<Statement> statements) {
    made.statements = std::move(statements);
    std::string all = made.record.dump();
    for (const auto& each : made.statements)
        all += each.subject_id + each.fact + std::string(to_string(each.value)) +
               std::string(to_string(each.standing)) + each.detail;
    made.digest = sha256_hex(all);
    return made;
}

/// The same listing with its site masked, as the parser masks it.
inline Listing hidden(Listing made) {
    Json& site = made.record["service_at_locations"][0];
    made.hidden_sites = {site["id"].get<std::string>()};
    site["location"] = {{"id", site["location"]["id"]}, {"location_type", "physical"}};
    site["porchlight_hidden"] = true;
    made.visibility = Visibility::hidden;
    made.place.reset();
    made.repairs.clear();
    for (Statement& statement : made.statements) statement.detail.clear();
    return with(made, made.statements);
}

inline std::unique_ptr<Store> open(const Folder& folder,
                                   StoreAccess access = StoreAccess::read_write) {
    auto store = open_store(folder.url(), access, &is_unfavourable);
    if (!store) FAIL(store.error().message);
    return std::move(*store);
}

template <class T>
T expect(Result<T> result) {
    if (!result) FAIL(result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

template <class T>
ErrorKind failure(const Result<T>& result) {
    if (result) FAIL("it succeeded");
    return result.error().kind;
}

/// One whole import.
inline Published import(Store& store, const std::vector<Listing>& listings,
                        const std::string& source = "feed", Instant now = kNow) {
    const auto import_id = expect(store.begin_import(source, "feed.json", now));
    for (const Listing& each : listings) expect(store.stage(import_id, each));
    return expect(store.publish_import(import_id, now));
}

/// An account with its organization, both named by their ids. `head`: what the organization is
/// affiliated with.
inline void add_account(AccountStore& accounts, const std::string& name, const std::string& organization,
                        StaffRole role, const std::string& head = {}) {
    expect(accounts.add_organization({organization, organization, head}, kNow));
    StoredAccount account;
    account.id = name;
    account.name = name;
    account.organization_id = organization;
    account.role = role;
    account.password = "x";
    expect(accounts.add(account, {}, "operator", kNow));
}

/// The bytes of every file in a folder, and in those within it.
inline std::string all_bytes(const Folder& folder) {
    std::string bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
}

}  // namespace porchlight::testing
