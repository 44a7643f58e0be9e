#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/geo/gazetteer.h"
#include "core/index/query.h"
#include "core/model/candidate.h"

namespace porchlight {

/// What may be seen: the public role never opens the staff database (decision 23).
enum class Role : std::uint8_t { open, staff };

/// A document that a query matched.
struct Hit {
    std::uint32_t document = 0;  ///< Valid with the reader that found it only.
    double weight = 0;
};

/// One request's handle of the index: reopened before it is lent, used by one thread, and given
/// back. Nothing of it may outlive the function that it was lent to. Its methods throw the
/// engine's own exceptions, which ReaderPool::with_reader() turns into retries and errors.
class Reader {
  public:
    virtual ~Reader() = default;

    /// Matches `first` .. `first + count - 1` by falling weight, then by document number.
    virtual std::vector<Hit> search(const TermQuery& query, std::size_t first, std::size_t count) = 0;

    /// Reads a document's candidate from memory into `out`.  @return false where it is gone, or
    /// (staff) where the staff side has this service whole.
    virtual bool candidate(std::uint32_t document, Candidate& out) = 0;

    /// The document's card (JSON).
    virtual std::string card(std::uint32_t document) = 0;

    /// The document of a service, where this role may see it.
    virtual std::optional<std::uint32_t> find(const std::string& service_id) = 0;

    /// In how many documents a term stands.
    virtual std::size_t frequency(const std::string& term) = 0;

    /// Terms that begin so, most frequent first, at most `limit` of the first 2,000.
    virtual std::vector<std::string> terms_beginning(const std::string& prefix, std::size_t limit) = 0;

    /// Changes when the index's metadata may have (a new generation).
    virtual std::uint64_t generation() const = 0;

    /// Words that the texts of this role's side hold, with their frequency: for spelling. Once per
    /// generation.
    virtual const std::unordered_map<std::string, std::uint32_t>& spelling_words() const = 0;

    /// Towns that the listings of this role's side name.
    virtual std::shared_ptr<const Gazetteer> places() const = 0;
};

/// State of the index, for /readyz and /metrics (the operator's listener only).
struct IndexState {
    bool ready = false;
    std::string reason;            ///< Why it isn't ready.
    std::int64_t sequence = 0;     ///< Store's sequence number that the index has reached.
    std::size_t documents = 0;
    std::size_t table_bytes = 0;
    std::optional<Instant> as_of;  ///< See ReaderPool::as_of().
};

/// Lends readers of the live index, one per request. May be used from several threads.
class ReaderPool {
  public:
    /// @param index_folder the folder that holds `live` and the generations, or the stub files that
    ///        name shards elsewhere (index_place.h). It need not exist yet: then requests get
    ///        `unavailable` until it does.
    /// @param deadline longest time that one search() may take; after it: unavailable. Shards on other
    ///        machines can't be stopped: each of their answers has 5 seconds.
    static std::unique_ptr<ReaderPool> open(const std::filesystem::path& index_folder, Role role,
                                            std::chrono::milliseconds deadline);
    virtual ~ReaderPool() = default;

    /// Runs `work` with a reader that is up to date. Where the index changed underneath, the whole
    /// of `work` is run again with a fresh reader, at most 3 times: it must not keep results of an
    /// earlier try.  @error unavailable where there is no index or it kept changing, or, with the
    /// code part_unreachable, where a shard can't be asked: the others never answer alone.
    virtual Result<void> with_reader(const std::function<void(Reader&)>& work) = 0;

    virtual IndexState state() = 0;

    /// Of an index in shards: when every shard that is read here was last known to hold all that the
    /// store had published, known to within 11 seconds. Nothing for another index, and before the first question.
    virtual std::optional<Instant> as_of() = 0;

    /// Names of the index's sources by number, as the candidates hold them.
    virtual std::vector<std::string> source_names() = 0;
};

/// Thrown out of Reader::search() when its deadline has passed.
struct DeadlinePassed {};

}  // namespace porchlight
