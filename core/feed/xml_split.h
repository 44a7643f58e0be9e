#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// One element with what is in it. Names are without prefixes.
struct XmlElement {
    std::string name;
    std::vector<std::pair<std::string, std::string>> attributes;
    std::string text;  ///< Its own text, all pieces of it together.
    std::vector<XmlElement> children;
    std::size_t line = 0;       ///< Where its tag begins.
    mutable bool taken = false; ///< For readers that note what they didn't read.
};

/// Cuts an XML document into the elements below its root without holding it. The document may be
/// hostile: a document type declaration ends it before anything in it is read, so that there are no
/// entities but XML's own five; nothing is fetched; depth and the size of one element are limited.
class XmlSplitter {
  public:
    static constexpr std::size_t kMaxDepth = 32;                              ///< The root is at 1.
    static constexpr std::size_t kMaxElementBytes = std::size_t{32} << 20;    ///< As held in memory.

    /// `root` comes without children, once; then each element below it. A handler that returns an
    /// error ends the document.
    using OnElement = std::function<Result<void>(XmlElement element)>;
    XmlSplitter(OnElement on_root, OnElement on_element);
    ~XmlSplitter();
    XmlSplitter(const XmlSplitter&) = delete;
    XmlSplitter& operator=(const XmlSplitter&) = delete;

    /// Takes the next bytes.  @error bad_request "LINE: what is wrong", without any text of the document.
    Result<void> feed(std::string_view bytes);

    /// To be called at the end.  @error bad_request where the document isn't complete.
    Result<void> finish();

  private:
    class Parser;
    std::unique_ptr<Parser> parser_;
};

}  // namespace porchlight
