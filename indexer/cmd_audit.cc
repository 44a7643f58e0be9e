#include <fmt/format.h>

#include <charconv>

#include "core/base/paths.h"
#include "core/store/store.h"
#include "indexer/command.h"
#include "indexer/directory.h"

namespace porchlight {
namespace {

struct AuditOptions {
    std::string data;
    std::string store;
    std::string kept;
};

/// "12:5f3c…", as verify prints it.
Result<std::optional<AuditHead>> parse_head(const std::string& text) {
    if (text.empty()) return std::optional<AuditHead>{};
    AuditHead head;
    const auto colon = text.find(':');
    const char* const end = text.data() + std::min(colon, text.size());
    const auto [stop, error] = std::from_chars(text.data(), end, head.seq);
    constexpr std::size_t kHashLength = 64;
    if (error != std::errc{} || stop != end || colon == std::string::npos ||
        text.size() != colon + 1 + kHashLength)
        return fail(ErrorKind::bad_request, "--kept is a row's number, a colon and its hash: " + text);
    head.hash = text.substr(colon + 1);
    return std::optional<AuditHead>{std::move(head)};
}

Result<void> run_verify(const AuditOptions& options) {
    const auto kept = parse_head(options.kept);
    if (!kept) return tl::unexpected(kept.error());
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    const auto head = (*store)->verify_audit(*kept);
    if (!head) return tl::unexpected(head.error());
    if (head->seq == 0) {
        fmt::print("the audit is empty\n");
        return {};
    }
    fmt::print("{} rows, whole and in order{}. Head, to be kept elsewhere:\n{}:{}\n", head->seq,
               *kept ? ", with the head that was kept" : "", head->seq, head->hash);
    return {};
}

}  // namespace

Run configure_audit(CLI::App& options) {
    const auto chosen = std::make_shared<AuditOptions>();
    options.require_subcommand(1);
    auto* verify = options.add_subcommand(
        "verify", "find any row that was changed, lost or moved; print the head of the chain");
    verify->add_option("--data", chosen->data, "folder of the directory: its store and index")->required();
    add_store_option(*verify, chosen->store);
    verify->add_option("--kept", chosen->kept, "a head that was printed earlier: it must be in the chain still");
    return [chosen] { return run_verify(*chosen); };
}

}  // namespace porchlight
