#pragma once
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/base/hash.h"
#include "core/base/json.h"

namespace porchlight {

/// Gives every object of a record the id that it is published under (decision 6): the source's own
/// where that is a UUID that no other source holds, else UUIDv5 over source, kind and the source's
/// key. References follow. Immutable; may be shared by threads.
class Identifier {
  public:
    /// @param taken ids that other sources hold (Store::ids_of_other_sources).
    Identifier(std::string source, const std::set<std::string>& taken);

    /// The public id of a thing that the source calls `key`.
    std::string id(std::string_view kind, std::string_view key) const;

    /// Rewrites a service object: its own id, its organization's, and all below. `hidden_site` names
    /// the sites whose place must be no part of an id: without a UUID of their own they get one over
    /// service and position, since a hash of a street can be turned back by trying streets.
    /// @return how many ids were replaced or made.
    std::size_t identify(Json& record, const std::vector<bool>& hidden_site) const;

  private:
    class Walk;
    std::string source_;
    std::unordered_set<std::string> taken_;
};

}  // namespace porchlight
