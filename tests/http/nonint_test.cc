// NONINT (safety.md, T4 and T5): what the public is answered doesn't depend on listings that it may not
// see. Two directories have the same public listings, one of them fifty hidden and twenty staff ones
// beside; the kiosk's listeners of both answer everything with the same bytes.
#include <catch2/catch.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iomanip>
#include <optional>
#include <random>
#include <regex>
#include <sstream>
#include <thread>

#include "core/base/time.h"
#include "tests/http/fixtures.h"
#include "tests/http/sample_directory.h"

using namespace porchlight;
using namespace porchlight::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kHidden = 50, kStaff = 20;

/// Words that stand in the secret listings only. Some are near words of the public ones: a spelling
/// that knew them would correct to them.
const std::vector<std::string> kSecretWords = {"quillwort", "thornbury",  "maplewod", "lampwich", "sheltar",
                                               "corvanne",  "kettleflat", "brambleck", "foodbanc", "nighthaven"};

bool is_long() { return std::getenv("PORCHLIGHT_LONG") != nullptr; }

void index(const std::string& directory, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--data", directory, "--catalogue-data", kData});
    const auto ended = run_program("indexer", arguments);
    INFO(ended.errors);
    REQUIRE(ended.status == 0);
}

/// Another listing with the same shape: ids that nothing else has, secret words in its texts.
Json secret_like(const Json& listing, std::size_t number) {
    std::ostringstream digits;
    digits << std::setw(12) << std::setfill('0') << number + 1;
    static const std::regex id("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)[0-9a-f]{12}");
    auto out = Json::parse(std::regex_replace(listing.dump(), id, "$01" + digits.str()));
    const auto word = [&](std::size_t step) { return kSecretWords[(number * step + step) % kSecretWords.size()]; };
    out["name"] = word(1) + " " + word(3) + " house " + std::to_string(number);
    out["description"] = "A bed, food and a " + word(7) + " for the night in " + word(9) + ".";
    if (out.contains("organization")) out["organization"]["name"] = word(3) + " society";
    if (out.contains("service_at_locations"))
        for (auto& site : out["service_at_locations"])
            if (site.contains("location") && site["location"].contains("addresses"))
                for (auto& address : site["location"]["addresses"]) address["city"] = "Thornbury Hollow";
    return out;
}

/// Three directories with the same public listings.
class Directories {
  public:
    Directories() {
        const auto feed = folder_.path() / "feed.ndjson";
        write_public_feed(feed);
        const auto base = path("without");
        index(base, {"import", "--source", "sample", feed.string()});
        add_secrets("with", true);
        add_secrets("opened", false);
        for (const auto* name : {"without", "with", "opened"}) index(path(name), {"rebuild"});
    }

    std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
    const std::vector<std::string>& public_ids() const { return public_ids_; }
    const std::vector<std::string>& secret_ids() const { return secret_ids_; }

  private:
    void write_public_feed(const fs::path& feed) {
        const auto made = feed.string() + ".all";
        const auto today = format_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
        REQUIRE(std::system(("node " + kData + "/sample/make.mjs --today " + today + " --out " + made + " >/dev/null").c_str()) == 0);
        std::ifstream in(made);
        std::ofstream out(feed);
        for (std::string line; std::getline(in, line);) {
            if (line.find("\"visibility\":") != std::string::npos) continue;
            out << line << '\n';
            public_.push_back(Json::parse(line));
            public_ids_.push_back(public_.back().at("id"));
        }
        REQUIRE(public_.size() > 150);
    }

    /// A copy of the directory with the secret listings, or with the same ones for everybody.
    void add_secrets(const std::string& name, bool are_secret) {
        fs::copy(path("without"), path(name), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
        const auto feed = folder_.path() / (name + ".ndjson");
        std::ofstream out(feed);
        for (std::size_t i = 0; i < kHidden + kStaff; ++i) {
            auto secret = secret_like(public_[i * 2], i);
            if (are_secret) secret_ids_.push_back(secret.at("id"));
            if (are_secret) secret["visibility"] = i < kHidden ? "hidden" : "staff";
            out << secret << '\n';
        }
        out.close();
        index(path(name), {"import", "--source", "sample", feed.string()});
    }

    TemporaryFolder folder_;
    std::vector<Json> public_;
    std::vector<std::string> public_ids_, secret_ids_;
};

const Directories& directories() {
    static const Directories made;
    return made;
}

/// Patient: a slow machine mustn't make one of two answer otherwise.
ServerProcess serve_kiosk(const std::string& directory) {
    return serve({"--kiosk-listen", "127.0.0.1:0", "--kiosk-near", "50.905,-98.885,Corvane",
                  "--deadline-ms", "60000"},
                 directory);
}

/// What is random by design, made at start or at each answer, is set aside: the place of the next
/// page (under a key), a yes's token, the nonce of a page's styles, the cookie that an exit changes.
std::string without_chance(const std::string& text) {
    static const std::pair<std::regex, const char*> kRandom[] = {
        {std::regex("\"cursor\":\"[^\"]*\""), "\"cursor\":\"…\""},
        {std::regex("\"token\":\"[^\"]*\""), "\"token\":\"…\""},
        {std::regex("nonce(-|=\")[0-9a-f]{32}"), "nonce"},
        {std::regex("page=[0-9a-f]{32}"), "page=…"}};
    auto out = text;
    if (out.find("cursor") == std::string::npos && out.find("token") == std::string::npos &&
        out.find("nonce") == std::string::npos && out.find("page=") == std::string::npos)
        return out;
    for (const auto& [pattern, instead] : kRandom) out = std::regex_replace(out, pattern, instead);
    return out;
}

std::string bytes_of(const Answer& answer) {
    auto out = std::to_string(answer.status) + '\n';
    for (const auto& [name, value] : answer.headers) out += name + ": " + without_chance(value) + '\n';
    return out + without_chance(answer.body);
}

/// One thing that is asked of both. `then` goes on from an answer: the next page, the hand-over.
struct Asked {
    std::string method, path, body;
    std::function<std::optional<Asked>(const Answer&)> then = {};
};

Asked posted(const std::string& path, const Json& body) { return {"POST", path, body.dump()}; }

/// Makes up requests, always the same ones.
class Requests {
  public:
    explicit Requests(std::vector<std::string> secret_short_ids, std::vector<std::string> public_short_ids)
        : short_ids_(std::move(secret_short_ids)) {
        short_ids_.insert(short_ids_.end(), public_short_ids.begin(), public_short_ids.end());
        short_ids_.push_back("aaaaaaaa");
        const auto catalogue = Json::parse(std::ifstream(kData + "/catalogue/needs.json"));
        for (const auto& need : catalogue.at("needs")) needs_.push_back(need.at("id"));
        const auto facts = Json::parse(std::ifstream(kData + "/catalogue/facts.json"));
        for (const auto& fact : facts.at("facts")) facts_.push_back(fact.at("id"));
    }

    Asked next() {
        switch (below(12)) {
            case 0: case 1: case 2: case 3: return search();
            case 4: case 5: return suggest();
            case 6: return posted("/api/v1/service", {{"id", any_id()}, {"language", language()}});
            case 7: return code_page();
            case 8: return plan();
            case 9: return yes();
            case 10: return refused();
            default: return address();
        }
    }

  private:
    std::size_t below(std::size_t end) { return random_() % end; }
    template <class List>
    const auto& pick(const List& list) { return list[below(list.size())]; }

    std::string language() {
        return pick(std::vector<std::string>{"en", "fr", "es", "ar", "zh-Hans", "tl", "pa", "uk", "crk"});
    }
    std::string any_id() {
        switch (below(3)) {
            case 0: return pick(directories().secret_ids());
            case 1: return pick(directories().public_ids());
            default: return kAbsent;
        }
    }
    /// A word, often a secret one, sometimes misspelt, sometimes only begun.
    std::string word() {
        static const std::vector<std::string> kPlain = {"bed",     "food",   "shelter", "lampwick", "kettle", "corvane",
                                                        "lawyer",  "clinic", "night",   "maple",    "school", "brambles",
                                                        "society", "house",  "elder",   "sheltr",   "thorn",  "foodbank"};
        auto out = below(2) ? pick(kSecretWords) : pick(kPlain);
        if (below(3) == 0) out.erase(below(out.size()), 1);
        if (below(4) == 0 && out.size() > 3) std::swap(out[1], out[2]);
        if (below(5) == 0) out.resize(std::max<std::size_t>(2, out.size() / 2));
        return out;
    }
    std::string words() {
        auto out = word();
        while (below(2)) out += ' ' + word();
        return out;
    }
    Json place() { return {{"lat", 50.85 + 0.001 * double(below(100))}, {"lon", -98.95 + 0.001 * double(below(100))}}; }

    Json wishes() {
        Json out = Json::object();
        if (below(2)) out["near"] = place();
        if (out.contains("near") && below(2)) out["within_km"] = 1 + below(30);
        if (below(3) == 0) out["languages"] = {{{"code", pick(std::vector<std::string>{"fr", "crk", "ar"})}}};
        if (below(3) == 0) out["participant"] = {{"age", 13 + below(12)}, {"children", below(3)}};
        if (below(3) == 0) out["constraints"] = {{{"fact", pick(facts_)}, {"want", below(2) ? "yes" : "no"}}};
        if (below(4) == 0) out["avoid"] = {{"areas", {{{"lat", 50.9}, {"lon", -98.88}, {"radius_km", 1 + below(3)}}}}};
        if (below(6) == 0) out["avoid"]["organizations"] = {any_id()};
        return out;
    }

    Asked search() {
        auto body = wishes();
        body["language"] = language();
        if (below(3)) body["text"] = words();
        if (below(2)) body["needs"] = {pick(needs_)};
        if (below(3) == 0) body["when"] = {{"at", "2026-12-02T" + std::to_string(10 + below(13)) + ":00"}};
        if (below(8) == 0) body["include"] = {"hold"};
        body["limit"] = 1 + below(50);
        auto out = posted("/api/v1/search", body);
        out.then = [body](const Answer& answer) -> std::optional<Asked> {
            const auto json = answer.json();
            if (!json.is_object() || !json.contains("cursor") || !json["cursor"].is_string()) return std::nullopt;
            auto more = body;
            more["cursor"] = json["cursor"];
            return posted("/api/v1/search", more);
        };
        return out;
    }
    Asked suggest() {
        Json body{{"text", below(2) ? word() : words()}, {"language", language()}};
        if (below(2)) body["near"] = place();
        return posted("/api/v1/suggest", body);
    }
    Asked plan() {
        auto body = wishes();
        body["needs"] = {pick(needs_), pick(needs_)};
        body["language"] = language();
        body["start"] = {{"at", "2026-12-02T13:00"}};
        return posted("/api/v1/plan", body);
    }
    Asked code_page() { return {"GET", "/i/" + pick(short_ids_), ""}; }

    /// A yes, and what it hands over.
    Asked yes() {
        auto out = posted("/api/v1/check-in", {{"service_id", any_id()}, {"answer", "yes"}});
        const auto tag = language();
        out.then = [tag](const Answer& answer) -> std::optional<Asked> {
            if (answer.status != 200) return std::nullopt;
            return posted("/api/v1/hand-over", {{"token", answer.json().at("token")}, {"language", tag}});
        };
        return out;
    }
    /// What the public may not ask, of what it may not know.
    Asked refused() {
        switch (below(5)) {
            case 0: return posted("/api/v1/explain", {{"service_id", any_id()}, {"request", Json::object()}});
            case 1: return posted("/api/v1/hand-over", {{"token", any_id()}});
            case 2: return posted("/api/v1/count", {{"permit", any_id()}, {"outcome", "reached"}});
            case 3: return posted("/api/v1/report", {{"service_id", pick(directories().secret_ids())}, {"kind", "wrong_detail"}, {"about", "hours"}});
            default: return posted("/api/v1/service", {{"id", any_id().substr(0, 30)}});
        }
    }
    Asked address() {
        static const std::vector<std::string> kPaths = {"/api/v1/catalogue", "/healthz", "/", "/desk", "/readyz", "/metrics",
                                                        "/counters", "/export", "/api/v1/services", "/exit", "/kiosk"};
        static const std::vector<std::string> kMethods = {"GET", "GET", "GET", "POST", "HEAD", "OPTIONS"};
        const auto path = below(3) ? pick(kPaths) : "/api/v1/" + any_id();
        return {pick(kMethods), path, ""};
    }

    std::mt19937 random_{20261125};
    std::vector<std::string> short_ids_, needs_, facts_;
};

/// Both kiosks.
struct Pair {
    explicit Pair(const std::string& other)
        : data_of_b(directories().path(other)), a(serve_kiosk(directories().path("without"))), b(serve_kiosk(data_of_b)) {}

    std::vector<std::string> short_ids(const std::vector<std::string>& services) const {
        std::vector<std::string> out;
        for (const auto& id : services) out.push_back(short_id_of(data_of_b, id));
        return out;
    }
    /// Whether both answer it, and what follows from it, alike. Once more where they don't: a minute may
    /// have passed between the two.
    bool alike(const Asked& asked) const {
        for (int tries = 0; tries < 3; ++tries) {
            const auto one = ask(a.kiosk_port(), asked.method, asked.path, asked.body);
            const auto other = ask(b.kiosk_port(), asked.method, asked.path, asked.body);
            if (bytes_of(one) != bytes_of(other)) continue;
            if (!asked.then) return true;
            const auto next = asked.then(one), next_other = asked.then(other);
            if (next.has_value() != next_other.has_value()) continue;
            if (!next) return true;
            if (bytes_of(ask(a.kiosk_port(), next->method, next->path, next->body)) ==
                bytes_of(ask(b.kiosk_port(), next_other->method, next_other->path, next_other->body)))
                return true;
        }
        return false;
    }

    std::string data_of_b;
    ServerProcess a, b;
};

/// Requests that are answered otherwise.
std::vector<std::string> differences(const Pair& pair, std::size_t count) {
    Requests requests(pair.short_ids(directories().secret_ids()), pair.short_ids(directories().public_ids()));
    std::vector<std::string> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto asked = requests.next();
        if (!pair.alike(asked)) out.push_back(asked.method + ' ' + asked.path + ' ' + asked.body);
    }
    return out;
}

/// Whether two samples may come from one distribution: p of the two-sided Mann-Whitney test, by the
/// normal approximation (thousands of samples, few ties).
double mann_whitney_p(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<std::pair<double, bool>> all;
    for (const double x : a) all.emplace_back(x, true);
    for (const double x : b) all.emplace_back(x, false);
    std::sort(all.begin(), all.end());
    double ranks = 0;
    for (std::size_t i = 0; i < all.size();) {
        auto end = i;
        while (end < all.size() && all[end].first == all[i].first) ++end;
        const double rank = double(i + 1 + end) / 2;
        for (; i < end; ++i) ranks += all[i].second ? rank : 0;
    }
    const double m = double(a.size()), n = double(b.size());
    const double u = ranks - m * (m + 1) / 2;
    const double z = (u - m * n / 2) / std::sqrt(m * n * (m + n + 1) / 12);
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

/// Seconds to each of two answers in turn; which comes first changes by chance. Both on one connection
/// where one process is asked: two of its threads differ a little for as long as they live.
std::pair<std::vector<double>, std::vector<double>> timed(
    int port_a, const std::function<std::string(std::size_t)>& text_a, int port_b,
    const std::function<std::string(std::size_t)>& text_b, std::size_t pairs) {
    std::pair<std::vector<double>, std::vector<double>> out;
    std::mt19937 random{7};
    const auto time = [](RawConnection& connection, const std::string& text) {
        const auto begun = std::chrono::steady_clock::now();
        connection.send(text);
        (void)connection.read();
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    constexpr std::size_t kPerConnection = 400;
    for (std::size_t i = 0; i < pairs;) {
        RawConnection a(port_a), own_b(port_b);
        auto& b = port_a == port_b ? a : own_b;
        for (std::size_t end = std::min(pairs, i + kPerConnection); i < end; ++i) {
            const bool a_first = random() % 2;
            if (a_first) out.first.push_back(time(a, text_a(i)));
            out.second.push_back(time(b, text_b(i)));
            if (!a_first) out.first.push_back(time(a, text_a(i)));
        }
    }
    return out;
}

}  // namespace

TEST_CASE("the public is answered with the same bytes, with and without what it may not see", "[http][nonint]") {
    const Pair pair("with");
    CHECK(differences(pair, is_long() ? 10000 : 600) == std::vector<std::string>{});
}

TEST_CASE("the comparison sees the same listings once they are public", "[http][nonint]") {
    const Pair pair("opened");
    CHECK(differences(pair, 100).size() > 20);
}

TEST_CASE("other directories are told the same bytes, with and without what the public may not see", "[http][nonint][hsds]") {
    const Pair pair("with");
    const auto bytes = [&](const std::string& path, const std::string& body = {}) {
        const auto method = body.empty() ? "GET" : "POST";
        // Each server names its own port.
        static const std::regex port("127\\.0\\.0\\.1:[0-9]+");
        const auto of = [&](const ServerProcess& server) { return std::regex_replace(bytes_of(ask(server.port(), method, "/hsds" + path, body)), port, "here"); };
        return std::pair(of(pair.a), of(pair.b));
    };
    std::vector<std::string> paths = {"", "/openapi.json"};
    for (const std::string list : {"/services", "/organizations", "/taxonomies", "/taxonomy_terms", "/service_at_locations"}) {
        for (const auto* query : {"", "?format=ndjson", "?page=2&per_page=7", "?search=house", "?search=thornbury", "?page=1000"}) paths.push_back(list + query);
        if (list.find("taxonom") == std::string::npos) paths.push_back(list + "?full=true&per_page=300");
        for (std::size_t i = 0; i < 20; ++i) paths.push_back(list + "/" + directories().secret_ids()[i]);
    }
    paths.push_back("/services?minimal=true");
    paths.push_back("/services?modified_after=2026-01-01");
    for (const auto& path : paths) {
        INFO(path);
        const auto [without, with] = bytes(path);
        CHECK(without == with);
    }
    for (const auto& word : kSecretWords) {
        const auto [without, with] = bytes("/services", Json{{"search", word}, {"full", true}}.dump());
        CHECK(without == with);
    }
    const Pair opened("opened");
    CHECK(ask(opened.a.port(), "GET", "/hsds/services").body != ask(opened.b.port(), "GET", "/hsds/services").body);
}

TEST_CASE("the time to an answer doesn't tell a secret listing from none", "[http][nonint]") {
    if (!is_long()) return;
    constexpr std::size_t kPairs = 2000;
    const Pair pair("with");
    const int port = pair.b.kiosk_port();
    const auto secret_short_ids = pair.short_ids(directories().secret_ids());
    const auto by_id = [&](const std::string& id) {
        return request_text(port, "POST", "/api/v1/service", Json{{"id", id}}.dump());
    };
    const auto absent = [&](std::size_t i) {
        auto id = directories().secret_ids()[i % (kHidden + kStaff)];
        std::swap(id[0], id[3]), id[1] = id[1] == 'f' ? '0' : 'f';
        return id;
    };
    const auto secret = [&](std::size_t i) { return directories().secret_ids()[i % (kHidden + kStaff)]; };
    const auto ids = timed(port, [&](std::size_t i) { return by_id(secret(i)); }, port,
                           [&](std::size_t i) { return by_id(absent(i)); }, kPairs);
    CHECK(mann_whitney_p(ids.first, ids.second) > 0.01);

}

TEST_CASE("the time to an answer doesn't tell whether there are secret listings", "[http][nonint]") {
    if (!is_long()) return;
    // Two processes of the same program differ a little by chance, for as long as they run: so many are asked.
    constexpr std::size_t kProcesses = 20, kPairsEach = 100;
    const auto search = [&](std::size_t i) {
        const Json body{{"text", kSecretWords[i % kSecretWords.size()] + " bed"}, {"needs", {"housing"}}};
        return request_text(80, "POST", "/api/v1/search", body.dump());
    };
    std::vector<double> without, with;
    for (std::size_t i = 0; i < kProcesses; ++i) {
        const Pair pair("with");
        // The first answers of a process take longer.
        (void)timed(pair.a.kiosk_port(), search, pair.b.kiosk_port(), search, 20);
        const auto times = timed(pair.a.kiosk_port(), search, pair.b.kiosk_port(), search, kPairsEach);
        without.insert(without.end(), times.first.begin(), times.first.end());
        with.insert(with.end(), times.second.begin(), times.second.end());
    }
    CHECK(mann_whitney_p(without, with) > 0.01);
}

TEST_CASE("the comparison of times sees what takes longer", "[http][nonint]") {
    std::mt19937 random{3};
    std::normal_distribution<double> usual{1, 0.2}, longer{1.05, 0.2};
    std::vector<double> a, b, c;
    for (int i = 0; i < 2000; ++i) a.push_back(usual(random)), b.push_back(usual(random)), c.push_back(longer(random));
    CHECK(mann_whitney_p(a, b) > 0.01);
    CHECK(mann_whitney_p(a, c) < 0.01);
}
