#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/store_place.h"
#include "core/base/time.h"
#include "core/model/statement.h"
#include "core/store/store.h"

namespace porchlight {

/// What is said of one line of a check page.
enum class CheckAnswer : std::uint8_t { still_so, no_longer, unknown };
std::string_view to_string(CheckAnswer answer);
std::optional<CheckAnswer> parse_check_answer(std::string_view text);

/// One line with its answer.
struct AnsweredLine {
    std::string key;
    Subject subject = Subject::service;
    std::string subject_id;
    std::string fact;        ///< Empty: a detail of the record.
    Value value = Value::no;  ///< What the line says, of a fact.
    CheckAnswer answer = CheckAnswer::unknown;
};

/// One check page, as it was sent.
struct NewCheck {
    std::string service_id;
    std::string account_id;
    Method method = Method::agency_statement;  ///< Or call_back, by a reviewer with the agency.
    bool is_whole = false;  ///< Every line of the page was answered.
    bool worsens = false;   ///< Something takes effect at once: see publish_check().
    std::vector<AnsweredLine> lines;
};

/// Answers that somebody hasn't sent yet.
struct CheckDraft {
    std::string answers;  ///< JSON: answers by line.
    Instant saved_at{};
};

/// Check pages and their drafts, in the store's file, whose schema holds to the rules. Safe to use from
/// several threads.
class CheckStore {
  public:
    /// Check pages of one listing within kYear; the schema's numbers.
    static constexpr int kMostAYear = 4;
    static constexpr std::chrono::days kYear{365};

    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<CheckStore>> open(const StorePlace& place);
    virtual ~CheckStore() = default;

    /// Keeps what was answered. It has no effect by itself; durable when it returns.
    /// @return its id.  @error forbidden for who may not, and for the fifth within a year.
    virtual Result<std::int64_t> add(const NewCheck& check, Instant now) = 0;

    /// The days of a listing's checks within a year, the oldest first.
    virtual Result<std::vector<Day>> days(const std::string& service_id, Day today) = 0;

    /// Ids of those that wait to take effect: an import was under way.
    virtual Result<std::vector<std::int64_t>> waiting() = 0;

    virtual Result<void> save_draft(const std::string& account_id, const std::string& service_id,
                                    const CheckDraft& draft) = 0;
    virtual Result<std::optional<CheckDraft>> draft(const std::string& account_id,
                                                    const std::string& service_id) = 0;
    virtual Result<void> drop_draft(const std::string& account_id, const std::string& service_id) = 0;
};

/// Gives effect at once to what a check page said isn't so any more, or isn't known, as a revision of its
/// own that says nothing better than stood: good news goes, bad news that was told holds as stated, and
/// where a detail is no longer so the record loses its day.
/// @param store as open_store() opened it for writing.
/// @error not_found; conflict where nothing of it waits, where the listing was withdrawn, or where an
/// import is under way.
Result<Published> publish_check(Store& store, std::int64_t check_id, Instant now);

}  // namespace porchlight
