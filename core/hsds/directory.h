#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

#include "core/base/paths.h"
#include "core/hsds/shape.h"
#include "core/hsds/view.h"
#include "core/store/silences.h"
#include "core/store/store_pool.h"

namespace porchlight {

/// The public part of a directory as HSDS lists it, kept up with the store and the take-down list. What
/// lists filter by is gathered in memory when somebody first asks. May be used from several threads.
class HsdsDirectory {
  public:
    /// @param settings outlive it.  @error unavailable where the take-down list can't be opened.
    static Result<std::unique_ptr<HsdsDirectory>> open(const DirectoryPaths& paths, const DirectorySettings& settings);
    ~HsdsDirectory();
    HsdsDirectory(const HsdsDirectory&) = delete;
    HsdsDirectory& operator=(const HsdsDirectory&) = delete;

    /// Calls `read` with a view that has all that was published and taken down before the call. Nothing
    /// of the view may be kept.  @error unavailable where that takes too long: ask again.
    Result<void> with_view(const std::function<void(const HsdsView&)>& read);

    /// How much of a service is made.
    enum class Form : std::uint8_t { whole, list_item };

    /// The services that these things are found in, each as HsdsShaper gives it and with last_modified,
    /// in the same order. Null where nobody may know of it any more.
    Result<std::vector<Json>> services(const std::vector<HsdsRef>& refs, Form form);

  private:
    HsdsDirectory(const DirectoryPaths& paths, const DirectorySettings& settings, std::unique_ptr<TakedownList> takedowns,
                  std::unique_ptr<SilenceList> silences);

    /// What is shown to nobody here at this moment: what is taken down, and what its agency leaves unanswered.
    /// The same set while nothing of it changed.
    Result<std::shared_ptr<const TakedownSet>> hidden_now();

    void work();
    Result<void> refresh();
    Result<void> read_all(Store& store, const TakedownSet& taken_down);
    Result<void> read_changed(Store& store, const TakedownSet& taken_down);
    Result<std::vector<std::string>> changed_ids(Store& store, const TakedownSet& taken_down);
    Result<std::optional<HsdsEntry>> entry_of(Store& store, const StoredListing& listing, const TakedownSet& taken_down);
    Result<Instant> modified_of(Store& store, const StoredListing& listing, const Json& whole);

    HsdsShaper shaper_;
    StorePool stores_;
    std::unique_ptr<TakedownList> takedowns_;
    std::unique_ptr<SilenceList> silences_;

    std::mutex hidden_mutex_;       ///< Guards what hidden_now() keeps.
    std::shared_ptr<const TakedownSet> hidden_from_, hidden_;
    std::shared_ptr<const SilenceSet> silent_;

    std::shared_mutex view_mutex_;  ///< Guards view_ alone.
    HsdsView view_;

    std::mutex mutex_;              ///< Guards what follows.
    std::condition_variable asked_, answered_;
    std::uint64_t wanted_ = 0, done_ = 0;
    bool stopping_ = false;
    bool is_read_ = false;
    std::int64_t sequence_ = 0;
    std::shared_ptr<const TakedownSet> taken_down_;
    Result<void> outcome_;
    std::thread worker_;
};

}  // namespace porchlight
