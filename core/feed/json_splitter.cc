#include "core/feed/json_splitter.h"

namespace porchlight {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// Longest string of the top level that is worth keeping: "contents" is shorter.
constexpr std::size_t kLongestKey = 16;

}  // namespace

Result<void> JsonSplitter::feed(std::string_view bytes) {
    for (const char c : bytes) {
        if (auto taken = take(c); !taken) return taken;
        if (row_.size() > kMaxRowBytes)
            return fail(ErrorKind::bad_request, "the row at line " + std::to_string(row_line_) + " is too large");
        if (c == '\n') ++line_;
    }
    return {};
}

Result<void> JsonSplitter::take(char c) {
    if (mode_ == Mode::start) return at_start(c);
    if (mode_ == Mode::after) {
        if (is_space(c)) return {};
        return fail(ErrorKind::bad_request, "line " + std::to_string(line_) + ": something stands behind the JSON value");
    }
    if (string_) in_string(c);
    else structural(c);
    return {};
}

Result<void> JsonSplitter::at_start(char c) {
    if (is_space(c)) return {};
    if (c != '{' && c != '[') return fail(ErrorKind::bad_request, "not JSON: it starts with neither { nor [");
    mode_ = c == '[' ? Mode::array : Mode::object;
    row_depth_ = c == '[' ? 1 : 0;
    depth_ = 1;
    row_line_ = line_;
    if (c == '{') row_ = c;
    return {};
}

void JsonSplitter::keep(char c) {
    if (mode_ == Mode::tail) {
        if (envelope_.size() <= kMaxEnvelopeBytes) envelope_.push_back(c);
        return;
    }
    if (row_.empty()) {
        if (is_space(c)) return;
        row_line_ = line_;
    }
    row_.push_back(c);
}

void JsonSplitter::in_string(char c) {
    keep(c);
    if (at_top_of_object() && c != '"' && last_string_.size() < kLongestKey) last_string_.push_back(c);
    if (escaped_) escaped_ = false;
    else if (c == '\\') escaped_ = true;
    else if (c == '"') string_ = false;
}

void JsonSplitter::end_row() {
    if (!row_.empty()) on_row_(std::move(row_), row_line_);
    row_.clear();
}

void JsonSplitter::close(char c) {
    const bool ends_rows = between_rows();
    if (ends_rows) end_row();
    else keep(c);
    --depth_;
    if (ends_rows) mode_ = mode_ == Mode::page ? Mode::tail : Mode::after;
    if (depth_ > 0) return;
    if (mode_ == Mode::object) end_row();
    mode_ = Mode::after;
}

void JsonSplitter::structural(char c) {
    if (c == ']' || c == '}') return close(c);
    if (c == ',' && between_rows()) return end_row();
    if (c == '"') {
        string_ = true;
        if (at_top_of_object()) last_string_.clear();
    }
    if (c == '[' && at_top_of_object() && (last_string_ == "contents" || last_string_ == "content")) {
        mode_ = Mode::page;
        envelope_ = row_ + "[]";
        row_depth_ = ++depth_;
        row_.clear();
        return;
    }
    keep(c);
    if (c == '{' || c == '[') ++depth_;
}

Result<void> JsonSplitter::finish() const {
    if (mode_ == Mode::after) return {};
    if (mode_ == Mode::start) return fail(ErrorKind::bad_request, "it is empty");
    return fail(ErrorKind::bad_request, "the JSON ends in the middle (line " + std::to_string(line_) + "): it was cut off");
}

}  // namespace porchlight
