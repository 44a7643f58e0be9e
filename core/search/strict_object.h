#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace porchlight {

/// Reads the members of a JSON object one by one, remembers the first fault, and at the end refuses
/// members that nobody asked for. Faults read "code: sentence", with the pointer beside them.
class StrictObject {
  public:
    StrictObject(const Json& value, std::string pointer) : value_(value), pointer_(std::move(pointer)) {
        if (!value_.is_object()) fault("wrong_type", "an object is expected", pointer_);
    }

    bool has(const char* member) {
        asked_.insert(member);
        return value_.is_object() && value_.contains(member);
    }
    const Json& at(const char* member) const { return value_.at(member); }
    std::string pointer(std::string_view member) const {
        return pointer_ + '/' + std::string(member);
    }

    /// A string of at most `most` bytes; empty where absent.
    std::string text(const char* member, std::size_t most) {
        if (!has(member)) return {};
        const auto& value = at(member);
        if (!value.is_string()) return fault("wrong_type", "a string is expected", pointer(member)), "";
        auto out = value.get<std::string>();
        if (out.size() > most) fault("out_of_range", "the text is too long", pointer(member));
        return out;
    }
    /// A finite number within [least, most].
    std::optional<double> number(const char* member, double least, double most) {
        if (!has(member)) return std::nullopt;
        const auto& value = at(member);
        if (!value.is_number()) {
            fault("wrong_type", "a number is expected", pointer(member));
            return std::nullopt;
        }
        const auto out = value.get<double>();
        if (!(out >= least && out <= most)) fault("out_of_range", "the number is out of range", pointer(member));
        return out;
    }
    /// A whole number within [least, most].
    std::optional<int> whole(const char* member, int least, int most) {
        if (has(member) && !at(member).is_number_integer()) {
            fault("wrong_type", "a whole number is expected", pointer(member));
            return std::nullopt;
        }
        const auto out = number(member, least, most);
        return out && ok() ? std::optional<int>(static_cast<int>(*out)) : std::nullopt;
    }
    std::optional<bool> boolean(const char* member) {
        if (!has(member)) return std::nullopt;
        if (!at(member).is_boolean()) {
            fault("wrong_type", "true or false is expected", pointer(member));
            return std::nullopt;
        }
        return at(member).get<bool>();
    }
    /// Calls `each(item, pointer)` for each entry of a list of at most `most`.
    template <class Each>
    void list(const char* member, std::size_t most, Each each) {
        if (!has(member)) return;
        const auto& value = at(member);
        if (!value.is_array()) return fault("wrong_type", "a list is expected", pointer(member));
        if (value.size() > most) return fault("out_of_range", "the list is too long", pointer(member));
        for (std::size_t i = 0; i < value.size() && ok(); ++i)
            each(value[i], pointer(member) + '/' + std::to_string(i));
    }

    void fault(std::string_view code, std::string_view sentence, std::string where) {
        if (error_) return;
        error_ = Error{ErrorKind::bad_request, std::string(code) + ": " + std::string(sentence),
                       std::move(where)};
    }
    void fault(const Error& error) {
        if (!error_) error_ = error;
    }
    bool ok() const { return !error_.has_value(); }

    /// The first fault, or that of a member that nobody asked for.
    std::optional<Error> finish() {
        if (value_.is_object())
            for (const auto& [name, value] : value_.items())
                if (!asked_.count(name))
                    fault("unknown_member", "no such member is known here", pointer(name));
        return error_;
    }

  private:
    const Json& value_;
    std::string pointer_;
    std::set<std::string> asked_;
    std::optional<Error> error_;
};

}  // namespace porchlight
