#include <string_view>

#include "searchd/account_command.h"
#include "searchd/run.h"

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "account")
        return porchlight::run_account_command(argc - 1, argv + 1);
    return porchlight::run_searchd(
        argc, argv,
        {porchlight::Api::open, [](const porchlight::DirectoryPaths& paths, const porchlight::Clock& clock) {
             return porchlight::Accounts::open(paths, clock);
         }, porchlight::ReviewDesk::open, porchlight::CapacityDesk::open, porchlight::UpkeepDesk::open,
         porchlight::HsdsApi::open});
}
