#include "core/index/writer.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <array>
#include <set>

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

    void open_all(const fs::path& folder, int flags) {
        for (const auto side : kSides) {
            auto& opened = of(side);
            opened.database = Xapian::WritableDatabase(
                (folder / std::string(to_string(side))).string(), flags);
            const auto commit = opened.database.get_metadata(std::string(field::kCommit));
            opened.commit = commit.empty() ? 0 : std::stoull(commit);
            const auto reached = opened.database.get_metadata(std::string(field::kSequence));
            const std::int64_t sequence = reached.empty() ? 0 : std::stoll(reached);
            // Xapian has no commit over two databases: what the slower one reached counts.
            sequence_ = side == kSides[0] ? sequence : std::min(sequence_, sequence);
        }
    }

    void write_identity(const IndexIdentity& identity) {
        for (const auto side : kSides) {
            auto& database = of(side).database;
            database.set_metadata(std::string(field::kFields), identity.text());
            database.set_metadata(std::string(field::kCatalogue), identity.catalogue_digest);
            database.set_metadata(std::string(field::kSources),
                                  Json(identity.source_names).dump());
        }
    }

    bool has_identity(const IndexIdentity& identity) {
        for (const auto side : kSides)
            if (of(side).database.get_metadata(std::string(field::kFields)) != identity.text())
                return false;
        return true;
    }

    Result<void> add(const IndexEntries& entries) override {
        return guarded([&] {
            if (entries.open) of(Side::open).database.add_document(document_of(*entries.open));
            if (entries.staff) of(Side::staff).database.add_document(document_of(*entries.staff));
        });
    }

    Result<void> put(const std::string& service_id, const IndexEntries& entries) override {
        return guarded([&] {
            put_to(of(Side::open), service_id, entries.open);
            put_to(of(Side::staff), service_id, entries.staff);
        });
    }

    Result<void> commit(std::int64_t sequence) override {
        return guarded([&] {
            // What leaves a side is deleted and committed there before the other side shows it.
            const bool leaves_open = deletes_from_open_;
            deletes_from_open_ = false;
            if (leaves_open) {
                commit_side(of(Side::open), sequence);
                commit_side(of(Side::staff), sequence);
            } else {
                commit_side(of(Side::staff), sequence);
                commit_side(of(Side::open), sequence);
            }
            sequence_ = sequence;
        });
    }

    std::int64_t sequence() const override { return sequence_; }

    Result<void> write_gathered(const GatheredSides& gathered) override {
        return guarded([&] {
            for (const auto side : kSides) {
                const auto& from = gathered.sides[static_cast<std::size_t>(side)];
                of(side).database.set_metadata(std::string(field::kPlaces), from.places_text());
                of(side).database.set_metadata(std::string(field::kWords), from.words_text());
            }
        });
    }

  private:
    Database& of(Side side) { return databases_[static_cast<std::size_t>(side)]; }

    void put_to(Database& side, const std::string& service_id,
                const std::optional<IndexEntry>& entry) {
        const auto key = term(field::kId, service_id);
        const auto found = side.database.postlist_begin(key);
        if (entry) {
            side.changed.insert(side.database.replace_document(key, document_of(*entry)));
        } else if (found != side.database.postlist_end(key)) {
            const auto document = *found;
            side.database.delete_document(document);
            side.changed.insert(document);
            deletes_from_open_ = deletes_from_open_ || &side == &of(Side::open);
        }
    }

    static void commit_side(Database& side, std::int64_t sequence) {
        ++side.commit;
        std::string log = " ";
        for (const auto document : side.changed) log += fmt::format("{} ", document);
        side.database.set_metadata(fmt::format("{}{}", field::kChanged, side.commit), log);
        if (side.commit > kChangeLogsKept)
            side.database.set_metadata(
                fmt::format("{}{}", field::kChanged, side.commit - kChangeLogsKept), "");
        side.database.set_metadata(std::string(field::kCommit), std::to_string(side.commit));
        side.database.set_metadata(std::string(field::kSequence), std::to_string(sequence));
        side.database.commit();
        side.changed.clear();
    }

    std::array<Database, 2> databases_;
    std::int64_t sequence_ = 0;
    bool deletes_from_open_ = false;
};

}  // namespace

std::string IndexIdentity::text() const {
    return fmt::format("{} | {} | {} | {} | {} erasures", fields_digest(), versions(),
                       catalogue_digest, fmt::join(source_names, ","), erasures);
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::create(const fs::path& folder,
                                                         const IndexIdentity& identity) {
    std::error_code code;
    fs::create_directories(folder, code);
    auto writer = std::make_unique<XapianWriter>();
    const auto done = guarded([&] {
        writer->open_all(folder, Xapian::DB_CREATE_OR_OVERWRITE);
        writer->write_identity(identity);
    });
    if (!done) return tl::unexpected(done.error());
    return writer;
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const fs::path& folder,
                                                       const IndexIdentity& identity) {
    auto writer = std::make_unique<XapianWriter>();
    bool same = false;
    const auto done = guarded([&] {
        writer->open_all(folder, Xapian::DB_OPEN);
        same = writer->has_identity(identity);
    });
    if (!done) return tl::unexpected(done.error());
    if (!same)
        return fail(ErrorKind::corrupt,
                    "the index was made with other fields, versions, catalogue or sources");
    return writer;
}

Result<void> compact_index(const std::vector<fs::path>& parts, const fs::path& to) {
    std::error_code code;
    fs::create_directories(to, code);
    return guarded([&] {
        for (const auto side : kSides) {
            const std::string name(to_string(side));
            Xapian::Database whole;
            for (const auto& part : parts) whole.add_database(Xapian::Database((part / name).string()));
            whole.compact((to / name).string());
        }
    });
}

Result<void> check_index(const fs::path& folder) {
    Result<void> outcome;
    const auto done = guarded([&] {
        for (const auto side : kSides) {
            const auto path = folder / std::string(to_string(side));
            if (Xapian::Database::check(path.string(), 0, nullptr) != 0)
                outcome = fail(ErrorKind::corrupt, path.filename().string() + " has errors");
        }
    });
    return done ? outcome : done;
}

}  // namespace porchlight
