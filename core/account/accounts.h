#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/account/attempts.h"
#include "core/account/codes.h"
#include "core/account/password.h"
#include "core/account/sessions.h"
#include "core/base/error.h"
#include "core/base/paths.h"
#include "core/base/time.h"
#include "core/store/accounts.h"

namespace porchlight {

/// Whether accounts of this role sign in with an authenticator's code too. Others may.
constexpr bool needs_code(StaffRole role) {
    return role == StaffRole::administrator || role == StaffRole::reviewer;
}

/// Whether accounts of this role are invited and approved by accounts of that one.
constexpr bool may_invite(StaffRole inviter, StaffRole invited) {
    if (inviter == StaffRole::administrator) return true;
    const bool of_agency = invited == StaffRole::agency_editor || invited == StaffRole::capacity;
    return (inviter == StaffRole::reviewer || inviter == StaffRole::agency_editor) && of_agency;
}
constexpr bool may_approve(StaffRole approver, StaffRole invited) {
    return approver == StaffRole::administrator ||
           (approver == StaffRole::reviewer && !needs_code(invited));
}

/// How long an invitation may be used, from its approval on; and approved, from its making.
constexpr std::chrono::hours invitation_life(StaffRole role) {
    return role == StaffRole::agency_editor || role == StaffRole::capacity ? std::chrono::hours{14 * 24}
                                                                           : std::chrono::hours{72};
}

/// Who asks, by their session.
struct Caller {
    std::string account_id;
    std::string name;
    std::string organization_id;
    StaffRole role = StaffRole::worker;
    std::string service_id;      ///< Of a capacity sign-in.
    bool has_code = false;       ///< An authenticator is set up.
    std::string token;           ///< The session's, against forged requests.
    std::string pending_secret;  ///< Of an authenticator that is being set up.

    /// Must set up an authenticator before anything else.
    bool must_set_up_code() const { return needs_code(role) && !has_code; }
};

/// A session that has just begun.
struct SignedIn {
    std::string session;  ///< Its id, for the cookie; known to nobody else.
    Caller caller;
};

/// What an account begins with.
struct NewAccount {
    std::string name;
    StaffRole role = StaffRole::worker;
    StaffOrganization organization;
    std::string service_id;  ///< Of a capacity sign-in.
    std::string password;    ///< Or its PIN.
};

/// What its owner must be told once; neither is readable again.
struct CodeSetUp {
    std::string secret;                 ///< As bytes; empty where the role takes no code.
    std::vector<std::string> recovery;  ///< Good once each.
};

/// An invitation that was made. The code is known to whoever made it, and to nobody else.
struct Invited {
    std::string id;
    std::string code;
    Instant expires_at{};
};

/// Accounts of those who sign in: who they are, what they may take on for others, and how a session
/// begins and ends. Knows neither HTTP nor a terminal. Errors that a person meets are "code:
/// sentence"; what is refused for a wrong name, password or code is one and the same, and takes as
/// long. Safe to use from several threads.
class Accounts {
  public:
    /// Opens the accounts of a store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<Accounts>> open(const DirectoryPaths& paths, const Clock& clock,
                                                  PasswordCost cost = {},
                                                  SteadySeconds steady = &steady_seconds);

    // --- sessions -------------------------------------------------------------------------------

    /// @param code of the authenticator, or a recovery code; not looked at where the account has none.
    /// @error signed_out "sign_in_failed: …" for whatever is wrong; too_often.
    Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                             const std::string& code);

    /// Who asks in this session, which counts as used.
    /// @error signed_out where it has ended: idle, over, or ended by a change of its account.
    Result<Caller> caller(const std::string& session);

    void sign_out(const std::string& session) { sessions_.end(session); }

    // --- one's own account ----------------------------------------------------------------------

    /// Ends all sessions of the account.
    /// @error signed_out "sign_in_failed: …" where the old one is wrong; bad_request for the new one.
    Result<void> change_password(const Caller& caller, const std::string& old_password,
                                 const std::string& new_password);

    /// Begins to set up an authenticator in this session; it has no effect before finish_code().
    /// @param password asked for where another authenticator is in use.
    /// @return its secret, as bytes.
    Result<std::string> begin_code(const Caller& caller, const std::string& session,
                                   const std::string& password);

    /// @param code the authenticator's first.  @return recovery codes.
    /// @error bad_request "wrong_code: …"; conflict where nothing was begun.
    Result<std::vector<std::string>> finish_code(const Caller& caller, const std::string& session,
                                                 const std::string& code);

    // --- others' accounts -----------------------------------------------------------------------

    /// @error forbidden where the caller's role invites no such role; not_found without such an
    /// organization.
    Result<Invited> invite(const Caller& caller, StaffRole role, const std::string& organization_id,
                           const std::string& service_id);
    /// An organization that is new here, for administrators; one that is known stays as it is.
    /// @error forbidden for other roles; bad_request for its id.
    Result<void> add_organization(const Caller& caller, const StaffOrganization& organization);
    /// Those that may still be used.
    Result<std::vector<StoredInvitation>> invitations();
    /// @return until when it can be used.
    /// @error forbidden "own_invitation: …", or where the role approves no such role; not_found where
    /// it is absent or over; conflict where it is approved already.
    Result<Instant> approve(const Caller& caller, const std::string& invitation_id);
    /// A person with an invitation's code becomes an account and is signed in.
    /// @error forbidden "no_invitation: …", one and the same for absent, used, over and not approved;
    /// bad_request for name and password; conflict "name_taken: …".
    Result<SignedIn> accept(const std::string& code, const std::string& name,
                            const std::string& password);

    /// @error not_found; forbidden "own_account: …"
    Result<void> disable(const Caller& caller, const std::string& account_id);
    Result<std::vector<StoredAccount>> all() { return store_->all(); }
    Result<std::vector<StaffOrganization>> organizations() { return store_->organizations(); }

    /// Counts that a listing for staff is opened in full.
    /// @error too_often "enough_today: …" from the 21st of a day on.
    Result<void> open_staff_listing(const Caller& caller, OpenedFor purpose);

    // --- the operator, at the terminal ----------------------------------------------------------

    Result<CodeSetUp> create(const NewAccount& account);
    /// A new password and authenticator for an account, which is enabled by it.  @error not_found
    Result<CodeSetUp> reset(const std::string& name, const std::string& password);
    /// @error not_found
    Result<void> disable_by_operator(const std::string& name);

  private:
    Accounts(std::unique_ptr<AccountStore> store, std::unique_ptr<SecretBox> box, const Clock& clock,
             PasswordCost cost, const SteadySeconds& steady);

    Result<void> check_credential(StaffRole role, const std::string& password,
                                  const std::vector<std::string>& about);
    Result<bool> takes_code(const StoredAccount& account, const std::string& code);
    Result<StoredAccount> proven(const std::string& name, const std::string& password);
    Result<Caller> begin_session(const StoredAccount& account, std::string& session);
    CodeSetUp new_code(StaffRole role) const;
    std::string sealed(const CodeSetUp& code) const;

    std::unique_ptr<AccountStore> store_;
    std::unique_ptr<SecretBox> box_;
    const Clock& clock_;
    PasswordHasher hasher_;
    Attempts attempts_;
    Sessions sessions_;
};

}  // namespace porchlight
