#include "core/index/reader.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/json.h"
#include "core/index/candidate_codec.h"
#include "core/index/candidate_table.h"
#include "core/index/document.h"
#include "core/index/fields.h"
#include "core/index/generation.h"
#include "core/index/index_place.h"
#include "core/index/terms.h"
#include "core/index/xapian_query.h"

namespace porchlight {
namespace {

using Tables = std::vector<std::shared_ptr<const CandidateTable>>;
using Words = std::unordered_map<std::string, std::uint32_t>;

std::uint64_t number_in(const std::string& text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

constexpr int kTries = 4;
/// A server that is gone isn't asked as often: a question would wait for each try.
constexpr int kTriesOfServers = 2;
/// For one answer of a server, and for reaching it, in milliseconds.
constexpr unsigned kServerAnswers = 5000, kServerConnects = 1000;
/// After this a connection is made afresh: it may go on with files that its server replaced, and
/// xapian-tcpsrv ends idle ones after a minute.
constexpr auto kConnectionKept = std::chrono::seconds{30};
/// How often an index in shards is asked how old it is.
constexpr auto kAgeCheckEvery = std::chrono::seconds{1};

/// Thrown where what the stub files name isn't one whole index.
struct NotOneIndex {
    std::string reason;
};

/// One database of the joint one that a reader searches.
struct Part {
    Xapian::Database database;
    std::size_t side = 0;
    bool is_remote = false;
};
using Parts = std::vector<Part>;

Parts open_parts(const IndexPlace& place) {
    Parts parts;
    for (const auto& each : place.databases)
        parts.push_back({each.path.empty() ? Xapian::Remote::open(each.host, each.port, kServerAnswers,
                                                                  kServerConnects)
                                           : Xapian::Database(each.path),
                         each.side, each.path.empty()});
    return parts;
}

/// What databases call themselves: "public 2/3".
std::string shard_name(const Part& part) {
    return part.database.get_metadata(std::string(field::kShard));
}

/// Every shard of every side is there, once, of one and the same index, and on the side for which it
/// was made. A stub file that lacks a line, or names a staff server for the public, never answers.
void require_one_index(const Parts& parts) {
    std::vector<std::string> expected, found;
    for (const auto side : kSides) {
        const auto number = static_cast<std::size_t>(side);
        const auto first = std::find_if(parts.begin(), parts.end(),
                                        [&](const Part& part) { return part.side == number; });
        if (first == parts.end() && side == Side::staff && !parts.empty()) continue;
        if (first == parts.end()) throw NotOneIndex{"no database is named"};
        const auto name = shard_name(*first);
        const auto shards = number_in(name.substr(std::min(name.find('/'), name.size() - 1) + 1));
        for (std::uint64_t i = 1; i <= std::max<std::uint64_t>(shards, 1); ++i)
            expected.push_back(fmt::format("{} {}/{}", to_string(side), i, shards));
        for (const auto& part : parts)
            if (part.side == number) found.push_back(shard_name(part));
    }
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    if (found != expected)
        throw NotOneIndex{fmt::format("the stub files name the shards {}, not {}", fmt::join(found, ", "),
                                      fmt::join(expected, ", "))};
    const std::string fields(field::kFields);
    for (const auto& part : parts)
        if (part.database.get_metadata(fields) != parts.front().database.get_metadata(fields))
            throw NotOneIndex{"the shards were made with different settings"};
}

/// What all readers of one role share about one generation of the index.
struct Shared {
    Tables tables;                        ///< By part of the reader.
    std::vector<std::uint64_t> commits;   ///< Likewise.
    std::unordered_set<std::string> staff_ids;  ///< Services that the staff side has whole.
    std::shared_ptr<const Words> words;
    std::shared_ptr<const Gazetteer> places;
    std::vector<std::string> source_names;
};

/// The engine adds a document's weights up in an order that depends on its statistics, which each shard has
/// of its own: the last bits differ. Beyond a billionth a score means nothing.
double rounded(double weight) { return std::round(weight * 1e9) / 1e9; }

/// Stops a search that takes too long; Xapian has no time-out that does.
class Deadline final : public Xapian::MatchDecider {
  public:
    explicit Deadline(std::chrono::steady_clock::time_point end) : end_(end) {}
    bool operator()(const Xapian::Document&) const override {
        if (++calls_ % 256 == 0 && std::chrono::steady_clock::now() > end_) throw DeadlinePassed{};
        return true;
    }

  private:
    std::chrono::steady_clock::time_point end_;
    mutable unsigned calls_ = 0;
};

/// From a server each value by itself would be a message of its own to wait for: asked for many at once.
std::shared_ptr<const CandidateTable> load_remote_table(const Xapian::Database& database) {
    constexpr Xapian::doccount kBatch = 500;
    CandidateTable::Builder builder;
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(std::string()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    for (Xapian::doccount first = 0;; first += kBatch) {
        const auto matches = enquire.get_mset(first, kBatch);
        matches.fetch();
        for (auto it = matches.begin(); it != matches.end(); ++it)
            builder.add(*it, it.get_document().get_value(field::kCandidateSlot));
        if (matches.size() < kBatch) return builder.finish();
    }
}

std::shared_ptr<const CandidateTable> load_table(const Part& part) {
    if (part.is_remote) return load_remote_table(part.database);
    const auto& database = part.database;
    CandidateTable::Builder builder;
    for (auto value = database.valuestream_begin(field::kCandidateSlot);
         value != database.valuestream_end(field::kCandidateSlot); ++value)
        builder.add(value.get_docid(), *value);
    return builder.finish();
}

/// Documents that the commits after `seen` changed, or nothing where that log isn't kept any more.
std::optional<std::vector<Xapian::docid>> changed_since(const Xapian::Database& database,
                                                        std::uint64_t seen, std::uint64_t now) {
    std::vector<Xapian::docid> documents;
    if (now - seen > kChangeLogsKept) return std::nullopt;
    for (auto commit = seen + 1; commit <= now; ++commit) {
        const auto log = database.get_metadata(fmt::format("{}{}", field::kChanged, commit));
        if (log.empty()) return std::nullopt;
        std::size_t at = 0;
        while (at < log.size()) {
            const auto end = std::min(log.find(' ', at), log.size());
            if (end > at)
                documents.push_back(
                    static_cast<Xapian::docid>(number_in(log.substr(at, end - at))));
            at = end + 1;
        }
    }
    return documents;
}

std::vector<CandidateTable::Change> read_changes(const Xapian::Database& database,
                                                 const std::vector<Xapian::docid>& documents) {
    std::vector<CandidateTable::Change> changes;
    for (const auto document : documents) try {
            changes.push_back({document, database.get_document(document, Xapian::DOC_ASSUME_VALID)
                                             .get_value(field::kCandidateSlot)});
        } catch (const Xapian::DocNotFoundError&) {
            changes.push_back({document, {}});
        }
    return changes;
}

void add_words(const Part& part, Words& words) {
    const auto text = part.database.get_metadata(std::string(field::kWords));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            words[line.substr(0, tab)] +=
                static_cast<std::uint32_t>(number_in(line.substr(tab + 1)));
        at = end + 1;
    }
}

/// Towns that the listings name; the whole ones of the staff side come last and add only names.
std::shared_ptr<const Gazetteer> load_places(const Parts& parts) {
    auto places = std::make_shared<Gazetteer>();
    for (const auto& part : parts) {
        const auto list =
            Json::parse(part.database.get_metadata(std::string(field::kPlaces)), nullptr, false);
        if (!list.is_array()) continue;
        for (const auto& entry : list) {
            Place place;
            place.name = entry.value("name", "");
            place.admin1 = entry.value("admin1", "");
            place.country = entry.value("country", "");
            place.centre = {entry.value("lat", 0.0), entry.value("lon", 0.0)};
            places->add(std::move(place));
        }
    }
    return places;
}

/// A handle of the live index with what it needs to find its way.
class XapianReader final : public Reader {
  public:
    XapianReader(const IndexPlace& place, std::chrono::milliseconds deadline)
        : place_key_(place.key), by_stub_(place.by_stub), deadline_(deadline), parts_(open_parts(place)) {
        for (const auto& part : parts_) {
            all_.add_database(part.database);
            asks_servers_ = asks_servers_ || part.is_remote;
        }
        note_databases();
    }

    void reopen() {
        all_.reopen();
        note_databases();
    }
    std::uint64_t commit(std::size_t part) const {
        return number_in(parts_[part].database.get_metadata(std::string(field::kCommit)));
    }
    const Parts& parts() const { return parts_; }
    /// What it was opened as, and as which databases it found that: others are another generation.
    const std::string& place_key() const { return place_key_; }
    const std::string& key() const { return key_; }
    void set_generation(std::uint64_t generation) { generation_ = generation; }
    bool is_too_old() const {
        return by_stub_ && std::chrono::steady_clock::now() - opened_ > kConnectionKept;
    }
    void use(std::shared_ptr<const Shared> shared) { shared_ = std::move(shared); }

    std::vector<Hit> search(const TermQuery& query, std::size_t first, std::size_t count) override {
        Xapian::Enquire enquire(all_);
        enquire.set_query(to_xapian(query));
        // b = 0: a record with translations mustn't sink below one without; a text's own length
        // counted when it was written (terms.h).
        enquire.set_weighting_scheme(Xapian::BM25Weight(kSaturation, 0, 1, 0, 0.5));
        const Deadline deadline(std::chrono::steady_clock::now() + deadline_);
        // No decider reaches a server: what it may take is bounded by its connection.
        const auto matches = enquire.get_mset(static_cast<Xapian::doccount>(first),
                                              static_cast<Xapian::doccount>(count), nullptr,
                                              asks_servers_ ? nullptr : &deadline);
        std::vector<Hit> hits;
        hits.reserve(matches.size());
        for (auto it = matches.begin(); it != matches.end(); ++it)
            hits.push_back({*it, rounded(it.get_weight())});
        return hits;
    }

    bool candidate(std::uint32_t document, Candidate& out) override {
        const auto [part, local] = locate(document);
        const auto bytes = shared_->tables[part]->find(local);
        if (bytes.empty() || !decode(bytes, out)) return false;
        return !(parts_[part].side == 0 && !shared_->staff_ids.empty() &&
                 shared_->staff_ids.count(to_string(out.service_id)) > 0);
    }

    std::string card(std::uint32_t document) override {
        return all_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
    }

    std::optional<std::uint32_t> find(const std::string& service_id) override {
        const auto key = term(field::kId, service_id);
        std::optional<std::uint32_t> found;
        // The staff side's document is the whole one.
        for (auto it = all_.postlist_begin(key); it != all_.postlist_end(key); ++it)
            if (!found || parts_[locate(*it).first].side == 1) found = *it;
        return found;
    }

    std::size_t frequency(const std::string& term) override { return all_.get_termfreq(term); }

    std::vector<std::string> terms_beginning(const std::string& prefix, std::size_t limit) override {
        constexpr int kScanned = 2000;
        std::vector<std::pair<Xapian::doccount, std::string>> found;
        int scanned = 0;
        for (auto it = all_.allterms_begin(prefix);
             it != all_.allterms_end(prefix) && scanned < kScanned; ++it, ++scanned)
            found.emplace_back(it.get_termfreq(), *it);
        std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        std::vector<std::string> out;
        for (std::size_t i = 0; i < found.size() && i < limit; ++i)
            out.push_back(std::move(found[i].second));
        return out;
    }

    std::uint64_t generation() const override { return generation_; }
    const Words& spelling_words() const override { return *shared_->words; }
    std::shared_ptr<const Gazetteer> places() const override { return shared_->places; }

  private:
    /// What a stub file names may become another database at any time: a server's, a copy's. Others than
    /// before may not belong together.
    void note_databases() {
        auto key = place_key_;
        if (by_stub_)
            for (const auto& part : parts_) key += part.database.get_uuid() + ' ';
        if (by_stub_ && key != key_) require_one_index(parts_);
        key_ = std::move(key);
    }

    /// Which part a document number of the joint database stands for, and its number there.
    std::pair<std::size_t, std::uint32_t> locate(std::uint32_t document) const {
        const auto count = static_cast<std::uint32_t>(parts_.size());
        return {(document - 1) % count, (document - 1) / count + 1};
    }

    std::string place_key_, key_;
    bool by_stub_;
    std::uint64_t generation_ = 0;
    std::chrono::milliseconds deadline_;
    std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
    Parts parts_;  ///< Share what is open with all_.
    Xapian::Database all_;
    bool asks_servers_ = false;
    std::shared_ptr<const Shared> shared_;
};

class XapianPool final : public ReaderPool {
  public:
    XapianPool(std::filesystem::path folder, Role role, std::chrono::milliseconds deadline)
        : folder_(std::move(folder)), role_(role), deadline_(deadline) {}

    Result<void> with_reader(const std::function<void(Reader&)>& work) override {
        std::string reason = "the index kept changing";
        int unreached = 0;
        for (int attempt = 0; attempt < kTries; ++attempt) try {
                auto reader = lend();
                if (!reader) return tl::unexpected(reader.error());
                work(**reader);
                give_back(std::move(*reader));
                return {};
            } catch (const Xapian::DatabaseModifiedError& error) {
                reason = error.get_description();
            } catch (const Xapian::NetworkTimeoutError& error) {
                forget();
                return unreachable(error.get_description());
            } catch (const Xapian::NetworkError& error) {
                forget();
                if (++unreached == kTriesOfServers) return unreachable(error.get_description());
            } catch (const Xapian::Error& error) {
                // Any other error on an open index: drop all handles, open the path afresh.
                reason = error.get_description();
                forget();
            } catch (const NotOneIndex& error) {
                return unreachable(error.reason);
            } catch (const DeadlinePassed&) {
                return fail(ErrorKind::unavailable, "the search took too long");
            }
        if (by_stub_) return unreachable(reason);
        return fail(ErrorKind::unavailable, reason);
    }

    IndexState state() override {
        IndexState state;
        const auto done = with_reader([&](Reader& reader) {
            const auto& parts = static_cast<XapianReader&>(reader).parts();
            state.documents = 0;
            state.sequence = INT64_MAX;
            for (const auto& part : parts) {
                const auto reached = part.database.get_metadata(std::string(field::kSequence));
                state.sequence =
                    std::min(state.sequence, static_cast<std::int64_t>(number_in(reached)));
                state.documents += part.database.get_doccount();
            }
        });
        state.ready = done.has_value();
        if (!done) state.reason = done.error().message;
        const std::lock_guard lock(mutex_);
        state.as_of = as_of_;
        if (shared_)
            for (const auto& table : shared_->tables)
                if (table) state.table_bytes += table->size_bytes();
        return state;
    }

    std::optional<Instant> as_of() override {
        const std::lock_guard lock(mutex_);
        return as_of_;
    }

    std::vector<std::string> source_names() override {
        const std::lock_guard lock(mutex_);
        return shared_ ? shared_->source_names : std::vector<std::string>{};
    }

  private:
    static tl::unexpected<Error> unreachable(const std::string& reason) {
        return fail(ErrorKind::unavailable, "part_unreachable: " + reason);
    }

    Result<std::unique_ptr<XapianReader>> lend() {
        const auto place = index_place(folder_, role_);
        if (!place) return tl::unexpected(place.error());
        by_stub_ = place->by_stub;
        auto reader = idle_one(place->key);
        if (reader) reader->reopen();
        else reader = std::make_unique<XapianReader>(*place, deadline_);
        reader->use(shared_for(*reader));
        note_age(*reader);
        return reader;
    }

    std::unique_ptr<XapianReader> idle_one(const std::string& place_key) {
        const std::lock_guard lock(mutex_);
        while (!idle_.empty()) {
            auto reader = std::move(idle_.back());
            idle_.pop_back();
            if (reader->place_key() == place_key && !reader->is_too_old()) return reader;
        }
        return nullptr;
    }

    void give_back(std::unique_ptr<XapianReader> reader) {
        const std::lock_guard lock(mutex_);
        if (reader->generation() == generation_) idle_.push_back(std::move(reader));
    }

    /// The oldest shard's age is the index's; one that doesn't say its age has none.
    void note_age(const XapianReader& reader) {
        const auto now = std::chrono::steady_clock::now();
        {
            const std::lock_guard lock(mutex_);
            // Where it isn't known yet, nobody answers before they know.
            if (now < age_known_until_ && (as_of_ || !by_stub_)) return;
            age_known_until_ = now + kAgeCheckEvery;
        }
        std::optional<Instant> oldest;
        for (const auto& part : reader.parts()) {
            const auto text = part.database.get_metadata(std::string(field::kAsOf));
            if (text.empty() && !by_stub_) {
                oldest.reset();  // In no shards: it has no age.
                break;
            }
            const Instant as_of{std::chrono::seconds{static_cast<std::int64_t>(number_in(text))}};
            oldest = oldest ? std::min(*oldest, as_of) : as_of;
        }
        const std::lock_guard lock(mutex_);
        as_of_ = oldest;
    }

    void forget() {
        const std::lock_guard lock(mutex_);
        idle_.clear();
    }

    /// The shared state as of the reader's commits: loaded whole for a new generation, else brought
    /// up to date by what the commits since then changed.
    std::shared_ptr<const Shared> shared_for(XapianReader& reader) {
        const std::lock_guard lock(mutex_);
        if (reader.key() != target_) {
            idle_.clear();
            shared_.reset();
            target_ = reader.key();
            ++generation_;
        }
        reader.set_generation(generation_);
        const auto& parts = reader.parts();
        auto next = std::make_shared<Shared>(shared_ ? *shared_ : Shared{});
        next->tables.resize(parts.size());
        next->commits.resize(parts.size());
        bool changed = !shared_, staff_changed = false;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const auto commit = reader.commit(i);
            if (next->tables[i] && commit <= next->commits[i]) continue;
            update(*next, parts[i], i, commit);
            changed = true;
            staff_changed = staff_changed || parts[i].side == 1;
        }
        if (staff_changed) next->staff_ids = ids_in_staff(parts);
        if (!shared_) load_gathered(*next, parts);
        if (changed) shared_ = std::move(next);
        return shared_;
    }

    static void load_gathered(Shared& shared, const Parts& parts) {
        shared.places = load_places(parts);
        auto words = std::make_shared<Words>();
        for (const auto& part : parts) add_words(part, *words);
        shared.words = std::move(words);
        const auto names = Json::parse(
            parts.front().database.get_metadata(std::string(field::kSources)), nullptr, false);
        if (names.is_array()) shared.source_names = names.get<std::vector<std::string>>();
    }

    static void update(Shared& shared, const Part& part, std::size_t number, std::uint64_t commit) {
        std::optional<std::vector<Xapian::docid>> changed;
        auto& table = shared.tables[number];
        if (table) changed = changed_since(part.database, shared.commits[number], commit);
        table = changed ? table->with(read_changes(part.database, *changed)) : load_table(part);
        shared.commits[number] = commit;
    }

    static std::unordered_set<std::string> ids_in_staff(const Parts& parts) {
        std::unordered_set<std::string> ids;
        const std::string prefix(field::kId);
        for (const auto& part : parts) {
            if (part.side != 1) continue;
            for (auto it = part.database.allterms_begin(prefix);
                 it != part.database.allterms_end(prefix); ++it)
                ids.insert((*it).substr(prefix.size()));
        }
        return ids;
    }

    const std::filesystem::path folder_;
    const Role role_;
    const std::chrono::milliseconds deadline_;
    std::atomic<bool> by_stub_{false};
    std::mutex mutex_;  ///< Guards what follows.
    std::string target_;
    std::optional<Instant> as_of_;
    std::chrono::steady_clock::time_point age_known_until_{};
    std::uint64_t generation_ = 0;
    std::vector<std::unique_ptr<XapianReader>> idle_;
    std::shared_ptr<const Shared> shared_;
};

}  // namespace

std::unique_ptr<ReaderPool> ReaderPool::open(const std::filesystem::path& index_folder, Role role,
                                             std::chrono::milliseconds deadline) {
    return std::make_unique<XapianPool>(index_folder, role, deadline);
}

}  // namespace porchlight
