#include "searchd/run.h"

int main(int argc, char** argv) {
    return porchlight::run_searchd(argc, argv, porchlight::Api::open);
}
