#include "core/review/sanity.h"

#include <catch2/catch.hpp>

using namespace porchlight;

namespace {

std::vector<std::string> kinds(const Json& record) {
    std::vector<std::string> out;
    for (const auto& warning : sanity_warnings(record)) out.push_back(warning.kind);
    return out;
}
std::vector<std::string> of_number(const std::string& number) {
    return kinds({{"phones", Json::array({{{"number", number}}})}});
}
std::vector<std::string> of_text(const std::string& text) { return kinds({{"description", text}}); }
using Kinds = std::vector<std::string>;

}  // namespace

TEST_CASE("a number that costs or lies abroad is asked about, and an ordinary one isn't", "[review]") {
    CHECK(of_number("1-900-555-0100") == Kinds{"premium_number"});
    CHECK(of_number("204-976-0100") == Kinds{"premium_number"});
    CHECK(of_number("+44 20 7946 0000") == Kinds{"foreign_number"});
    CHECK(of_number("011 52 55 5555 0100") == Kinds{"foreign_number"});
    CHECK(of_number("876-555-0100") == Kinds{"foreign_number"});
    for (const char* number : {"204-555-0100", "+1 204 555 0100", "1 (800) 555-0100", "211", "555-0100"}) CHECK(of_number(number).empty());
}

TEST_CASE("a mailbox that anybody can open, and an address in look-alike letters, are asked about", "[review]") {
    CHECK(kinds({{"email", "Help.Here@GMail.com"}}) == Kinds{"free_mail"});
    CHECK(kinds({{"email", "help@xn--northhose-9za.ca"}}) == Kinds{"look_alike_address"});
    CHECK(kinds({{"url", "https://www.xn--northhose-9za.ca/help"}}) == Kinds{"look_alike_address"});
    CHECK(kinds({{"email", "help@northhouse.ca"}, {"url", "https://northhouse.ca/xn--"}}).empty());
}

TEST_CASE("offers that helpers don't make are found in three languages", "[review]") {
    CHECK(of_text("No ID, transport sent to you, guaranteed job!") == Kinds{"promises_job", "sends_transport"});
    CHECK(of_text("Send a photo, and we keep your passport.") == Kinds{"asks_picture", "asks_passport"});
    CHECK(of_text("Emploi garanti, billet d’avion payé") == Kinds{"promises_job", "sends_transport"});
    CHECK(of_text("Trabajo garantizado. Envía una foto.") == Kinds{"promises_job", "asks_picture"});
    CHECK(of_text("Get a finder’s fee") == Kinds{"pays_finders"});
    CHECK(kinds({{"required_documents", Json::array({{{"document", "Passport or visa"}}})}}) == Kinds{"asks_passport"});
}

TEST_CASE("an ordinary listing has nothing to be asked about", "[review]") {
    CHECK(of_text("A warm meal at noon, every day. No ID needed. We can help with bus tickets and with finding work.").empty());
    CHECK(kinds(Json::object()).empty());
}
