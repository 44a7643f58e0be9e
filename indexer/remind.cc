#include "indexer/remind.h"

#include <fmt/format.h>

#include <map>

#include "core/upkeep/check_lines.h"

namespace porchlight {
namespace {

constexpr int kReminderPage = 500;

}  // namespace

Result<std::vector<DueReminder>> due_reminders(Store& store, const Catalogue& catalogue, Day today) {
    std::vector<DueReminder> out;
    for (std::string after;;) {
        const auto page = store.page(after, kReminderPage);
        if (!page) return tl::unexpected(page.error());
        if (page->empty()) return out;
        for (const auto& listing : *page) {
            const auto due = due_of(check_lines(Json::parse(listing.record), listing.statements, catalogue), today);
            if (due.step > 0) out.push_back({listing.service_id, due.step, due.lines});
        }
        after = page->back().service_id;
    }
}

Mail reminder_mail(const std::string& to, std::size_t lines, const std::string& page) {
    Mail mail;
    mail.to = to;
    mail.subject = fmt::format("Porchlight: {} to check, {} a verifier", lines, lines);
    mail.text = fmt::format(
        "{0} of what your listings say {1} to be checked again: still so, no longer, or don't know.\r\n"
        "It takes a few minutes, also on a phone. Sign in, and open \"Our listings\":\r\n"
        "{2}\r\n\r\n"
        "{3} de vos fiches {4} à vérifier : toujours vrai, plus vrai, ou on ne sait pas.\r\n"
        "Cela prend quelques minutes, aussi sur un téléphone. Connectez-vous et ouvrez « Nos fiches » :\r\n"
        "{2}\r\n",
        lines == 1 ? "1 line" : fmt::format("{} lines", lines), lines == 1 ? "is" : "are", page,
        lines == 1 ? "1 ligne" : fmt::format("{} lignes", lines), lines == 1 ? "est" : "sont");
    return mail;
}

Result<std::vector<MailedReminders>> send_reminders(ReminderQueue& queue,
                                                    const std::vector<QueuedReminder>& waiting,
                                                    const SendMail& send, Day today) {
    std::map<std::string, MailedReminders> mails;
    std::map<std::string, std::vector<std::int64_t>> ids;
    for (const auto& each : waiting) {
        auto& mail = mails[each.organization_id];
        mail.organization_id = each.organization_id;
        mail.address = each.address;
        mail.lines += each.due.lines;
        ++mail.listings;
        ids[each.organization_id].push_back(each.id);
    }
    std::vector<MailedReminders> out;
    for (auto& [organization, mail] : mails) {
        if (send && !mail.address.empty() && send(mail.address, mail.lines)) {
            if (auto kept = queue.sent(ids[organization], today); !kept) return tl::unexpected(kept.error());
            mail.is_sent = true;
        }
        out.push_back(mail);
    }
    return out;
}

}  // namespace porchlight
