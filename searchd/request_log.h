#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace spdlog {
class logger;
}

namespace porchlight {

/// The only log: one line for each request with its minute, its route's template, its status and
/// the size class of its answer. Nothing that a request said: no path, query, header, address.
class RequestLog {
  public:
    /// Writes to standard error.
    explicit RequestLog(const Clock& clock);

    /// "2026-11-24T22:05 /api/v1/search 200 <=4k". May be called from several threads.
    /// @param route a template of ours, never the request's path.
    void request(std::string_view route, int status, std::size_t answer_bytes);

    /// "searchd: …": about the program itself, in our own words only.
    void note(std::string_view sentence);

  private:
    const Clock& clock_;
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace porchlight
