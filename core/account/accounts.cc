#include "core/account/accounts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/hash.h"
#include "core/base/mac.h"

namespace porchlight {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kInvitationBytes = 20;
constexpr std::size_t kShortestName = 3, kLongestName = 64;

tl::unexpected<Error> sign_in_failed() {
    return fail(ErrorKind::signed_out, "sign_in_failed: The name, the password or the code isn't right.");
}

tl::unexpected<Error> no_invitation() {
    return fail(ErrorKind::forbidden,
                "no_invitation: This invitation can't be used: it may be over, used, or not approved yet.");
}

bool is_digit_or_small(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// As it is stored: small letters.
std::string plain_name(std::string name) {
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return name;
}

Result<void> check_name(const std::string& name) {
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return is_digit_or_small(c) || std::string_view("._@+-").find(c) != std::string_view::npos;
    });
    if (!plain || name.size() < kShortestName || name.size() > kLongestName)
        return fail(ErrorKind::bad_request,
                    "name_form: A name has 3 to 64 letters a to z, digits and the signs . _ @ + -");
    return {};
}

Result<void> check_organization(const StaffOrganization& organization) {
    const bool plain = std::all_of(organization.id.begin(), organization.id.end(),
                                   [](char c) { return is_digit_or_small(c) || c == '-'; });
    if (!plain || organization.id.empty() || organization.id.size() > 64)
        return fail(ErrorKind::bad_request,
                    "organization_form: An organization's id has 1 to 64 letters a to z, digits and dashes");
    return {};
}

Caller caller_of(const StoredAccount& account, const Session& session) {
    return {account.id,         account.name,
            account.organization_id,          account.role,
            account.service_id, !account.code_secret.empty(),
            session.token,      session.pending_secret};
}

}  // namespace

Result<std::unique_ptr<Accounts>> Accounts::open(const DirectoryPaths& paths, const Clock& clock,
                                                 PasswordCost cost, SteadySeconds steady) {
    auto store = AccountStore::open(paths.store_place());
    if (!store) return tl::unexpected(store.error());
    auto box = SecretBox::open(paths.account_key());
    if (!box) return tl::unexpected(box.error());
    if (auto tidied = (*store)->tidy(clock.now()); !tidied) return tl::unexpected(tidied.error());
    return std::unique_ptr<Accounts>(
        new Accounts(std::move(*store), std::move(*box), clock, cost, steady));
}

Accounts::Accounts(std::unique_ptr<AccountStore> store, std::unique_ptr<SecretBox> box,
                   const Clock& clock, PasswordCost cost, const SteadySeconds& steady)
    : store_(std::move(store)),
      box_(std::move(box)),
      clock_(clock),
      hasher_(cost),
      attempts_(steady),
      sessions_(steady) {}

/// The account whose name and password these are. What is wrong isn't said, and takes as long.
Result<StoredAccount> Accounts::proven(const std::string& name, const std::string& password) {
    const auto plain = plain_name(name.substr(0, kLongestName + 1));
    const auto delay = attempts_.begin(plain);
    if (!delay) return tl::unexpected(delay.error());
    auto account = store_->by_name(plain);
    if (!account && account.error().kind != ErrorKind::not_found) return account;
    const auto matches =
        hasher_.matches(account ? account->password : "", password.substr(0, kLongestPassword + 1), *delay);
    if (!matches) return tl::unexpected(matches.error());
    if (!account || !*matches) return sign_in_failed();
    return account;
}

Result<bool> Accounts::takes_code(const StoredAccount& account, const std::string& code) {
    if (account.code_secret.empty()) return true;
    const auto secret = box_->unseal(account.code_secret);
    if (!secret) return tl::unexpected(secret.error());
    std::string typed = code;
    std::erase(typed, ' ');
    if (const auto step = step_of_code(*secret, typed, clock_.now()))
        return store_->take_step(account.id, *step);
    return store_->take_recovery(account.id, recovery_hash(code), clock_.now());
}

Result<Caller> Accounts::begin_session(const StoredAccount& account, std::string& session) {
    session = sessions_.begin(account.id, account.epoch);
    return caller(session);
}

Result<SignedIn> Accounts::sign_in(const std::string& name, const std::string& password,
                                   const std::string& code) {
    const auto account = proven(name, password);
    if (!account) return tl::unexpected(account.error());
    const auto taken = takes_code(*account, code);
    if (!taken) return tl::unexpected(taken.error());
    if (!*taken) return sign_in_failed();
    attempts_.succeeded(account->name);
    SignedIn out;
    auto caller = begin_session(*account, out.session);
    if (!caller) return tl::unexpected(caller.error());
    out.caller = std::move(*caller);
    return out;
}

Result<Caller> Accounts::caller(const std::string& session) {
    const auto ended = [] {
        return fail(ErrorKind::signed_out, "session_ended: The session has ended. Sign in again.");
    };
    const auto found = sessions_.use(session);
    if (!found) return ended();
    const auto account = store_->by_id(found->account_id);
    if (!account) return tl::unexpected(account.error());
    if (account->epoch != found->epoch || account->disabled_on) {
        sessions_.end(session);
        return ended();
    }
    return caller_of(*account, *found);
}

Result<void> Accounts::check_credential(StaffRole role, const std::string& password,
                                        const std::vector<std::string>& about) {
    return role == StaffRole::capacity ? check_pin(password) : check_password(password, about);
}

Result<void> Accounts::change_password(const Caller& caller, const std::string& old_password,
                                       const std::string& new_password) {
    const auto account = proven(caller.name, old_password);
    if (!account) return tl::unexpected(account.error());
    attempts_.succeeded(account->name);
    if (auto good = check_credential(caller.role, new_password, {caller.name, caller.organization_id}); !good)
        return good;
    const auto hash = hasher_.hash(new_password);
    if (!hash) return tl::unexpected(hash.error());
    return store_->change_password(caller.account_id, *hash, clock_.now());
}

Result<std::string> Accounts::begin_code(const Caller& caller, const std::string& session,
                                         const std::string& password) {
    if (caller.has_code) {
        const auto account = proven(caller.name, password);
        if (!account) return tl::unexpected(account.error());
        attempts_.succeeded(account->name);
    }
    auto secret = new_code_secret();
    sessions_.set_pending_secret(session, secret);
    return secret;
}

Result<std::vector<std::string>> Accounts::finish_code(const Caller& caller, const std::string& session,
                                                       const std::string& code) {
    if (caller.pending_secret.empty())
        return fail(ErrorKind::conflict, "not_begun: Begin to set the authenticator up first.");
    std::string typed = code;
    std::erase(typed, ' ');
    const auto step = step_of_code(caller.pending_secret, typed, clock_.now());
    if (!step)
        return fail(ErrorKind::bad_request,
                    "wrong_code: This isn't the code that the authenticator shows now.", "/code");
    auto recovery = new_recovery_codes();
    const auto set = store_->set_codes(caller.account_id, box_->seal(caller.pending_secret), *step,
                                       recovery_hashes(recovery), clock_.now());
    if (!set) return tl::unexpected(set.error());
    sessions_.set_pending_secret(session, {});
    return recovery;
}

Result<Invited> Accounts::invite(const Caller& caller, StaffRole role, const std::string& organization_id,
                                 const std::string& service_id) {
    if (!may_invite(caller.role, role))
        return fail(ErrorKind::forbidden, "not_yours_to_invite: Your role doesn't invite this role.");
    if ((role == StaffRole::capacity) == service_id.empty())
        return fail(ErrorKind::bad_request, "service: A capacity sign-in, and no other, names one service.",
                    "/service_id");
    Invited out{random_hex(kIdBytes), random_hex(kInvitationBytes), clock_.now() + invitation_life(role)};
    StoredInvitation stored;
    stored.id = out.id;
    stored.code_hash = sha256_hex(out.code);
    stored.organization_id = organization_id;
    stored.role = role;
    stored.service_id = service_id;
    stored.invited_by = caller.account_id;
    stored.expires_at = out.expires_at;
    if (auto kept = store_->invite(stored, clock_.now()); !kept) return tl::unexpected(kept.error());
    return out;
}

Result<void> Accounts::add_organization(const Caller& caller, const StaffOrganization& organization) {
    if (caller.role != StaffRole::administrator)
        return fail(ErrorKind::forbidden, "not_yours_to_add: An administrator adds organizations.");
    if (auto good = check_organization(organization); !good) return good;
    return store_->add_organization(organization, clock_.now());
}

Result<std::vector<StoredInvitation>> Accounts::invitations() {
    return store_->invitations(clock_.now());
}

Result<Instant> Accounts::approve(const Caller& caller, const std::string& invitation_id) {
    const auto now = clock_.now();
    const auto invitation = store_->invitation(invitation_id);
    if (!invitation) return tl::unexpected(invitation.error());
    if (invitation->expires_at <= now) return fail(ErrorKind::not_found, "there is no such invitation");
    if (invitation->invited_by == caller.account_id)
        return fail(ErrorKind::forbidden, "own_invitation: Someone else approves what you invited.");
    if (!may_approve(caller.role, invitation->role))
        return fail(ErrorKind::forbidden, "not_yours_to_approve: Your role doesn't approve this role.");
    const auto expires = now + invitation_life(invitation->role);
    if (auto approved = store_->approve(invitation_id, caller.account_id, expires, now); !approved)
        return tl::unexpected(approved.error());
    return expires;
}

Result<SignedIn> Accounts::accept(const std::string& code, const std::string& name,
                                  const std::string& password) {
    const auto now = clock_.now();
    const auto invitation = store_->invitation_by_code(sha256_hex(code));
    if (!invitation && invitation.error().kind != ErrorKind::not_found)
        return tl::unexpected(invitation.error());
    const bool usable = invitation && !invitation->approved_by.empty() && invitation->accepted_by.empty() &&
                        invitation->expires_at > now;
    if (!usable) return no_invitation();
    StoredAccount account;
    account.id = random_hex(kIdBytes);
    account.name = plain_name(name);
    account.organization_id = invitation->organization_id;
    account.role = invitation->role;
    account.service_id = invitation->service_id;
    account.created_on = std::chrono::floor<std::chrono::days>(now);
    if (auto good = check_name(account.name); !good) return tl::unexpected(good.error());
    if (auto good = check_credential(account.role, password, {account.name, account.organization_id}); !good)
        return tl::unexpected(good.error());
    auto hash = hasher_.hash(password);
    if (!hash) return tl::unexpected(hash.error());
    account.password = std::move(*hash);
    if (auto accepted = store_->accept(invitation->id, account, {}, now); !accepted) {
        if (accepted.error().kind != ErrorKind::conflict) return tl::unexpected(accepted.error());
        const auto raced = store_->invitation(invitation->id);
        if (raced && !raced->accepted_by.empty()) return no_invitation();
        return fail(ErrorKind::conflict, "name_taken: This name is taken.", "/name");
    }
    SignedIn out;
    auto caller = begin_session(account, out.session);
    if (!caller) return tl::unexpected(caller.error());
    out.caller = std::move(*caller);
    return out;
}

Result<void> Accounts::disable(const Caller& caller, const std::string& account_id) {
    if (account_id == caller.account_id)
        return fail(ErrorKind::forbidden, "own_account: Someone else disables your account.");
    const auto account = store_->by_id(account_id);
    if (!account) return tl::unexpected(account.error());
    return store_->disable(account_id, caller.account_id, clock_.now());
}

Result<void> Accounts::open_staff_listing(const Caller& caller, OpenedFor purpose) {
    const auto today = std::chrono::floor<std::chrono::days>(clock_.now());
    const auto counted = store_->count_opened(caller.account_id, purpose, today);
    if (!counted) return tl::unexpected(counted.error());
    if (*counted) return {};
    const auto left = today + std::chrono::days{1} - clock_.now();
    return fail(ErrorKind::too_often,
                fmt::format("enough_today: You opened {} listings for staff today. More tomorrow.",
                            AccountStore::kOpenedADay),
                std::to_string(left.count()));
}

CodeSetUp Accounts::new_code(StaffRole role) const {
    if (!needs_code(role)) return {};
    return {new_code_secret(), new_recovery_codes()};
}

std::string Accounts::sealed(const CodeSetUp& code) const {
    return code.secret.empty() ? std::string() : box_->seal(code.secret);
}

Result<CodeSetUp> Accounts::create(const NewAccount& wanted) {
    StoredAccount account;
    account.id = random_hex(kIdBytes);
    account.name = plain_name(wanted.name);
    account.organization_id = wanted.organization.id;
    account.role = wanted.role;
    account.service_id = wanted.service_id;
    account.created_on = std::chrono::floor<std::chrono::days>(clock_.now());
    if (auto good = check_name(account.name); !good) return tl::unexpected(good.error());
    if (auto good = check_organization(wanted.organization); !good) return tl::unexpected(good.error());
    if ((wanted.role == StaffRole::capacity) == wanted.service_id.empty())
        return fail(ErrorKind::bad_request, "service: a capacity sign-in, and no other, names one service");
    const auto& organization = wanted.organization;
    if (auto good = check_credential(wanted.role, wanted.password,
                                     {account.name, organization.id, organization.name});
        !good)
        return tl::unexpected(good.error());
    auto hash = hasher_.hash(wanted.password);
    if (!hash) return tl::unexpected(hash.error());
    account.password = std::move(*hash);
    auto code = new_code(account.role);
    account.code_secret = sealed(code);
    // Without a name the organization must be there already; add() says so.
    if (!organization.name.empty())
        if (auto added = store_->add_organization(organization, clock_.now()); !added)
            return tl::unexpected(added.error());
    if (auto added = store_->add(account, recovery_hashes(code.recovery), "operator", clock_.now()); !added)
        return tl::unexpected(added.error());
    return code;
}

Result<CodeSetUp> Accounts::reset(const std::string& name, const std::string& password) {
    const auto account = store_->by_name(plain_name(name));
    if (!account) return tl::unexpected(account.error());
    if (auto good = check_credential(account->role, password, {account->name, account->organization_id}); !good)
        return tl::unexpected(good.error());
    auto hash = hasher_.hash(password);
    if (!hash) return tl::unexpected(hash.error());
    auto code = new_code(account->role);
    const auto done = store_->reset(account->id, {std::move(*hash), sealed(code), recovery_hashes(code.recovery)},
                                    "operator", clock_.now());
    if (!done) return tl::unexpected(done.error());
    return code;
}

Result<void> Accounts::disable_by_operator(const std::string& name) {
    const auto account = store_->by_name(plain_name(name));
    if (!account) return tl::unexpected(account.error());
    return store_->disable(account->id, "operator", clock_.now());
}

}  // namespace porchlight
