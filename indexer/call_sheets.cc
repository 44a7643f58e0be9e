#include "indexer/call_sheets.h"

#include <fmt/format.h>

#include "core/base/html.h"

namespace porchlight {
namespace {

/// The sheet's own words. Questions and labels come from the catalogue.
struct Words {
    const char *language, *title, *intro, *yes, *no, *unknown, *who, *day;
};

constexpr Words kEnglish{
    "en",
    "Call sheet {} of {}",
    "Directory upkeep, made {}. Say that you keep a directory and check what it says. Ask every question "
    "as it stands; nobody who looks for help is mentioned. Write down what they say, also a no.",
    "yes",
    "no",
    "don’t know",
    "Whom you spoke to",
    "Day"};
constexpr Words kFrench{
    "fr",
    "Feuille d’appels {} de {}",
    "Tenue du répertoire, faite le {}. Dites que vous tenez un répertoire et vérifiez ce qu’il dit. Posez "
    "chaque question telle quelle; personne qui cherche de l’aide n’est mentionné. Notez ce qu’on vous dit, aussi un non.",
    "oui",
    "non",
    "ne sait pas",
    "À qui vous avez parlé",
    "Jour"};

constexpr const char* kStyle =
    "@page{margin:10mm}body{font:9pt/1.3 sans-serif;margin:0}section{break-after:page}"
    "section:last-child{break-after:auto}h1{font-size:12pt;margin:0 0 1mm}ol{margin:0;padding-left:7mm}"
    "ol>li{break-inside:avoid;border-top:.3mm solid #000;padding:1.2mm 0}h2{font-size:10pt;margin:0}p{margin:.3mm 0}"
    "ul{display:grid;grid-template-columns:1fr 1fr;gap:.4mm 6mm;list-style:none;margin:.6mm 0;padding:0}"
    ".answers{white-space:nowrap}"
    ".blank{border-bottom:.2mm solid #000;display:inline-block;width:50mm}";

std::string call_html(const SheetCall& call, const Words& words) {
    std::string where = call.organization;
    if (!call.region.empty()) where += (where.empty() ? "" : ", ") + call.region;
    std::string out = fmt::format("<li>\n<h2>{}{}{}</h2>\n<p>", html_escaped(call.name),
                                  where.empty() ? "" : " · ", html_escaped(where));
    for (const auto& phone : call.phones) out += fmt::format("<b>{}</b> · ", html_escaped(phone));
    out += fmt::format("{}</p>\n<ul>\n", html_escaped(call.said));
    for (const auto& question : call.questions)
        out += fmt::format(
            "<li>{} <span class=\"answers\">☐ {} ☐ {} ☐ "
            "{}</span></li>\n",
            html_escaped(question), words.yes, words.no, words.unknown);
    return out + fmt::format(
                     "</ul>\n<p>{}: <span class=\"blank\"></span> {}: <span "
                     "class=\"blank\"></span></p>\n</li>\n",
                     words.who, words.day);
}

}  // namespace

std::string call_sheets_html(const std::vector<SheetCall>& calls, Day made_on,
                             const std::string& language) {
    const Words& words = language.rfind("fr", 0) == 0 ? kFrench : kEnglish;
    const std::size_t sheets = (calls.size() + kCallsPerSheet - 1) / kCallsPerSheet;
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<meta charset=\"utf-8\">\n<title>Porchlight</title>\n"
        "<style>{}</style>\n",
        words.language, kStyle);
    for (std::size_t sheet = 0; sheet < sheets; ++sheet) {
        const std::size_t first = sheet * kCallsPerSheet;
        out += fmt::format("<section>\n<h1>{}</h1>\n<p>{}</p>\n<ol start=\"{}\">\n",
                           fmt::format(fmt::runtime(words.title), sheet + 1, sheets),
                           fmt::format(fmt::runtime(words.intro), format_day(made_on)), first + 1);
        for (std::size_t i = first; i < std::min(calls.size(), first + kCallsPerSheet); ++i)
            out += call_html(calls[i], words);
        out += "</ol>\n</section>\n";
    }
    return out;
}

}  // namespace porchlight
