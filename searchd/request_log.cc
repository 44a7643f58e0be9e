#include "searchd/request_log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace porchlight {
namespace {

std::string_view size_class(std::size_t bytes) {
    if (bytes <= 4 * 1024) return "<=4k";
    if (bytes <= 16 * 1024) return "<=16k";
    if (bytes <= 64 * 1024) return "<=64k";
    return ">64k";
}

}  // namespace

RequestLog::RequestLog(const Clock& clock)
    : clock_(clock),
      logger_(std::make_shared<spdlog::logger>("searchd",
                                               std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
    logger_->set_pattern("%v");
}

void RequestLog::request(std::string_view route, int status,
                         std::optional<std::size_t> answer_bytes) {
    const auto minute = format_instant(clock_.now()).substr(0, sizeof("2026-11-24T22:05") - 1);
    logger_->info("{} {} {} {}", minute, route, status,
                  answer_bytes ? size_class(*answer_bytes) : "-");
}

void RequestLog::note(std::string_view sentence) {
    logger_->info("searchd: {}", sentence);
}

}  // namespace porchlight
