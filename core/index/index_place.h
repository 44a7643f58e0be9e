#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/index/reader.h"

namespace porchlight {

/// One database of an index: a folder of this machine, or one that xapian-tcpsrv serves.
struct DatabasePlace {
    std::string path;       ///< Empty where a server is asked.
    std::string host;
    unsigned port = 0;
    std::size_t side = 0;   ///< 0: public, 1: staff.
};

/// Where a role's searches find their databases.
struct IndexPlace {
    std::string key;        ///< Changes with what is read: the working copy, or the stub files' text.
    bool by_stub = false;
    std::vector<DatabasePlace> databases;  ///< The public side's first.
};

/// The stub files `public.stub` and `staff.stub` of an index folder, where `public.stub` is there;
/// else its working copy. They are Xapian's own: a line for each shard, `remote HOST:PORT` or
/// `auto PATH` (from the file's folder), blank lines and lines that begin with # aside. The public
/// role never opens `staff.stub`.
/// @error unavailable where there is neither, or a stub file can't be read.
Result<IndexPlace> index_place(const std::filesystem::path& index_folder, Role role);

}  // namespace porchlight
