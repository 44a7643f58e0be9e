#include "core/review/sanity.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/feed/json_read.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

/// Area codes of the numbering plan of Canada and the United States that lie in neither.
constexpr std::array<std::string_view, 26> kAbroad = {"242", "246", "264", "268", "284", "345", "441", "473", "649",
                                                      "658", "664", "670", "671", "684", "721", "758", "767", "784",
                                                      "787", "809", "829", "849", "868", "869", "876", "939"};

/// Where anybody opens a mailbox without saying who they are.
constexpr std::array<std::string_view, 20> kFreeMail = {
    "gmail.com",   "googlemail.com", "outlook.com", "hotmail.com",   "live.com",       "msn.com", "yahoo.com",
    "yahoo.ca",    "ymail.com",      "icloud.com",  "me.com",        "aol.com",        "gmx.com", "mail.com",
    "proton.me",   "protonmail.com", "zoho.com",    "yandex.com",    "tutanota.com",   "hotmail.ca"};

struct Offer {
    std::string_view kind, phrase;  ///< The phrase as fold_phrase() makes it.
};

constexpr Offer kOffers[] = {
    {"promises_job", "guaranteed job"},
    {"promises_job", "job guaranteed"},
    {"promises_job", "guaranteed work"},
    {"promises_job", "guaranteed income"},
    {"promises_job", "work abroad"},
    {"promises_job", "earn up to"},
    {"promises_job", "no experience needed"},
    {"promises_job", "modelling"},
    {"promises_job", "hostess"},
    {"promises_job", "emploi garanti"},
    {"promises_job", "travail garanti"},
    {"promises_job", "travail a l etranger"},
    {"promises_job", "trabajo garantizado"},
    {"promises_job", "trabajo en el extranjero"},
    {"sends_transport", "transport sent to you"},
    {"sends_transport", "send a car"},
    {"sends_transport", "send a driver"},
    {"sends_transport", "send you a ride"},
    {"sends_transport", "send you a ticket"},
    {"sends_transport", "come and get you"},
    {"sends_transport", "we pay your ticket"},
    {"sends_transport", "plane ticket"},
    {"sends_transport", "flight paid"},
    {"sends_transport", "billet d avion"},
    {"sends_transport", "envoyons une voiture"},
    {"sends_transport", "venons te chercher"},
    {"sends_transport", "boleto de avion"},
    {"sends_transport", "mandamos un carro"},
    {"asks_picture", "send a photo"},
    {"asks_picture", "send photos"},
    {"asks_picture", "send us a photo"},
    {"asks_picture", "send your photo"},
    {"asks_picture", "send a picture"},
    {"asks_picture", "send us a picture"},
    {"asks_picture", "photo of yourself"},
    {"asks_picture", "photos of yourself"},
    {"asks_picture", "full body"},
    {"asks_picture", "envoyez une photo"},
    {"asks_picture", "envoie une photo"},
    {"asks_picture", "envoyer une photo"},
    {"asks_picture", "photo de toi"},
    {"asks_picture", "envia una foto"},
    {"asks_picture", "envie una foto"},
    {"asks_passport", "passport"},
    {"asks_passport", "passports"},
    {"asks_passport", "passeport"},
    {"asks_passport", "pasaporte"},
    {"pays_finders", "referral bonus"},
    {"pays_finders", "finder s fee"},
    {"pays_finders", "finders fee"},
    {"pays_finders", "bring a friend"},
    {"pays_finders", "refer a friend"},
    {"pays_finders", "for every person you bring"},
    {"pays_finders", "prime de recommandation"},
    {"pays_finders", "amene une amie"},
    {"pays_finders", "bono por referir"},
    {"pays_finders", "trae a una amiga"},
};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// What is odd about a number; empty where nothing is.
std::string_view kind_of_number(std::string_view number) {
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9') digits += c;
    const bool plus = number.find('+') != std::string_view::npos;
    if (digits.rfind("011", 0) == 0 || (plus && digits.rfind('1', 0) != 0)) return "foreign_number";
    if (digits.size() == 11 && digits[0] == '1') digits.erase(0, 1);
    if (digits.size() > 10) return "foreign_number";
    if (digits.size() < 10) return {};
    const auto area = std::string_view(digits).substr(0, 3);
    if (area == "900" || std::string_view(digits).substr(3, 3) == "976") return "premium_number";
    return is_among(kAbroad, area) ? std::string_view("foreign_number") : std::string_view();
}

void look_at_numbers(const Json& record, std::vector<SanityWarning>& out) {
    for (const auto& phone : items_of(record, "phones")) {
        const auto number = string_of(phone, "number");
        if (const auto kind = kind_of_number(number); !kind.empty())
            out.push_back({std::string(kind), "phones", number});
    }
}

/// A name in letters of another script is written so where it is a link: it may look like another's.
bool looks_alike(const std::string& host) {
    return host.rfind("xn--", 0) == 0 || host.find(".xn--") != std::string::npos ||
           std::any_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}

void look_at_addresses(const Json& record, std::vector<SanityWarning>& out) {
    const auto email = string_of(record, "email");
    const auto host = fold(email.substr(std::min(email.size(), email.find('@') + 1)));
    if (is_among(kFreeMail, host)) out.push_back({"free_mail", "email", email});
    if (looks_alike(host)) out.push_back({"look_alike_address", "email", email});
    const auto url = string_of(record, "url");
    const auto begin = url.find("://");
    const auto site = begin == std::string::npos ? url : url.substr(begin + 3);
    if (looks_alike(fold(site.substr(0, site.find('/'))))) out.push_back({"look_alike_address", "url", url});
}

void look_at_words(const Json& record, std::vector<SanityWarning>& out) {
    for (const char* member : {"name", "description", "application_process", "fees_description",
                               "eligibility_description", "alert"}) {
        const auto words = " " + fold_phrase(string_of(record, member)) + " ";
        for (const auto& offer : kOffers)
            if (words.find(" " + std::string(offer.phrase) + " ") != std::string::npos)
                out.push_back({std::string(offer.kind), member, std::string(offer.phrase)});
    }
    for (const auto& document : items_of(record, "required_documents")) {
        const auto name = string_of(document, "document");
        for (const auto& offer : kOffers)
            if (offer.kind == "asks_passport" && fold_phrase(name).find(offer.phrase) != std::string::npos) {
                out.push_back({"asks_passport", "required_documents", name});
                break;
            }
    }
}

}  // namespace

std::vector<SanityWarning> sanity_warnings(const Json& record) {
    std::vector<SanityWarning> out;
    look_at_numbers(record, out);
    look_at_addresses(record, out);
    look_at_words(record, out);
    return out;
}

}  // namespace porchlight
