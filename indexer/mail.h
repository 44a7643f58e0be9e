#pragma once
#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/base/time.h"

namespace porchlight {

/// Where mail is handed in, and what it says of us. Read from a JSON file that only its owner (and a
/// group) may read: it holds a password.
struct MailSettings {
    std::string url;       ///< smtp://host:port (TLS is begun there, but on this machine) or smtps://…
    std::string from;      ///< The address it comes from.
    std::string user, password;  ///< Both or neither.
    std::string page;      ///< Where agencies sign in: https://…
    bool is_local = false; ///< The server is this machine: no TLS is asked for.

    /// @error bad_request naming what is wrong; unavailable where the file can't be read.
    static Result<MailSettings> load(const std::filesystem::path& file);
};

/// One mail as it goes over the line: plain text, UTF-8.
struct Mail {
    std::string to;       ///< One address, as is_mail_address() has it.
    std::string subject;  ///< ASCII, one line.
    std::string text;
};

/// Hands one mail to the server, and waits until it has taken it (30 s at most).
/// @error unavailable where it didn't; the message has the cause, and no address.
Result<void> send_mail(const MailSettings& settings, const Mail& mail, Instant now);

}  // namespace porchlight
