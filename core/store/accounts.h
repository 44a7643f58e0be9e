#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/base/store_place.h"

namespace porchlight {

/// What somebody who signs in is here for. An account keeps its role for good.
enum class StaffRole : std::uint8_t {
    administrator,  ///< Accounts and settings; reads as a worker does.
    reviewer,       ///< Approves what agencies submit.
    worker,         ///< Searches with participants; reads staff listings.
    agency_editor,  ///< Keeps their own organization's listings.
    capacity,       ///< Tells one service's beds, with a PIN; nothing else.
};

/// "agency_editor" and so on.
std::string_view to_string(StaffRole role);

/// @error bad_request where it is no role.
Result<StaffRole> parse_staff_role(std::string_view text);

/// An organization that accounts belong to.
struct StaffOrganization {
    std::string id;               ///< 1 to 64 of a-z, 0-9 and -; an agency's is that of its listings.
    std::string name;
    std::string affiliated_with;  ///< The organization that it counts as one with; empty: none.
    friend bool operator==(const StaffOrganization&, const StaffOrganization&) = default;
};

/// An account as it is stored.
struct StoredAccount {
    std::string id;    ///< 16 hexadecimal digits: all that the audit says of a person.
    std::string name;  ///< Typed to sign in.
    std::string organization_id;
    StaffRole role = StaffRole::worker;
    std::string service_id;      ///< Of a capacity sign-in; else empty.
    std::string password;        ///< Argon2id; empty where disabled.
    std::string code_secret;     ///< Of the authenticator, sealed; empty: none.
    std::int64_t code_step = 0;  ///< Newest 30-second step of a code that was taken.
    std::int64_t epoch = 1;      ///< Sessions begun under an earlier one have ended.
    Day created_on{};
    std::optional<Day> disabled_on;
};

/// A new password, and perhaps a new authenticator, of an account.
struct Credentials {
    std::string password;  ///< Hashed.
    std::string code_secret;                   ///< Sealed; empty: none.
    std::vector<std::string> recovery_hashes;  ///< Replace the earlier ones.
};

/// An invitation as it is stored.
struct StoredInvitation {
    std::string id;
    std::string code_hash;
    std::string organization_id;
    StaffRole role = StaffRole::worker;
    std::string service_id;
    std::string invited_by;   ///< An account's id.
    Instant expires_at{};
    std::string approved_by;  ///< Empty: nobody yet.
    std::string accepted_by;  ///< The account that it became; empty: none yet.
};

/// Why a listing for staff is opened in full. There is no third reason, and no words.
enum class OpenedFor : std::uint8_t { participant, upkeep };

/// Accounts, invitations and their audit in the store's file; each act and its audit row are one
/// transaction. Texts in errors name no account. Safe to use from several threads.
class AccountStore {
  public:
    /// Staff listings that one account may open in full on one day; the schema holds to it too.
    static constexpr int kOpenedADay = 20;
    /// A disabled account's name is kept so long, as a verifier's is (3 years); then only its id.
    static constexpr std::chrono::days kNameKept{3 * 365};
    /// Invitations that are over are kept so long.
    static constexpr std::chrono::days kInvitationKept{30};

    /// Opens an existing store of this program's schema.  @error unavailable
    static Result<std::unique_ptr<AccountStore>> open(const StorePlace& place);
    virtual ~AccountStore() = default;

    /// Adds an organization; the same one again changes nothing.
    /// @error conflict where another has the id; bad_request where what it is affiliated with is
    /// absent or an affiliate itself.
    virtual Result<void> add_organization(const StaffOrganization& organization, Instant now) = 0;
    virtual Result<std::vector<StaffOrganization>> organizations() = 0;

    /// @error not_found
    virtual Result<StoredAccount> by_name(const std::string& name) = 0;
    virtual Result<StoredAccount> by_id(const std::string& id) = 0;
    /// By name.
    virtual Result<std::vector<StoredAccount>> all() = 0;

    /// @param actor an account's id, or "operator".
    /// @error conflict where the name is taken; not_found where the organization is absent.
    virtual Result<void> add(const StoredAccount& account,
                             const std::vector<std::string>& recovery_hashes,
                             const std::string& actor, Instant now) = 0;

    /// Puts new credentials in place of all earlier ones, and ends the account's sessions. A disabled
    /// account is enabled by it.
    virtual Result<void> reset(const std::string& id, const Credentials& fresh,
                               const std::string& actor, Instant now) = 0;

    /// The account's own change; ends its sessions.
    virtual Result<void> change_password(const std::string& id, const std::string& hash,
                                         Instant now) = 0;

    /// The account's own change of authenticator; its recovery codes become these.
    virtual Result<void> set_codes(const std::string& id, const std::string& sealed_secret,
                                   std::int64_t step,
                                   const std::vector<std::string>& recovery_hashes,
                                   Instant now) = 0;

    /// Ends the account's sessions and erases its password and authenticator.
    virtual Result<void> disable(const std::string& id, const std::string& actor, Instant now) = 0;

    /// Takes a code of this step.  @return false where this or a later one was taken.
    virtual Result<bool> take_step(const std::string& id, std::int64_t step) = 0;
    /// Takes a recovery code.  @return false where it isn't one, or was taken.
    virtual Result<bool> take_recovery(const std::string& id, const std::string& hash,
                                       Instant now) = 0;

    /// @error not_found where the organization is absent.
    virtual Result<void> invite(const StoredInvitation& invitation, Instant now) = 0;
    /// Those that may still be used, the oldest first.
    virtual Result<std::vector<StoredInvitation>> invitations(Instant now) = 0;
    /// @error not_found
    virtual Result<StoredInvitation> invitation(const std::string& id) = 0;
    virtual Result<StoredInvitation> invitation_by_code(const std::string& code_hash) = 0;
    /// @error conflict where it is approved already; corrupt where the inviter approves.
    virtual Result<void> approve(const std::string& invitation_id, const std::string& approver,
                                 Instant expires_at, Instant now) = 0;
    /// The invitation becomes this account.  @error conflict where it was used, or the name is taken.
    virtual Result<void> accept(const std::string& invitation_id, const StoredAccount& account,
                                const std::vector<std::string>& recovery_hashes, Instant now) = 0;

    /// Counts that an account opens a staff listing in full. What was opened on earlier days goes into
    /// the audit.
    /// @return false where its day's number is reached; the first time that is in the audit.
    virtual Result<bool> count_opened(const std::string& id, OpenedFor purpose, Day today) = 0;

    /// Puts what was opened on earlier days into the audit, forgets names and invitations that were
    /// kept long enough.
    virtual Result<void> tidy(Instant now) = 0;
};

}  // namespace porchlight
