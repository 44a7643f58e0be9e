#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/feed/xml_split.h"

namespace porchlight {

/// What one Agency of an AIRS 3.0 file holds.
struct AirsAgency {
    struct Row {
        Json service;          ///< HSDS 3.1, its sites together; an Agency without services gives {"services": []}.
        std::size_t line = 0;  ///< Of its first SiteService.
    };
    struct Loss {
        std::size_t line = 0;
        std::string reason;       ///< Never a value of the file.
    };
    std::vector<Row> rows;
    std::vector<Loss> losses;  ///< Every element with a text that became part of no service.
};

/// Reads an Agency as iCarol writes it. What says Confidential, in any spelling, is either on the object
/// that it becomes, where masking looks (an address, a phone, a site, a service, the agency), or left out
/// with all below it (a name, a link, a language). An address with a ReasonWithheld is confidential, and
/// so is a site at an address that the agency withholds elsewhere.
AirsAgency read_airs_agency(const XmlElement& agency);

}  // namespace porchlight
