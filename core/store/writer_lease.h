#pragma once
#include "core/store/database.h"
#include "core/store/file_lock.h"

namespace porchlight {

/// The right to import, review or erase: one object at a time has it, in any process, and it goes with its
/// process. Beside a file a lock on another; in PostgreSQL a lock of the session.
class WriterLease {
  public:
    /// `sql` outlives this.
    WriterLease(const StorePlace& place, soci::session& sql)
        : sql_(place.is_postgresql() ? &sql : nullptr), file_(place.file.string() + ".lock") {}
    ~WriterLease();
    WriterLease(const WriterLease&) = delete;
    WriterLease& operator=(const WriterLease&) = delete;

    /// Takes it at once or not at all.  @error conflict where another holds it; unavailable
    Result<void> take();
    void release();
    /// Whether it is held still: where the connection to PostgreSQL was lost, it went with that.
    bool held() const;

  private:
    soci::session* sql_;  ///< Null for SQLite.
    FileLock file_;
    int connection_ = 0;  ///< To PostgreSQL, that holds it; 0: none.
};

}  // namespace porchlight
