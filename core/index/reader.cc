#include "core/index/reader.h"

#include <fmt/format.h>
#include <xapian.h>

#include <array>
#include <charconv>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/json.h"
#include "core/index/candidate_codec.h"
#include "core/index/candidate_table.h"
#include "core/index/document.h"
#include "core/index/fields.h"
#include "core/index/generation.h"
#include "core/index/terms.h"
#include "core/index/xapian_query.h"

namespace porchlight {
namespace {

using Tables = std::array<std::shared_ptr<const CandidateTable>, 2>;
using Words = std::unordered_map<std::string, std::uint32_t>;

constexpr int kTries = 4;

std::uint64_t number_in(const std::string& text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// What all readers of one role share about one generation of the index.
struct Shared {
    Tables tables;                        ///< By side; the public role has the first only.
    std::array<std::uint64_t, 2> commits{};
    std::unordered_set<std::string> staff_ids;  ///< Services that the staff side has whole.
    std::shared_ptr<const Words> words;
    std::shared_ptr<const Gazetteer> places;
    std::vector<std::string> source_names;
};

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

std::shared_ptr<const CandidateTable> load_table(const Xapian::Database& database) {
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

std::shared_ptr<const Words> load_words(const Xapian::Database& database) {
    auto words = std::make_shared<Words>();
    const auto text = database.get_metadata(std::string(field::kWords));
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            (*words)[line.substr(0, tab)] =
                static_cast<std::uint32_t>(number_in(line.substr(tab + 1)));
        at = end + 1;
    }
    return words;
}

/// Towns that the listings name; the whole ones of the staff side come last and add only names.
std::shared_ptr<const Gazetteer> load_places(const std::vector<Xapian::Database>& sides) {
    auto places = std::make_shared<Gazetteer>();
    for (const auto& side : sides) {
        const auto list =
            Json::parse(side.get_metadata(std::string(field::kPlaces)), nullptr, false);
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
    XapianReader(const std::filesystem::path& live, Role role, std::uint64_t generation,
                 std::chrono::milliseconds deadline)
        : generation_(generation), deadline_(deadline) {
        for (const auto side : kSides) {
            if (side == Side::staff && role == Role::open) break;
            sides_.emplace_back((live / std::string(to_string(side))).string());
            all_.add_database(sides_.back());
        }
    }

    void reopen() {
        for (auto& side : sides_) side.reopen();
        all_.reopen();
    }
    std::uint64_t commit(std::size_t side) const {
        return number_in(sides_[side].get_metadata(std::string(field::kCommit)));
    }
    const std::vector<Xapian::Database>& sides() const { return sides_; }
    void use(std::shared_ptr<const Shared> shared) { shared_ = std::move(shared); }

    std::vector<Hit> search(const TermQuery& query, std::size_t first, std::size_t count) override {
        Xapian::Enquire enquire(all_);
        enquire.set_query(to_xapian(query));
        // b = 0: a record with translations mustn't sink below one without; a text's own length
        // counted when it was written (terms.h).
        enquire.set_weighting_scheme(Xapian::BM25Weight(kSaturation, 0, 1, 0, 0.5));
        const Deadline deadline(std::chrono::steady_clock::now() + deadline_);
        const auto matches =
            enquire.get_mset(static_cast<Xapian::doccount>(first),
                             static_cast<Xapian::doccount>(count), nullptr, &deadline);
        std::vector<Hit> hits;
        hits.reserve(matches.size());
        for (auto it = matches.begin(); it != matches.end(); ++it)
            hits.push_back({*it, it.get_weight()});
        return hits;
    }

    bool candidate(std::uint32_t document, Candidate& out) override {
        const auto [side, local] = locate(document);
        const auto bytes = shared_->tables[side]->find(local);
        if (bytes.empty() || !decode(bytes, out)) return false;
        return !(sides_.size() == 2 && side == 0 && !shared_->staff_ids.empty() &&
                 shared_->staff_ids.count(to_string(out.service_id)) > 0);
    }

    std::string card(std::uint32_t document) override {
        return all_.get_document(document, Xapian::DOC_ASSUME_VALID).get_data();
    }

    std::optional<std::uint32_t> find(const std::string& service_id) override {
        const auto key = term(field::kId, service_id);
        std::optional<std::uint32_t> found;
        // The staff side's document comes last and is the whole one.
        for (auto it = all_.postlist_begin(key); it != all_.postlist_end(key); ++it)
            if (!found || locate(*it).first == 1) found = *it;
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
    /// Which side a document number of the joint database stands for, and its number there.
    std::pair<std::size_t, std::uint32_t> locate(std::uint32_t document) const {
        const auto count = static_cast<std::uint32_t>(sides_.size());
        return {(document - 1) % count, (document - 1) / count + 1};
    }

    std::vector<Xapian::Database> sides_;
    Xapian::Database all_;
    std::uint64_t generation_;
    std::chrono::milliseconds deadline_;
    std::shared_ptr<const Shared> shared_;
};

class XapianPool final : public ReaderPool {
  public:
    XapianPool(std::filesystem::path folder, Role role, std::chrono::milliseconds deadline)
        : folder_(std::move(folder)), role_(role), deadline_(deadline) {}

    Result<void> with_reader(const std::function<void(Reader&)>& work) override {
        std::string reason = "the index kept changing";
        for (int attempt = 0; attempt < kTries; ++attempt) try {
                auto reader = lend();
                if (!reader) return tl::unexpected(reader.error());
                work(**reader);
                give_back(std::move(*reader));
                return {};
            } catch (const Xapian::DatabaseModifiedError& error) {
                reason = error.get_description();
            } catch (const Xapian::Error& error) {
                // Any other error on an open index: drop all handles, open the path afresh.
                reason = error.get_description();
                forget();
            } catch (const DeadlinePassed&) {
                return fail(ErrorKind::unavailable, "the search took too long");
            }
        return fail(ErrorKind::unavailable, reason);
    }

    IndexState state() override {
        IndexState state;
        const auto done = with_reader([&](Reader& reader) {
            const auto& sides = static_cast<XapianReader&>(reader).sides();
            state.documents = 0;
            state.sequence = static_cast<std::int64_t>(
                number_in(sides.front().get_metadata(std::string(field::kSequence))));
            for (const auto& side : sides) state.documents += side.get_doccount();
        });
        state.ready = done.has_value();
        if (!done) state.reason = done.error().message;
        const std::lock_guard lock(mutex_);
        if (shared_)
            for (const auto& table : shared_->tables)
                if (table) state.table_bytes += table->size_bytes();
        return state;
    }

    std::vector<std::string> source_names() override {
        const std::lock_guard lock(mutex_);
        return shared_ ? shared_->source_names : std::vector<std::string>{};
    }

  private:
    Result<std::unique_ptr<XapianReader>> lend() {
        const auto live = live_index(folder_);
        if (!live) return tl::unexpected(live.error());
        std::unique_ptr<XapianReader> reader;
        {
            const std::lock_guard lock(mutex_);
            if (live->target != target_) {
                idle_.clear();
                shared_.reset();
                target_ = live->target;
                ++generation_;
            }
            if (!idle_.empty()) {
                reader = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (!reader)
            reader = std::make_unique<XapianReader>(live->target, role_, generation_, deadline_);
        else reader->reopen();
        reader->use(shared_for(*reader));
        return reader;
    }

    void give_back(std::unique_ptr<XapianReader> reader) {
        const std::lock_guard lock(mutex_);
        if (reader->generation() == generation_) idle_.push_back(std::move(reader));
    }

    void forget() {
        const std::lock_guard lock(mutex_);
        idle_.clear();
    }

    /// The shared state as of the reader's commits: loaded whole for a new generation, else brought
    /// up to date by what the commits since then changed.
    std::shared_ptr<const Shared> shared_for(const XapianReader& reader) {
        const std::lock_guard lock(mutex_);
        const auto& sides = reader.sides();
        auto next = std::make_shared<Shared>(shared_ ? *shared_ : Shared{});
        bool changed = !shared_;
        for (std::size_t side = 0; side < sides.size(); ++side) {
            const auto commit = reader.commit(side);
            if (next->tables[side] && commit <= next->commits[side]) continue;
            update(*next, sides[side], side, commit);
            changed = true;
        }
        if (!shared_) {
            next->places = load_places(sides);
            next->words = load_words(sides.back());
            if (sides.size() == 2) {
                auto words = *next->words;
                const auto more = load_words(sides.front());
                for (const auto& [word, count] : *more) words[word] += count;
                next->words = std::make_shared<Words>(std::move(words));
            }
            const auto names = Json::parse(
                sides.front().get_metadata(std::string(field::kSources)), nullptr, false);
            if (names.is_array()) next->source_names = names.get<std::vector<std::string>>();
        }
        if (changed) shared_ = std::move(next);
        return shared_;
    }

    static void update(Shared& shared, const Xapian::Database& database, std::size_t side,
                       std::uint64_t commit) {
        std::optional<std::vector<Xapian::docid>> changed;
        if (shared.tables[side]) changed = changed_since(database, shared.commits[side], commit);
        shared.tables[side] = changed ? shared.tables[side]->with(read_changes(database, *changed))
                                      : load_table(database);
        shared.commits[side] = commit;
        if (side != 1) return;
        shared.staff_ids.clear();
        const std::string prefix(field::kId);
        for (auto it = database.allterms_begin(prefix); it != database.allterms_end(prefix); ++it)
            shared.staff_ids.insert((*it).substr(prefix.size()));
    }

    const std::filesystem::path folder_;
    const Role role_;
    const std::chrono::milliseconds deadline_;
    std::mutex mutex_;  ///< Guards what follows.
    std::string target_;
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
