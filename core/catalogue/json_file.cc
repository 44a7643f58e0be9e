#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "core/catalogue/catalogue.h"

// valijson reports through exceptions and needs RTTI-free adapters; only this file sees it.
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace porchlight {
namespace {

Result<Json> read_json(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::unavailable, "cannot read " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    auto parsed = parse_json(text.str(), 32);
    if (!parsed)
        return fail(ErrorKind::bad_request,
                    fmt::format("{}: {}: {}", file.string(), parsed.error().where,
                                parsed.error().message),
                    parsed.error().where);
    return parsed;
}

/// The most deeply nested message of a failed validation: that is where the fault is.
std::string first_reason(valijson::ValidationResults& results, std::string& pointer) {
    std::string message = "does not match its schema";
    valijson::ValidationResults::Error error;
    std::size_t deepest = 0;
    while (results.popError(error)) {
        if (error.context.size() < deepest) continue;
        deepest = error.context.size();
        pointer.clear();
        for (const auto& part : error.context) {
            if (part == "<root>") continue;
            pointer += '/';
            for (const char c : part)
                if (c != '[' && c != ']') pointer += c;
        }
        message = error.description;
    }
    return message;
}

}  // namespace

Result<Json> load_checked_json(const std::filesystem::path& file,
                               const std::filesystem::path& schema_file) {
    auto document = read_json(file);
    if (!document) return document;
    const auto schema_document = read_json(schema_file);
    if (!schema_document) return schema_document;

    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(*schema_document), schema);
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(*document), &results))
        return document;
    std::string pointer;
    const auto reason = first_reason(results, pointer);
    return fail(ErrorKind::bad_request,
                fmt::format("{}: {}: {}", file.string(), pointer, reason), pointer);
}

}  // namespace porchlight
