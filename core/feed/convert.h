#pragma once
#include <array>
#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/catalogue/sources.h"
#include "core/feed/identify.h"
#include "core/feed/meaning.h"
#include "core/feed/repairs.h"
#include "core/feed/shape.h"
#include "core/model/listing.h"

namespace porchlight {

/// Version of what import makes of a row. A change here makes every row "changed" once (decision 4).
inline constexpr std::string_view kImporterVersion = "2";

/// A row, or a part of one, that could not be taken. Names no value of it (decision 2).
struct Refusal {
    std::string file;
    std::size_t line = 0;
    std::string field;   ///< Member or JSON pointer; empty where the whole row is meant.
    std::string reason;
};

/// One service on its way to the store.
struct Converted {
    Listing listing;
    std::array<std::size_t, kRepairKinds> repairs{};
    std::size_t ids_replaced = 0;
    std::size_t emptied = 0;
    std::size_t terms_mapped = 0;
    std::vector<TermUse> unmapped;
};

/// Makes listings of the services of one source. Immutable; may be shared by threads.
class Converter {
  public:
    /// Everything must outlive it.
    Converter(const SourceSettings& source, const Catalogue& catalogue,
              std::vector<const Crosswalk*> crosswalks, const std::set<std::string>& ids_of_others);

    /// Repairs, masks, identifies and reads one service object. Nothing of a hidden site's place is
    /// in the answer, its digest and ids included.
    /// @param digest_text the source row, where it holds this service alone; else empty.
    /// @error bad_request with the field in `where`, without any value.
    Result<Converted> convert(Json service, std::string_view digest_text) const;

  private:
    std::string digest_of(const Json& record, bool hidden, std::string_view text) const;

    const SourceSettings& source_;
    const Catalogue& catalogue_;
    std::vector<const Crosswalk*> crosswalks_;
    Identifier identifier_;
    std::string settings_digest_;
};

/// The crosswalks that a source names, in its order; all of them where it names none.
std::vector<const Crosswalk*> crosswalks_of(const SourceSettings& source, const std::vector<Crosswalk>& all);

}  // namespace porchlight
