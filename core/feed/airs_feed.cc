#include <deque>

#include "core/feed/airs.h"
#include "core/feed/gzip_reader.h"
#include "core/feed/json_read.h"
#include "core/feed/row_source.h"
#include "core/feed/xml_split.h"

namespace porchlight {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLosses = 200'000;

Result<void> check_root(const XmlElement& root) {
    if (root.name != "Source") return fail(ErrorKind::bad_request, "its root isn't <Source>: it isn't AIRS XML");
    for (const auto& [name, value] : root.attributes)
        if (name == "SchemaVersion" && !value.starts_with("3."))
            return fail(ErrorKind::bad_request, "it says that it is another AIRS schema than 3.0");
    return {};
}

/// One Agency at a time is in memory.
class AirsFeed final : public RowSource {
  public:
    AirsFeed(GzipReader reader, std::string name)
        : reader_(std::move(reader)), name_(std::move(name)),
          splitter_([this](const XmlElement& root) { return started_ = true, check_root(root); }, [this](XmlElement element) { return take(element); }) {}

    /// Reads on until the root was seen, so that another kind of XML is refused before an import begins.
    Result<void> start() {
        while (!started_ && !ended_)
            if (auto read = read_more(); !read) return read;
        return {};
    }

    Result<std::optional<RawRow>> next() override {
        while (rows_.empty() && !ended_)
            if (auto read = read_more(); !read) return tl::unexpected(read.error());
        if (rows_.empty()) return std::nullopt;
        auto row = std::move(rows_.front());
        rows_.pop_front();
        return row;
    }
    double progress() const override { return reader_.progress(); }
    std::string format() const override { return "AIRS XML"; }
    std::vector<Refusal> unjoined() const override { return losses_; }

  private:
    Result<void> read_more() {
        std::string bytes;
        if (auto read = reader_.read(bytes); !read) return read;
        ended_ = bytes.empty();
        const auto result = ended_ ? splitter_.finish() : splitter_.feed(bytes);
        if (!result) return fail(result.error().kind, name_ + ":" + result.error().message, name_);
        return {};
    }

    Result<void> take(const XmlElement& element) {
        if (element.name != "Agency") {
            lose(element.line, "an element beside the Agencies isn't read");
            return {};
        }
        auto agency = read_airs_agency(element);
        for (auto& row : agency.rows) rows_.push_back({{}, std::move(row.service), name_, row.line});
        for (auto& loss : agency.losses) lose(loss.line, std::move(loss.reason));
        return {};
    }

    /// A file of nothing but unreadable elements must not fill the memory.
    void lose(std::size_t line, std::string reason) {
        if (losses_.size() < kMostLosses) losses_.push_back({name_, line, {}, std::move(reason)});
        else if (losses_.size() == kMostLosses) losses_.push_back({name_, line, {}, "from here on more that isn't read, without a line each"});
    }

    GzipReader reader_;
    std::string name_;
    std::deque<RawRow> rows_;
    std::vector<Refusal> losses_;
    bool started_ = false, ended_ = false;
    XmlSplitter splitter_;
};

}  // namespace

Result<std::unique_ptr<RowSource>> open_airs_feed(const fs::path& file) {
    auto reader = GzipReader::open(file);
    if (!reader) return tl::unexpected(reader.error());
    auto feed = std::make_unique<AirsFeed>(std::move(*reader), file.filename().string());
    if (auto started = feed->start(); !started) return tl::unexpected(started.error());
    return feed;
}

}  // namespace porchlight
