#include "core/base/error.h"

namespace porchlight {

int exit_code(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::bad_request: return 2;
        case ErrorKind::not_found: return 1;
        case ErrorKind::forbidden: return 1;
        case ErrorKind::signed_out: return 1;
        case ErrorKind::too_often: return 1;
        case ErrorKind::conflict: return 3;
        case ErrorKind::unavailable: return 4;
        case ErrorKind::corrupt: return 5;
    }
    return 1;
}

}  // namespace porchlight
