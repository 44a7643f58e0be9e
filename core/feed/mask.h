#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/catalogue/sources.h"
#include "core/feed/meaning.h"
#include "core/model/listing.h"

namespace porchlight {

/// Names of members and columns by which feeds withhold a thing ("is_hidden", "confidential",
/// "visibility", AIRS's "Confidential" …): HSDS has none of its own (hsds issue 166).
bool is_privacy_flag(std::string_view name);

/// What an object's own flags ask for: "hidden", "confidential", "private" or a true flag hide;
/// "staff", "internal", "exclude from website" leave it to staff. A value that can't be read hides:
/// a withheld thing must not get out because of a spelling.
Visibility flagged_visibility(const Json& object);

/// What has to stay out of every file: the places of a record's hidden sites (decision 2).
class Secrets {
  public:
    /// Gathers street, postal code, coordinates, phones and contacts of a site.
    void add_site(const Json& service_at_location);
    /// Numbers that the service or its organization gives out itself are no secret.
    void allow_phones_of(const Json& owner);
    bool empty() const { return texts_.empty() && numbers_.empty(); }

    /// The text with every secret in it made "…".  @return whether anything was found.
    bool scrub(std::string& text) const;

    /// The same for every string and number below; never follows ids.  @return how many changed.
    std::size_t scrub(Json& value) const;

  private:
    void add_text(std::string_view text, std::size_t least);
    void add_number(std::string_view text);
    std::set<std::string> texts_;    ///< Lower case, single spaces.
    std::set<std::string> numbers_;  ///< Last ten digits of phones.
    std::set<std::string> allowed_;
};

/// The outcome of masking one record.
struct Masked {
    Visibility visibility = Visibility::open;
    std::vector<std::string> hidden_sites;  ///< Ids of the service_at_locations that were masked.
};

/// Which of a record's sites are hidden, and how visible it is: the strictest of its flags, its
/// terms and its source (decision 3).
struct Privacy {
    Visibility visibility = Visibility::open;
    std::vector<bool> hidden_site;  ///< One per service_at_location.
    bool any_hidden() const;
};
Privacy privacy_of(const Json& record, const RecordMeaning& meaning, const SourceSettings& source);

/// Adds the secrets of the hidden sites of one state of the record (as found, or repaired).
void gather_secrets(const Json& record, const Privacy& privacy, Secrets& secrets);

/// Drops what is hidden: of a hidden site everything but ids, hours, languages, attributes and the
/// area it publishes; of any record the places of its organization, and whatever is flagged by
/// itself (a phone, a contact, an address). Then scrubs the secrets from all texts that stay.
Masked mask(Json& record, const Privacy& privacy, const Secrets& secrets);

/// Takes secrets out of provenance: repairs below a hidden site go, the others are scrubbed.
void mask_repairs(std::vector<Repair>& repairs, const Privacy& privacy, const Secrets& secrets);

}  // namespace porchlight
