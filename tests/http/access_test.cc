// role × route × object: the table of searchd/access.h, cell by cell, against a running searchd, and
// what protects each route against requests that its own page didn't make.
#include "searchd/access.h"

#include <catch2/catch.hpp>
#include <set>

#include "tests/http/fixtures.h"
#include "tests/http/staff.h"

using namespace porchlight;
using namespace porchlight::testing;

namespace {

/// In the order of Who.
const std::vector<std::string> kNames = {"anyone", "worker", "reviewer", "agency_editor", "administrator",
                                         "capacity", "setting_up"};
const std::set<std::string> kRefusals = {"sign_in", "not_for_role", "code_first", "forged", "foreign_origin",
                                         "session_ended"};

std::string path_of(const RouteRow& row) {
    if (row.tail == Tail::short_id) return std::string(row.path) + "abcdefg2";
    if (row.tail == Tail::file) return std::string(row.path) + "main-1a2b.js";
    if (row.tail == Tail::uuid) return std::string(row.path) + "00000000-0000-0000-0000-000000000000";
    return row.path;
}

bool posts(const RouteRow& row) { return std::string(row.method) == "POST"; }

bool is_of_people(const RouteRow& row) { return row.served == Served::people || row.served == Served::main; }

/// A running searchd and a session of each kind.
struct Desk {
    explicit Desk(std::vector<std::string> arguments = {}) : canned(std::move(arguments), {}, own.staff.data()) {}

    /// A new session; nothing for anyone.
    std::optional<PageSession> session(Who who) {
        if (who == Who::anyone) return std::nullopt;
        if (who == Who::setting_up) return own.staff.setting_up(canned.port);
        return own.staff.in(canned.port, kNames[static_cast<std::size_t>(who)]);
    }

    HeaderList headers(const std::optional<PageSession>& session) const {
        if (session) return session->headers(canned.port);
        return {{"Origin", origin()}};
    }
    std::string origin() const { return "http://127.0.0.1:" + std::to_string(canned.port); }

    Answer ask_as(const std::optional<PageSession>& session, const RouteRow& row, const Json& body = Json::object()) {
        return ask(canned.port, row.method, path_of(row), posts(row) ? body.dump() : "", headers(session));
    }

    StaffFolder own;
    Canned canned;
};

}  // namespace

TEST_CASE("every cell of the table: what a role may ask is answered, all else refused", "[http][access]") {
    Desk desk;
    for (std::size_t who = 0; who < kWhos; ++who) {
        auto session = desk.session(static_cast<Who>(who));
        for (const auto& row : kRouteTable) {
            if (!is_of_people(row)) continue;
            INFO(kNames[who] << ' ' << row.method << ' ' << row.path);
            const auto answer = desk.ask_as(session, row);
            const bool ends = row.id == RouteId::leave || row.id == RouteId::sign_out;
            if (row.reach[who] == Reach::none) {
                CHECK(answer.status == (who == 0 ? 401 : 403));
                CHECK(answer.code() == (who == 0                     ? "sign_in"
                                        : kNames[who] == "setting_up" ? "code_first"
                                                                      : "not_for_role"));
            } else {
                CHECK(kRefusals.count(answer.code()) == 0);
                CHECK(answer.code() != "no_such_address");
                if (ends && who > 0) session = desk.session(static_cast<Who>(who));
            }
        }
    }
}

TEST_CASE("each listener has the routes of the table and no others", "[http][access]") {
    Desk desk({"--kiosk-listen", "127.0.0.1:0"});
    const auto worker = desk.session(Who::worker);
    for (const auto& row : kRouteTable) {
        INFO(row.path);
        const auto at = [&](int port) {
            return ask(port, row.method, path_of(row), posts(row) ? "{}" : "", {{"Origin", "http://127.0.0.1:" + std::to_string(port)}});
        };
        const auto is_there = [](const Answer& answer) {
            return answer.status != 404 || answer.code() == "not_found";
        };
        CHECK(is_there(at(desk.canned.port)) == is_of_people(row));
        CHECK(is_there(at(desk.canned.server.kiosk_port())) ==
              (row.served == Served::people || row.served == Served::kiosk));
        CHECK(is_there(at(desk.canned.server.operator_port())) == (row.served == Served::operators));
    }
}

TEST_CASE("listings for staff exist for workers, reviewers and administrators alone", "[http][access]") {
    Desk desk;
    for (std::size_t who = 0; who < kWhos; ++who) {
        INFO(kNames[who]);
        const auto reach = row_of(RouteId::service).reach[who];
        if (reach == Reach::none) continue;
        const auto session = desk.session(static_cast<Who>(who));
        const auto service = desk.ask_as(session, row_of(RouteId::service), {{"id", "staff-only"}});
        CHECK(service.code() == (reach == Reach::any ? "say_what_for" : "not_found"));
        CHECK(desk.ask_as(session, row_of(RouteId::catalogue)).json().at("role") ==
              (reach == Reach::any ? "staff" : "public"));
    }
}

TEST_CASE("the kiosk knows no session", "[http][access]") {
    Desk desk({"--kiosk-listen", "127.0.0.1:0"});
    const auto worker = *desk.session(Who::worker);
    const int kiosk = desk.canned.server.kiosk_port();
    CHECK(ask(kiosk, "GET", "/api/v1/catalogue", "", worker.headers(kiosk)).json().at("role") == "public");
    CHECK(ask(kiosk, "POST", "/api/v1/service", R"({"id":"staff-only"})", worker.headers(kiosk)).status == 404);
}

TEST_CASE("an agency editor invites for their own organization, to roles of an agency", "[http][access]") {
    Desk desk;
    const auto editor = desk.session(Who::agency_editor);
    const auto invite = [&](const std::optional<PageSession>& session, const std::string& role, const std::string& organization,
                            const std::string& service = {}) {
        return desk.ask_as(session, row_of(RouteId::invite),
                           {{"role", role}, {"organization_id", organization}, {"service_id", service}});
    };
    CHECK(invite(editor, "agency_editor", "north-house").status == 200);
    CHECK(invite(editor, "capacity", "north-house", "a-service").status == 200);
    CHECK(invite(editor, "capacity", "north-house").status == 400);
    CHECK(invite(editor, "agency_editor", "south-door").code() == "not_yours");
    CHECK(invite(editor, "worker", "north-house").code() == "not_yours_to_invite");
    const auto reviewer = desk.session(Who::reviewer);
    const auto foreign = invite(reviewer, "agency_editor", "south-door");
    CHECK(foreign.status == 200);
    CHECK(invite(reviewer, "worker", "south-door").code() == "not_yours_to_invite");
    CHECK(invite(desk.session(Who::administrator), "worker", "nowhere").status == 404);
    for (const auto& each : desk.ask_as(editor, row_of(RouteId::invitations)).json()["invitations"])
        CHECK(each.at("organization_id") == "north-house");
    const auto all = desk.ask_as(reviewer, row_of(RouteId::invitations)).json();
    CHECK(all.at("invitations").size() == 3);
    CHECK(desk.ask_as(reviewer, row_of(RouteId::approve), {{"id", foreign.json().at("id")}}).code() == "own_invitation");
}

TEST_CASE("no route of a session takes what its own page didn't send", "[http][access][csrf]") {
    Desk desk;
    const auto worker = *desk.session(Who::worker), administrator = *desk.session(Who::administrator);
    const auto gone = *desk.session(Who::worker);
    desk.ask_as(gone, row_of(RouteId::sign_out));
    for (const auto& row : kRouteTable) {
        if (!posts(row) || !is_of_people(row) || row.proof == Proof::reading) continue;
        INFO(row.path);
        const auto& session =
            row.reach[static_cast<std::size_t>(Who::worker)] == Reach::none ? administrator : worker;
        const auto& other = &session == &worker ? administrator : worker;
        const auto with = [&](const HeaderList& headers) {
            HeaderList all = headers;
            all.emplace_back("Cookie", session.cookie);
            return ask(desk.canned.port, "POST", path_of(row), "{}", all);
        };
        const std::pair<std::string, std::string> token{"Porchlight-Token", session.token}, origin{"Origin", desk.origin()};
        const auto refused = [&](const Answer& answer, const char* code) {
            CHECK(answer.status == 403);
            CHECK(answer.code() == code);
        };
        for (const auto& wrong : {std::string("https://other.example"), desk.origin() + "1",
                                  std::string("http://127.0.0.1"), "http://localhost:" + std::to_string(desk.canned.port)})
            refused(with({token, {"Origin", wrong}}), "foreign_origin");
        if (row.proof != Proof::leaving) refused(with({token, {"Origin", "null"}}), "foreign_origin");
        refused(with({token, origin, {"Sec-Fetch-Site", "cross-site"}}), "foreign_origin");
        refused(with({token, origin, {"Sec-Fetch-Site", "same-site"}}), "foreign_origin");
        CHECK(ask(desk.canned.port, "GET", path_of(row), "", {{"Cookie", session.cookie}}).status == 405);
        if (row.proof == Proof::origin) refused(with({token}), "foreign_origin");
        if (row.proof != Proof::token) continue;
        refused(with({token}), "forged");
        refused(with({origin}), "forged");
        refused(with({origin, {"Porchlight-Token", other.token}}), "forged");
        refused(with({origin, {"Porchlight-Token", gone.token}}), "forged");
        CHECK(ask(desk.canned.port, "POST", path_of(row), "{}",
                  {{"Cookie", session.cookie}, token, origin, {"Content-Type", "text/plain"}})
                  .status == 415);
        CHECK(ask(desk.canned.port, "POST", path_of(row), "{}", {{"Cookie", gone.cookie}, origin}).code() ==
              "session_ended");
    }
    // Whatever was refused changed nothing: both still are who they were.
    for (const auto& [session, name] : {std::pair(worker, "worker"), std::pair(administrator, "administrator")})
        CHECK(desk.ask_as(session, row_of(RouteId::who)).json()["account"]["name"] == name);
}
