#include <cstdio>

#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

/// Prints one line a thing checked; remembers the first fault.
class Checklist {
  public:
    void note(const std::string& what, const Result<void>& outcome) {
        std::printf("%-28s %s\n", what.c_str(), outcome ? "ok" : outcome.error().message.c_str());
        if (!outcome && first_) first_ = outcome;
    }
    const Result<void>& outcome() const { return first_; }

  private:
    Result<void> first_;
};

Result<void> run_check(const DirectoryOptions& options) {
    auto directory = Directory::open(options);
    if (!directory) return tl::unexpected(directory.error());
    Checklist list;
    list.note("store", (*directory)->store().check());
    const auto index = (*directory)->paths().index();
    for (const auto& generation : generations(index))
        list.note("generation " + std::to_string(generation.number), verify(generation));
    const auto live = live_index(index);
    list.note("working copy", live ? check_in_child(live->target)
                                   : Result<void>(tl::unexpected(live.error())));
    return list.outcome();
}

}  // namespace

Run configure_check(CLI::App& options) {
    const auto chosen = std::make_shared<DirectoryOptions>();
    add_directory_options(options, *chosen);
    return [chosen] { return run_check(*chosen); };
}

}  // namespace porchlight
