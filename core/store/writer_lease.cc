#include "core/store/writer_lease.h"

namespace porchlight {
namespace {

constexpr int kLease = 7737062;  ///< Of PostgreSQL's advisory locks.

}  // namespace

WriterLease::~WriterLease() { release(); }

Result<void> WriterLease::take() {
    if (!sql_) return file_.take();
    if (held()) return {};
    return guarded(*sql_, [&]() -> Result<void> {
        int got = 0;
        *sql_ << "select case when pg_try_advisory_lock(:lease) then 1 else 0 end", soci::use(kLease),
            soci::into(got);
        if (got == 0) return fail(ErrorKind::conflict, "another process is writing to this store");
        connection_ = connection_number(*sql_);
        return {};
    });
}

bool WriterLease::held() const {
    return sql_ ? connection_ != 0 && connection_ == connection_number(*sql_) : file_.held();
}

void WriterLease::release() {
    if (!sql_) return file_.release();
    if (!held()) return;
    connection_ = 0;
    try {
        *sql_ << "select pg_advisory_unlock(" + std::to_string(kLease) + ")";
    } catch (const soci::soci_error&) {
        // The connection is gone, and the lock with it.
    }
}

}  // namespace porchlight
