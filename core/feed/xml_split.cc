#include "core/feed/xml_split.h"

#include <libxml/parser.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace porchlight {
namespace {

// What an element costs in memory beside its text.
constexpr std::size_t kElementCost = sizeof(XmlElement);
constexpr std::size_t kPieceBytes = std::size_t{1} << 20;

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text); }

/// What libxml2 found, in our words: its own sentences quote the document.
std::string_view sentence(int code) {
    switch (code) {
        case XML_ERR_TAG_NAME_MISMATCH: return "a tag is closed that isn't the open one";
        case XML_ERR_UNDECLARED_ENTITY:
        case XML_WAR_UNDECLARED_ENTITY: return "it uses an entity that XML itself doesn't have";
        case XML_ERR_INVALID_CHAR:
        case XML_ERR_INVALID_ENCODING:
        case XML_ERR_UNSUPPORTED_ENCODING:
        case XML_I18N_CONV_FAILED: return "a character isn't allowed in XML, or isn't in the encoding that the file names";
        case XML_ERR_ATTRIBUTE_REDEFINED: return "an attribute is given twice";
        case XML_ERR_NO_MEMORY: return "it needs too much memory";
        default: return "it isn't well-formed XML";
    }
}

}  // namespace

/// libxml2's push parser, told to build nothing: only these handlers are called.
class XmlSplitter::Parser {
  public:
    Parser(OnElement on_root, OnElement on_element) : on_root_(std::move(on_root)), on_element_(std::move(on_element)) {
        static const bool initialized = (xmlInitParser(), true);
        static_cast<void>(initialized);
        xmlSAXHandler handlers{};
        handlers.initialized = XML_SAX2_MAGIC;
        handlers.internalSubset = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
            of(self).stop("it has a document type declaration (<!DOCTYPE …>), which isn't read: entities could make it endless");
        };
        handlers.startElementNs = [](void* self, const xmlChar* name, const xmlChar*, const xmlChar*, int, const xmlChar**, int count, int,
                                     const xmlChar** attributes) { of(self).start(view(name), count, attributes); };
        handlers.endElementNs = [](void* self, const xmlChar*, const xmlChar*, const xmlChar*) { of(self).end(); };
        handlers.characters = [](void* self, const xmlChar* text, int size) { of(self).text(view_of(text, size)); };
        handlers.cdataBlock = handlers.characters;
        handlers.serror = [](void* self, xmlErrorPtr error) { of(self).complain(*error); };
        context_ = xmlCreatePushParserCtxt(&handlers, this, nullptr, 0, nullptr);
        if (context_ != nullptr) xmlCtxtUseOptions(context_, XML_PARSE_NONET);
    }
    ~Parser() { xmlFreeParserCtxt(context_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    Result<void> feed(std::string_view bytes) {
        while (!bytes.empty() && !fault_) {
            const auto piece = bytes.substr(0, std::min(bytes.size(), kPieceBytes));
            bytes.remove_prefix(piece.size());
            parse(piece, false);
        }
        return outcome();
    }

    Result<void> finish() {
        if (!fault_) parse({}, true);
        if (!fault_ && (!closed_ || context_->wellFormed == 0)) note("the file ends before its last tag is closed: it was cut off");
        return outcome();
    }

  private:
    static Parser& of(void* self) { return *static_cast<Parser*>(self); }
    static std::string_view view_of(const xmlChar* text, int size) { return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}; }

    void parse(std::string_view piece, bool last) {
        if (context_ == nullptr) return note("there isn't enough memory to read it");
        ending_ = last;
        const int code = xmlParseChunk(context_, piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (code != XML_ERR_OK && context_->wellFormed == 0 && !fault_) note(last && !closed_ ? "the file ends before its last tag is closed: it was cut off" : std::string(sentence(code)));
    }

    std::size_t line() const { return context_->input == nullptr ? 1 : static_cast<std::size_t>(std::max(context_->input->line, 1)); }

    void note(std::string what) {
        if (!fault_) fault_ = Error{ErrorKind::bad_request, std::to_string(context_ == nullptr ? 1 : line()) + ": " + std::move(what), {}};
    }

    void stop(std::string what) {
        note(std::move(what));
        xmlStopParser(context_);
    }

    void complain(const xmlError& error) {
        if (error.level < XML_ERR_ERROR || fault_) return;
        // A namespace that isn't declared is no reason to refuse a feed.
        if (error.domain == XML_FROM_NAMESPACE) return;
        const bool cut_off = ending_ && !closed_;
        const auto where = static_cast<std::size_t>(std::max(error.line, 1));
        fault_ = Error{ErrorKind::bad_request, std::to_string(where) + ": " + (cut_off ? "the file ends before its last tag is closed: it was cut off" : std::string(sentence(error.code))), {}};
        xmlStopParser(context_);
    }

    Result<void> outcome() const {
        if (fault_) return tl::unexpected(*fault_);
        return {};
    }

    bool spend(std::size_t bytes) {
        spent_ += bytes;
        if (spent_ <= kMaxElementBytes) return true;
        stop("one of its elements is too large to be a record");
        return false;
    }

    void start(std::string_view name, int count, const xmlChar** attributes) {
        if (fault_) return;
        if (++depth_ > kMaxDepth) return stop("its elements are nested too deep");
        if (!spend(kElementCost + name.size())) return;
        XmlElement element{std::string(name), {}, {}, {}, line(), false};
        // Five pointers an attribute: name, prefix, address of the prefix, and where the value begins and ends.
        for (int at = 0; at < count; ++at, attributes += 5) {
            const std::string_view value(reinterpret_cast<const char*>(attributes[3]), static_cast<std::size_t>(attributes[4] - attributes[3]));
            if (!spend(sizeof(element.attributes[0]) + value.size())) return;
            element.attributes.emplace_back(view(attributes[0]), value);
        }
        if (depth_ == 1) return hand_on(on_root_, std::move(element));
        if (depth_ == 2) {
            top_ = std::move(element);
            open_.assign(1, &top_);
            return;
        }
        // Only the innermost open element grows, so that pointers to the others stay.
        auto& siblings = open_.back()->children;
        siblings.push_back(std::move(element));
        open_.push_back(&siblings.back());
    }

    void end() {
        if (fault_) return;
        if (--depth_ == 0) closed_ = true;
        if (!open_.empty()) open_.pop_back();
        if (depth_ != 1) return;
        spent_ = 0;
        hand_on(on_element_, std::exchange(top_, {}));
    }

    void text(std::string_view piece) {
        if (fault_ || open_.empty() || !spend(piece.size())) return;
        open_.back()->text += piece;
    }

    void hand_on(const OnElement& handler, XmlElement element) {
        if (const auto taken = handler(std::move(element)); !taken) stop(taken.error().message);
    }

    OnElement on_root_, on_element_;
    xmlParserCtxtPtr context_ = nullptr;
    std::optional<Error> fault_;
    XmlElement top_;
    std::vector<XmlElement*> open_;  ///< From the element below the root to the innermost.
    std::size_t depth_ = 0, spent_ = 0;
    bool closed_ = false, ending_ = false;
};

XmlSplitter::XmlSplitter(OnElement on_root, OnElement on_element)
    : parser_(std::make_unique<Parser>(std::move(on_root), std::move(on_element))) {}
XmlSplitter::~XmlSplitter() = default;

Result<void> XmlSplitter::feed(std::string_view bytes) { return parser_->feed(bytes); }
Result<void> XmlSplitter::finish() { return parser_->finish(); }

}  // namespace porchlight
