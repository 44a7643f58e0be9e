#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace porchlight {

/// Packs files of a folder into one archive (tar), beginning with a MANIFEST of their SHA-256.
/// @param recipient an age recipient: then the archive is encrypted for it on its way to the disk;
/// empty: it isn't.
/// @param out must be absent; appears whole or not at all, readable by its owner only.
/// @error conflict where `out` exists; unavailable where it can't be written, or age fails.
Result<void> write_backup(const std::filesystem::path& folder, const std::vector<std::string>& names,
                          const std::string& recipient, const std::filesystem::path& out);

/// Unpacks what write_backup() made into an empty folder, and holds it to its MANIFEST. Takes no name
/// but those that a backup has.
/// @param identity a file with the age identity; used where the archive is encrypted.
/// @error bad_request where it is no backup, or encrypted and no identity given; corrupt where a file
/// isn't as the MANIFEST says; unavailable
Result<void> read_backup(const std::filesystem::path& archive, const std::string& identity,
                         const std::filesystem::path& folder);

/// Names of the files of a directory that a backup has, of those that are there: settings and counts;
/// neither the key of the authenticators nor the index.
std::vector<std::string> files_beside_the_store(const std::filesystem::path& data);

}  // namespace porchlight
