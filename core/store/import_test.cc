#include <algorithm>

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

TEST_CASE("an import is invisible until it is published", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
    CHECK(expect(store->stage(import_id, listing("a"))) == Staged::added);

    const auto reader = open(folder, StoreAccess::read_only);
    CHECK(failure(reader->listing(id("a"))) == ErrorKind::not_found);
    CHECK(expect(reader->live_keys()).empty());
    CHECK(expect(reader->newest_sequence()) == 0);
    CHECK_FALSE(expect(reader->newest_record_time()).has_value());

    const auto published = expect(store->publish_import(import_id, kNow));
    CHECK(published.first_sequence == 1);
    CHECK(published.count == 1);
    CHECK(expect(reader->listing(id("a"))).sequence == 1);
    CHECK(expect(reader->newest_record_time()) == kNow);
}

TEST_CASE("a listing comes back as it was staged", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    Listing staged = with(listing("a"), {says("locked-doors", Value::yes)});
    staged.statements[0].detail = "both";
    Statement undated = says("hazard-id", Value::yes);
    undated.verified_on.reset();
    undated.method = Method::call_back;
    undated.subject = Subject::site;
    undated.subject_id = id("a site");
    undated.standing = Standing::proposed;
    staged.statements.push_back(undated);
    staged.visibility = Visibility::staff;
    import(*store, {staged, [] {
                        Listing placeless = listing("b");
                        placeless.place.reset();
                        return placeless;
                    }()});

    const auto found = expect(store->listing(id("a")));
    CHECK(found.organization_id == staged.organization_id);
    CHECK(found.source == "feed");
    CHECK(found.language == "en");
    CHECK(found.visibility == Visibility::staff);
    CHECK_FALSE(found.withdrawn);
    CHECK(Json::parse(found.record) == staged.record);
    CHECK(found.place == staged.place);
    CHECK(found.published_at == kNow);
    REQUIRE(found.statements.size() == 2);
    CHECK(found.statements[0].detail == "both");
    CHECK(found.statements[0].verified_on == staged.statements[0].verified_on);
    CHECK(found.statements[0].source == "feed");
    CHECK_FALSE(found.statements[1].verified_on.has_value());
    CHECK(found.statements[1].method == Method::call_back);
    CHECK(found.statements[1].subject == Subject::site);
    CHECK(found.statements[1].standing == Standing::proposed);

    const auto keys = expect(store->live_keys());
    REQUIRE(keys.size() == 2);
    for (const auto& key : keys)
        CHECK(key.place == (key.service_id == id("a") ? staged.place : std::nullopt));
}

TEST_CASE("the same file again changes nothing", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const std::vector<Listing> file = {listing("a"), listing("b")};
    import(*store, file);
    const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
    for (const auto& each : file) CHECK(expect(store->stage(import_id, each)) == Staged::unchanged);
    const auto published = expect(store->publish_import(import_id, kNow + std::chrono::hours{1}));
    CHECK(published.count == 0);
    CHECK(published.first_sequence == 0);
    CHECK(expect(store->newest_sequence()) == 2);
    CHECK(expect(store->newest_record_time()) == kNow);
}

TEST_CASE("changes come in order and without gaps, in pages", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a"), listing("b"), listing("c")});
    import(*store, {listing("b", "Other words")});
    import(*store, {listing("d"), listing("e")});
    std::vector<std::string> seen;
    std::int64_t after = 0;
    for (;;) {
        const auto changes = expect(store->changes_after(after, 2));
        if (changes.empty()) break;
        CHECK(changes.size() <= 2);
        for (const auto& change : changes) {
            CHECK(change.sequence == after + 1);
            after = change.sequence;
            seen.push_back(change.service_id);
        }
    }
    CHECK(seen == std::vector<std::string>{id("a"), id("b"), id("c"), id("b"), id("d"), id("e")});
    CHECK(expect(store->newest_sequence()) == 6);
    CHECK(expect(store->changes_after(6, 10)).empty());
    CHECK(expect(store->changes_after(0, 4)).size() == 4);
}

TEST_CASE("a full import withdraws what its source no longer has, and only that", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a"), listing("b")});
    import(*store, {listing("other")}, "desk");
    const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
    expect(store->stage(import_id, listing("a")));
    CHECK(expect(store->stage_withdrawals(import_id)) == 1);
    CHECK(expect(store->publish_import(import_id, kNow)).withdrawn == 1);

    CHECK(expect(store->listing(id("b"))).withdrawn);
    CHECK_FALSE(expect(store->listing(id("a"))).withdrawn);
    CHECK_FALSE(expect(store->listing(id("other"))).withdrawn);
    CHECK(expect(store->live_keys()).size() == 2);
    CHECK(expect(store->page("", 10)).size() == 2);
    const auto counts = expect(store->counts());
    REQUIRE(counts.size() == 2);
    CHECK(counts[1].source == "feed");
    CHECK(counts[1].live == 1);
    CHECK(counts[1].withdrawn == 1);

    SECTION("and one that returns is there again, with its old code") {
        const auto code = expect(store->listing(id("b"))).short_id;
        import(*store, {listing("b")});
        const auto back = expect(store->listing(id("b")));
        CHECK_FALSE(back.withdrawn);
        CHECK(back.short_id == code);
    }
}

TEST_CASE("one source never overwrites another's record", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    const auto import_id = expect(store->begin_import("desk", "desk.json", kNow));
    CHECK(failure(store->stage(import_id, listing("a", "Other words"))) == ErrorKind::conflict);
    Listing shares_site = listing("z");
    shares_site.record["service_at_locations"][0]["location"]["id"] = id("a location");
    CHECK(failure(store->stage(import_id, shares_site)) == ErrorKind::conflict);
    Listing shares_organization = listing("z");
    shares_organization.organization_id = id("a organization");
    CHECK(failure(store->stage(import_id, shares_organization)) == ErrorKind::conflict);
    CHECK(expect(store->ids_of_other_sources("desk")) ==
          std::set<std::string>{id("a"), id("a organization"), id("a site"), id("a location")});
    CHECK(expect(store->ids_of_other_sources("feed")).empty());
    expect(store->stage(import_id, listing("y")));
    CHECK(expect(store->publish_import(import_id, kNow)).count == 1);
    CHECK(expect(store->listing(id("a"))).source == "feed");
}

TEST_CASE("an abandoned import leaves nothing", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {listing("a")});
    const auto import_id = expect(store->begin_import("feed", "abandoned.json", kNow));
    for (int i = 0; i < 1200; ++i)
        expect(store->stage(import_id, listing("canary" + std::to_string(i))));
    expect(store->abandon_import(import_id));
    CHECK(failure(store->stage(import_id, listing("b"))) == ErrorKind::bad_request);
    CHECK(expect(store->live_keys()).size() == 1);
    expect(store->check());
    import(*store, {listing("b")});
    CHECK(expect(store->newest_sequence()) == 2);
}

TEST_CASE("an import that nobody published goes with the next one", "[store]") {
    const StoreFolder folder;
    {
        const auto store = open(folder);
        const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
        for (int i = 0; i < 1200; ++i)
            expect(store->stage(import_id, listing("lost" + std::to_string(i))));
    }
    const auto store = open(folder);
    expect(store->check());
    import(*store, {listing("a")});
    CHECK(expect(store->live_keys()).size() == 1);
    CHECK(expect(store->newest_sequence()) == 1);
    CHECK(expect(store->ids_of_other_sources("")).size() == 4);
}

TEST_CASE("a second import is refused at once, and not when the first is done", "[store]") {
    const StoreFolder folder;
    const auto first = open(folder);
    const auto import_id = expect(first->begin_import("feed", "feed.json", kNow));
    expect(first->stage(import_id, listing("a")));
    const auto second = open(folder);
    CHECK(failure(second->begin_import("desk", "desk.json", kNow)) == ErrorKind::conflict);
    CHECK(failure(first->begin_import("feed", "more.json", kNow)) == ErrorKind::conflict);
    CHECK(expect(first->publish_import(import_id, kNow)).count == 1);
    CHECK(second->begin_import("desk", "desk.json", kNow).has_value());
}

TEST_CASE("a service that stands twice in a file is as its last row says", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const auto published = import(
        *store, {with(listing("a"), {says("hazard-id", Value::yes)}), listing("a", "Second row")});
    CHECK(published.count == 2);
    const auto found = expect(store->listing(id("a")));
    CHECK(Json::parse(found.record)["description"] == "Second row");
    CHECK(found.statements.size() == 1);  // Bad news of the first row isn't lost.
    CHECK(expect(store->live_keys()).size() == 1);
}

TEST_CASE("what an import may not write is refused", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const auto import_id = expect(store->begin_import("feed", "feed.json", kNow));
    Listing wrong = listing("a");
    SECTION("an id that is no UUID") { wrong.service_id = "17"; }
    SECTION("a site's id that is no UUID") {
        wrong.record["service_at_locations"][0]["id"] = "17";
    }
    SECTION("a reviewed statement") {
        wrong.statements = {says("locked-doors", Value::yes, "a", Standing::reviewed)};
    }
    SECTION("a statement in another source's name") {
        wrong.statements = {says("locked-doors", Value::yes)};
        wrong.statements[0].source = "desk";
    }
    SECTION("text that isn't UTF-8") { wrong.record["name"] = "\xff"; }
    CHECK(failure(store->stage(import_id, wrong)) == ErrorKind::bad_request);
    expect(store->stage(import_id, listing("b")));
    CHECK(expect(store->publish_import(import_id, kNow)).count == 1);
    CHECK(expect(store->live_keys()).size() == 1);
}

TEST_CASE("every service has a code of its own", "[store]") {
    const StoreFolder folder;
    const auto store = open(folder);
    std::vector<Listing> many;
    for (int i = 0; i < 2500; ++i) many.push_back(listing("s" + std::to_string(i)));
    import(*store, many);
    std::set<std::string> codes;
    for (const auto& each : expect(store->page("", 3000))) {
        codes.insert(each.short_id);
        CHECK(each.short_id.size() == 8);
        CHECK(each.short_id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") ==
              std::string::npos);
    }
    CHECK(codes.size() == 2500);
    CHECK(expect(store->listing_by_short_id(*codes.begin())).short_id == *codes.begin());
    CHECK(failure(store->listing_by_short_id("aaaaaaaa")) == ErrorKind::not_found);
}

TEST_CASE("a new service takes over what its organization's source took back", "[store]") {
    const auto of = [](const std::string& name, std::vector<Value> values) {
        Listing made = listing(name);
        made.organization_id = id("shared organization");
        std::vector<Statement> statements;
        for (const Value value : values) {
            statements.push_back(says("hazard-id", value, "shared organization"));
            statements.back().subject = Subject::organization;
        }
        return with(made, statements);
    };
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {of("old", {Value::yes})});
    const std::string order = GENERATE("before it", "after it", "in a later file");
    INFO(order);
    const Listing old = of("old", {Value::no}), fresh = of("new", {Value::no});
    if (order == "before it") import(*store, {fresh, old});
    if (order == "after it") import(*store, {old, fresh});
    if (order == "in a later file") {
        import(*store, {old});
        import(*store, {fresh});
    }
    for (const char* name : {"old", "new"}) {
        const auto found = expect(store->listing(id(name)));
        CHECK(std::any_of(found.statements.begin(), found.statements.end(),
                          [](const auto& said) { return said.value == Value::yes; }));
    }
    expect(store->check());
}
