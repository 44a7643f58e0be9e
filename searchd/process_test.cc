#include "searchd/process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

using namespace porchlight;

TEST_CASE("a process that forbids dumps leaves no core and can't be looked into", "[process]") {
    const pid_t child = fork();
    if (child == 0) {
        forbid_dumps();
        rlimit core{1, 1};
        getrlimit(RLIMIT_CORE, &core);
        _exit(core.rlim_max == 0 && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
