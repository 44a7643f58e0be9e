#include "searchd/terminal.h"

#include <fmt/format.h>
#include <qrencode.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>
#include <memory>

namespace porchlight {
namespace {

/// Hides what is typed for as long as it lives.
class Unseen {
  public:
    Unseen() {
        tcgetattr(STDIN_FILENO, &before_);
        auto unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    }
    ~Unseen() {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::cerr << '\n';
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

  private:
    termios before_{};
};

std::string typed(const std::string& words) {
    std::cerr << words << ": " << std::flush;
    const Unseen unseen;
    std::string line;
    std::getline(std::cin, line);
    return line;
}

}  // namespace

Result<std::string> read_secret(const std::string& what) {
    std::string secret;
    if (isatty(STDIN_FILENO)) {
        secret = typed(what);
        if (typed("The same again") != secret) return fail(ErrorKind::bad_request, "the two differ");
    } else {
        std::getline(std::cin, secret);
    }
    if (secret.empty())
        return fail(ErrorKind::bad_request, fmt::format("no {} came from standard input", what));
    return secret;
}

std::string qr_lines(const std::string& text) {
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code) return {};
    constexpr int kQuiet = 4;
    const int width = code->width;
    const auto is_dark = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < width &&
               (code->data[static_cast<std::size_t>(y * width + x)] & 1) != 0;
    };
    // Two modules to a character, light on black whatever the terminal's own colours are.
    std::string out;
    for (int y = -kQuiet; y < width + kQuiet; y += 2) {
        out += "\033[40;97m";
        for (int x = -kQuiet; x < width + kQuiet; ++x) {
            const bool above = is_dark(x, y), below = is_dark(x, y + 1);
            out += above ? (below ? " " : "\u2584") : (below ? "\u2580" : "\u2588");
        }
        out += "\033[0m\n";
    }
    return out;
}

}  // namespace porchlight
