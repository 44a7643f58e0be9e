#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace porchlight {

/// Shows on standard error how far a long task is: a bar that is drawn over on a terminal, a plain
/// line every few seconds elsewhere.
class Progress {
  public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// @param share 0..1.  @param done things so far.
    void show(double share, std::size_t done);

  private:
    std::string what_;
    bool on_terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace porchlight
