#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/store/store.h"

namespace porchlight {

/// The last ten digits of a phone number, by which one number written in two ways is known again;
/// empty for what is too short to be anybody's own ("211").
std::string phone_key(std::string_view number);

/// Which organizations' live listings have a phone number: one that two share is worth a question.
/// In memory, made from the store at its first use and then kept up by the change feed.
class PhoneBook {
  public:
    /// Reads what has changed since the last call.  @error as the store's
    Result<void> catch_up(Store& store);

    /// Names of organizations, but this one, that have the number; in the order of the alphabet.
    std::vector<std::string> others_with(std::string_view number, std::string_view organization_id) const;

  private:
    struct Holder {
        std::string organization_id, organization_name;
    };

    Result<void> read_all(Store& store);
    void forget(const std::string& service_id);
    void add(const StoredListing& listing);

    std::int64_t sequence_ = -1;
    std::map<std::string, std::map<std::string, Holder>> by_number_;  ///< Then by service.
    std::map<std::string, std::vector<std::string>> numbers_of_;      ///< By service.
};

}  // namespace porchlight
