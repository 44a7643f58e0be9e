#pragma once
#include <functional>
#include <string>
#include <vector>

#include "core/catalogue/catalogue.h"
#include "core/store/reminders.h"
#include "core/store/store.h"
#include "indexer/mail.h"

namespace porchlight {

/// One mail of a run, to one organization.
struct MailedReminders {
    std::string organization_id;
    std::string address;   ///< Empty: nobody said where to; its reminders wait.
    std::size_t listings = 0, lines = 0;
    bool is_sent = false;
};

/// Every listing that is at a step of docs/upkeep.md today.
Result<std::vector<DueReminder>> due_reminders(Store& store, const Catalogue& catalogue, Day today);

/// What a mail says: how many lines, and where to sign in. No listing, no fact, no name.
Mail reminder_mail(const std::string& to, std::size_t lines, const std::string& page);

/// Hands in one mail.
using SendMail = std::function<Result<void>(const std::string& to, std::size_t lines)>;

/// Sends what waits, one mail an organization. What isn't taken waits for the next run.
/// @param send empty: nothing is sent.
/// @return one entry an organization, by id.
Result<std::vector<MailedReminders>> send_reminders(ReminderQueue& queue,
                                                    const std::vector<QueuedReminder>& waiting,
                                                    const SendMail& send, Day today);

}  // namespace porchlight
