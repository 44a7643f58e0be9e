#include "indexer/mail.h"

#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <ctime>
#include <fstream>
#include <memory>
#include <set>

#include "core/base/json.h"
#include "core/store/reminders.h"

namespace porchlight {
namespace {

constexpr long kMostSeconds = 30;
constexpr long kMostSecondsToConnect = 10;

template <class T, void (*end)(T*)>
struct Ends {
    void operator()(T* what) const { end(what); }
};
using Transfer = std::unique_ptr<CURL, Ends<CURL, &curl_easy_cleanup>>;
using Mime = std::unique_ptr<curl_mime, Ends<curl_mime, &curl_mime_free>>;

/// A list of lines for libcurl.
class Lines {
  public:
    void add(const std::string& line) {
        auto* longer = curl_slist_append(head_.get(), line.c_str());
        head_.release();
        head_.reset(longer);
    }
    curl_slist* get() const { return head_.get(); }

  private:
    std::unique_ptr<curl_slist, Ends<curl_slist, &curl_slist_free_all>> head_;
};

tl::unexpected<Error> wrong(const std::string& sentence) { return fail(ErrorKind::bad_request, sentence); }

/// Whether the server's name is this machine's own.
bool is_loopback(const std::string& url) {
    const auto host = url.substr(url.find("://") + 3);
    for (const char* own : {"localhost", "127.0.0.1", "[::1]"})
        if (host.rfind(own, 0) == 0) {
            const auto rest = host.substr(std::string(own).size());
            return rest.empty() || rest[0] == ':' || rest[0] == '/';
        }
    return false;
}

bool is_one_line(const std::string& text) {
    for (const char c : text)
        if (c <= ' ' || c >= 0x7f) return false;
    return !text.empty();
}

Result<MailSettings> settings_of(const Json& json) {
    if (!json.is_object()) return wrong("the file holds no JSON object");
    static const std::set<std::string> kNames = {"url", "from", "user", "password", "page"};
    for (const auto& [name, value] : json.items())
        if (kNames.count(name) == 0 || !value.is_string()) return wrong("\"" + name + "\" isn't known, or no text");
    MailSettings out{json.value("url", ""), json.value("from", ""), json.value("user", ""),
                     json.value("password", ""), json.value("page", "")};
    if ((out.url.rfind("smtp://", 0) != 0 && out.url.rfind("smtps://", 0) != 0) || !is_one_line(out.url))
        return wrong("\"url\" begins with smtp:// or smtps://");
    if (out.url.find('@') != std::string::npos) return wrong("\"user\" and \"password\" don't stand in \"url\"");
    if (!is_mail_address(out.from)) return wrong("\"from\" is no e-mail address");
    if (out.user.empty() != out.password.empty()) return wrong("\"user\" and \"password\" go together");
    out.is_local = is_loopback(out.url);
    const bool own = out.page.rfind("http://127.0.0.1", 0) == 0 || out.page.rfind("http://localhost", 0) == 0;
    if ((out.page.rfind("https://", 0) != 0 && !own) || !is_one_line(out.page))
        return wrong("\"page\" is where agencies sign in, and begins with https://");
    return out;
}

/// As RFC 5322 writes it.
std::string mail_date(Instant now) {
    return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

Lines headers_of(const MailSettings& settings, const Mail& mail, Instant now) {
    Lines out;
    out.add("Date: " + mail_date(now));
    out.add("From: <" + settings.from + ">");
    out.add("To: <" + mail.to + ">");
    out.add("Subject: " + mail.subject);
    out.add("Auto-Submitted: auto-generated");
    return out;
}

void set_server(CURL* transfer, const MailSettings& settings) {
    curl_easy_setopt(transfer, CURLOPT_URL, settings.url.c_str());
    curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(transfer, CURLOPT_USE_SSL, static_cast<long>(settings.is_local ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    curl_easy_setopt(transfer, CURLOPT_TIMEOUT, kMostSeconds);
    curl_easy_setopt(transfer, CURLOPT_CONNECTTIMEOUT, kMostSecondsToConnect);
    curl_easy_setopt(transfer, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(transfer, CURLOPT_PROXY, "");
    if (settings.user.empty()) return;
    curl_easy_setopt(transfer, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(transfer, CURLOPT_PASSWORD, settings.password.c_str());
}

}  // namespace

Result<MailSettings> MailSettings::load(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return fail(ErrorKind::unavailable, "cannot read the file", file.string());
    struct stat status{};
    if (::stat(file.c_str(), &status) == 0 && (status.st_mode & S_IRWXO) != 0)
        return fail(ErrorKind::bad_request, "everybody on this machine may read it: chmod o= it first", file.string());
    const auto json = Json::parse(in, nullptr, false);
    auto settings = settings_of(json);
    if (!settings) return fail(settings.error().kind, settings.error().message, file.string());
    return settings;
}

Result<void> send_mail(const MailSettings& settings, const Mail& mail, Instant now) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    const Transfer transfer(curl_easy_init());
    if (ready != CURLE_OK || !transfer) return fail(ErrorKind::unavailable, "libcurl can't start");
    set_server(transfer.get(), settings);
    const auto headers = headers_of(settings, mail, now);
    Lines receivers;
    receivers.add("<" + mail.to + ">");
    const auto from = "<" + settings.from + ">";
    curl_easy_setopt(transfer.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(transfer.get(), CURLOPT_MAIL_RCPT, receivers.get());
    const Mime mime(curl_mime_init(transfer.get()));
    auto* part = curl_mime_addpart(mime.get());
    curl_mime_data(part, mail.text.c_str(), mail.text.size());
    curl_mime_type(part, "text/plain; charset=utf-8");
    curl_mime_encoder(part, "quoted-printable");
    curl_easy_setopt(transfer.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(transfer.get(), CURLOPT_MIMEPOST, mime.get());
    const auto result = curl_easy_perform(transfer.get());
    if (result == CURLE_OK) return {};
    return fail(ErrorKind::unavailable, std::string("the mail server didn't take it: ") + curl_easy_strerror(result));
}

}  // namespace porchlight
