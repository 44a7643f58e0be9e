// An index in shards, copied by Xapian's own replication and served by its own servers, all real and on
// loopback, against the same index in one piece.
#include <random>

#include "core/index/follow_testing.h"
#include "core/index/generation.h"
#include "core/index/xapian_servers_testing.h"

using namespace porchlight;
using namespace porchlight::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kDeadline{20};
/// The age is looked up every second.
constexpr std::chrono::milliseconds kAgeIsKnownAgain{1100};

/// What names and words services have in these tests; few words, so that many match.
const char* const kWords[] = {"willow", "aspen", "birch", "house", "kitchen", "beds", "youth", "legal", "night", "harbour"};

Json made_service(int number) {
    std::minstd_rand random(static_cast<unsigned>(number));
    std::string name, text;
    for (int i = 0; i < 3; ++i) name += std::string(kWords[random() % 10]) + ' ';
    for (int i = 0; i < 12; ++i) text += std::string(kWords[random() % 10]) + ' ';
    auto service = Directory::service(number, name);
    service["description"] = text;
    if (number % 5 == 0) service["visibility"] = "staff";
    return service;
}

/// A directory with an index in one piece and one in shards, each shard copied and the copy served.
struct Cluster {
    explicit Cluster(int services) : follower(directory.follower("one", kShards)) {
        std::map<int, Json> made;
        for (int i = 1; i <= services; ++i) made.emplace(i, made_service(i));
        directory.import(made);
        auto one = directory.follower();
        directory.start(one);
        directory.start(follower);
        copies = std::make_unique<ServedCopies>(directory.sharded_index(), directory.folder(), stubs());
    }
    fs::path stubs() const { return directory.folder() / "stubs"; }

    Directory directory;
    Follower follower;
    std::unique_ptr<ServedCopies> copies;
};

TermQuery weighted(std::minstd_rand& random) {
    static constexpr double kWeights[] = {1, 0.5, 2};
    return TermQuery::term(term(random() % 2 ? field::kStem : field::kNameWord, kWords[random() % 10]),
                           kWeights[random() % 3]);
}

/// A query of the kinds that searches are made of.
TermQuery some_query(std::minstd_rand& random) {
    std::vector<TermQuery> words;
    for (unsigned i = 0; i <= random() % 3; ++i) words.push_back(weighted(random));
    const auto filter = TermQuery::term(term(field::kNameWord, kWords[random() % 10]));
    auto query = random() % 3 ? TermQuery::any_of(std::move(words)) : TermQuery::all_of(std::move(words));
    switch (random() % 5) {
        case 0: return TermQuery::filter(std::move(query), {filter});
        case 1: return TermQuery::without(std::move(query), {filter});
        case 2: return TermQuery::maybe(std::move(query), {TermQuery::constant(filter, 0.7)});
        case 3: return TermQuery::filter(TermQuery::everything(), {filter});
        default: return query;
    }
}

/// Services with their scores and cards, best first; of one score by id, as the engine orders them.
using Answer = std::vector<std::tuple<double, std::string, std::string>>;

Result<Answer> answer_of(ReaderPool& pool, const TermQuery& query) {
    Answer answer;
    const auto done = pool.with_reader([&](Reader& reader) {
        answer.clear();
        Candidate candidate;
        for (const auto& hit : reader.search(query, 0, 10000))
            if (reader.candidate(hit.document, candidate))
                answer.emplace_back(-hit.weight, to_string(candidate.service_id), reader.card(hit.document));
    });
    if (!done) return tl::unexpected(done.error());
    std::sort(answer.begin(), answer.end());
    return answer;
}

std::string reason_of(const Result<Answer>& answer) { return answer ? "" : answer.error().message; }

}  // namespace

TEST_CASE("copied shards on servers answer as one database does: the same places and scores, to the bit",
          "[index][cluster]") {
    if (!are_installed()) return;
    Cluster cluster(300);
    const int questions = std::getenv("PORCHLIGHT_LONG") ? 500 : 30;
    for (const auto role : {Role::open, Role::staff}) {
        const auto one = ReaderPool::open(cluster.directory.index(), role, kDeadline);
        const auto shards = ReaderPool::open(cluster.stubs(), role, kDeadline);
        std::minstd_rand random(7);
        std::size_t found = 0;
        for (int i = 0; i < questions; ++i) {
            const auto query = some_query(random);
            const auto expected = answer_of(*one, query), answer = answer_of(*shards, query);
            REQUIRE(reason_of(answer) == "");
            CHECK((*answer == *expected));
            found += expected->size();
        }
        CHECK(found > 10U * static_cast<unsigned>(questions));
        REQUIRE(one->with_reader([&](Reader& whole) {
            const auto words = whole.spelling_words();
            CHECK(shards->with_reader([&](Reader& parts) {
                CHECK((parts.spelling_words() == words));
                for (const auto* word : kWords)
                    CHECK(parts.frequency(term(field::kStem, word)) == whole.frequency(term(field::kStem, word)));
                CHECK(parts.terms_beginning("N", 50) == whole.terms_beginning("N", 50));
                CHECK(parts.find(Directory::id(5)).has_value() == (role == Role::staff));
            }));
        }));
        CHECK(one->state().documents == shards->state().documents);
        CHECK(one->state().sequence == shards->state().sequence);
    }
}

TEST_CASE("a shard that can't be asked, or isn't named, stops every answer", "[index][cluster]") {
    if (!are_installed()) return;
    Cluster cluster(30);
    const auto pool = ReaderPool::open(cluster.stubs(), Role::open, kDeadline);
    const auto ask = [&] { return answer_of(*pool, TermQuery::everything()); };
    REQUIRE(reason_of(ask()) == "");
    const auto stopped_by = [&](const std::string& what) {
        const auto answer = ask();
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::unavailable);
        CHECK(reason_of(answer).rfind("part_unreachable: ", 0) == 0);
        CHECK(reason_of(answer).find(what) != std::string::npos);
        CHECK_FALSE(pool->state().ready);
    };
    // Its server is gone, and comes back.
    cluster.copies->server(1).end();
    stopped_by(std::to_string(cluster.copies->server(1).port()));
    cluster.copies->server(1).start();
    CHECK(reason_of(ask()) == "");
    // The stub file lacks it, or names another twice.
    cluster.copies->write_stub("public", 0, kShards - 1);
    stopped_by("public 3/3");
    cluster.copies->write_stubs();
    CHECK(reason_of(ask()) == "");
    std::ofstream(cluster.stubs() / "public.stub", std::ios::app)
        << "remote 127.0.0.1:" << cluster.copies->server(0).port() << '\n';
    stopped_by("public 1/3, public 1/3");
    // The public's stub file names what is staff's.
    cluster.copies->write_stub("public", kShards, kShards);
    stopped_by("staff 1/3");
    // It can't be read, or names nothing.
    std::ofstream(cluster.stubs() / "public.stub") << "remote nowhere\n";
    CHECK_FALSE(ask());
    std::ofstream(cluster.stubs() / "public.stub") << "# nothing\n";
    CHECK_FALSE(ask());
}

TEST_CASE("a copy's age is that of its oldest shard, and a copy takes up what changed", "[index][cluster]") {
    if (!are_installed()) return;
    Cluster cluster(30);
    const auto pool = ReaderPool::open(cluster.stubs(), Role::staff, kDeadline);
    const auto find = [&](const std::string& word) {
        return answer_of(*pool, TermQuery::term(term(field::kNameWord, word)))->size();
    };
    CHECK(find("juniper") == 0);
    const auto first = pool->as_of();
    REQUIRE(first);
    CHECK(std::chrono::abs(SystemClock().now() - *first) < std::chrono::seconds{60});
    std::this_thread::sleep_for(kAgeIsKnownAgain);
    cluster.directory.import({{1, Directory::service(1, "Juniper house")}, {900, Directory::service(900, "Juniper beds")}});
    REQUIRE(cluster.follower.step());
    CHECK(find("juniper") == 0);
    CHECK(pool->as_of() == first);
    CHECK(pool->state().sequence < *cluster.directory.store().newest_sequence());
    cluster.copies->copy_all();
    std::this_thread::sleep_for(kAgeIsKnownAgain);
    CHECK(find("juniper") == 2);
    CHECK(*pool->as_of() > *first);
    CHECK(pool->state().sequence == *cluster.directory.store().newest_sequence());
}

TEST_CASE("an index made anew in shards is fetched whole, and read without a restart once all copies have it",
          "[index][cluster]") {
    if (!are_installed()) return;
    Cluster cluster(30);
    const auto pool = ReaderPool::open(cluster.stubs(), Role::open, kDeadline);
    const auto before = answer_of(*pool, TermQuery::everything());
    REQUIRE(before);
    cluster.directory.import({{902, Directory::service(902, "Juniper beds")}});
    auto again = cluster.directory.follower("two", kShards);
    cluster.directory.start(again);
    cluster.copies->copy("public", 1);
    CHECK(reason_of(answer_of(*pool, TermQuery::everything())) ==
          "part_unreachable: the shards were made with different settings");
    cluster.copies->copy_all();
    const auto after = answer_of(*pool, TermQuery::everything());
    REQUIRE(reason_of(after) == "");
    CHECK(after->size() == before->size() + 1);
}

TEST_CASE("copies that become another generation amid a question: it is answered from one of the two, whole",
          "[index][cluster]") {
    if (!are_installed()) return;
    constexpr int kServices = 30;
    Cluster cluster(kServices);
    const auto become_another = [&] {
        std::map<int, Json> renamed;
        for (int i = 1; i <= kServices; ++i) renamed.emplace(i, Directory::service(i, "Second"));
        cluster.directory.import(renamed);
        auto again = cluster.directory.follower("two", kShards);
        cluster.directory.start(again);
        cluster.copies->copy_all();
    };
    const auto pool = ReaderPool::open(cluster.stubs(), Role::staff, kDeadline);
    int tries = 0;
    std::map<std::string, int> names;
    REQUIRE(pool->with_reader([&](Reader& reader) {
        names.clear();
        const auto hits = reader.search(TermQuery::everything(), 0, 1000);
        if (++tries == 1) become_another();
        Candidate candidate;
        for (const auto& hit : hits)
            if (reader.candidate(hit.document, candidate))
                ++names[Json::parse(reader.card(hit.document)).at("name") == "Second" ? "second" : "first"];
    }));
    CHECK(names.size() == 1);
    CHECK(names.begin()->second == kServices);
    CHECK(answer_of(*pool, TermQuery::term(term(field::kNameWord, "second")))->size() == kServices);
}

TEST_CASE("another number of shards is another index, and a service stays in its shard", "[index][cluster]") {
    CHECK(shard_of("00000000-0000-4000-8000-000000000001", 3) == shard_of("00000000-0000-4000-8000-000000000001", 3));
    Directory directory;
    directory.import({{1, made_service(1)}, {2, made_service(2)}, {3, made_service(3)}});
    auto three = directory.follower("one", 3);
    directory.start(three);
    CHECK(shard_folders(live_index(directory.sharded_index())->target).size() == 3);
    auto two = directory.follower("one", 2);
    CHECK(directory.start(two).size() >= 2);
    CHECK(shard_folders(live_index(directory.sharded_index())->target).size() == 2);
    REQUIRE(two.seal_now());
    CHECK(verify(generations(directory.sharded_index()).front()));
}
