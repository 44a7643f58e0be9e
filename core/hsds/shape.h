#pragma once
#include <string>

#include "core/base/json.h"
#include "core/feed/directory_settings.h"
#include "core/store/store.h"
#include "core/store/takedown.h"

namespace porchlight {

/// Gives stored listings the shape in which anyone may have them: public_record(), made valid, with
/// the public facts as attributes. Keeps a reference to the settings. May be shared by threads.
class HsdsShaper {
  public:
    explicit HsdsShaper(const DirectorySettings& settings) : settings_(settings) {}

    /// A service with everything nested, but `last_modified`: that of the feed says nothing of when
    /// this directory's changed, and may move for what is hidden. Of a withdrawn one id, name and
    /// status "inactive" ("defunct" where it was merged into another). Null where nobody may know of it.
    Json service(const StoredListing& listing, const TakedownSet& taken_down) const;

    /// hsds_list_form() of that, without making the rest.
    Json list_item(const StoredListing& listing, const TakedownSet& taken_down) const;

  private:
    const DirectorySettings& settings_;
};

/// An object with its direct members, and those that stand alone inside it in the same form: an item
/// of a list.
Json hsds_list_form(const Json& object);

/// The same, made of an object that is not needed any more.
Json hsds_list_form(Json&& object);

}  // namespace porchlight
