#pragma once
#include <string>
#include <vector>

#include "core/base/json.h"

namespace porchlight {

/// Something in a listing that a person should look at twice (safety.md 4.9).
struct SanityWarning {
    /// premium_number, foreign_number, free_mail, look_alike_address, promises_job, sends_transport,
    /// asks_picture, asks_passport, pays_finders; shared_number is found elsewhere (PhoneBook).
    std::string kind;
    std::string member;  ///< Of the record, by its HSDS name.
    std::string text;    ///< The number, address or wording.
};

/// Recruitment looks like help: numbers that cost or lie abroad, addresses that anybody can open or
/// that look like another's, and offers that helpers don't make, in English, French and Spanish.
/// It asks a reviewer and stops nothing: good listings have such wording too. In the order of the record.
/// @param record a service object of HSDS 3.1
std::vector<SanityWarning> sanity_warnings(const Json& record);

}  // namespace porchlight
