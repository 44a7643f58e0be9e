#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/hsds/view.h"

namespace porchlight {

/// Parameters as they were sent, in an address or a body.
using HsdsParameters = std::vector<std::pair<std::string, std::string>>;

/// What one list is asked for.
struct HsdsQuery {
    HsdsFilter filter;
    std::size_t page = 1, per_page = 50;
    bool full = false;          ///< Items as by their id.
    bool full_service = false;  ///< Organizations with their services in full.
    bool minimal = false;       ///< Id, name, status and last_modified alone.
    bool ndjson = false;        ///< All of them, one a line.
    std::string postcode;       ///< The place of `filter.near`, to be found.
    double proximity_m = 0;     ///< 0: inside a service area.
};

/// The most items of a page; of a minimal one.
inline constexpr std::size_t kMostPerPage = 1000, kMostPerMinimalPage = 10'000;

/// Reads the query of an address ("a=b&c=d").  @error bad_request where its escapes are broken.
Result<HsdsParameters> read_query_string(std::string_view query);

/// Reads a body's object, each member a parameter.  @error bad_request with the member in `where`.
Result<HsdsParameters> read_query_body(const Json& body);

/// @error bad_request naming the parameter: one that this list doesn't have, one given twice, a value
/// that can't be read.
Result<HsdsQuery> read_hsds_query(HsdsKind kind, const HsdsParameters& parameters);

/// A parameter as our OpenAPI file describes it.
struct HsdsParameterRule {
    std::string_view name, type, format, meaning;
};
/// The parameters that a list takes.
std::vector<HsdsParameterRule> hsds_parameters(HsdsKind kind);

}  // namespace porchlight
