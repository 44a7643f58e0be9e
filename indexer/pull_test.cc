// `indexer pull` as its operator meets it, against an API that these tests serve themselves.
#include <arpa/inet.h>
#include <httplib.h>

#include <atomic>
#include <csignal>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "core/base/json.h"
#include "core/feed/feed_testing.h"
#include "core/store/store.h"
#include "indexer/listed_hosts.h"
#include "indexer/program_testing.h"

namespace porchlight {
namespace {

using testing::a_service;
using testing::Folder;

std::string uuid(int number) {
    const auto text = std::to_string(number);
    return "cccccccc-cccc-4ccc-8ccc-" + std::string(12 - text.size(), '0') + text;
}

Json service(int number) {
    auto out = a_service();
    out["id"] = uuid(number);
    out["name"] = "Service " + std::to_string(number);
    out["service_at_locations"][0]["id"] = uuid(1'000'000 + number);
    out["service_at_locations"][0]["location"]["id"] = uuid(2'000'000 + number);
    return out;
}

/// An HSDS API on loopback, as good or as bad as a test wants it.
class Api {
  public:
    Api() {
        server_.Get("/hsds/services", [this](const httplib::Request& request, httplib::Response& response) { list(request, response); });
        server_.Get(R"(/hsds/services/(.+))", [this](const httplib::Request& request, httplib::Response& response) { one(request, response); });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    ~Api() {
        server_.stop();
        thread_.join();
    }
    Api(const Api&) = delete;
    Api& operator=(const Api&) = delete;

    std::string host() const { return "127.0.0.1:" + std::to_string(port_); }
    std::string url() const { return "http://" + host() + "/hsds"; }

    /// What was asked for, by path and query.
    std::vector<std::string> asked() {
        const std::lock_guard<std::mutex> guard(mutex_);
        return asked_;
    }
    void forget() {
        const std::lock_guard<std::mutex> guard(mutex_);
        asked_.clear();
    }

    std::map<int, Json> services;       ///< By number.
    std::size_t page_size = 10;
    bool lists_whole = true;            ///< Else a list has no member that is a list.
    /// Answers a page itself where it returns true.
    std::function<bool(int page, httplib::Response&)> instead;

  private:
    void note(const httplib::Request& request) {
        const std::lock_guard<std::mutex> guard(mutex_);
        asked_.push_back(request.target);
    }

    void list(const httplib::Request& request, httplib::Response& response) {
        note(request);
        const int page = std::stoi(request.get_param_value("page"));
        if (instead && instead(page, response)) return;
        std::vector<Json> all;
        for (const auto& [number, each] : services) all.push_back(each);
        Json contents = Json::array();
        for (std::size_t i = page_size * (static_cast<std::size_t>(page) - 1); i < all.size() && contents.size() < page_size; ++i) {
            if (!lists_whole)
                for (const char* member : {"phones", "service_at_locations", "attributes"}) all[i].erase(member);
            contents.push_back(all[i]);
        }
        const auto pages = (all.size() + page_size - 1) / page_size;
        const Json answer{{"total_items", all.size()}, {"total_pages", pages}, {"page_number", page}, {"size", contents.size()},
                          {"first_page", page == 1}, {"last_page", static_cast<std::size_t>(page) >= pages}, {"empty", contents.empty()}, {"contents", contents}};
        response.set_content(answer.dump(), "application/json");
    }

    void one(const httplib::Request& request, httplib::Response& response) {
        note(request);
        for (const auto& [number, each] : services)
            if (each["id"] == request.matches[1].str()) return response.set_content(each.dump(), "application/json");
        response.status = 404;
    }

    httplib::Server server_;
    std::thread thread_;
    int port_ = 0;
    std::mutex mutex_;
    std::vector<std::string> asked_;
};

/// One directory, whose operator listed some hosts.
struct Desk {
    Folder folder;

    Desk(const Api& api, const std::string& hosts) {
        folder.write("data/sources.json", R"({"pull_hosts": [)" + hosts + R"(], "sources": [{"name": "north", "url": ")" + api.url() +
                     R"(", "priority": 1, "zone": "America/Winnipeg", "language": "en", "visibility": "public", "shelters": "staff",
                     "rule": {"default": "propose"}, "crosswalks": ["porchlight"]}]})");
    }
    explicit Desk(const Api& api) : Desk(api, "\"" + api.host() + "\"") {}

    std::vector<std::string> command(std::vector<std::string> words) const {
        words.insert(words.begin(), std::string(PORCHLIGHT_BIN_DIR) + "/indexer");
        for (const auto& word : {std::string("--data"), (folder.path() / "data").string(), std::string("--catalogue-data"),
                                 std::string(PORCHLIGHT_SOURCE_DIR) + "/data"})
            words.push_back(word);
        return words;
    }
    int run(const std::vector<std::string>& words) const { return testing::wait_for(testing::start(command(words), folder.path() / "output")); }
    int pull(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"pull", "north", "--pause", "0.01"});
        return run(more);
    }
    std::string output() const { return testing::text_in(folder.path() / "output"); }
    Json state() const {
        REQUIRE(run({"sources", "--json"}) == 0);
        for (auto& each : Json::parse(output()))
            if (each["name"] == "north") return each;
        FAIL("north isn't listed");
        return {};
    }
};

void serve(Api& api, int first, int last) {
    for (int i = first; i < last; ++i) api.services[i] = service(i);
}

TEST_CASE("a pull follows all pages, and the next one asks only for what changed", "[indexer][pull]") {
    Api api;
    serve(api, 0, 35);
    const Desk desk(api);
    REQUIRE(desk.pull() == 0);
    const auto state = desk.state();
    CHECK(state["live"] == 35);
    CHECK(state["last_pull"].is_string());
    CHECK(state["failures"] == 0);
    for (const auto& asked : api.asked()) CHECK(asked.find("modified_after") == std::string::npos);
    api.forget();
    REQUIRE(desk.pull() == 0);
    REQUIRE_FALSE(api.asked().empty());
    CHECK(api.asked().front().find("full=true&modified_after=20") != std::string::npos);
    CHECK(desk.state()["live"] == 35);
}

TEST_CASE("where a list leaves anything out, each service is asked for whole: what hides a place may be in it", "[indexer][pull]") {
    Api api;
    serve(api, 0, 12);
    api.lists_whole = false;
    api.services[3]["attributes"] = Json::array({testing::an_attribute("confidential-address.yes", "yes")});
    const Desk desk(api);
    REQUIRE(desk.pull() == 0);
    const auto asked = api.asked();
    for (int i = 0; i < 12; ++i) CHECK(std::count(asked.begin(), asked.end(), "/hsds/services/" + uuid(i)) >= 1);
    const auto store = open_store("sqlite://" + (desk.folder.path() / "data/store/store.db").string(), StoreAccess::read_only);
    REQUIRE(store);
    CHECK((*store)->listing(uuid(3))->record.find("482 Quillfeather") == std::string::npos);
    CHECK((*store)->listing(uuid(4))->record.find("482 Quillfeather") != std::string::npos);
}

TEST_CASE("what vanishes from the API is withdrawn by a full pull that came to its end, and by no other", "[indexer][pull]") {
    Api api;
    serve(api, 0, 30);
    const Desk desk(api);
    REQUIRE(desk.pull() == 0);
    api.services.erase(7);
    REQUIRE(desk.pull() == 0);
    CHECK(desk.state()["withdrawn"] == 0);

    api.instead = [](int page, httplib::Response& response) { return page == 2 && (response.status = 503); };
    CHECK(desk.pull({"--full"}) == 4);
    CHECK(desk.state()["withdrawn"] == 0);
    CHECK(desk.state()["live"] == 30);

    // It says that there is one more than it shows.
    api.instead = [&](int page, httplib::Response& response) {
        if (page != 3) return false;
        Json contents = Json::array();
        for (int i = 21; i < 29; ++i) contents.push_back(api.services[i]);
        response.set_content(Json{{"total_items", 29}, {"total_pages", 3}, {"contents", contents}}.dump(), "application/json");
        return true;
    };
    REQUIRE(desk.pull({"--full"}) == 0);
    CHECK(desk.state()["withdrawn"] == 0);

    api.instead = nullptr;
    REQUIRE(desk.pull({"--full"}) == 0);
    CHECK(desk.state()["withdrawn"] == 1);
    CHECK(desk.state()["live"] == 29);

    api.services.clear();
    CHECK(desk.pull({"--full"}) == 2);
    CHECK(desk.state()["live"] == 29);
}

TEST_CASE("a server that stumbles is asked again; one that stays down is a failure that is listed", "[indexer][pull]") {
    Api api;
    serve(api, 0, 15);
    const Desk desk(api);
    std::atomic<int> stumbles{3};
    api.instead = [&](int page, httplib::Response& response) { return page == 2 && stumbles-- > 0 && (response.status = 503); };
    REQUIRE(desk.pull() == 0);
    CHECK(desk.output().find("answers 503; again in") != std::string::npos);
    CHECK(desk.state()["live"] == 15);

    api.instead = [](int, httplib::Response& response) { return response.status = 500; };
    CHECK(desk.pull() == 4);
    CHECK(desk.pull() == 4);
    const auto state = desk.state();
    CHECK(state["failures"] == 2);
    CHECK(state["failure"] == "127.0.0.1 answers 500 (6 tries)");
    CHECK(state["live"] == 15);
    api.instead = nullptr;
    REQUIRE(desk.pull() == 0);
    CHECK(desk.state()["failures"] == 0);
}

TEST_CASE("a pull that broke off goes on where it stopped, also after kill -9", "[indexer][pull]") {
    Api api;
    api.page_size = 5;
    serve(api, 0, 200);  // 40 pages: more than are published together
    const Desk desk(api);
    api.instead = [](int page, httplib::Response& response) { return page == 30 && (response.status = 500); };
    CHECK(desk.pull() == 4);
    CHECK(desk.state()["live"] == 29 * 5);
    CHECK(desk.state()["pull_goes_on_at_page"] == 30);
    api.instead = [](int page, httplib::Response& response) {
        if (page == 38) std::this_thread::sleep_for(std::chrono::seconds{1});
        return page == 38 && (response.status = 500);
    };
    const auto child = testing::start(desk.command({"pull", "north", "--pause", "0.01"}), desk.folder.path() / "output");
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    kill(child, SIGKILL);
    testing::wait_for(child);
    api.instead = nullptr;
    api.forget();
    REQUIRE(desk.pull() == 0);
    CHECK(api.asked().front().find("page=29&") != std::string::npos);
    CHECK(desk.state()["live"] == 200);
    CHECK(desk.state()["pull_goes_on_at_page"].is_null());
}

TEST_CASE("only listed hosts are asked, and no redirect leads to another", "[indexer][pull]") {
    Api api, other;
    serve(api, 0, 5);
    serve(other, 0, 5);
    const Desk unlisted(api, R"("api.example.org")");
    CHECK(unlisted.pull() == 1);
    CHECK(unlisted.output().find("isn't among pull_hosts") != std::string::npos);
    const Desk desk(api, "\"" + api.host() + "\", \"" + other.host() + "\"");
    CHECK(desk.run({"pull", "http://127.0.0.1:1/hsds", "--source", "north"}) == 1);
    api.instead = [&](int, httplib::Response& response) {
        response.set_redirect(other.url() + "/services?page=1");
        return true;
    };
    CHECK(desk.pull() == 1);
    CHECK(desk.output().find("redirects to another place") != std::string::npos);
    CHECK(other.asked().empty());
}

TEST_CASE("what is no page of services, too deep or without end changes nothing and is a failure", "[indexer][pull]") {
    Api api;
    serve(api, 0, 10);
    const Desk desk(api);
    REQUIRE(desk.pull() == 0);
    const auto page = GENERATE(std::string("<html>"), std::string("{\"error\": true}"), std::string(200, '[') + std::string(200, ']'),
                               std::string(R"({"total_items": 5, "total_pages": 2, "contents": []})"), std::string(R"({"contents": [{"name": "no id"}]})"));
    api.instead = [&](int, httplib::Response& response) {
        response.set_content(page, "application/json");
        return true;
    };
    CHECK(desk.pull() == 2);
    CHECK(desk.pull({"--full"}) == 2);
    api.instead = [&](int, httplib::Response& response) {
        response.set_content(Json{{"contents", {api.services[1]}}}.dump(), "application/json");
        return true;
    };
    CHECK(desk.pull({"--full"}) == 2);
    CHECK(desk.output().find("the same page again") != std::string::npos);
    const auto state = desk.state();
    CHECK(state["live"] == 10);
    CHECK(state["failures"] == 3);
}

sockaddr_storage address(const std::string& text) {
    sockaddr_storage out{};
    auto* four = reinterpret_cast<sockaddr_in*>(&out);
    auto* six = reinterpret_cast<sockaddr_in6*>(&out);
    if (inet_pton(AF_INET, text.c_str(), &four->sin_addr) == 1) {
        out.ss_family = AF_INET;
    } else {
        REQUIRE(inet_pton(AF_INET6, text.c_str(), &six->sin6_addr) == 1);
        out.ss_family = AF_INET6;
    }
    return out;
}

bool may_connect(const ListedHosts& hosts, const std::string& text) {
    const auto where = address(text);
    return hosts.may_connect(reinterpret_cast<const sockaddr&>(where));
}

TEST_CASE("a listed name that leads into a private network isn't followed there, unless the address is listed too", "[indexer][pull]") {
    const ListedHosts hosts({"api.example.org", "10.1.2.3:8443", "[fd00::7]"});
    for (const char* open : {"93.184.216.34", "2606:2800:220:1::1", "10.1.2.3", "fd00::7", "::ffff:10.1.2.3"}) {
        INFO(open);
        CHECK(may_connect(hosts, open));
    }
    for (const char* closed : {"127.0.0.1", "10.1.2.4", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
                               "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fd00::8", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
                               "2002:a00:1::1", "2001:0:1::1", "2001:db8::1"}) {
        INFO(closed);
        CHECK_FALSE(may_connect(hosts, closed));
    }
}

TEST_CASE("an address is asked by https, with the listed port, and without a password", "[indexer][pull]") {
    const ListedHosts hosts({"api.example.org", "api.example.org:8443", "10.1.2.3:80", "93.184.216.34:80"});
    for (const char* good : {"https://api.example.org", "https://API.example.org/hsds", "https://api.example.org:8443/x", "http://10.1.2.3/hsds"}) {
        INFO(good);
        CHECK(hosts.check(good));
    }
    for (const char* bad : {"http://api.example.org", "https://api.example.org:444", "https://sub.api.example.org", "https://api.example.org.evil.org",
                            "https://api.example.org@evil.org/", "https://me:x@api.example.org", "ftp://api.example.org", "file:///etc/passwd",
                            "http://93.184.216.34", "https://evil.org/api.example.org", "http://0x0a010204/", "http://169.254.169.254/", "", "services"}) {
        INFO(bad);
        CHECK_FALSE(hosts.check(bad));
    }
}

}  // namespace
}  // namespace porchlight
