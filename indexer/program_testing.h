#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Starting the program as its operator does.
namespace porchlight::testing {

inline std::string text_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Starts a program; what it says on either output goes into a file.
inline pid_t start(std::vector<std::string> words, const std::filesystem::path& output) {
    std::error_code error;
    std::filesystem::remove(output, error);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // Both append: neither writes over what the other said.
        if (std::freopen(output.c_str(), "a", stdout) == nullptr || std::freopen(output.c_str(), "a", stderr) == nullptr) _exit(127);
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    return child;
}

/// Exit status, or minus the signal that ended it.
inline int wait_for(pid_t child) {
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace porchlight::testing
