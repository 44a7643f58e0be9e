#include "indexer/remind.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "core/feed/directory_settings.h"
#include "core/store/checks.h"
#include "core/store/silences.h"
#include "core/store/store_testing.h"

namespace porchlight {
namespace {

using namespace testing;

constexpr Day kToday{std::chrono::days{20'717}};

/// A mail server that takes everything, on a port of its own, and remembers what was said to it.
class MailSink {
  public:
    explicit MailSink(std::string answer_to_data = "250 taken") : answer_(std::move(answer_to_data)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(listener_, 4) == 0);
        REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~MailSink() {
        over_ = true;
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    MailSink(const MailSink&) = delete;
    MailSink& operator=(const MailSink&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::string heard() {
        const std::lock_guard<std::mutex> guard(mutex_);
        return heard_;
    }

  private:
    void serve() {
        while (!over_) {
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            talk(client);
            ::close(client);
        }
    }
    static void say(int client, const std::string& line) {
        const auto whole = line + "\r\n";
        (void)!::write(client, whole.data(), whole.size());
    }
    void talk(int client) {
        say(client, "220 sink");
        bool in_data = false, in_sign_in = false;
        std::string line;
        for (char c = 0; ::read(client, &c, 1) == 1;) {
            line += c;
            if (c != '\n') continue;
            {
                const std::lock_guard<std::mutex> guard(mutex_);
                heard_ += line;
            }
            if (in_data) {
                if (line == ".\r\n") {
                    in_data = false;
                    say(client, answer_);
                }
            } else if (line.rfind("EHLO", 0) == 0) {
                say(client, "250-sink");
                say(client, "250 AUTH PLAIN");
            } else if (line.rfind("AUTH", 0) == 0) {
                in_sign_in = true;
                say(client, "334 ");
            } else if (in_sign_in) {
                in_sign_in = false;
                say(client, "235 yes");
            } else if (line.rfind("DATA", 0) == 0) {
                in_data = true;
                say(client, "354 go on");
            } else {
                say(client, "250 yes");
            }
            line.clear();
        }
    }

    std::string answer_;
    int listener_ = -1, port_ = 0;
    std::atomic<bool> over_ = false;
    std::thread thread_;
    std::mutex mutex_;
    std::string heard_;
};

const Catalogue& catalogue() {
    static const auto loaded = load_directory_settings(PORCHLIGHT_SOURCE_DIR "/data", "");
    if (!loaded) FAIL(loaded.error().message);
    return loaded->catalogue;
}

/// Listings "a" and "b", whose facts (they live 180 days) are as old as this.
struct Desk {
    Desk(int days_a, int days_b) {
        store = open(folder);
        import(*store, {stated("a", days_a), stated("b", days_b)});
        auto accounts = expect(AccountStore::open(folder.file()));
        for (const char* name : {"a", "b"})
            expect(accounts->add_organization({id(std::string(name) + " organization"), name, ""}, kNow));
        queue = expect(ReminderQueue::open(folder.file()));
        for (const char* name : {"a", "b"})
            expect(queue->set_address(id(std::string(name) + " organization"), std::string(name) + "@agency.example", kNow));
    }
    static Listing stated(const std::string& name, int age) {
        auto said = says("no-id-asked", Value::yes, name, Standing::attested);
        said.verified_on = kToday - std::chrono::days{age};
        return with(listing(name), {said});
    }
    std::vector<MailedReminders> run(const SendMail& send, Day today = kToday) {
        const auto due = expect(due_reminders(*store, catalogue(), today));
        return expect(send_reminders(*queue, expect(queue->queue(due, today, Rehearsal::no)), send, today));
    }

    StoreFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<ReminderQueue> queue;
};

/// What a run sends: "address lines".
std::vector<std::string> sent_by(Desk& desk) {
    std::vector<std::string> out;
    desk.run([&](const std::string& to, std::size_t lines) -> Result<void> {
        out.push_back(to + ' ' + std::to_string(lines));
        return {};
    });
    return out;
}

MailSettings settings_for(const MailSink& sink) {
    MailSettings out;
    out.url = sink.url();
    out.from = "directory@porch.example";
    out.user = "porch";
    out.password = "lantern";
    out.page = "https://porch.example/";
    out.is_local = true;
    return out;
}

/// A settings file with this text, which only its owner may read.
std::filesystem::path file_with(const StoreFolder& folder, const std::string& text) {
    const auto file = folder.path() / "mail.json";
    std::ofstream(file) << text;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return file;
}

const char* const kProper = R"({"url": "smtps://mail.example", "from": "a@b.example", "page": "https://porch.example/"})";

}  // namespace

TEST_CASE("each agency is reminded once of what grows old", "[remind]") {
    Desk desk(140, 10);
    CHECK(sent_by(desk) == std::vector<std::string>{"a@agency.example 1"});
    CHECK(sent_by(desk).empty());
}

TEST_CASE("what no server took waits for the next run", "[remind]") {
    Desk desk(140, 200);
    const auto mails = desk.run([](const std::string& to, std::size_t) -> Result<void> {
        if (to[0] == 'a') return fail(ErrorKind::unavailable, "no");
        return {};
    });
    REQUIRE(mails.size() == 2);
    CHECK(sent_by(desk) == std::vector<std::string>{"a@agency.example 1"});
}

TEST_CASE("without a mail server, or an address, reminders wait in the queue", "[remind]") {
    Desk desk(140, 200);
    for (const auto& mail : desk.run({})) CHECK_FALSE(mail.is_sent);
    expect(desk.queue->set_address(id("a organization"), "", kNow));
    CHECK(sent_by(desk) == std::vector<std::string>{"b@agency.example 1"});
}

TEST_CASE("who leaves three reminders unanswered is on no public screen after 60 days and archived after 90, until an answer comes", "[remind]") {
    Desk desk(200, 10);
    const auto silences = expect(SilenceList::open(desk.folder.file()));
    std::vector<int> sent_on;
    const auto until = [&](int day) {
        for (int i = sent_on.empty() ? 0 : sent_on.back() + 1; i <= day; ++i)
            desk.run([&](const std::string& to, std::size_t) -> Result<void> {
                if (to[0] == 'a') sent_on.push_back(i);
                return {};
            }, kToday + std::chrono::days{i});
        return expect(silences->current(kToday + std::chrono::days{day}));
    };
    const auto at = [&](int day) { return expect(silences->current(kToday + std::chrono::days{day})); };
    CHECK(until(59)->off_public.empty());
    CHECK(sent_on == std::vector<int>{0, 20, 40});
    CHECK(at(60)->off_public.count(id("a")) == 1);
    CHECK(at(60)->archived.empty());
    CHECK(at(89)->archived.empty());
    CHECK(at(90)->archived.count(id("a")) == 1);
    CHECK(at(90)->off_public.count(id("b")) == 0);

    StoredAccount editor;
    editor.id = editor.name = "editor";
    editor.organization_id = id("a organization");
    editor.role = StaffRole::agency_editor;
    editor.password = "x";
    expect(expect(AccountStore::open(desk.folder.file()))->add(editor, {}, "operator", kNow));
    NewCheck answer;
    answer.service_id = id("a");
    answer.account_id = "editor";
    expect(expect(CheckStore::open(desk.folder.file()))->add(answer, kToday + std::chrono::days{91}));
    CHECK(at(91)->off_public.empty());
    CHECK(at(91)->archived.empty());
}

TEST_CASE("what was never sent is no try: a listing without an address isn't archived", "[remind]") {
    Desk desk(200, 10);
    expect(desk.queue->set_address(id("a organization"), "", kNow));
    for (int day = 0; day < 100; day += 10) desk.run([](const std::string&, std::size_t) -> Result<void> { return {}; }, kToday + std::chrono::days{day});
    CHECK(expect(expect(SilenceList::open(desk.folder.file()))->current(kToday + std::chrono::days{100}))->off_public.empty());
}

TEST_CASE("a mail goes over SMTP, and says how many lines and where to sign in, nothing else", "[remind]") {
    MailSink sink;
    expect(send_mail(settings_for(sink), reminder_mail("a@agency.example", 12, "https://porch.example/"), kNow));
    const auto heard = sink.heard();
    INFO(heard);
    const auto says = [&](const char* what) { return heard.find(what) != std::string::npos; };
    CHECK(says("MAIL FROM:<directory@porch.example>"));
    CHECK(says("RCPT TO:<a@agency.example>"));
    CHECK(says("AUTH PLAIN"));
    CHECK(says("Date: Mon, 21 Sep 2026 14:13:20 +0000"));
    CHECK(says("12 lines"));
    CHECK(says("12 lignes"));
    CHECK(says("https://porch.example/"));
    CHECK_FALSE(says("lantern"));
    for (const auto& fact : catalogue().facts()) {
        CHECK_FALSE(says(fact.label.in("en").c_str()));
        CHECK_FALSE(says(fact.id.c_str()));
    }
}

TEST_CASE("a mail that isn't taken is an error that names no address", "[remind]") {
    const auto failed = [](const MailSettings& settings) {
        const auto sent = send_mail(settings, reminder_mail("a@agency.example", 1, "https://porch.example/"), kNow);
        CHECK(failure(sent) == ErrorKind::unavailable);
        CHECK(sent.error().message.find("agency.example") == std::string::npos);
    };
    MailSink refusing("550 no");
    failed(settings_for(refusing));
    auto closed = settings_for(refusing);
    closed.url = "smtp://127.0.0.1:1";
    failed(closed);
}

TEST_CASE("to another machine no mail goes without TLS", "[remind]") {
    MailSink sink;
    auto settings = settings_for(sink);
    settings.is_local = false;
    CHECK(failure(send_mail(settings, reminder_mail("a@agency.example", 1, "https://porch.example/"), kNow)) ==
          ErrorKind::unavailable);
    CHECK(sink.heard().find("AUTH") == std::string::npos);
}

TEST_CASE("how mail is sent stands in a file that not everybody may read", "[remind]") {
    const StoreFolder folder;
    CHECK_FALSE(expect(MailSettings::load(file_with(folder, kProper))).is_local);
    CHECK(expect(MailSettings::load(file_with(folder, R"({"url": "smtp://localhost:25", "from": "a@b.example",
        "user": "u", "password": "p", "page": "https://porch.example/"})"))).is_local);
    for (const char* text :
         {"", "[]", R"({"url": "smtps://mail.example"})",
          R"({"url": "http://mail.example", "from": "a@b.example", "page": "https://porch.example/"})",
          R"({"url": "smtps://u:p@mail.example", "from": "a@b.example", "page": "https://porch.example/"})",
          R"({"url": "smtps://mail.example", "from": "a@b.example\r\nBcc: x@y.example", "page": "https://p.example/"})",
          R"({"url": "smtps://mail.example", "from": "a@b.example", "page": "http://porch.example/"})",
          R"({"url": "smtps://mail.example", "from": "a@b.example", "page": "https://porch.example/", "user": "u"})",
          R"({"url": "smtps://mail.example", "from": "a@b.example", "page": "https://porch.example/", "ur1": ""})"})
        CHECK(failure(MailSettings::load(file_with(folder, text))) == ErrorKind::bad_request);
    const auto open_to_all = file_with(folder, kProper);
    std::filesystem::permissions(open_to_all, std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    CHECK(failure(MailSettings::load(open_to_all)) == ErrorKind::bad_request);
    CHECK(failure(MailSettings::load(folder.path() / "absent")) == ErrorKind::unavailable);
}

}  // namespace porchlight
