#include "core/feed/statements.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/feed/json_read.h"
#include "core/text/fold.h"

namespace porchlight {
namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<Day> day_of(std::string_view text) {
    const auto day = parse_day(text);
    return day ? std::optional(*day) : std::nullopt;
}

/// How it came to be known, where a metadata row says so in a word that we know.
Method method_of(const Json& row) {
    for (const char* key : {"last_action_type", "updated_by"}) {
        const auto said = fold_phrase(text_of(row, key));
        if (is_one_of(said, {"visit", "site visit", "visited"})) return Method::visit;
        if (is_one_of(said, {"call back", "callback", "call", "called", "phone call"})) return Method::call_back;
        if (is_one_of(said, {"agency statement", "agency", "statement", "stated by agency"})) return Method::agency_statement;
    }
    return Method::import;
}

class Collector {
  public:
    Collector(const Json& record, const SourceSettings& source, const Catalogue& catalogue)
        : source_(source), catalogue_(catalogue), assured_(day_of(text_of(record, "assured_date"))) {}

    void add(const FactUse& use) {
        Statement out = bare(use.subject, use.subject_id, use.fact, use.value);
        out.detail = use.detail;
        std::optional<Day> newest;
        for (const auto& row : items_of(*use.attribute, "metadata")) {
            const auto day = day_of(text_of(row, "last_action_date"));
            if (!day || (newest && *day < *newest)) continue;
            newest = out.verified_on = day;
            out.method = method_of(row);
            // A value that its own record calls a proposal counts as no more, whatever the source's rule.
            if (fold_phrase(text_of(row, "last_action_type")) == "proposed") out.standing = Standing::proposed;
        }
        keep(std::move(out));
    }

    /// A statement that a member of HSDS itself makes; an attribute on the same fact goes before.
    void imply(std::string_view fact, Value value, Subject subject, std::string_view subject_id) {
        const auto number = catalogue_.fact(fact);
        if (!number || subject_id.empty()) return;
        auto statement = bare(subject, std::string(subject_id), *number, value);
        if (kept_.contains(key_of(statement))) return;
        keep(std::move(statement));
    }

    std::vector<Statement> take() {
        std::vector<Statement> out;
        for (auto& [key, statement] : kept_)
            if (statement) out.push_back(std::move(*statement));
        return out;
    }

  private:
    using Key = std::tuple<Subject, std::string, std::string, std::string>;

    Statement bare(Subject subject, std::string subject_id, std::uint16_t fact, Value value) const {
        const auto& entry = catalogue_.facts()[fact];
        Statement out;
        out.subject = subject;
        out.subject_id = std::move(subject_id);
        out.fact = entry.id;
        out.value = value;
        out.verified_on = assured_;
        out.standing = source_.standing_for(entry.group);
        out.source = source_.name;
        return out;
    }

    /// Facts with a value of their own (a background) may be stated once for each value.
    Key key_of(const Statement& statement) const {
        const auto number = catalogue_.fact(statement.fact);
        const bool by_detail = number && catalogue_.facts()[*number].has_detail && statement.value == Value::yes;
        return {statement.subject, statement.subject_id, statement.fact, by_detail ? statement.detail : std::string{}};
    }

    void keep(Statement statement) {
        const auto key = key_of(statement);
        const auto found = kept_.find(key);
        if (found == kept_.end()) { kept_.emplace(key, std::move(statement)); return; }
        auto& before = found->second;
        if (!before) return;
        if (before->value == statement.value) {
            if (statement.verified_on > before->verified_on) before = std::move(statement);
            return;
        }
        if (statement.verified_on != before->verified_on) {
            if (statement.verified_on > before->verified_on) before = std::move(statement);
            return;
        }
        const auto good = Catalogue::favourable_value(catalogue_.facts()[*catalogue_.fact(statement.fact)]);
        if (!good) before.reset();
        else if (statement.value != *good) before = std::move(statement);
    }

    const SourceSettings& source_;
    const Catalogue& catalogue_;
    std::optional<Day> assured_;
    std::map<Key, std::optional<Statement>> kept_;  ///< Empty: contradicts itself.
};

/// Free for everyone only where every price says so and none has a condition or a term.
void imply_cost(const Json& record, std::string_view id, Collector& out) {
    std::size_t free = 0, priced = 0, all = 0;
    for (const auto& option : items_of(record, "cost_options")) {
        ++all;
        if (option.contains("valid_from") || option.contains("valid_to")) return;
        const auto said = fold_phrase(text_of(option, "option"));
        const bool says_free = is_one_of(said, {"free", "free of charge", "no charge", "no cost", "gratuit", "gratis"});
        const auto amount = number_of(option, "amount");
        if (amount && *amount > 0) ++priced;
        else if (says_free || (amount && *amount == 0 && said.empty())) ++free;
    }
    if (all > 0 && free == all) out.imply("free", Value::yes, Subject::service, id);
    else if (all > 0 && priced == all) out.imply("free", Value::no, Subject::service, id);
    else if (all == 0) {
        const auto fees = fold_phrase(text_of(record, "fees_description"));
        if (is_one_of(fees, {"free", "free of charge", "no charge", "no cost", "no fee", "no fees", "gratuit", "gratis"}))
            out.imply("free", Value::yes, Subject::service, id);
    }
}

void imply_documents(const Json& record, std::string_view id, Collector& out) {
    for (const auto& row : items_of(record, "required_documents")) {
        const auto said = fold_phrase(text_of(row, "document"));
        if (is_one_of(said, {"photo id", "photo identification", "picture id", "government issued photo id",
                             "government issued id", "government id", "id", "identification"}))
            out.imply("no-id-asked", Value::no, Subject::service, id);
        else if (is_one_of(said, {"no id required", "no id needed", "no identification required", "no identification needed"}))
            out.imply("no-id-asked", Value::yes, Subject::service, id);
    }
}

void imply_access(const Json& site, Collector& out) {
    const auto id = text_of(site, "id");
    for (const auto& row : items_of(object_of(site, "location"), "accessibility")) {
        const auto said = fold_phrase(text_of(row, "description"));
        if (is_one_of(said, {"wheelchair accessible", "fully wheelchair accessible", "wheelchair access",
                             "accessible en fauteuil roulant", "accesible en silla de ruedas"}))
            out.imply("wheelchair", Value::yes, Subject::site, id);
        else if (is_one_of(said, {"not wheelchair accessible", "not wheelchair accessible at this time",
                                  "no wheelchair access", "wheelchair inaccessible"}))
            out.imply("wheelchair", Value::no, Subject::site, id);
    }
}

}  // namespace

std::vector<Statement> statements_of(const Json& record, const RecordMeaning& meaning,
                                     const SourceSettings& source, const Catalogue& catalogue) {
    Collector out(record, source, catalogue);
    for (const auto& use : meaning.facts) out.add(use);
    const auto id = text_of(record, "id");
    imply_cost(record, id, out);
    imply_documents(record, id, out);
    for (const auto& site : items_of(record, "service_at_locations")) imply_access(site, out);
    return out.take();
}

}  // namespace porchlight
