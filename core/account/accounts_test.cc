#include "core/account/accounts.h"

#include <algorithm>
#include <cstdlib>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr const char* kPassword = "blue wagon eats rain";
constexpr const char* kOther = "seven quiet spoons sing";
constexpr PasswordCost kCheap{1, 8192};

const StaffOrganization kNorth{"north-house", "North House", ""};
const StaffOrganization kSouth{"south-door", "South Door", ""};

/// Accounts on a store of its own, at a time that a test moves.
struct Desk {
    Desk() {
        std::filesystem::create_directories(paths.store_folder());
        expect(open_store(paths.store_url(), StoreAccess::read_write, &is_unfavourable));
        reopen();
    }

    void reopen() {
        accounts.reset();
        accounts = expect(Accounts::open(paths, clock, kCheap, [this] { return steady; }));
    }

    void pass(std::chrono::seconds time) {
        clock.set(clock.now() + time);
        steady += time;
    }

    /// Creates the account at the terminal; its secret is kept for code().
    void create(const std::string& name, StaffRole role, const StaffOrganization& organization = kNorth) {
        NewAccount made{name, role, organization, role == StaffRole::capacity ? id("service") : "", kPassword};
        if (role == StaffRole::capacity) made.password = "60274913";
        secrets[name] = expect(accounts->create(made)).secret;
    }

    /// The code that the account's authenticator shows; the next one, at each call.
    std::string code(const std::string& name) {
        if (secrets[name].empty()) return {};
        pass(std::chrono::seconds{30});
        return code_at(secrets[name], clock.now());
    }

    SignedIn in(const std::string& name) {
        return expect(accounts->sign_in(name, kPassword, code(name)));
    }
    ErrorKind refused(const std::string& name, const std::string& password, const std::string& given = {}) {
        pass(std::chrono::minutes{1});
        return failure(accounts->sign_in(name, password, given));
    }

    StoreFolder folder;
    DirectoryPaths paths{folder.path() / "directory", {}, {}};
    FixedClock clock{kNow};
    std::chrono::seconds steady{1000};
    std::map<std::string, std::string> secrets;
    std::unique_ptr<Accounts> accounts;
};

template <class T>
std::string code_of(const Result<T>& result) {
    if (result) return "";
    const auto& message = result.error().message;
    return message.substr(0, message.find(':'));
}

}  // namespace

TEST_CASE("who signs in is known by role and organization", "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    const auto signed_in = desk.in("Cleo");
    CHECK(signed_in.session.size() == 64);
    const auto caller = expect(desk.accounts->caller(signed_in.session));
    CHECK(caller.name == "cleo");
    CHECK(caller.role == StaffRole::worker);
    CHECK(caller.organization_id == "north-house");
    CHECK_FALSE(caller.must_set_up_code());
}

TEST_CASE("whatever is wrong about a sign-in is refused in the same words", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    desk.create("cleo", StaffRole::worker);
    desk.create("dora", StaffRole::worker);
    expect(desk.accounts->disable_by_operator("dora"));
    const auto& accounts = desk.accounts;
    const std::vector<Result<SignedIn>> tries = {
        accounts->sign_in("cleo", kOther, ""),          accounts->sign_in("nobody", kPassword, ""),
        accounts->sign_in("dora", kPassword, ""),       accounts->sign_in("dora", "", ""),
        accounts->sign_in("ana", kPassword, ""),        accounts->sign_in("ana", kPassword, "000000"),
        accounts->sign_in("ana", kOther, desk.code("ana")), accounts->sign_in("", "", ""),
        accounts->sign_in(std::string(10000, 'x'), std::string(10000, 'x'), "")};
    for (const auto& each : tries) {
        REQUIRE_FALSE(each.has_value());
        CHECK(each.error().kind == ErrorKind::signed_out);
        CHECK(each.error().message == tries.front().error().message);
        CHECK(each.error().where.empty());
    }
}

TEST_CASE("a code is taken once, also after a restart", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    const auto code = desk.code("ana");
    expect(desk.accounts->sign_in("ana", kPassword, code));
    CHECK(failure(desk.accounts->sign_in("ana", kPassword, code)) == ErrorKind::signed_out);
    desk.reopen();
    CHECK(failure(desk.accounts->sign_in("ana", kPassword, code)) == ErrorKind::signed_out);
    expect(desk.accounts->sign_in("ana", kPassword, desk.code("ana")));
}

TEST_CASE("a wrong password doesn't use a code up", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    const auto code = desk.code("ana");
    CHECK(failure(desk.accounts->sign_in("ana", kOther, code)) == ErrorKind::signed_out);
    expect(desk.accounts->sign_in("ana", kPassword, code));
}

TEST_CASE("a recovery code stands in for the authenticator once", "[account]") {
    Desk desk;
    const auto made = expect(desk.accounts->create({"ana", StaffRole::administrator, kNorth, "", kPassword}));
    REQUIRE(made.recovery.size() == kRecoveryCodes);
    expect(desk.accounts->sign_in("ana", kPassword, made.recovery[3]));
    CHECK(desk.refused("ana", kPassword, made.recovery[3]) == ErrorKind::signed_out);
    expect(desk.accounts->sign_in("ana", kPassword, made.recovery[4]));
    CHECK(all_bytes(desk.folder).find(made.recovery[5]) == std::string::npos);
}

TEST_CASE("a sixth try within a minute is refused, for a name that there is and one that there isn't",
          "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    for (const auto* name : {"cleo", "nobody"}) {
        INFO(name);
        for (int i = 0; i < 5; ++i)
            CHECK(failure(desk.accounts->sign_in(name, kOther, "")) == ErrorKind::signed_out);
        CHECK(code_of(desk.accounts->sign_in(name, kPassword, "")) == "wait");
    }
    desk.pass(std::chrono::minutes{1});
    desk.in("cleo");
}

TEST_CASE("every way in which a session ends, ends it for good", "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    desk.create("ana", StaffRole::administrator);
    const auto ana = desk.in("ana").caller;
    const auto signed_in = desk.in("cleo");
    const auto other = desk.in("cleo").session;
    SECTION("signing out") {
        desk.accounts->sign_out(signed_in.session);
        CHECK(desk.accounts->caller(other).has_value());
    }
    SECTION("idling") { desk.pass(std::chrono::minutes{15}); }
    SECTION("a new password") {
        expect(desk.accounts->change_password(signed_in.caller, kPassword, kOther));
        CHECK(code_of(desk.accounts->caller(other)) == "session_ended");
        CHECK(desk.refused("cleo", kPassword) == ErrorKind::signed_out);
        expect(desk.accounts->sign_in("cleo", kOther, ""));
    }
    SECTION("disabling") {
        expect(desk.accounts->disable(ana, signed_in.caller.account_id));
        CHECK(desk.refused("cleo", kPassword) == ErrorKind::signed_out);
    }
    SECTION("disabling at the terminal, in another process") {
        const auto terminal = expect(Accounts::open(desk.paths, desk.clock, kCheap));
        expect(terminal->disable_by_operator("cleo"));
    }
    SECTION("a reset at the terminal") { expect(desk.accounts->reset("cleo", kOther)); }
    SECTION("a restart, or a copy of the store elsewhere") { desk.reopen(); }
    CHECK(code_of(desk.accounts->caller(signed_in.session)) == "session_ended");
}

TEST_CASE("nothing of a session is on the disk", "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    desk.accounts.reset();  // Closed, its log is part of the file and no marks of readers are beside it.
    const auto before = all_bytes(desk.folder);
    desk.reopen();
    const auto signed_in = desk.in("cleo");
    expect(desk.accounts->caller(signed_in.session));
    desk.accounts->sign_out(signed_in.session);
    desk.accounts.reset();
    CHECK((all_bytes(desk.folder) == before));
}

TEST_CASE("a new password is asked for with the old one, and held to the rules", "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    const auto cleo = desk.in("cleo").caller;
    CHECK(code_of(desk.accounts->change_password(cleo, kOther, kOther)) == "sign_in_failed");
    CHECK(code_of(desk.accounts->change_password(cleo, kPassword, "too short")) == "password_short");
    CHECK(code_of(desk.accounts->change_password(cleo, kPassword, "north-house-cleo")) == "password_common");
    desk.in("cleo");
}

TEST_CASE("a second person approves what the first invites; then it becomes one account", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    desk.create("ben", StaffRole::reviewer, kSouth);
    const auto ana = desk.in("ana").caller, ben = desk.in("ben").caller;
    const auto invited = expect(desk.accounts->invite(ana, StaffRole::worker, "north-house", ""));
    const auto accepts = [&](const std::string& name) {
        return code_of(desk.accounts->accept(invited.code, name, kPassword));
    };
    CHECK(accepts("dora") == "no_invitation");
    CHECK(code_of(desk.accounts->approve(ana, invited.id)) == "own_invitation");
    expect(desk.accounts->approve(ben, invited.id));
    CHECK(failure(desk.accounts->approve(ben, invited.id)) == ErrorKind::conflict);
    CHECK(accepts("d!") == "name_form");
    CHECK(accepts("ana") == "name_taken");
    const auto dora = expect(desk.accounts->accept(invited.code, "Dora", kPassword));
    CHECK(dora.caller.name == "dora");
    CHECK(dora.caller.role == StaffRole::worker);
    CHECK(accepts("eli") == "no_invitation");
    CHECK(desk.accounts->accept("", "eli", kPassword).error().message ==
          desk.accounts->accept(invited.code, "eli", kPassword).error().message);
    CHECK(all_bytes(desk.folder).find(invited.code) == std::string::npos);
}

TEST_CASE("invitations run out: after 72 hours, an agency's after 14 days", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    desk.create("ben", StaffRole::administrator, kSouth);
    const auto ana = desk.in("ana").caller, ben = desk.in("ben").caller;
    const auto [role, life] = GENERATE(table<StaffRole, std::chrono::hours>(
        {{StaffRole::worker, std::chrono::hours{72}}, {StaffRole::agency_editor, std::chrono::hours{336}}}));
    const auto in_time = expect(desk.accounts->invite(ana, role, "north-house", ""));
    const auto late = expect(desk.accounts->invite(ana, role, "north-house", ""));
    expect(desk.accounts->approve(ben, in_time.id));
    const auto unapproved = expect(desk.accounts->invite(ana, role, "north-house", ""));
    expect(desk.accounts->approve(ben, late.id));
    desk.pass(life - std::chrono::seconds{1});
    expect(desk.accounts->accept(in_time.code, "dora", kPassword));
    desk.pass(std::chrono::seconds{1});
    CHECK(code_of(desk.accounts->accept(late.code, "eli", kPassword)) == "no_invitation");
    CHECK(failure(desk.accounts->approve(ben, unapproved.id)) == ErrorKind::not_found);
    CHECK(expect(desk.accounts->invitations()).empty());
}

TEST_CASE("who may invite and approve whom", "[account]") {
    using enum StaffRole;
    for (const auto invited : {administrator, reviewer, worker, agency_editor, capacity}) {
        const bool of_agency = invited == agency_editor || invited == capacity;
        CHECK(may_invite(administrator, invited));
        CHECK(may_invite(reviewer, invited) == of_agency);
        CHECK(may_invite(agency_editor, invited) == of_agency);
        CHECK_FALSE(may_invite(worker, invited));
        CHECK_FALSE(may_invite(capacity, invited));
        CHECK(may_approve(administrator, invited));
        CHECK(may_approve(reviewer, invited) == (of_agency || invited == worker));
        for (const auto never : {worker, agency_editor, capacity}) CHECK_FALSE(may_approve(never, invited));
    }
}

TEST_CASE("a reviewer who was invited sets up an authenticator first", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    desk.create("zoe", StaffRole::administrator);
    const auto invited =
        expect(desk.accounts->invite(desk.in("ana").caller, StaffRole::reviewer, "north-house", ""));
    expect(desk.accounts->approve(desk.in("zoe").caller, invited.id));
    const auto ben = expect(desk.accounts->accept(invited.code, "ben", kPassword));
    CHECK(ben.caller.must_set_up_code());
    CHECK(code_of(desk.accounts->finish_code(ben.caller, ben.session, "000000")) == "not_begun");
    const auto secret = expect(desk.accounts->begin_code(ben.caller, ben.session, ""));
    const auto now = expect(desk.accounts->caller(ben.session));
    CHECK(code_of(desk.accounts->finish_code(now, ben.session, "abcdef")) == "wrong_code");
    const auto code = code_at(secret, desk.clock.now());
    CHECK(expect(desk.accounts->finish_code(now, ben.session, code)).size() == kRecoveryCodes);
    CHECK_FALSE(expect(desk.accounts->caller(ben.session)).must_set_up_code());
    CHECK(desk.accounts->sign_in("ben", kPassword, code).has_value() == false);
    desk.secrets["ben"] = secret;
    desk.in("ben");
}

TEST_CASE("another authenticator takes the password again", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    const auto ana = desk.in("ana");
    CHECK(code_of(desk.accounts->begin_code(ana.caller, ana.session, "")) == "sign_in_failed");
    expect(desk.accounts->begin_code(ana.caller, ana.session, kPassword));
    desk.in("ana");
}

TEST_CASE("a capacity sign-in has one service and a PIN", "[account]") {
    Desk desk;
    desk.create("night-desk", StaffRole::capacity);
    const auto caller = expect(desk.accounts->sign_in("night-desk", "60274913", "")).caller;
    CHECK(caller.service_id == id("service"));
    CHECK_FALSE(desk.accounts->create({"pin", StaffRole::capacity, kNorth, "", "60274913"}).has_value());
    CHECK_FALSE(desk.accounts->create({"pin", StaffRole::capacity, kNorth, "x", "12345678"}).has_value());
    CHECK_FALSE(desk.accounts->create({"who", StaffRole::worker, kNorth, "x", kPassword}).has_value());
}

TEST_CASE("the operator's accounts belong to an organization that is named once", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    expect(desk.accounts->create({"cleo", StaffRole::worker, {"north-house", "", ""}, "", kPassword}));
    CHECK(failure(desk.accounts->create({"x-1", StaffRole::worker, {"nowhere", "", ""}, "", kPassword})) ==
          ErrorKind::not_found);
    CHECK(failure(desk.accounts->create({"x-2", StaffRole::worker, {"North!", "", ""}, "", kPassword})) ==
          ErrorKind::bad_request);
    CHECK(failure(desk.accounts->create({"cleo", StaffRole::worker, kNorth, "", kPassword})) ==
          ErrorKind::conflict);
}

TEST_CASE("nobody disables their own account", "[account]") {
    Desk desk;
    desk.create("ana", StaffRole::administrator);
    const auto ana = desk.in("ana").caller;
    CHECK(code_of(desk.accounts->disable(ana, ana.account_id)) == "own_account");
    CHECK(failure(desk.accounts->disable(ana, "nobody")) == ErrorKind::not_found);
}

TEST_CASE("the 21st staff listing of a day waits for the next one", "[account]") {
    Desk desk;
    desk.create("cleo", StaffRole::worker);
    const auto cleo = desk.in("cleo").caller;
    for (int i = 0; i < AccountStore::kOpenedADay; ++i)
        expect(desk.accounts->open_staff_listing(cleo, OpenedFor::participant));
    const auto refused = desk.accounts->open_staff_listing(cleo, OpenedFor::upkeep);
    CHECK(code_of(refused) == "enough_today");
    desk.pass(std::chrono::seconds{std::stoi(refused.error().where)});
    expect(desk.accounts->open_staff_listing(cleo, OpenedFor::upkeep));
}

TEST_CASE("an unknown name takes as long as a wrong password", "[account]") {
    const bool is_long = std::getenv("PORCHLIGHT_LONG") != nullptr;
    Desk desk;
    const auto real = expect(Accounts::open(desk.paths, desk.clock, PasswordCost{}, [&] { return desk.steady; }));
    expect(real->create({"cleo", StaffRole::worker, kNorth, "", kPassword}));
    const auto time_of = [&](const std::string& name) {
        desk.pass(std::chrono::minutes{1});  // No delay: only the tries themselves are measured.
        const auto begun = std::chrono::steady_clock::now();
        CHECK(failure(real->sign_in(name, kOther, "")) == ErrorKind::signed_out);
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    std::vector<double> known, unknown;
    for (int i = 0; i < (is_long ? 1000 : 7); ++i) {
        known.push_back(time_of("cleo"));
        unknown.push_back(time_of("nobody"));
    }
    const auto median = [](std::vector<double> times) {
        std::sort(times.begin(), times.end());
        return times[times.size() / 2];
    };
    const double ratio = median(known) / median(unknown);
    INFO(median(known) << " s and " << median(unknown) << " s");
    // Without the hash that is nobody's, the unknown name would be hundreds of times as quick.
    const double most = is_long ? 1.02 : 2;
    CHECK(ratio < most);
    CHECK(ratio > 1 / most);
}
