#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight {

/// The encoded candidates of one database by document number, held in memory, because reading them
/// from the database costs a read each. Immutable: a change makes a new table that shares the
/// pieces that didn't change, so that searches under way keep theirs.
class CandidateTable {
  public:
    /// A document to set; empty bytes remove it.
    struct Change {
        std::uint32_t document = 0;
        std::string bytes;
    };

    /// Bytes of a document; empty where there is none.
    std::string_view find(std::uint32_t document) const;

    /// A table with these changes; document numbers in any order.
    std::shared_ptr<const CandidateTable> with(std::vector<Change> changes) const;

    /// Bytes held, for /metrics.
    std::size_t size_bytes() const;

    /// Fills a new table in order of document numbers.
    class Builder {
      public:
        void add(std::uint32_t document, std::string_view bytes);
        std::shared_ptr<const CandidateTable> finish();

      private:
        std::shared_ptr<CandidateTable> table_ = std::make_shared<CandidateTable>();
    };

  private:
    /// 1,024 documents: offsets into one run of bytes.
    struct Piece {
        std::vector<std::uint32_t> offsets;  ///< kDocuments + 1 of them.
        std::string bytes;
    };
    static constexpr std::uint32_t kDocuments = 1024;

    std::vector<std::shared_ptr<const Piece>> pieces_;
};

}  // namespace porchlight
