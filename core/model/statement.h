#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace porchlight {

/// What a statement says of its fact. "Depends" or an unreadable value is no statement.
enum class Value : std::uint8_t { no, yes };

/// How much a statement may count (decision 11), least first. Less than the fact needs is a lead.
enum class Standing : std::uint8_t { proposed, stated, attested, reviewed };

/// How a statement came to be known.
enum class Method : std::uint8_t { import, agency_statement, call_back, visit };

/// Whom a statement is about. A site is a service_at_location.
enum class Subject : std::uint8_t { organization, service, site };

/// A dated, sourced statement about a service, its organization or a site, as recorded. Evidence
/// is worked out from it when the question is asked, never before.
struct Statement {
    Subject subject = Subject::service;
    std::string subject_id;             ///< Public id of the organization, service or service_at_location.
    std::string fact;                   ///< Catalogue id.
    Value value = Value::no;
    std::string detail;                 ///< Valued facts only, e.g. hours or a background; else empty.
    std::optional<Day> verified_on;     ///< Absent where nobody said when: then it is a lead.
    Method method = Method::import;
    Standing standing = Standing::proposed;
    std::string source;                 ///< Name of the source that says it.
};

std::string_view to_string(Value value);
std::string_view to_string(Standing standing);
std::string_view to_string(Method method);
std::string_view to_string(Subject subject);
std::optional<Value> parse_value(std::string_view text);
std::optional<Standing> parse_standing(std::string_view text);
std::optional<Method> parse_method(std::string_view text);
std::optional<Subject> parse_subject(std::string_view text);

/// Where a record may be seen, loosest first; the strictest of several holds (decision 3).
enum class Visibility : std::uint8_t { open, staff, hidden };

std::string_view to_string(Visibility visibility);  ///< "public", "staff", "hidden".
std::optional<Visibility> parse_visibility(std::string_view text);

}  // namespace porchlight
