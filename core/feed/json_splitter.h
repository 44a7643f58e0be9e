#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace porchlight {

/// Cuts one JSON document into rows without holding it: an array gives its items, an API page the
/// items of "contents" (or "content", as Open Referral UK 1.0 has it), any other object itself. It only counts brackets and strings; whether a row
/// is good JSON, its parser says.
class JsonSplitter {
  public:
    /// Most bytes of one row.
    static constexpr std::size_t kMaxRowBytes = std::size_t{64} << 20;

    using OnRow = std::function<void(std::string row, std::size_t line)>;
    explicit JsonSplitter(OnRow on_row) : on_row_(std::move(on_row)) {}

    /// Takes the next bytes.  @error bad_request where they can't belong to one JSON document.
    Result<void> feed(std::string_view bytes);

    /// To be called at the end.  @error bad_request where the document isn't complete.
    Result<void> finish() const;

    /// What stands around the rows of an API page, with an empty list in their place; empty where the
    /// document is none, or has more of it than a page has.
    std::string envelope() const { return mode_ == Mode::after && envelope_.size() <= kMaxEnvelopeBytes ? envelope_ : std::string{}; }

  private:
    static constexpr std::size_t kMaxEnvelopeBytes = std::size_t{64} << 10;

    /// tail: what stands in a page behind its contents; it only has to be there.
    enum class Mode : std::uint8_t { start, array, object, page, tail, after };

    Result<void> take(char c);
    void in_string(char c);
    Result<void> at_start(char c);
    void structural(char c);
    void close(char c);
    void end_row();
    /// At the depth where commas and closing brackets end a row.
    bool between_rows() const { return (mode_ == Mode::array || mode_ == Mode::page) && depth_ == row_depth_; }
    bool at_top_of_object() const { return mode_ == Mode::object && depth_ == 1; }
    void keep(char c);

    OnRow on_row_;
    Mode mode_ = Mode::start;
    std::size_t depth_ = 0;
    std::size_t row_depth_ = 0;  ///< Depth at which rows are separated.
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    bool string_ = false, escaped_ = false;
    std::string row_;            ///< Bytes of the row so far (of the whole object in mode object).
    std::string last_string_;    ///< Of the top level, to know "contents".
    std::string envelope_;
};

}  // namespace porchlight
