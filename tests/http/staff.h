#pragma once
#include <map>
#include <memory>
#include <string>

#include "core/account/accounts.h"
#include "tests/http/client.h"
#include "tests/http/server_process.h"

namespace porchlight::testing {

/// The password of every account here.
inline const std::string kPassword = "blue wagon eats rain";

/// Accounts in a directory's folder, one of each role, named by it ("worker"), and a second
/// administrator of another organization ("other_administrator"). Hashed cheaply: what a hash costs
/// is tested where time is.
class Staff {
  public:
    /// Makes them there, and the store where it is absent.
    explicit Staff(const std::string& data, PasswordCost cost = {1, 8192});

    /// What signs this account in, once: where it needs a code, with the next recovery code.
    Json credentials(const std::string& name);
    /// Of an account that has an authenticator: its secret, as bytes.
    const std::string& secret(const std::string& name) const { return codes_.at(name).secret; }

    /// Signs in at a listener.
    PageSession in(int port, const std::string& name);
    /// A reviewer who was invited and hasn't set up an authenticator.
    PageSession setting_up(int port);

    const std::string& data() const { return data_; }

  private:
    std::string data_;
    std::map<std::string, CodeSetUp> codes_;
    int invited_ = 0;
};

/// A folder of its own for them.
struct StaffFolder {
    TemporaryFolder folder;
    Staff staff{(folder.path() / "directory").string()};
};

}  // namespace porchlight::testing
