#pragma once
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/hsds/query.h"

namespace porchlight {

/// The version of HSDS that is spoken.
inline constexpr std::string_view kHsdsVersion = "3.1";

/// A list's name in addresses: "services".
std::string_view hsds_list_name(HsdsKind kind);

/// Our own description of /hsds, OpenAPI 3.1.
/// @param base the address of /hsds as others reach it, without a slash at its end.
Json hsds_openapi(const std::string& base);

}  // namespace porchlight
