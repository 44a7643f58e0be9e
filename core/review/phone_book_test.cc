#include "core/review/phone_book.h"

#include "core/store/store_testing.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

Listing with_phone(const std::string& name, const std::string& number) {
    auto made = listing(name, number);  // An import knows a listing again by its words.
    made.record["phones"] = Json::array({{{"id", id(name + " phone")}, {"number", number}}});
    return made;
}

std::string organization_of(const Listing& listing) { return listing.record["organization"]["id"]; }

}  // namespace

TEST_CASE("a number that another organization has is found, however it is written", "[review]") {
    StoreFolder folder;
    auto store = expect(open_store("sqlite://" + (folder.path() / "store.db").string(), StoreAccess::read_write, &is_unfavourable));
    const auto a = with_phone("a", "204-555-0100"), b = with_phone("b", "+1 (204) 555 0100");
    import(*store, {a});
    PhoneBook book;
    expect(book.catch_up(*store));
    CHECK(book.others_with("(204) 555-0100", organization_of(a)).empty());
    CHECK(book.others_with("(204) 555-0100", "somebody else").size() == 1);
    CHECK(book.others_with("204-555-0199", "somebody else").empty());
    import(*store, {a, b});
    expect(book.catch_up(*store));
    CHECK(book.others_with("204 555 0100", organization_of(a)).size() == 1);
    CHECK(book.others_with("211", "somebody else").empty());
}

TEST_CASE("a number that was given up is forgotten", "[review]") {
    StoreFolder folder;
    auto store = expect(open_store("sqlite://" + (folder.path() / "store.db").string(), StoreAccess::read_write, &is_unfavourable));
    import(*store, {with_phone("a", "204-555-0100")});
    PhoneBook book;
    expect(book.catch_up(*store));
    import(*store, {with_phone("a", "204-555-0123")});
    expect(book.catch_up(*store));
    CHECK(book.others_with("204-555-0100", "somebody else").empty());
    CHECK(book.others_with("204-555-0123", "somebody else").size() == 1);
}
