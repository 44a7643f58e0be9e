#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/paths.h"
#include "core/checkin/counters.h"
#include "core/checkin/hand_over.h"
#include "core/checkin/note_lint.h"
#include "core/checkin/single_use.h"
#include "core/search/listing_view.h"
#include "core/store/reports.h"

namespace porchlight {

/// What the desk needs; all of it outlives the desk.
struct CheckInParts {
    Role role = Role::open;
    const DirectorySettings& settings;
    const RecordReader& records;
    const HolidayCalendar& holidays;
    const Wording& wording;
    const PhraseBook& phrases;
    const std::vector<CrisisLine>& crisis_lines;
    const NoteLint& note_lint;
    const ListingView& listings;
    const Clock& clock;
    DirectoryPaths paths;  ///< Of the store, for reports, and of counters.tsv.
};

/// All that comes after a search: the yes, the hand-over, its outcome, reports, and the page behind a
/// code (decisions 22, 26, 27). See Api for what each answers. Keeps nothing of a participant: spent
/// tokens and increments in memory, and reports in the store. May be used from several threads.
class CheckInDesk {
  public:
    explicit CheckInDesk(CheckInParts parts);

    Result<Json> check_in(const Json& body);
    Result<Json> hand_over(const Json& body);
    Result<Json> count(const Json& body);
    Result<Json> count_unmet(const Json& body);
    Result<Json> counters() const;
    Result<Json> report(const Json& body);
    Result<Json> code_page(const std::string& short_id) const;

    /// For needs that nothing was found for, what lets a worker count each of them (decision 27):
    /// need, label, region and a permit that is good once. Empty in the public role.
    /// @param region by ISO 3166-2; empty where no place was said.
    Json unmet(const std::vector<std::uint16_t>& needs, const std::string& region,
               const std::string& language);

  private:
    bool is_offered(const SeenListing& seen) const;
    HandOverParts hand_over_parts(const std::string& language,
                                  const std::string& worker_language = {}) const;
    Result<ReportQueue*> report_queue();

    const CheckInParts parts_;
    SingleUseTokens hand_overs_;
    SingleUseTokens permits_;
    SingleUseTokens unmet_permits_;
    CounterBook counters_;
    std::mutex mutex_;  ///< Guards what follows.
    std::unique_ptr<ReportQueue> reports_;
};

}  // namespace porchlight
