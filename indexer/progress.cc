#include "indexer/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace porchlight {
namespace {

constexpr int kBarWidth = 30;
constexpr std::chrono::milliseconds kRedraw{100};
constexpr std::chrono::seconds kPlainLine{5};

}  // namespace

Progress::Progress(std::string what)
    : what_(std::move(what)), on_terminal_(isatty(STDERR_FILENO) == 1), last_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
    // Leaves an empty line behind for what is printed next.
    if (drawn_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(double share, std::size_t done) {
    const auto now = std::chrono::steady_clock::now();
    if (on_terminal_ ? now - last_ < kRedraw : now - last_ < kPlainLine) return;
    last_ = now;
    share = std::clamp(share, 0.0, 1.0);
    const int percent = static_cast<int>(share * 100);
    if (!on_terminal_) {
        std::fputs(fmt::format("{}: {} % read, {} services\n", what_, percent, done).c_str(), stderr);
        return;
    }
    const auto filled = static_cast<std::size_t>(share * kBarWidth);
    const auto bar = std::string(filled, '#') + std::string(kBarWidth - filled, '.');
    std::fputs(fmt::format("\r\x1b[K{} [{}] {:3} % {}", what_, bar, percent, done).c_str(), stderr);
    std::fflush(stderr);
    drawn_ = true;
}

}  // namespace porchlight
