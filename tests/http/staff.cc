#include "tests/http/staff.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "core/store/store.h"

namespace porchlight::testing {
namespace {

const StaffOrganization kNorth{"north-house", "North House", ""};
const StaffOrganization kSouth{"south-door", "South Door", ""};

/// Who is made: name, role, organization.
const std::vector<std::tuple<std::string, StaffRole, StaffOrganization>> kAccounts = {
    {"administrator", StaffRole::administrator, kNorth},
    {"other_administrator", StaffRole::administrator, kSouth},
    {"reviewer", StaffRole::reviewer, kSouth},
    {"worker", StaffRole::worker, kNorth},
    {"agency_editor", StaffRole::agency_editor, kNorth},
    {"capacity", StaffRole::capacity, kNorth}};

}  // namespace

Staff::Staff(const std::string& data, PasswordCost cost) : data_(data) {
    DirectoryPaths paths;
    paths.data = data;
    std::filesystem::create_directories(paths.store_folder());
    REQUIRE(open_store(paths.store_url(), StoreAccess::read_write));
    static const SystemClock clock;
    const auto accounts = Accounts::open(paths, clock, cost);
    REQUIRE(accounts);
    for (const auto& [name, role, organization] : kAccounts) {
        NewAccount made{name, role, organization, "", kPassword};
        if (role == StaffRole::capacity) made.service_id = "a-service", made.password = "60274913";
        auto code = (*accounts)->create(made);
        REQUIRE(code);
        codes_[name] = std::move(*code);
    }
}

Json Staff::credentials(const std::string& name) {
    auto& recovery = codes_.at(name).recovery;
    Json out{{"name", name}, {"password", name == "capacity" ? "60274913" : kPassword}};
    if (codes_.at(name).secret.empty()) return out;
    REQUIRE_FALSE(recovery.empty());
    out["code"] = recovery.back();
    recovery.pop_back();
    return out;
}

PageSession Staff::in(int port, const std::string& name) {
    const auto session = sign_in(port, credentials(name));
    REQUIRE(session);
    return *session;
}

PageSession Staff::setting_up(int port) {
    const auto post_as = [&](const PageSession& session, const std::string& path, const Json& body) {
        const auto answer = ask(port, "POST", path, body.dump(), session.headers(port));
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        return answer;
    };
    const auto invited = post_as(in(port, "administrator"), "/api/v1/account/invite",
                                 {{"role", "reviewer"}, {"organization_id", "north-house"}})
                             .json();
    post_as(in(port, "other_administrator"), "/api/v1/account/approve", {{"id", invited.at("id")}});
    const Json accept{{"invitation", invited.at("invitation")},
                      {"name", "invited-" + std::to_string(++invited_)},
                      {"password", kPassword}};
    const PageSession nobody{"x=y", ""};
    const auto answer = post_as(nobody, "/api/v1/account/accept", accept);
    const auto cookie = answer.header("set-cookie");
    return {cookie.substr(0, cookie.find(';')), answer.json().at("token")};
}

}  // namespace porchlight::testing
