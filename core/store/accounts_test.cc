#include "core/store/accounts.h"

#include "core/store/audit.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

StoredAccount account(const std::string& name, StaffRole role = StaffRole::worker) {
    StoredAccount made;
    made.id = "id of " + name;
    made.name = name;
    made.organization_id = "north-house";
    made.role = role;
    made.password = "hash of " + name;
    made.created_on = std::chrono::floor<std::chrono::days>(kNow);
    return made;
}

/// A store with one organization and the accounts that most acts need.
struct Staff {
    Staff() {
        { porchlight::testing::open(folder); }
        store = expect(AccountStore::open(folder.place()));
        expect(store->add_organization({"north-house", "North House", ""}, kNow));
        for (const auto& [name, role] : {std::pair("ana", StaffRole::administrator),
                                         std::pair("ben", StaffRole::reviewer),
                                         std::pair("cleo", StaffRole::worker)})
            expect(store->add(account(name, role), {"code 1", "code 2"}, "operator", kNow));
    }

    soci::session& sql() {
        if (!direct_) {
            direct_ = std::make_unique<soci::session>();
            connect(*direct_, folder.place(), Connection::writes);
        }
        return *direct_;
    }

    /// What the audit says was done, in order.
    std::vector<std::string> audited() {
        std::vector<std::string> out;
        std::string actor, action, detail;
        soci::statement rows = (sql().prepare << "select actor, action, detail from audit order by seq",
                                soci::into(actor), soci::into(action), soci::into(detail));
        rows.execute();
        while (rows.fetch()) out.push_back(actor + ' ' + action + (detail.empty() ? "" : ' ' + detail));
        expect(check_audit(sql()));
        return out;
    }

    std::string invite(const std::string& inviter, Instant expires = kNow + std::chrono::hours{72}) {
        StoredInvitation made;
        made.id = "invitation by " + inviter;
        made.code_hash = "code of " + inviter;
        made.organization_id = "north-house";
        made.invited_by = "id of " + inviter;
        made.expires_at = expires;
        expect(store->invite(made, kNow));
        return made.id;
    }

    StoreFolder folder;
    std::unique_ptr<AccountStore> store;

  private:
    std::unique_ptr<soci::session> direct_;
};

bool refused(soci::session& sql, const std::string& statement) {
    return failure(guarded([&]() -> Result<void> {
               run_script(sql, statement.c_str());
               return {};
           })) == ErrorKind::corrupt;
}

}  // namespace

TEST_CASE("there are no accounts without a store of this schema", "[accounts]") {
    const StoreFolder folder(Schema::none);
    CHECK(failure(AccountStore::open(folder.place())) == ErrorKind::unavailable);
    create_private_file(folder.file());
    CHECK(failure(AccountStore::open(folder.place())) == ErrorKind::unavailable);
}

TEST_CASE("a name is taken once, and an account belongs to an organization that is there", "[accounts]") {
    Staff staff;
    CHECK(failure(staff.store->add(account("ana"), {}, "operator", kNow)) == ErrorKind::conflict);
    auto stray = account("dora");
    stray.organization_id = "nowhere";
    CHECK(failure(staff.store->add(stray, {}, "operator", kNow)) == ErrorKind::not_found);
    CHECK(failure(staff.store->by_name("dora")) == ErrorKind::not_found);
}

TEST_CASE("affiliates count as one organization, one level deep", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    expect(store.add_organization({"north-annex", "North Annex", "north-house"}, kNow));
    expect(store.add_organization({"north-annex", "North Annex", "north-house"}, kNow));
    CHECK(failure(store.add_organization({"north-annex", "Other", ""}, kNow)) == ErrorKind::conflict);
    CHECK(failure(store.add_organization({"attic", "Attic", "north-annex"}, kNow)) ==
          ErrorKind::bad_request);
    CHECK(failure(store.add_organization({"self", "Self", "self"}, kNow)) == ErrorKind::bad_request);
    CHECK(refused(staff.sql(), "insert into staff_organization values ('attic', 'Attic', 'north-annex')"));
    CHECK(expect(store.organizations()).size() == 2);
}

TEST_CASE("whatever ends sessions moves the account's epoch on", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    const std::string id = "id of cleo";
    const auto epoch = [&] { return expect(store.by_id(id)).epoch; };
    expect(store.change_password(id, "new hash", kNow));
    CHECK(epoch() == 2);
    CHECK(expect(store.by_id(id)).password == "new hash");
    expect(store.disable(id, "id of ana", kNow));
    CHECK(epoch() == 3);
    CHECK(expect(store.by_id(id)).password.empty());
    CHECK(expect(store.by_id(id)).disabled_on.has_value());
    expect(store.reset(id, {"third hash", "", {}}, "operator", kNow));
    CHECK(epoch() == 4);
    CHECK_FALSE(expect(store.by_id(id)).disabled_on.has_value());
    CHECK(refused(staff.sql(), "update account set epoch = 1 where name = 'cleo'"));
}

TEST_CASE("no SQL changes an account's role or organization, or takes it away", "[accounts]") {
    Staff staff;
    CHECK(refused(staff.sql(), "update account set role = 'reviewer' where name = 'cleo'"));
    CHECK(refused(staff.sql(), "update account set id = 'id of ben' where name = 'cleo'"));
    CHECK(refused(staff.sql(), "delete from account where name = 'cleo'"));
    CHECK(refused(staff.sql(), "update account set service_id = 'x' where name = 'cleo'"));
}

TEST_CASE("a code's step and a recovery code are taken once", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    const std::string id = "id of ana";
    CHECK(expect(store.take_step(id, 100)));
    CHECK_FALSE(expect(store.take_step(id, 100)));
    CHECK_FALSE(expect(store.take_step(id, 99)));
    CHECK(expect(store.take_step(id, 101)));
    CHECK(expect(store.take_recovery(id, "code 1", kNow)));
    CHECK_FALSE(expect(store.take_recovery(id, "code 1", kNow)));
    CHECK_FALSE(expect(store.take_recovery(id, "code 3", kNow)));
    CHECK_FALSE(expect(store.take_recovery("id of nobody", "code 2", kNow)));
    expect(store.set_codes(id, "sealed", 102, {"code 9"}, kNow));
    CHECK_FALSE(expect(store.take_step(id, 102)));
    CHECK_FALSE(expect(store.take_recovery(id, "code 2", kNow)));
    CHECK(expect(store.take_recovery(id, "code 9", kNow)));
}

TEST_CASE("an invitation takes a second person and is used once", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    const auto invitation = staff.invite("ana");
    const auto later = kNow + std::chrono::hours{72};
    CHECK(failure(store.accept(invitation, account("dora"), {}, kNow)) == ErrorKind::corrupt);
    CHECK(failure(store.by_name("dora")) == ErrorKind::not_found);
    CHECK(failure(store.approve(invitation, "id of ana", later, kNow)) == ErrorKind::corrupt);
    CHECK(failure(store.approve(invitation, "id of cleo", later, kNow)) == ErrorKind::corrupt);
    expect(store.approve(invitation, "id of ben", later, kNow));
    CHECK(failure(store.approve(invitation, "id of ben", later, kNow)) == ErrorKind::conflict);
    expect(store.accept(invitation, account("dora"), {"r"}, kNow));
    CHECK(failure(store.accept(invitation, account("eli"), {}, kNow)) == ErrorKind::conflict);
    CHECK(failure(store.by_name("eli")) == ErrorKind::not_found);
    CHECK(refused(staff.sql(), "update invitation set accepted_by = 'id of ana'"));
    CHECK(refused(staff.sql(), "update invitation set role = 'administrator'"));
}

TEST_CASE("invitations that wait are listed until they are over, and go a month later", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    staff.invite("ana", kNow + std::chrono::hours{1});
    CHECK(expect(store.invitations(kNow)).size() == 1);
    CHECK(expect(store.invitations(kNow + std::chrono::hours{1})).empty());
    expect(store.tidy(kNow + std::chrono::hours{2}));
    CHECK(expect(store.invitation("invitation by ana")).role == StaffRole::worker);
    expect(store.tidy(kNow + AccountStore::kInvitationKept + std::chrono::hours{2}));
    CHECK(failure(store.invitation("invitation by ana")) == ErrorKind::not_found);
}

TEST_CASE("twenty staff listings a day and account, by the schema too, with the day alone in the audit",
          "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    const std::string id = "id of cleo";
    const auto today = std::chrono::floor<std::chrono::days>(kNow);
    for (int i = 0; i < AccountStore::kOpenedADay; ++i)
        CHECK(expect(store.count_opened(id, i < 15 ? OpenedFor::participant : OpenedFor::upkeep, today)));
    const auto before = staff.audited();
    CHECK_FALSE(expect(store.count_opened(id, OpenedFor::participant, today)));
    CHECK_FALSE(expect(store.count_opened(id, OpenedFor::upkeep, today)));
    CHECK(refused(staff.sql(), "update staff_opened set for_upkeep = for_upkeep + 1"));
    CHECK(expect(store.count_opened("id of ben", OpenedFor::upkeep, today)));
    auto after = staff.audited();
    REQUIRE(after.size() == before.size() + 1);
    CHECK(after.back() == id + " staff_listings_refused " + format_day(today));

    const auto tomorrow = today + std::chrono::days{1};
    CHECK(expect(store.count_opened(id, OpenedFor::participant, tomorrow)));
    expect(store.tidy(tomorrow + std::chrono::hours{9}));
    after = staff.audited();
    REQUIRE(after.size() == before.size() + 3);
    CHECK(after[after.size() - 1] ==
          id + " staff_listings_opened " + format_day(today) + ": 15 for a participant, 5 for upkeep");
    Number odd = 0;
    staff.sql() << "select count(*) from audit where action like 'staff_%' and at % 86400 <> 0",
        soci::into(odd);
    CHECK(odd == 0);
    CHECK(expect(store.count_opened(id, OpenedFor::participant, tomorrow)));
}

TEST_CASE("a disabled account's name is forgotten after three years, its id stays", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    expect(store.disable("id of cleo", "id of ana", kNow));
    expect(store.tidy(kNow + AccountStore::kNameKept - std::chrono::days{1}));
    CHECK(expect(store.by_name("cleo")).id == "id of cleo");
    expect(store.tidy(kNow + AccountStore::kNameKept + std::chrono::days{1}));
    CHECK(failure(store.by_name("cleo")) == ErrorKind::not_found);
    CHECK(expect(store.by_id("id of cleo")).disabled_on.has_value());
    expect(store.add(account("cleo 2"), {}, "operator", kNow));
}

TEST_CASE("every act on an account is in the audit, in the chain, without a name", "[accounts]") {
    Staff staff;
    auto& store = *staff.store;
    expect(store.approve(staff.invite("ana"), "id of ben", kNow + std::chrono::hours{72}, kNow));
    expect(store.accept("invitation by ana", account("dora"), {}, kNow));
    expect(store.change_password("id of dora", "x", kNow));
    expect(store.set_codes("id of dora", "sealed", 1, {"r"}, kNow));
    CHECK(expect(store.take_recovery("id of dora", "r", kNow)));
    expect(store.disable("id of dora", "id of ana", kNow));
    expect(store.reset("id of dora", {"y", "", {}}, "operator", kNow));
    const auto all = staff.audited();
    const std::vector<std::string> last(all.end() - 9, all.end());
    CHECK(last == std::vector<std::string>{
                      "id of ana invited worker", "id of ben invitation_approved",
                      "id of dora account_created worker", "id of dora invitation_accepted",
                      "id of dora password_changed", "id of dora codes_set",
                      "id of dora recovery_code_used", "id of ana account_disabled",
                      "operator account_reset"});
}
