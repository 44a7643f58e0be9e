#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/catalogue.h"
#include "core/index/document.h"
#include "core/store/store.h"
#include "core/upkeep/gaps.h"

namespace porchlight {

/// The directory as the search for gaps and its answer need it.
struct GapListing {
    std::vector<ListedService> services;
    std::vector<Json> cards;  ///< Of the same services.
};

/// Reads all live listings, those for staff too: those who call are workers.
/// @param each called after each listing, with how many were read.
Result<GapListing> read_gap_listing(Store& store, const DocumentMaker& maker,
                                    const std::function<void(std::size_t)>& each = {});

/// One call as it stands on a sheet: whom to ring and what to ask.
struct SheetCall {
    std::string name;
    std::string organization;            ///< Empty: not known.
    std::string region;                  ///< Empty: not known.
    std::vector<std::string> phones;     ///< With extension and what the listing says of each.
    std::string said;                    ///< Why this call: how many lists it would count in.
    std::vector<std::string> questions;  ///< As asked on the phone.
};

/// What is found, in words.
class GapWords {
  public:
    /// @param language "fr", else English.  All outlive it.
    GapWords(const Catalogue& catalogue, const std::vector<Preset>& presets, std::string language)
        : catalogue_(catalogue), presets_(presets), language_(std::move(language)) {}

    std::string preset(const GapCell& cell) const;
    std::string need(const GapCell& cell) const;
    std::string region(const std::string& region) const;
    SheetCall call(const Call& call, const Json& card, const ListedService& service) const;

  private:
    bool is_french() const { return language_.rfind("fr", 0) == 0; }
    std::string question(const OpenQuestion& open) const;

    const Catalogue& catalogue_;
    const std::vector<Preset>& presets_;
    std::string language_;
};

}  // namespace porchlight
