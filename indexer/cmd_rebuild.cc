#include <cstdio>

#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/progress.h"

namespace porchlight {
namespace {

Result<void> run_rebuild(const DirectoryOptions& options, int shards) {
    auto directory = Directory::open(options);
    if (!directory) return tl::unexpected(directory.error());
    const auto lock = WriterLock::take((*directory)->paths().index());
    if (!lock) return tl::unexpected(lock.error());
    const auto identity = (*directory)->identity(shards);
    if (!identity) return tl::unexpected(identity.error());
    Progress progress("index");
    const auto generation = rebuild_index(
        (*directory)->paths().index(), (*directory)->store(), (*directory)->maker(),
        *identity, SystemClock(), [&](std::size_t done, std::size_t total) {
            progress.show(total ? static_cast<double>(done) / static_cast<double>(total) : 1, done);
        });
    if (!generation) return tl::unexpected(generation.error());
    std::printf("generation %llu is sealed and live, at sequence number %lld\n",
                static_cast<unsigned long long>(generation->number),
                static_cast<long long>(generation->sequence));
    return {};
}

}  // namespace

Run configure_rebuild(CLI::App& options) {
    const auto chosen = std::make_shared<DirectoryOptions>();
    const auto shards = std::make_shared<int>(0);
    add_directory_options(options, *chosen);
    add_shards_option(options, *shards);
    return [chosen, shards] { return run_rebuild(*chosen, *shards); };
}

}  // namespace porchlight
