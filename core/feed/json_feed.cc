#include <algorithm>
#include <deque>

#include "core/feed/gzip_reader.h"
#include "core/feed/json_read.h"
#include "core/feed/json_splitter.h"
#include "core/feed/row_source.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

/// Names what stands at the beginning of a file that isn't JSON; empty where it may be.
std::string what_else(std::string_view head) {
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) return "is UTF-16, not UTF-8";
    if (head.starts_with("PK\x03\x04")) return "is a zip file inside gzip";
    const auto text = trimmed(head);
    if (text.empty()) return "is empty";
    if (text.front() == '<') return "is XML or HTML, not JSON";
    if (text.front() != '{' && text.front() != '[') return "is neither JSON nor a tabular package";
    return {};
}

/// One object a line. Memory doesn't grow with the file: a row is handed on before the next is read.
class LineFeed final : public RowSource {
  public:
    LineFeed(GzipReader reader, std::string name, std::string head)
        : reader_(std::move(reader)), name_(std::move(name)), buffer_(std::move(head)) {}

    Result<std::optional<RawRow>> next() override {
        for (;;) {
            auto line = next_line();
            if (!line) return tl::unexpected(line.error());
            if (!*line) return std::nullopt;
            if (trimmed(**line).empty()) continue;
            return RawRow{std::move(**line), {}, name_, line_};
        }
    }
    double progress() const override { return reader_.progress(); }
    std::string format() const override { return "NDJSON"; }

  private:
    Result<std::optional<std::string>> next_line() {
        for (;;) {
            const auto end = buffer_.find('\n', std::max(at_, searched_));
            if (end != buffer_.npos) {
                auto line = buffer_.substr(at_, end - at_);
                at_ = searched_ = end + 1;
                ++line_;
                return line;
            }
            searched_ = buffer_.size();
            if (buffer_.size() - at_ > JsonSplitter::kMaxRowBytes)
                return fail(ErrorKind::bad_request, name_ + ":" + std::to_string(line_ + 1) + ": a line is too long to be a row", name_);
            buffer_.erase(0, at_);
            searched_ -= at_;
            at_ = 0;
            std::string more;
            if (auto read = reader_.read(more); !read) return tl::unexpected(read.error());
            if (more.empty()) return last_line();
            buffer_ += more;
        }
    }

    /// A last line without a line break may be whole, or the file was cut off there.
    Result<std::optional<std::string>> last_line() {
        if (trimmed(buffer_).empty()) return std::nullopt;
        auto line = std::exchange(buffer_, {});
        at_ = searched_ = 0;
        ++line_;
        JsonSplitter check([](std::string, std::size_t) {});
        const auto fed = check.feed(line);
        if (!fed || !check.finish())
            return fail(ErrorKind::bad_request, name_ + ":" + std::to_string(line_) + ": the file ends in the middle of a row: it was cut off", name_);
        return line;
    }

    GzipReader reader_;
    std::string name_;
    std::string buffer_;
    std::size_t at_ = 0, searched_ = 0, line_ = 0;
};

/// One JSON document: an array, an API page, or one object.
class DocumentFeed final : public RowSource {
  public:
    DocumentFeed(GzipReader reader, std::string name, std::string head)
        : reader_(std::move(reader)), name_(std::move(name)), head_(std::move(head)),
          splitter_([this](std::string row, std::size_t line) { rows_.push_back({std::move(row), {}, name_, line}); }) {}

    Result<std::optional<RawRow>> next() override {
        while (rows_.empty() && !ended_) {
            std::string bytes = std::exchange(head_, {});
            if (bytes.empty())
                if (auto read = reader_.read(bytes); !read) return tl::unexpected(read.error());
            ended_ = bytes.empty();
            const auto result = ended_ ? splitter_.finish() : splitter_.feed(bytes);
            if (!result) return fail(result.error().kind, name_ + ": " + result.error().message, name_);
        }
        if (rows_.empty()) return std::nullopt;
        auto row = std::move(rows_.front());
        rows_.pop_front();
        return row;
    }
    double progress() const override { return reader_.progress(); }
    std::string format() const override { return "JSON"; }

  private:
    GzipReader reader_;
    std::string name_;
    std::string head_;
    std::deque<RawRow> rows_;
    bool ended_ = false;
    JsonSplitter splitter_;
};

bool promises_lines(const fs::path& file) {
    auto name = lower_ascii(file.filename().string());
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    return name.ends_with(".ndjson") || name.ends_with(".jsonl");
}

/// Whether the first line is one whole object that is no API page: then each line is a row.
bool first_line_is_row(std::string_view head) {
    const auto line = head.substr(0, head.find('\n'));
    bool whole = false;
    JsonSplitter splitter([&](std::string row, std::size_t) { whole = row.size() == trimmed(line).size(); });
    return splitter.feed(line) && splitter.finish() && whole;
}

}  // namespace

Result<std::unique_ptr<RowSource>> open_json_feed(const fs::path& file) {
    auto reader = GzipReader::open(file);
    if (!reader) return tl::unexpected(reader.error());
    const auto name = file.filename().string();
    std::string head, more;
    // Enough to see the first line whole, where it is a row of usual size.
    while (head.size() < (std::size_t{4} << 20) && head.find('\n') == head.npos) {
        if (auto read = reader->read(more); !read) return tl::unexpected(read.error());
        if (more.empty()) break;
        head += more;
    }
    if (head.starts_with("\xEF\xBB\xBF")) head.erase(0, 3);
    if (const auto other = what_else(head); !other.empty()) return fail(ErrorKind::bad_request, name + " " + other, name);
    const bool is_array = trimmed(head).front() == '[';
    const bool lines = !is_array && (promises_lines(file) || (first_line_is_row(head) && head.find('\n') != head.npos));
    if (lines) return std::make_unique<LineFeed>(std::move(*reader), name, std::move(head));
    return std::make_unique<DocumentFeed>(std::move(*reader), name, std::move(head));
}

}  // namespace porchlight
