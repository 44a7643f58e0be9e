#include "core/store/reminders.h"

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

constexpr Day kToday{std::chrono::days{20'717}};

/// A store with listings "a" and "b", and the organization of "a" among those of staff.
struct Queue {
    Queue() {
        store = open(folder);
        import(*store, {listing("a"), listing("b")});
        expect(expect(AccountStore::open(folder.place()))->add_organization({id("a organization"), "A", ""}, kNow));
        queue = expect(ReminderQueue::open(folder.place()));
    }
    /// "a 75 waits" for each that waits on this day, with these due.
    std::vector<std::string> waits(const std::vector<DueReminder>& due, Day today = kToday,
                                   Rehearsal rehearsal = Rehearsal::no) {
        std::vector<std::string> out;
        for (const auto& each : expect(queue->queue(due, today, rehearsal))) {
            out.push_back((each.due.service_id == id("a") ? "a " : "b ") + std::to_string(each.due.step));
            last = each;
        }
        return out;
    }
    void send() { expect(queue->sent({last.id}, kToday)); }

    StoreFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<ReminderQueue> queue;
    QueuedReminder last;
};

DueReminder due(const std::string& name, int step, std::size_t lines = 3) { return {id(name), step, lines}; }

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an agency is reminded once of a listing and step", "[store][reminders]") {
    Queue queue;
    CHECK(queue.waits({due("a", 75)}) == Strings{"a 75"});
    CHECK(queue.waits({due("a", 75, 5)}) == Strings{"a 75"});
    CHECK(queue.last.due.lines == 5);
    queue.send();
    CHECK(queue.waits({due("a", 75)}).empty());
    SECTION("and again at the next step") {
        CHECK(queue.waits({due("a", 100)}) == Strings{"a 100"});
        queue.send();
        CHECK(queue.waits({due("a", 75)}).empty());
    }
    SECTION("and again after it was checked") {
        CHECK(queue.waits({}).empty());
        CHECK(queue.waits({due("a", 75)}) == Strings{"a 75"});
    }
    SECTION("and again after a quarter, where nobody answered") {
        CHECK(queue.waits({due("a", 75)}, kToday + std::chrono::days{90}).empty());
        CHECK(queue.waits({due("a", 75)}, kToday + std::chrono::days{91}) == Strings{"a 75"});
    }
}

TEST_CASE("a later step takes the place of one that still waits", "[store][reminders]") {
    Queue queue;
    queue.waits({due("a", 75)});
    CHECK(queue.waits({due("a", 100)}) == Strings{"a 100"});
}

TEST_CASE("a rehearsal says what would wait, and keeps nothing", "[store][reminders]") {
    Queue queue;
    CHECK(queue.waits({due("a", 75), due("b", 100)}, kToday, Rehearsal::yes).size() == 2);
    CHECK(queue.waits({}, kToday).empty());
    if (StoreFolder::is_postgresql()) return;  // Its server writes by itself.
    const auto before = all_bytes(queue.folder);
    queue.waits({due("a", 75)}, kToday, Rehearsal::yes);
    CHECK(all_bytes(queue.folder) == before);
}

TEST_CASE("an organization's address is one address, and the audit doesn't have it", "[store][reminders]") {
    Queue queue;
    CHECK(expect(queue.queue->address(id("a organization"))).empty());
    expect(queue.queue->set_address(id("a organization"), "desk@a.example", kNow));
    queue.waits({due("a", 75), due("b", 75)});
    const auto waiting = expect(queue.queue->queue({due("a", 75), due("b", 75)}, kToday, Rehearsal::no));
    for (const auto& each : waiting) CHECK(each.address == (each.due.service_id == id("a") ? "desk@a.example" : ""));
    for (const char* wrong : {"desk", "@a.example", "desk@", "a@b@c", "desk@a.example\r\nBcc: x@y.example", "a b@c.example",
                              "-oQ@a.example", "<desk@a.example>"})
        CHECK(failure(queue.queue->set_address(id("a organization"), wrong, kNow)) == ErrorKind::bad_request);
    CHECK(failure(queue.queue->set_address("nobody", "desk@a.example", kNow)) == ErrorKind::not_found);
    CHECK(failure(queue.queue->address("nobody")) == ErrorKind::not_found);
    expect(queue.queue->set_address(id("a organization"), "", kNow));
    CHECK(expect(queue.queue->address(id("a organization"))).empty());
    expect(queue.store->check());
}
