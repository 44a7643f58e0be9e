#include <fmt/format.h>

#include "indexer/command.h"
#include "indexer/directory.h"
#include "indexer/remind.h"

namespace porchlight {
namespace {

struct RemindOptions {
    std::string data, store, catalogue, smtp;
    bool dry_run = false;
};

void print(const std::vector<MailedReminders>& mails) {
    for (const auto& mail : mails)
        fmt::print("{}: {} lines of {} listings, {}\n", mail.organization_id, mail.lines, mail.listings,
                   mail.is_sent            ? "sent"
                   : mail.address.empty() ? "no address: searchd account mail"
                                           : "waits");
    if (mails.empty()) fmt::print("nobody to remind\n");
}

Result<void> run_remind(const RemindOptions& options) {
    DirectoryPaths paths;
    paths.data = options.data;
    paths.database = options.store;
    const auto shipped = find_data_folder(options.catalogue, std::filesystem::read_symlink("/proc/self/exe"));
    if (!shipped) return tl::unexpected(shipped.error());
    MailSettings mail;
    if (!options.smtp.empty()) {
        auto loaded = MailSettings::load(options.smtp);
        if (!loaded) return tl::unexpected(loaded.error());
        mail = std::move(*loaded);
    }
    const auto settings = load_directory_settings(*shipped, paths.data);
    if (!settings) return tl::unexpected(settings.error());
    const auto store = open_store(paths.store_url(), StoreAccess::read_only);
    if (!store) return tl::unexpected(store.error());
    const auto queue = ReminderQueue::open(paths.store_place());
    if (!queue) return tl::unexpected(queue.error());

    const auto now = SystemClock().now();
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const auto due = due_reminders(**store, settings->catalogue, today);
    if (!due) return tl::unexpected(due.error());
    const auto waiting = (*queue)->queue(*due, today, options.dry_run ? Rehearsal::yes : Rehearsal::no);
    if (!waiting) return tl::unexpected(waiting.error());
    Error last{};
    SendMail send;
    if (!options.smtp.empty() && !options.dry_run)
        send = [&](const std::string& to, std::size_t lines) {
            auto sent = send_mail(mail, reminder_mail(to, lines, mail.page), now);
            if (!sent) last = sent.error();
            return sent;
        };
    const auto mails = send_reminders(**queue, *waiting, send, today);
    if (!mails) return tl::unexpected(mails.error());
    print(*mails);
    if (!last.message.empty()) return tl::unexpected(last);
    return {};
}

}  // namespace

Run configure_remind(CLI::App& options) {
    const auto chosen = std::make_shared<RemindOptions>();
    options.add_option("--data", chosen->data, "folder of the directory: its store and index")->required();
    add_store_option(options, chosen->store);
    options.add_option("--catalogue-data", chosen->catalogue, "folder with catalogue/, crosswalk/ and sources.json");
    options.add_option("--smtp", chosen->smtp, "JSON file with url, from, page, user and password: sends mail too");
    options.add_flag("--dry-run", chosen->dry_run, "only say what would be queued");
    return [chosen] { return run_remind(*chosen); };
}

}  // namespace porchlight
