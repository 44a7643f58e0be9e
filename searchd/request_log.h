#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace spdlog {
class logger;
}

namespace porchlight {

/// The only log: one line for each request with its minute, its route's template, its status and,
/// where it can't depend on a question, the size class of its answer. Nothing that a request said: no path, query, header, address.
class RequestLog {
  public:
    /// Writes to standard error.
    explicit RequestLog(const Clock& clock);

    /// "2026-11-24T22:05 /assets/* 200 <=4k". May be called from several threads.
    /// @param route a template of ours, never the request's path.
    /// @param answer_bytes absent where the answer is to a question: its size would tell of it.
    void request(std::string_view route, int status, std::optional<std::size_t> answer_bytes);

    /// "searchd: …": about the program itself, in our own words only.
    void note(std::string_view sentence);

  private:
    const Clock& clock_;
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace porchlight
