#include "core/store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace porchlight {

Result<void> FileLock::take() {
    if (held()) return {};
    const int descriptor = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(ErrorKind::unavailable, "the store's lock file can't be opened", file_.string());
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = errno == EWOULDBLOCK;
        ::close(descriptor);
        if (taken) return fail(ErrorKind::conflict, "another process is writing to this store");
        return fail(ErrorKind::unavailable, "the store's lock file can't be locked", file_.string());
    }
    descriptor_ = descriptor;
    return {};
}

void FileLock::release() {
    if (!held()) return;
    ::close(descriptor_);  // Closing the only descriptor of it gives the lock back.
    descriptor_ = -1;
}

}  // namespace porchlight
