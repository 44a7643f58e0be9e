#include "indexer/backup_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <regex>
#include <sstream>
#include <utility>

#include "core/base/hash.h"

extern char** environ;

namespace porchlight {
namespace fs = std::filesystem;
namespace {

constexpr const char* kManifest = "MANIFEST";
constexpr std::string_view kTitle = "Porchlight backup 1\n";
constexpr std::size_t kLongestManifest = 1 << 20;
constexpr std::size_t kPiece = 1 << 18;
constexpr const char* kAge = "/usr/bin/age";

struct ArchiveFree {
    void operator()(archive* handle) const { archive_free(handle); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

/// Names that a backup may have; no other is ever written.
bool is_of_a_backup(const std::string& name) {
    static const std::regex kNames(R"((store/(store\.db|takedown\.db|counters\.tsv)|sources\.json|crisis_lines\.json|reporting/[A-Z]{2}(-[A-Z0-9]{1,3})?\.json))");
    return std::regex_match(name, kNames);
}

class Descriptor {
  public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        close();
        number_ = std::exchange(other.number_, -1);
        return *this;
    }
    int number() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

  private:
    int number_;
};

/// age, with one end of a pipe in our hands. No shell is between.
class Age {
  public:
    /// @param into our bytes go in, and what comes out into `other`; else it is read from `other`.
    static Result<Age> start(std::vector<std::string> arguments, bool into, int other) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return fail(ErrorKind::unavailable, "no pipe can be made");
        Descriptor reading(ends[0]), writing(ends[1]);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, into ? reading.number() : other, 0);
        posix_spawn_file_actions_adddup2(&actions, into ? other : writing.number(), 1);
        arguments.insert(arguments.begin(), "age");
        std::vector<char*> words;
        for (auto& each : arguments) words.push_back(each.data());
        words.push_back(nullptr);
        Age age;
        const int failed = ::posix_spawn(&age.child_, kAge, &actions, nullptr, words.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failed != 0) return fail(ErrorKind::unavailable, "age can't be started: install the Debian package age", kAge);
        age.end_ = into ? std::move(writing) : std::move(reading);
        return age;
    }
    Age(Age&& other) noexcept : child_(std::exchange(other.child_, -1)), end_(std::move(other.end_)) {}
    Age& operator=(Age&&) = delete;
    ~Age() { (void)finish(); }

    int end() const { return end_.number(); }

    /// Closes our end and waits.
    Result<void> finish() {
        end_.close();
        if (child_ < 0) return {};
        int status = 0;
        while (::waitpid(child_, &status, 0) < 0)
            if (errno != EINTR) return fail(ErrorKind::unavailable, "age can't be waited for");
        child_ = -1;
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
        return fail(ErrorKind::unavailable, "age failed (what it said is above)");
    }

  private:
    Age() = default;
    pid_t child_ = -1;
    Descriptor end_;
};

tl::unexpected<Error> cannot_write(const fs::path& out) {
    return fail(ErrorKind::unavailable, "the backup can't be written", out.string());
}

bool write_header(archive* handle, const std::string& name, std::uintmax_t size) {
    const std::unique_ptr<archive_entry, ArchiveFree> entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    return archive_write_header(handle, entry.get()) == ARCHIVE_OK;
}

bool write_bytes(archive* handle, const char* bytes, std::size_t size) {
    return archive_write_data(handle, bytes, size) == static_cast<la_ssize_t>(size);
}

bool write_file(archive* handle, const fs::path& file, const std::string& name) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::ifstream in(file, std::ios::binary);
    if (error || !in || !write_header(handle, name, size)) return false;
    std::vector<char> piece(kPiece);
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0)
        if (!write_bytes(handle, piece.data(), static_cast<std::size_t>(in.gcount()))) return false;
    return true;
}

/// "<hash>  <name>" a line, as sha256sum writes them.
Result<std::string> manifest_of(const fs::path& folder, const std::vector<std::string>& names) {
    std::string out(kTitle);
    for (const auto& name : names) {
        const auto hash = sha256_hex_of_file(folder / name);
        if (!hash) return tl::unexpected(hash.error());
        out += *hash + "  " + name + "\n";
    }
    return out;
}

Result<void> write_tar(const fs::path& folder, const std::vector<std::string>& names, int to, const fs::path& out) {
    const auto manifest = manifest_of(folder, names);
    if (!manifest) return tl::unexpected(manifest.error());
    const std::unique_ptr<archive, ArchiveFree> handle(archive_write_new());
    archive_write_set_format_pax_restricted(handle.get());
    if (archive_write_open_fd(handle.get(), to) != ARCHIVE_OK) return cannot_write(out);
    if (!write_header(handle.get(), kManifest, manifest->size()) ||
        !write_bytes(handle.get(), manifest->data(), manifest->size()))
        return cannot_write(out);
    for (const auto& name : names)
        if (!write_file(handle.get(), folder / name, name)) return cannot_write(out);
    if (archive_write_close(handle.get()) != ARCHIVE_OK) return cannot_write(out);
    return {};
}

Result<void> write_all(const fs::path& folder, const std::vector<std::string>& names, const std::string& recipient,
                       int to, const fs::path& out) {
    if (recipient.empty()) return write_tar(folder, names, to, out);
    auto age = Age::start({"--encrypt", "--recipient", recipient}, true, to);
    if (!age) return tl::unexpected(age.error());
    auto written = write_tar(folder, names, age->end(), out);
    auto finished = age->finish();
    return finished ? written : finished;  // What age says is why writing to it failed.
}

/// The manifest's names and hashes.
Result<std::map<std::string, std::string>> parse_manifest(const std::string& text) {
    constexpr std::size_t kHash = 64;
    const auto none = fail(ErrorKind::bad_request, "this is no backup that this program reads");
    if (text.rfind(kTitle, 0) != 0) return none;
    std::istringstream lines(text.substr(kTitle.size()));
    std::map<std::string, std::string> out;
    for (std::string line; std::getline(lines, line);) {
        if (line.size() < kHash + 3) return none;
        out[line.substr(kHash + 2)] = line.substr(0, kHash);
    }
    return out;
}

Result<void> unpack(archive* handle, const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    const Descriptor to(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (to.number() < 0) return fail(ErrorKind::unavailable, "a file can't be written", file.string());
    if (archive_read_data_into_fd(handle, to.number()) != ARCHIVE_OK || ::fsync(to.number()) != 0)
        return fail(ErrorKind::corrupt, "the backup ends too early, or the disk is full");
    return {};
}

Result<void> read_tar(int from, const fs::path& folder) {
    const auto none = fail(ErrorKind::bad_request, "this is no backup that this program reads");
    const std::unique_ptr<archive, ArchiveFree> handle(archive_read_new());
    archive_read_support_format_tar(handle.get());
    if (archive_read_open_fd(handle.get(), from, kPiece) != ARCHIVE_OK) return none;
    archive_entry* entry = nullptr;
    std::optional<std::map<std::string, std::string>> expected;
    for (;;) {
        const int code = archive_read_next_header(handle.get(), &entry);
        if (code == ARCHIVE_EOF) break;
        if (code != ARCHIVE_OK) return none;
        const std::string name = archive_entry_pathname(entry);
        if (!expected) {
            if (name != kManifest || archive_entry_size(entry) > static_cast<la_int64_t>(kLongestManifest)) return none;
            std::string text(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
            if (archive_read_data(handle.get(), text.data(), text.size()) != static_cast<la_ssize_t>(text.size())) return none;
            auto parsed = parse_manifest(text);
            if (!parsed) return tl::unexpected(parsed.error());
            expected = std::move(*parsed);
            continue;
        }
        if (expected->count(name) == 0 || !is_of_a_backup(name) || archive_entry_filetype(entry) != AE_IFREG)
            return fail(ErrorKind::corrupt, "the backup holds what isn't a backup's");
        if (auto unpacked = unpack(handle.get(), folder / name); !unpacked) return unpacked;
    }
    if (!expected) return none;
    for (const auto& [name, hash] : *expected)
        if (const auto found = sha256_hex_of_file(folder / name); !found || *found != hash)
            return fail(ErrorKind::corrupt, "a file of the backup isn't as it was written", name);
    return {};
}

bool is_encrypted(const fs::path& archive) {
    std::ifstream in(archive, std::ios::binary);
    std::string first(64, '\0');
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    return first.rfind("age-encryption.org/", 0) == 0 || first.rfind("-----BEGIN AGE", 0) == 0;
}

Result<void> sync_folder(const fs::path& folder) {
    const Descriptor opened(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) return cannot_write(folder);
    return {};
}

}  // namespace

Result<void> write_backup(const fs::path& folder, const std::vector<std::string>& names, const std::string& recipient,
                          const fs::path& out) {
    ::signal(SIGPIPE, SIG_IGN);  // age may end before we do: then a write fails, and says so.
    std::error_code error;
    if (fs::exists(out, error)) return fail(ErrorKind::conflict, "there is a file already; nothing was overwritten", out.string());
    const fs::path part = out.string() + ".part";
    fs::remove(part, error);
    Descriptor to(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (to.number() < 0) return cannot_write(out);
    auto written = write_all(folder, names, recipient, to.number(), out);
    if (written && ::fsync(to.number()) != 0) written = cannot_write(out);
    // A link, unlike a renaming, never takes another file's place.
    if (written && ::link(part.c_str(), out.c_str()) != 0) written = cannot_write(out);
    fs::remove(part, error);
    return written ? sync_folder(out.parent_path()) : written;
}

Result<void> read_backup(const fs::path& archive, const std::string& identity, const fs::path& folder) {
    const Descriptor from(::open(archive.c_str(), O_RDONLY | O_CLOEXEC));
    if (from.number() < 0) return fail(ErrorKind::bad_request, "the backup can't be opened", archive.string());
    if (!is_encrypted(archive)) return read_tar(from.number(), folder);
    if (identity.empty())
        return fail(ErrorKind::bad_request, "the backup is encrypted: --identity names the file with its key");
    auto age = Age::start({"--decrypt", "--identity", identity}, false, from.number());
    if (!age) return tl::unexpected(age.error());
    auto read = read_tar(age->end(), folder);
    // What pads the archive's end, so that age isn't cut off while it writes that.
    std::vector<char> rest(kPiece);
    while (read && ::read(age->end(), rest.data(), rest.size()) > 0) {
    }
    auto finished = age->finish();
    return finished ? read : finished;
}

std::vector<std::string> files_beside_the_store(const fs::path& data) {
    std::vector<std::string> out;
    std::error_code error;
    for (const char* name : {"store/counters.tsv", "sources.json", "crisis_lines.json"})
        if (fs::is_regular_file(data / name, error)) out.emplace_back(name);
    for (const auto& entry : fs::directory_iterator(data / "reporting", error))
        if (const auto name = "reporting/" + entry.path().filename().string(); is_of_a_backup(name)) out.push_back(name);
    return out;
}

}  // namespace porchlight
