#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <random>
#include <thread>

#include "core/store/checks.h"
#include "core/store/store_testing.h"
#include "core/store/submissions.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr int kListings = 400;

/// What anybody can see of a store.
std::string view(Store& store) {
    std::string text = std::to_string(expect(store.newest_sequence())) + "\n";
    for (const auto& each : expect(store.page("", 10'000))) {
        text += each.service_id + " " + std::to_string(each.sequence) + " " + each.short_id + " " +
                sha256_hex(each.record);
        for (const auto& said : each.statements) text += " " + std::string(to_string(said.value));
        text += "\n";
    }
    return text;
}

std::vector<Listing> file(int version) {
    std::vector<Listing> listings;
    for (int i = 0; i < kListings; ++i) {
        const std::string name = "s" + std::to_string(i);
        auto made = with(listing(name, "Version " + std::to_string(version)),
                         {says("hazard-id", version % 2 == 0 ? Value::yes : Value::no, name)});
        // Every tenth becomes hidden once: an erasure is among what is cut short.
        if (version > 0 && i % 10 == 0) made = hidden(made);
        listings.push_back(std::move(made));
    }
    return listings;
}

/// Runs `work` in a child process, which is killed after a while. It begins once `work` has said so, and what
/// it acknowledges is one byte each.
/// @return whether it ended before, and how many bytes came.
struct Killed {
    bool ended = false;
    int acknowledged = 0;
};
using Say = std::function<void()>;
Killed run_and_kill(std::chrono::microseconds after, const std::function<bool(const Say&)>& work) {
    int said[2];
    REQUIRE(::pipe(said) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const char byte = 'a';
        ::_exit(work([&] {
            if (::write(said[1], &byte, 1) != 1) ::_exit(1);
        })
                    ? 0
                    : 1);
    }
    ::close(said[1]);
    char byte = 0;
    REQUIRE(::read(said[0], &byte, 1) == 1);
    std::this_thread::sleep_for(after);
    ::kill(child, SIGKILL);
    Killed out;
    while (::read(said[0], &byte, 1) == 1) ++out.acknowledged;
    ::close(said[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    out.ended = WIFEXITED(status);
    if (StoreFolder::is_postgresql()) test_server::wait_until_idle();
    if (out.ended) CHECK(WEXITSTATUS(status) == 0);
    return out;
}

/// Imports in a child process, which is killed after a while.  @return whether it ended before.
bool import_and_kill(const StoreFolder& folder, const std::vector<Listing>& listings,
                     std::chrono::microseconds after) {
    return run_and_kill(after, [&](const Say& begun) {
               auto store = open_store(folder.url(), StoreAccess::read_write, &is_unfavourable);
               if (!store) return false;
               begun();
               const auto import_id = (*store)->begin_import("feed", "feed.json", kNow);
               if (!import_id) return false;
               for (const auto& each : listings)
                   if (!(*store)->stage(*import_id, each)) return false;
               return (*store)->publish_import(*import_id, kNow).has_value();
           })
        .ended;
}

/// How often something is killed: few in the short form.
int kills(int in_short, int in_long) {
    if (const char* wanted = std::getenv("STORE_KILLS")) return std::atoi(wanted);
    return std::getenv("PORCHLIGHT_LONG") ? in_long : in_short;
}

/// What a reviewed change goes through, each step acknowledged: submitted, approved, published; then the
/// same for the withdrawal of another listing.
enum Step { kNothing, kSubmitted, kApproved, kPublished, kWithdrawalSubmitted, kWithdrawalApproved, kWithdrawn };

NewSubmission change_of(Store& store, const std::string& service) {
    const auto stands = expect(store.listing(id(service)));
    NewSubmission out;
    out.service_id = id(service);
    out.account_id = "editor";
    out.visibility = stands.visibility;
    out.language = stands.language;
    out.place = stands.place;
    out.record = Json::parse(stands.record);
    return out;
}

/// Two members that say the same: half of a change would show.
NewSubmission rewritten(Store& store, const std::string& service, const std::string& wording) {
    auto out = change_of(store, service);
    out.record["description"] = out.record["alternate_name"] = wording;
    return out;
}

NewSubmission withdrawal(Store& store, const std::string& service) {
    auto out = change_of(store, service);
    out.withdraws = true;
    return out;
}

/// Submits, approves and publishes one change after the other, saying so after each step.
bool take_steps(const StoreFolder& folder, const NewSubmission& change, const NewSubmission& withdrawal,
                const Say& say) {
    auto store = open_store(folder.url(), StoreAccess::read_write, &is_unfavourable);
    auto submissions = SubmissionStore::open(folder.place(), {});
    if (!store || !submissions) return false;
    say();
    for (const auto* each : {&change, &withdrawal}) {
        const auto made = (*submissions)->submit(*each, kNow);
        if (!made) return false;
        say();
        const Review yes{"north", "", Decision::approve, CallBack::none, "", kNow};
        if (!(*submissions)->review(*made, yes).value_or(false)) return false;
        say();
        if (!(*store)->publish_submission(*made, kNow)) return false;
        say();
    }
    return true;
}

/// How far the newest submission of a service has come, from nothing to published, by what the store says.
int steps_of(SubmissionStore& submissions, const std::string& service, std::size_t before) {
    const auto all = expect(submissions.of_organization(id("a organization")));
    if (all.size() == before) return kNothing;
    const auto newest = expect(submissions.submission(all.front()));
    CHECK(newest.service_id == id(service));
    if (newest.outcome == SubmissionOutcome::published) return kPublished;
    CHECK(newest.approved == !newest.reviews.empty());
    return newest.approved ? kApproved : kSubmitted;
}

/// A listing of "a organization", as each of these is.
Listing of_one_organization(const std::string& name) {
    auto made = listing(name);
    made.organization_id = id("a organization");
    made.record["organization"]["id"] = made.organization_id;
    made.digest = sha256_hex(made.record.dump());
    return made;
}

}  // namespace

TEST_CASE("an import that is killed leaves the store as before or as after", "[store][crash]") {
    std::mt19937 random(20'261'124);
    const StoreFolder folder;
    { import(*open(folder), file(0)); }
    int version = 1, cut_short = 0;
    auto longest = std::chrono::microseconds{60'000};
    for (int kill = kills(24, 300); kill > 0; --kill) {
        const std::string before = view(*open(folder, StoreAccess::read_only));
        const auto after = std::chrono::microseconds{
            std::uniform_int_distribution<long>(0, longest.count())(random)};
        const bool ended = import_and_kill(folder, file(version), after);
        const std::string seen = view(*open(folder, StoreAccess::read_only));
        const auto store = open(folder);
        expect(store->check());
        CHECK(view(*store) == seen);  // Clearing up changes nothing that anybody saw.
        if (seen == before) {
            CHECK_FALSE(ended);
            ++cut_short;
            longest += longest / 4;
        } else {
            // All of it: every service has the new version's number.
            CHECK(expect(store->newest_sequence()) == std::int64_t{kListings} * (version + 1));
            CHECK(expect(store->changes_after(std::int64_t{kListings} * version, 10'000)).size() ==
                  kListings);
            ++version;
            longest -= longest / 4;
        }
        if (version > 1) {
            CHECK(all_bytes(folder).find("12 s10 Street") == std::string::npos);
            CHECK(all_bytes(folder).find("12 s11 Street") != std::string::npos);
        }
    }
    CHECK(cut_short > 0);
    import(*open(folder), file(version));
    expect(open(folder)->check());
}

TEST_CASE("what was acknowledged of a review outlives a kill, and nothing shows by half",
          "[store][crash][review]") {
    const int rounds = kills(30, 300);
    std::mt19937 random(20'261'125);
    const StoreFolder folder;
    {
        const auto store = open(folder);
        std::vector<Listing> all{of_one_organization("a")};
        for (int i = 0; i < rounds; ++i) all.push_back(of_one_organization("w" + std::to_string(i)));
        import(*store, all);
        const auto accounts = expect(AccountStore::open(folder.place()));
        add_account(*accounts, "editor", id("a organization"), StaffRole::agency_editor);
        add_account(*accounts, "north", "north", StaffRole::reviewer);
    }
    int cut_short = 0;
    auto longest = std::chrono::microseconds{30'000};
    for (int round = 0; round < rounds; ++round) {
        const std::string wording = "Version " + std::to_string(round);
        const std::string leaving = "w" + std::to_string(round);
        const auto before = open(folder);
        const std::string old = Json::parse(expect(before->listing(id("a"))).record).at("description");
        const auto change = rewritten(*before, "a", wording);
        const auto last = withdrawal(*before, leaving);
        const auto known =
            expect(expect(SubmissionStore::open(folder.place(), {}))->of_organization(id("a organization")))
                .size();
        const auto head = expect(before->verify_audit({}));
        const auto after = std::chrono::microseconds{
            std::uniform_int_distribution<long>(0, longest.count())(random)};
        const auto killed = run_and_kill(
            after, [&](const Say& say) { return take_steps(folder, change, last, say); });
        cut_short += !killed.ended;
        longest += killed.ended ? -longest / 8 : longest / 8;

        const auto store = open(folder);
        const auto submissions = expect(SubmissionStore::open(folder.place(), {}));
        expect(store->check());
        expect(store->verify_audit(head));
        const bool withdrawn = expect(store->listing(id(leaving))).withdrawn;
        const auto stands = Json::parse(expect(store->listing(id("a"))).record);
        const bool changed = stands.at("description") == wording;
        if (!changed) CHECK(stands.at("description") == old);
        CHECK(stands.value("alternate_name", old) == stands.at("description"));
        const int steps = killed.acknowledged;
        if (steps >= kWithdrawalSubmitted || (changed && steps_of(*submissions, leaving, known + 1))) {
            CHECK(changed);
            const int found = kPublished + steps_of(*submissions, leaving, known + 1);
            CHECK(found >= steps);
            CHECK(found <= steps + 1);
            CHECK(withdrawn == (found == kWithdrawn));
        } else {
            const int found = steps_of(*submissions, "a", known);
            CHECK(found >= steps);
            CHECK(found <= steps + 1);
            CHECK(changed == (found == kPublished));
            CHECK_FALSE(withdrawn);
        }
        for (const auto waiting : expect(submissions->waiting()))
            expect(submissions->take_back(waiting, "editor", kNow));
    }
    CHECK(cut_short > 0);
}

namespace {

/// A check page on which two facts are no longer so, sent by the listing's agency.
NewCheck worse(const std::string& service) {
    NewCheck out;
    out.service_id = id(service);
    out.account_id = "editor";
    out.worsens = true;
    out.lines = {{"service/locked-doors", Subject::service, id(service), "locked-doors", Value::yes, CheckAnswer::no_longer},
                 {"service/hazard-id", Subject::service, id(service), "hazard-id", Value::no, CheckAnswer::no_longer}};
    return out;
}

/// How many of the two are bad news now.
int bad_news_of(Store& store, const std::string& service) {
    int count = 0;
    for (const auto& each : expect(store.listing(id(service))).statements) count += is_unfavourable(each.fact, each.value);
    return count;
}

}  // namespace

TEST_CASE("what was acknowledged of a check page outlives a kill, and its bad news shows whole or not at all",
          "[store][crash][check]") {
    const int rounds = kills(30, 300);
    std::mt19937 random(20'261'126);
    const StoreFolder folder;
    {
        const auto store = open(folder);
        std::vector<Listing> all;
        for (int i = 0; i < rounds; ++i) {
            const auto name = "c" + std::to_string(i);
            all.push_back(with(of_one_organization(name), {says("locked-doors", Value::yes, name, Standing::attested), says("hazard-id", Value::no, name, Standing::attested)}));
        }
        import(*store, all);
        add_account(*expect(AccountStore::open(folder.place())), "editor", id("a organization"), StaffRole::agency_editor);
        expect(SubmissionStore::open(folder.place(), {{"locked-doors", false, true, true}, {"hazard-id", true, false, true}}));
    }
    int cut_short = 0;
    auto longest = std::chrono::microseconds{10'000};
    for (int round = 0; round < rounds; ++round) {
        const auto service = "c" + std::to_string(round);
        const auto head = expect(open(folder)->verify_audit({}));
        const auto after = std::chrono::microseconds{std::uniform_int_distribution<long>(0, longest.count())(random)};
        const auto killed = run_and_kill(after, [&](const Say& say) {
            auto store = open_store(folder.url(), StoreAccess::read_write, &is_unfavourable);
            auto checks = CheckStore::open(folder.place());
            if (!store || !checks) return false;
            say();
            const auto made = (*checks)->add(worse(service), kNow);
            if (!made) return false;
            say();
            if (!publish_check(**store, *made, kNow)) return false;
            say();
            return true;
        });
        cut_short += !killed.ended;
        longest += killed.ended ? -longest / 8 : longest / 8;

        const auto store = open(folder);
        const auto checks = expect(CheckStore::open(folder.place()));
        expect(store->check());
        expect(store->verify_audit(head));
        const auto sent = expect(checks->days(id(service), std::chrono::floor<std::chrono::days>(kNow))).size();
        const auto waiting = expect(checks->waiting());
        const int bad = bad_news_of(*store, service);
        CHECK((bad == 0 || bad == 2));
        if (killed.acknowledged >= 1) CHECK(sent == 1);
        if (killed.acknowledged >= 2) CHECK(bad == 2);
        CHECK(waiting.size() == (sent == 1 && bad == 0 ? 1 : 0));
        // What was kept and hadn't taken effect takes it at the next start.
        for (const auto each : waiting) expect(publish_check(*store, each, kNow));
        if (sent == 1) CHECK(bad_news_of(*store, service) == 2);
    }
    CHECK(cut_short > 0);
}
