#include "core/base/json.h"

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace porchlight {
namespace {

/// First pass: refuses what the DOM parser would let through, and knows where it stands.
class Guard final : public nlohmann::json_sax<Json> {
  public:
    explicit Guard(std::size_t max_depth) : max_depth_(max_depth) {}

    const std::string& message() const { return message_; }
    std::string pointer() const {
        std::string out;
        for (const auto& level : levels_) {
            if (level.is_array) out += "/" + std::to_string(level.index);
            else if (!level.key.empty()) out += "/" + level.key;
        }
        return out;
    }

    bool null() override { return item(); }
    bool boolean(bool) override { return item(); }
    bool number_integer(number_integer_t) override { return item(); }
    bool number_unsigned(number_unsigned_t) override { return item(); }
    bool number_float(number_float_t value, const string_t&) override {
        return std::isfinite(value) ? item() : stop("number out of range");
    }
    bool string(string_t&) override { return item(); }
    bool binary(binary_t&) override { return stop("binary values are not JSON"); }
    bool start_object(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        auto& level = levels_.back();
        level.key = name;
        return level.keys.insert(name).second || stop("key given twice");
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return stop("not valid JSON near byte " + std::to_string(position));
    }

  private:
    struct Level {
        bool is_array;
        std::size_t index = 0;
        std::string key;
        std::set<std::string> keys;
    };

    bool stop(std::string message) {
        message_ = std::move(message);
        return false;
    }
    bool item() {
        if (!levels_.empty() && levels_.back().is_array) ++levels_.back().index;
        return true;
    }
    bool open(bool is_array) {
        if (levels_.size() >= max_depth_) return stop("nested too deeply");
        levels_.push_back({is_array, 0, {}, {}});
        return true;
    }
    bool close() {
        levels_.pop_back();
        return item();
    }

    std::size_t max_depth_;
    std::vector<Level> levels_;
    std::string message_;
};

}  // namespace

Result<Json> parse_json(std::string_view text, std::size_t max_depth) {
    Guard guard(max_depth);
    if (!Json::sax_parse(text.begin(), text.end(), &guard))
        return fail(ErrorKind::bad_request, guard.message(), guard.pointer());
    return Json::parse(text.begin(), text.end());
}

}  // namespace porchlight
