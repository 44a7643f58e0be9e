#include "core/index/writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "core/base/json.h"
#include "core/index/fields.h"
#include "core/index/generation.h"
#include "core/text/words.h"

namespace porchlight {
namespace fs = std::filesystem;
namespace {

/// Runs the engine, and turns its exceptions into our errors: the fence for writing.
template <class Work>
Result<void> guarded(Work work) {
    try {
        work();
        return {};
    } catch (const Xapian::DatabaseLockError&) {
        return fail(ErrorKind::conflict, "another process is writing this index");
    } catch (const Xapian::DatabaseCorruptError& error) {
        return fail(ErrorKind::corrupt, error.get_description());
    } catch (const Xapian::Error& error) {
        return fail(ErrorKind::unavailable, error.get_description());
    }
}

/// Commits that a copy elsewhere may be behind and still catch up change by change.
constexpr const char* kChangesetsKept = "1000";

std::string versions() {
    return fmt::format("xapian {} {}", Xapian::version_string(), stemmer_version());
}

Xapian::Document document_of(const IndexEntry& entry) {
    Xapian::Document document;
    for (const auto& [text, frequency] : entry.terms) {
        if (frequency == 0) document.add_boolean_term(text);
        else document.add_term(text, frequency);
    }
    document.add_value(field::kCandidateSlot, entry.candidate);
    document.set_data(entry.card);
    return document;
}

class XapianWriter final : public IndexWriter {
  public:
    struct Database {
        Xapian::WritableDatabase database;
        std::set<Xapian::docid> changed;  ///< Since the last commit.
        std::uint64_t commit = 0;
    };

    void open_all(const fs::path& folder, int flags, int shards) {
        // Read by Xapian when it opens a database: without, copies fetch the whole of it each time.
        if (shards > 0) ::setenv("XAPIAN_MAX_CHANGESETS", kChangesetsKept, 0);
        bool first = true;
        for (const auto side : kSides)
            for (const auto& shard : shard_folders(folder, shards)) {
                std::error_code code;
                if (flags != Xapian::DB_OPEN) fs::create_directories(shard, code);
                auto& opened = of(side).emplace_back();
                opened.database =
                    Xapian::WritableDatabase((shard / std::string(to_string(side))).string(), flags);
                const auto commit = opened.database.get_metadata(std::string(field::kCommit));
                opened.commit = commit.empty() ? 0 : std::stoull(commit);
                const auto reached = opened.database.get_metadata(std::string(field::kSequence));
                const std::int64_t sequence = reached.empty() ? 0 : std::stoll(reached);
                // Xapian has no commit over several databases: what the slowest one reached counts.
                sequence_ = first ? sequence : std::min(sequence_, sequence);
                first = false;
            }
        shards_ = shards;
    }

    void write_identity(const IndexIdentity& identity) {
        for (const auto side : kSides) {
            auto& shards = of(side);
            for (std::size_t i = 0; i < shards.size(); ++i) {
                auto& database = shards[i].database;
                database.set_metadata(std::string(field::kFields), identity.text());
                database.set_metadata(std::string(field::kCatalogue), identity.catalogue_digest);
                database.set_metadata(std::string(field::kSources),
                                      Json(identity.source_names).dump());
                if (shards_ > 0)
                    database.set_metadata(std::string(field::kShard),
                                          fmt::format("{} {}/{}", to_string(side), i + 1, shards_));
            }
        }
    }

    bool has_identity(const IndexIdentity& identity) {
        for (const auto side : kSides)
            for (auto& shard : of(side))
                if (shard.database.get_metadata(std::string(field::kFields)) != identity.text())
                    return false;
        return true;
    }

    Result<void> add(const IndexEntries& entries) override {
        return guarded([&] {
            if (entries.open) add_to(Side::open, *entries.open);
            if (entries.staff) add_to(Side::staff, *entries.staff);
        });
    }

    Result<void> put(const std::string& service_id, const IndexEntries& entries) override {
        return guarded([&] {
            put_to(Side::open, service_id, entries.open);
            put_to(Side::staff, service_id, entries.staff);
        });
    }

    Result<void> commit(std::int64_t sequence, std::optional<Instant> as_of) override {
        return guarded([&] {
            // What leaves a side is deleted and committed there before the other side shows it.
            const bool leaves_open = std::exchange(deletes_from_open_, false);
            for (const auto side : leaves_open ? std::array{Side::open, Side::staff}
                                               : std::array{Side::staff, Side::open})
                for (auto& shard : of(side)) commit_one(shard, sequence, as_of);
            sequence_ = sequence;
        });
    }

    Result<void> beat(Instant as_of) override {
        if (shards_ == 0) return {};
        return guarded([&] {
            for (const auto side : kSides)
                for (auto& shard : of(side)) {
                    set_as_of(shard, as_of);
                    shard.database.commit();
                }
        });
    }

    std::int64_t sequence() const override { return sequence_; }

    Result<void> write_gathered(const GatheredSides& gathered) override {
        return guarded([&] {
            for (const auto side : kSides) {
                const auto& from = gathered.sides[static_cast<std::size_t>(side)];
                auto& database = of(side).front().database;  // Of the whole side, whatever its shards.
                database.set_metadata(std::string(field::kPlaces), from.places_text());
                database.set_metadata(std::string(field::kWords), from.words_text());
            }
        });
    }

  private:
    std::vector<Database>& of(Side side) { return sides_[static_cast<std::size_t>(side)]; }

    Database& shard_for(Side side, const std::string& service_id) {
        auto& shards = of(side);
        return shards.size() == 1 ? shards.front() : shards[shard_of(service_id, shards.size())];
    }

    void add_to(Side side, const IndexEntry& entry) {
        shard_for(side, entry.id).database.add_document(document_of(entry));
    }

    void put_to(Side side, const std::string& service_id, const std::optional<IndexEntry>& entry) {
        const auto key = term(field::kId, service_id);
        auto& shard = shard_for(side, service_id);
        const auto found = shard.database.postlist_begin(key);
        if (entry) {
            shard.changed.insert(shard.database.replace_document(key, document_of(*entry)));
        } else if (found != shard.database.postlist_end(key)) {
            const auto document = *found;
            shard.database.delete_document(document);
            shard.changed.insert(document);
            deletes_from_open_ = deletes_from_open_ || side == Side::open;
        }
    }

    void set_as_of(Database& shard, Instant as_of) {
        if (shards_ > 0)
            shard.database.set_metadata(std::string(field::kAsOf),
                                        std::to_string(as_of.time_since_epoch().count()));
    }

    void commit_one(Database& shard, std::int64_t sequence, std::optional<Instant> as_of) {
        ++shard.commit;
        std::string log = " ";
        for (const auto document : shard.changed) log += fmt::format("{} ", document);
        shard.database.set_metadata(fmt::format("{}{}", field::kChanged, shard.commit), log);
        if (shard.commit > kChangeLogsKept)
            shard.database.set_metadata(
                fmt::format("{}{}", field::kChanged, shard.commit - kChangeLogsKept), "");
        shard.database.set_metadata(std::string(field::kCommit), std::to_string(shard.commit));
        shard.database.set_metadata(std::string(field::kSequence), std::to_string(sequence));
        if (as_of) set_as_of(shard, *as_of);
        shard.database.commit();
        shard.changed.clear();
    }

    std::array<std::vector<Database>, 2> sides_;  ///< Each by shard; one where there are none.
    int shards_ = 0;
    std::int64_t sequence_ = 0;
    bool deletes_from_open_ = false;
};

}  // namespace

std::string IndexIdentity::text() const {
    return fmt::format("{} | {} | {} | {} | {} erasures{}", fields_digest(), versions(),
                       catalogue_digest, fmt::join(source_names, ","), erasures,
                       shards > 0 ? fmt::format(" | {} shards", shards) : "");
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::create(const fs::path& folder,
                                                         const IndexIdentity& identity) {
    std::error_code code;
    fs::create_directories(folder, code);
    auto writer = std::make_unique<XapianWriter>();
    const auto done = guarded([&] {
        writer->open_all(folder, Xapian::DB_CREATE_OR_OVERWRITE, identity.shards);
        writer->write_identity(identity);
    });
    if (!done) return tl::unexpected(done.error());
    return writer;
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const fs::path& folder,
                                                       const IndexIdentity& identity) {
    auto writer = std::make_unique<XapianWriter>();
    bool same = false;
    if (shard_folders(folder) != shard_folders(folder, identity.shards))
        return fail(ErrorKind::corrupt, "the index is cut into another number of shards");
    const auto done = guarded([&] {
        writer->open_all(folder, Xapian::DB_OPEN, identity.shards);
        same = writer->has_identity(identity);
    });
    if (!done) return tl::unexpected(done.error());
    if (!same)
        return fail(ErrorKind::corrupt,
                    "the index was made with other fields, versions, catalogue or sources");
    return writer;
}

std::size_t shard_of(const std::string& service_id, std::size_t shards) {
    std::uint32_t hash = 2166136261U;  // FNV-1a.
    for (const unsigned char byte : service_id) hash = (hash ^ byte) * 16777619U;
    return hash % shards;
}

Result<void> compact_index(const std::vector<fs::path>& parts, const fs::path& to) {
    std::error_code code;
    return guarded([&] {
        for (const auto& shard : shard_folders(parts.front())) {
            const auto within = shard.lexically_relative(parts.front());
            fs::create_directories(to / within, code);
            for (const auto side : kSides) {
                const std::string name(to_string(side));
                Xapian::Database whole;
                for (const auto& part : parts)
                    whole.add_database(Xapian::Database((part / within / name).string()));
                whole.compact((to / within / name).string());
            }
        }
    });
}

Result<void> check_index(const fs::path& folder) {
    Result<void> outcome;
    const auto done = guarded([&] {
        for (const auto& shard : shard_folders(folder))
            for (const auto side : kSides) {
                const auto path = shard / std::string(to_string(side));
                if (Xapian::Database::check(path.string(), 0, nullptr) != 0)
                    outcome = fail(ErrorKind::corrupt,
                                   path.lexically_relative(folder).string() + " has errors");
            }
    });
    return done ? outcome : done;
}

}  // namespace porchlight
