#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>

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

/// What a page says of the list that it is of.
struct PageNote {
    std::int64_t items = 0;   ///< Of the whole list; 0 where it doesn't say.
    std::int64_t pages = 0;
    std::int64_t number = 0;
    bool says_more = false;   ///< It says that it isn't the last one.
};

/// By the members of HSDS, or of Open Referral UK 1.0.
PageNote note_of(const std::string& envelope) {
    PageNote out;
    const auto page = Json::parse(envelope, nullptr, false);
    if (!page.is_object()) return out;
    const auto number = [&](const char* name, const char* of_uk) -> std::int64_t {
        for (const char* member : {name, of_uk})
            if (const auto found = number_of(page, member); found && *found >= 1 && *found <= 1e9) return static_cast<std::int64_t>(*found);
        return 0;
    };
    out.items = number("total_items", "totalElements");
    out.pages = number("total_pages", "totalPages");
    out.number = number("page_number", "number");
    const auto is_last = [&](const char* member) { return page.contains(member) && page[member] == Json(false); };
    out.says_more = is_last("last_page") || is_last("last");
    return out;
}

/// Which pages of which lists were read. Pages that count differently are of different lists, or of one
/// that changed in between, so that something may have slipped from one page to another.
class Pages {
  public:
    void add(const PageNote& page) {
        if (page.pages == 0) is_cut_ = is_cut_ || page.says_more;
        else lists_[{page.items, page.pages}].insert(page.number);
    }
    bool is_whole() const {
        return !is_cut_ && std::all_of(lists_.begin(), lists_.end(), [](const auto& list) {
            const auto& [count, seen] = list;
            const auto first = seen.lower_bound(1), end = seen.upper_bound(count.second);
            return std::distance(first, end) == count.second;
        });
    }

  private:
    std::map<std::pair<std::int64_t, std::int64_t>, std::set<std::int64_t>> lists_;  ///< (items, pages) -> numbers of pages.
    bool is_cut_ = false;
};

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

/// The pages of a folder, one after another.
class PagesFeed final : public RowSource {
  public:
    explicit PagesFeed(std::vector<fs::path> files) : files_(std::move(files)) {}

    Result<std::optional<RawRow>> next() override {
        for (;;) {
            if (!page_) {
                if (at_ == files_.size()) return std::nullopt;
                auto opened = open_json_feed(files_[at_++]);
                if (!opened) return tl::unexpected(opened.error());
                page_ = std::move(*opened);
            }
            auto row = page_->next();
            if (!row || *row) return row;
            pages_.add(note_of(page_->envelope()));
            page_.reset();
        }
    }
    double progress() const override { return files_.empty() ? 1.0 : static_cast<double>(at_) / static_cast<double>(files_.size()); }
    std::string format() const override { return "JSON pages"; }
    bool is_whole() const override { return pages_.is_whole(); }

  private:
    std::vector<fs::path> files_;
    std::size_t at_ = 0;
    std::unique_ptr<RowSource> page_;
    Pages pages_;
};

bool promises_json(const fs::path& file) {
    auto name = lower_ascii(file.filename().string());
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    return name.ends_with(".json") && !name.starts_with(".") && name != "datapackage.json";
}

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
    bool is_whole() const override {
        Pages pages;
        pages.add(note_of(splitter_.envelope()));
        return pages.is_whole();
    }
    std::string envelope() const override { return splitter_.envelope(); }

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

Result<std::unique_ptr<RowSource>> open_json_pages(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.is_regular_file(error) && promises_json(entry.path())) files.push_back(entry.path());
    if (files.empty()) return std::unique_ptr<RowSource>{};
    std::sort(files.begin(), files.end());
    return std::make_unique<PagesFeed>(std::move(files));
}

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
