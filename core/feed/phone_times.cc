#include "core/feed/phone_times.h"

#include "core/feed/json_read.h"

namespace porchlight {
namespace {

/// "MO,TU 09:00-17:00"; null where it is something else.
Json time_of(std::string_view text) {
    const auto space = text.find(' '), dash = text.find('-', std::min(space, text.size()));
    if (space == 0 || space == text.npos || dash == text.npos) return nullptr;
    return {{"byday", std::string(text.substr(0, space))},
            {"opens_at", std::string(text.substr(space + 1, dash - space - 1))},
            {"closes_at", std::string(text.substr(dash + 1))}};
}

}  // namespace

std::string phone_times_code(const Json& times) {
    std::string out;
    for (const auto& each : times) {
        if (!out.empty()) out += "; ";
        out.append(text_of(each, "byday")).append(" ").append(text_of(each, "opens_at")).append("-").append(text_of(each, "closes_at"));
    }
    return out;
}

Json phone_times_of(const Json& phone) {
    Json out = Json::array();
    for_each_code(phone, kPhoneTimes, [&](std::string_view code) {
        while (!code.empty()) {
            const auto end = std::min(code.find(';'), code.size());
            if (auto time = time_of(trimmed(code.substr(0, end))); !time.is_null()) out.push_back(std::move(time));
            code.remove_prefix(std::min(end + 1, code.size()));
        }
    });
    return out;
}

}  // namespace porchlight
