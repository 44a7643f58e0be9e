#include "searchd/account_command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "core/account/accounts.h"
#include "core/config/settings_file.h"
#include "core/store/reminders.h"
#include "core/store/store.h"
#include "searchd/terminal.h"

namespace porchlight {
namespace {

struct AccountOptions {
    std::string data, store, name, role, service;
    StaffOrganization organization;
    std::string address;
};

using Opened = Result<std::unique_ptr<Accounts>>;

/// The directory's accounts; its store is made or brought up to date first.
Opened open_accounts(const AccountOptions& options) {
    static const SystemClock clock;
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    std::error_code error;
    std::filesystem::create_directories(paths.store_folder(), error);
    const auto store = open_store(paths.store_url(), StoreAccess::read_write);
    if (!store) return tl::unexpected(store.error());
    return Accounts::open(paths, clock);
}

/// What its owner has to keep, shown once.
void print_code(const std::string& name, const CodeSetUp& code) {
    if (code.secret.empty()) return;
    const auto address = otpauth_address(code.secret, name);
    fmt::print("authenticator: {}\n", address);
    if (isatty(STDOUT_FILENO)) fmt::print("{}", qr_lines(address));
    fmt::print("recovery codes, each good once in place of the authenticator's:\n");
    for (const auto& each : code.recovery) fmt::print("  {}\n", each);
}

Result<void> create(const AccountOptions& options) {
    const auto role = parse_staff_role(options.role);
    if (!role) return tl::unexpected(role.error());
    const auto accounts = open_accounts(options);
    if (!accounts) return tl::unexpected(accounts.error());
    auto secret = read_secret(*role == StaffRole::capacity ? "PIN" : "Password");
    if (!secret) return tl::unexpected(secret.error());
    const auto code = (*accounts)->create(
        {options.name, *role, options.organization, options.service, std::move(*secret)});
    if (!code) return tl::unexpected(code.error());
    fmt::print("created {} ({}, {})\n", options.name, options.role, options.organization.id);
    print_code(options.name, *code);
    return {};
}

Result<void> list(const AccountOptions& options) {
    const auto accounts = open_accounts(options);
    if (!accounts) return tl::unexpected(accounts.error());
    const auto all = (*accounts)->all();
    if (!all) return tl::unexpected(all.error());
    for (const auto& each : *all)
        fmt::print("{:<24} {:<14} {:<24} {}\n", each.name, to_string(each.role), each.organization_id,
                   each.disabled_on ? "disabled on " + format_day(*each.disabled_on)
                                    : "since " + format_day(each.created_on));
    return {};
}

Result<void> disable(const AccountOptions& options) {
    const auto accounts = open_accounts(options);
    if (!accounts) return tl::unexpected(accounts.error());
    if (auto done = (*accounts)->disable_by_operator(options.name); !done) return done;
    fmt::print("disabled {}\n", options.name);
    return {};
}

Result<void> reset(const AccountOptions& options) {
    const auto accounts = open_accounts(options);
    if (!accounts) return tl::unexpected(accounts.error());
    auto secret = read_secret("New password");
    if (!secret) return tl::unexpected(secret.error());
    const auto code = (*accounts)->reset(options.name, *secret);
    if (!code) return tl::unexpected(code.error());
    fmt::print("reset {}\n", options.name);
    print_code(options.name, *code);
    return {};
}

/// Where an organization's reminders go (docs/upkeep.md): says so, or changes it.
Result<void> mail(const AccountOptions& options) {
    const auto accounts = open_accounts(options);
    if (!accounts) return tl::unexpected(accounts.error());
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto queue = ReminderQueue::open(paths.store_place());
    if (!queue) return tl::unexpected(queue.error());
    const auto& id = options.organization.id;
    if (!options.address.empty())
        if (auto set = (*queue)->set_address(id, options.address == "none" ? "" : options.address,
                                             SystemClock().now());
            !set)
            return set;
    const auto address = (*queue)->address(id);
    if (!address) return tl::unexpected(address.error());
    fmt::print("{}: {}\n", id, address->empty() ? "no mail" : *address);
    return {};
}

/// Where the store is as the installation's file of settings says, so that accounts are made in no other.
Result<void> read_installed(AccountOptions& options) {
    std::error_code error;
    const auto file = settings_of_installation(std::filesystem::read_symlink("/proc/self/exe", error).parent_path());
    if (file.empty()) return {};
    const auto settings = read_settings_file(file);
    if (!settings) return tl::unexpected(settings.error());
    if (const auto store = settings->common.find("store"); store != settings->common.end()) options.store = store->second;
    return {};
}

/// A subcommand with what all of them take.
CLI::App* add(CLI::App& app, AccountOptions& options, const char* name, const char* help) {
    auto* command = app.add_subcommand(name, help);
    command->add_option("--data", options.data, "The directory's folder.")
        ->envname("PORCHLIGHT_DATA")
        ->option_text("DIR")
        ->required();
    command->add_option("--store", options.store, "The database that holds the store, where it isn't in that folder: postgresql://…")
        ->envname("PORCHLIGHT_STORE")
        ->option_text("ADDRESS");
    return command;
}

}  // namespace

int run_account_command(int argc, const char* const* argv) {
    CLI::App app{"searchd account: who signs in, for the operator at the terminal."};
    app.name("searchd account");
    app.footer("A password is typed without being shown; where standard input is no terminal, its first line is\n"
               "taken. Everybody else is invited in the page by two who have accounts.");
    app.require_subcommand(1);
    AccountOptions options;
    if (const auto read = read_installed(options); !read) {
        std::fprintf(stderr, "searchd: %s\n", read.error().message.c_str());
        return exit_code(read.error().kind);
    }
    auto* creating = add(app, options, "create", "Make an account.");
    creating->add_option("name", options.name, "What is typed to sign in.")->required();
    creating->add_option("--role", options.role, "administrator, reviewer, worker, agency_editor or capacity.")
        ->required();
    creating->add_option("--organization", options.organization.id, "Id of its organization.")->required();
    creating->add_option("--organization-name", options.organization.name,
                         "Makes that organization, where it isn't there yet.");
    creating->add_option("--affiliated-with", options.organization.affiliated_with,
                         "Id of the organization that it counts as one with.");
    creating->add_option("--service", options.service, "Id of the service of a capacity sign-in.");
    auto* listing = add(app, options, "list", "List the accounts.");
    auto* disabling = add(app, options, "disable", "End an account's sessions, and let nobody sign in to it.");
    disabling->add_option("name", options.name)->required();
    auto* resetting = add(app, options, "reset", "Give an account a new password and authenticator.");
    resetting->add_option("name", options.name)->required();
    auto* mailing = add(app, options, "mail", "Say where an organization's reminders go, or set it.");
    mailing->add_option("organization", options.organization.id, "Id of the organization.")->required();
    mailing->add_option("address", options.address, "Its e-mail address, or \"none\".");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : exit_code(ErrorKind::bad_request);
    }
    const auto run = creating->parsed()    ? &create
                     : listing->parsed()   ? &list
                     : disabling->parsed() ? &disable
                     : mailing->parsed()   ? &mail
                                           : &reset;
    const auto done = run(options);
    if (done) return 0;
    std::fprintf(stderr, "searchd: %s%s%s\n", done.error().message.c_str(),
                 done.error().where.empty() ? "" : ": ", done.error().where.c_str());
    return exit_code(done.error().kind);
}

}  // namespace porchlight
