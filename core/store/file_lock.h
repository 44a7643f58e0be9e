#pragma once
#include <filesystem>

#include "core/base/error.h"

namespace porchlight {

/// A lock on a file that is held by one object at a time, in any process, and goes with its process
/// (flock).
class FileLock {
  public:
    explicit FileLock(std::filesystem::path file) : file_(std::move(file)) {}
    ~FileLock() { release(); }
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

    /// Takes it at once or not at all.  @error conflict where another holds it; unavailable
    Result<void> take();
    void release();
    bool held() const { return descriptor_ >= 0; }

  private:
    std::filesystem::path file_;
    int descriptor_ = -1;
};

}  // namespace porchlight
