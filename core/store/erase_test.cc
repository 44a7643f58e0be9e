#include "core/store/sqlite_store.h"
#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// A listing whose street is "12 Canary Street", with the same words in every corner.
Listing canary(const std::string& wording) {
    Listing made = listing("Canary", wording);
    made.repairs = {{"/service_at_locations/0/location/addresses/0/address_1", "html-entity",
                     "12 Canary Street &amp; more"},
                    {"/description", "mojibake", "near 12 Canary Street"}};
    Statement statement = says("locked-doors", Value::yes, "Canary");
    statement.detail = "the door at 12 Canary Street";
    return with(made, {statement});
}

bool mentions(const StoreFolder& folder, const std::string& text) {
    return all_bytes(folder).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a site that becomes hidden leaves no byte of its street in any file", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {canary("First words"), listing("Bystander")});
    import(*store, {canary("Second words, at 12 Canary Street")});
    expect(store->add_text(id("Canary"),
                           {"/service_at_locations/0/location/addresses/0/address_1", "fr",
                            "12, rue Canary", TextOrigin::person, ""},
                           "ana", kNow));
    expect(store->add_text(id("Canary"),
                           {"/description", "fr", "Au 12 Canary Street", TextOrigin::person, ""},
                           "ana", kNow));
    REQUIRE(mentions(folder, "12 Canary Street"));

    const auto published = import(*store, {hidden(canary("Third words"))});
    CHECK(published.erased_sites == 1);
    CHECK(published.erasure_finished);
    CHECK_FALSE(mentions(folder, "12 Canary"));
    CHECK_FALSE(mentions(folder, "rue Canary"));
    CHECK_FALSE(mentions(folder, "12, rue"));
    CHECK(mentions(folder, "12 Bystander Street"));

    const auto found = expect(store->listing(id("Canary")));
    CHECK(found.visibility == Visibility::hidden);
    CHECK_FALSE(found.place.has_value());
    expect(store->check());
}

TEST_CASE("a site that was hidden stays masked, whatever its source says later", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const bool was_public = GENERATE(true, false);
    if (was_public) import(*store, {canary("First words")});
    import(*store, {hidden(canary("Masked words"))});
    const auto published = import(*store, {canary("Un-hidden, 12 Canary Street")});
    CHECK(published.erased_sites == 0);
    CHECK_FALSE(mentions(folder, "12 Canary"));
    const auto found = expect(store->listing(id("Canary")));
    CHECK(found.visibility == Visibility::hidden);
    CHECK_FALSE(found.place.has_value());
    CHECK(Json::parse(found.record)["service_at_locations"][0]["porchlight_hidden"] == true);
}

TEST_CASE("a street that a parser left in a masked site isn't written", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    Listing careless = canary("Words, at 12 Canary Street");
    careless.hidden_sites = {id("Canary site")};
    careless.visibility = Visibility::hidden;
    import(*store, {careless});
    CHECK_FALSE(mentions(folder, "12 Canary"));
}

TEST_CASE("a place where another service is openly given stays open there", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    Listing neighbour = listing("Neighbour");
    neighbour.record["service_at_locations"][0]["location"] =
        canary("x").record["service_at_locations"][0]["location"];
    import(*store, {canary("First words"), neighbour});
    const auto before = expect(store->listing(id("Neighbour")));
    import(*store, {hidden(canary("Second words"))});
    const auto after = expect(store->listing(id("Neighbour")));
    CHECK(after.record == before.record);
    CHECK(after.place == before.place);

    SECTION("until it is hidden there too") {
        Listing both = hidden(neighbour);
        both.record["description"] = "changed";
        both.digest = "changed";
        CHECK(import(*store, {both}).erased_sites == 1);
        CHECK_FALSE(mentions(folder, "12 Canary Street"));
    }
}

TEST_CASE("one that comes twice in a file, once masked, is masked", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    const bool masked_first = GENERATE(true, false);
    Listing open_one = canary("Open words"), masked_one = hidden(canary("Masked words"));
    if (masked_first)
        import(*store, {masked_one, open_one});
    else
        import(*store, {open_one, masked_one});
    CHECK_FALSE(mentions(folder, "12 Canary"));
    CHECK(expect(store->listing(id("Canary"))).visibility == Visibility::hidden);
}

TEST_CASE("places can be erased outside an import", "[store][erase]") {
    const StoreFolder folder;
    const auto store = open(folder);
    import(*store, {canary("First words")});
    import(*store, {canary("Second words")});
    expect(store->erase_places({id("Canary site")}, kNow));
    CHECK_FALSE(mentions(folder, "12 Canary"));
    CHECK_FALSE(expect(store->live_keys())[0].place.has_value());
    expect(store->check());
    import(*store, {canary("Third words")});
    CHECK_FALSE(mentions(folder, "12 Canary"));
}

TEST_CASE("a reader that keeps the log delays the erasure's end, not the import", "[store][erase][slow]") {
    const StoreFolder folder;
    {
        const auto store = open(folder);
        import(*store, {canary("First words")});
        soci::session reader;
        connect(reader, folder.place(), Connection::only_reads);
        int count = 0;
        reader << "begin";
        reader << "select count(*) from revision", soci::into(count);
        const auto published = import(*store, {hidden(canary("Second words"))});
        CHECK_FALSE(published.erasure_finished);
        CHECK(expect(store->listing(id("Canary"))).visibility == Visibility::hidden);
        reader << "commit";
    }
    const auto store = open(folder);
    CHECK_FALSE(mentions(folder, "12 Canary"));
}
