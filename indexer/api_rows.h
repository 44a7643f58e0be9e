#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/feed/row_source.h"
#include "indexer/web_client.h"

namespace porchlight {

/// Which pages of an HSDS API are asked for.
struct ApiRange {
    std::int64_t first_page = 1;
    std::int64_t most_pages = 0;   ///< 0: all.
    std::optional<Day> after;      ///< Only what changed since this day.
};

/// The services of an HSDS API (3.x, or with the page members of Open Referral UK 1.0), page after page.
/// A list that doesn't hold services whole, confidential flags included, is only read for its ids, and
/// each service is asked for by itself. Nothing is written anywhere. A page that can't be had ends the
/// rows: what came before it stays, and is_whole() says that it isn't all.
class ApiRows final : public RowSource {
  public:
    /// @param url what stands before /services.  @param client must outlive it.
    ApiRows(WebClient& client, std::string url, const ApiRange& range);

    Result<std::optional<RawRow>> next() override;
    double progress() const override;
    std::string format() const override { return "HSDS API"; }
    bool is_whole() const override;

    /// What ended the rows too early.
    const std::optional<Error>& failure() const { return failure_; }
    /// Nothing comes behind the last page that was read.
    bool at_end() const { return at_end_; }
    /// The first page that wasn't read to its end.
    std::int64_t next_page() const { return next_page_; }

  private:
    Result<Json> get(const std::string& path);
    Result<void> load_page();
    Result<void> take(const Json& page);
    Result<void> learn(const Json& items);
    Result<void> keep(const Json& item);
    Result<Json> whole(const std::string& id);

    WebClient& client_;
    std::string url_;
    ApiRange range_;
    std::int64_t next_page_;
    std::int64_t pages_read_ = 0, total_pages_ = 0;
    std::optional<std::int64_t> total_items_;
    bool total_changed_ = false, vanished_ = false, at_end_ = false;
    std::optional<bool> lists_whole_;   ///< Whether items of a list are as they are by themselves.
    std::string first_of_page_;
    std::set<std::string> ids_;
    std::deque<RawRow> rows_;
    std::optional<Error> failure_;
};

}  // namespace porchlight
