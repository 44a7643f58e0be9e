#include "searchd/problem.h"

#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/base/json.h"

namespace porchlight {
namespace {

constexpr std::size_t kLongestPointer = 200;  ///< Bytes.

bool is_code(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_utf8(std::string_view text) {
    std::int32_t units = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(nullptr, 0, &units, text.data(), static_cast<std::int32_t>(text.size()), &status);
    return status != U_INVALID_CHAR_FOUND;
}

int seconds_of(const std::string& text) {
    int out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

}  // namespace

Problem problem_of(const Refusal& refusal) {
    return {refusal.status, refusal.code, refusal.sentence, {}, false};
}

Problem problem_of(const Error& error) {
    const auto colon = error.message.find(": ");
    const bool coded =
        colon != std::string::npos && is_code(std::string_view(error.message).substr(0, colon));
    const auto code = coded ? error.message.substr(0, colon) : std::string();
    const auto sentence = coded ? error.message.substr(colon + 2) : error.message;
    switch (error.kind) {
        case ErrorKind::not_found:
            // One and the same for absent, hidden and taken down: the Api's words don't matter.
            return {404, "not_found", "There is no such service.", {}, false};
        case ErrorKind::forbidden:
            if (coded) return {403, code, sentence, {}, false};
            // One and the same for missing, spent, expired, altered and another service's token.
            return {403, "check_in_first", "This needs the participant's yes, once for each time.", {}, false};
        case ErrorKind::signed_out:
            return {401, code, sentence, {}, false};
        case ErrorKind::too_often:
            return {429, code, sentence, {}, false, seconds_of(error.where)};
        case ErrorKind::unavailable:
            // Which part and why is the operator's to know.
            if (code == "part_unreachable")
                return {503, code,
                        "A part of the directory can't be reached, and the rest alone would leave out "
                        "places without saying so. Try again in a moment.",
                        {}, false};
            return {503,
                    "unavailable",
                    "The directory can't answer right now. Try again in a moment.",
                    {},
                    false};
        case ErrorKind::corrupt:
            return {500, "internal", "This went wrong on our side.", {}, false};
        case ErrorKind::bad_request:
        case ErrorKind::conflict:
            break;
    }
    return {error.kind == ErrorKind::conflict ? 409 : 400, coded ? code : "bad_request", sentence, error.where, true};
}

Problem problem_of_json(const Error& error, std::string_view body) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kCodes = {{
        {"key given twice", "duplicate_key"},
        {"nested too deeply", "too_deep"},
        {"number out of range", "out_of_range"},
    }};
    const auto known = std::find_if(kCodes.begin(), kCodes.end(), [&](const auto& entry) {
        return entry.first == error.message;
    });
    std::string code(known != kCodes.end() ? known->second : "bad_json");
    if (code == "bad_json" && !is_utf8(body)) code = "bad_utf8";
    return {400, std::move(code), error.message, error.where, true};
}

std::string_view status_phrase(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 303:
            return "See Other";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 416:
            return "Range Not Satisfiable";
        case 417:
            return "Expectation Failed";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Internal Server Error";
    }
}

std::string to_json_text(const Problem& problem) {
    Json json = {{"type", "about:blank"},
                 {"title", status_phrase(problem.status)},
                 {"status", problem.status},
                 {"code", problem.code},
                 {"detail", problem.detail}};
    // A pointer may hold a key of the request: cut, and never thrown over where the cut hits a
    // letter.
    if (problem.points) json["pointer"] = problem.pointer.substr(0, kLongestPointer);
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace porchlight
