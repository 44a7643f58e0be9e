#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/mac.h"
#include "core/evaluate/evaluate.h"

namespace porchlight {

/// Where a result stands in the total order of an answer: class, then within `ask` whether it is
/// about what was typed, whose phone is answered and fewest open questions, then score (or
/// nearness), then service id.
struct Position {
    Class result = Class::meets;
    bool fits_words = true;                 ///< Counts within ask only: see kFitsWordsShare.
    Answered answered = Answered::unknown;  ///< Counts within ask only.
    int open_questions = 0;                 ///< Counts within ask only.
    double score = 0;
    Uuid service_id;

    /// True where this one comes before the other.
    bool before(const Position& other) const;
};

/// Makes and reads cursors: a position and a digest of the request under a MAC whose key is made at
/// start and never written (decision 20). No word of a request is in one.
class CursorMaker {
  public:
    std::string make(const Position& last, std::string_view request_digest) const;

    /// @error bad_request "cursor_expired: …" where it is another start's, another request's, or altered.
    Result<Position> read(const std::string& cursor, std::string_view request_digest) const;

  private:
    MacKey key_;
};

}  // namespace porchlight
