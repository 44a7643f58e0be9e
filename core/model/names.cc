#include <array>
#include <utility>

#include "core/model/candidate.h"
#include "core/model/evidence.h"
#include "core/model/hours.h"
#include "core/model/statement.h"

namespace porchlight {
namespace {

template <class T, std::size_t N>
using Names = std::array<std::pair<T, std::string_view>, N>;

constexpr Names<Evidence, 4> kEvidence{{{Evidence::unfavourable, "unfavourable"},
                                        {Evidence::unknown, "unknown"},
                                        {Evidence::stale, "stale"},
                                        {Evidence::favourable, "favourable"}}};
constexpr Names<Strength, 3> kStrength{{{Strength::preferred, "preferred"},
                                        {Strength::required, "required"},
                                        {Strength::critical, "critical"}}};
constexpr Names<Class, 4> kClass{{{Class::ruled_out, "ruled_out"},
                                  {Class::hold, "hold"},
                                  {Class::ask, "ask"},
                                  {Class::meets, "meets"}}};
constexpr Names<Value, 2> kValue{{{Value::no, "no"}, {Value::yes, "yes"}}};
constexpr Names<Standing, 4> kStanding{{{Standing::proposed, "proposed"},
                                        {Standing::stated, "stated"},
                                        {Standing::attested, "attested"},
                                        {Standing::reviewed, "reviewed"}}};
constexpr Names<Method, 4> kMethod{{{Method::import, "import"},
                                    {Method::agency_statement, "agency_statement"},
                                    {Method::call_back, "call_back"},
                                    {Method::visit, "visit"}}};
constexpr Names<Subject, 3> kSubject{{{Subject::organization, "organization"},
                                      {Subject::service, "service"},
                                      {Subject::site, "site"}}};
constexpr Names<Visibility, 3> kVisibility{{{Visibility::open, "public"},
                                            {Visibility::staff, "staff"},
                                            {Visibility::hidden, "hidden"}}};
constexpr Names<HoursKind, 4> kHoursKind{{{HoursKind::open, "open"},
                                          {HoursKind::intake, "intake"},
                                          {HoursKind::meal, "meal"},
                                          {HoursKind::staff_on_call, "staff_on_call"}}};
constexpr Names<LanguageOffer, 5> kOffer{
    {{LanguageOffer::staff, "staff"},
     {LanguageOffer::staff_sometimes, "staff_sometimes"},
     {LanguageOffer::interpreter_on_site, "interpreter_on_site"},
     {LanguageOffer::interpreter_by_phone, "interpreter_by_phone"},
     {LanguageOffer::phone_line, "phone_line"}}};

template <class T, std::size_t N>
std::string_view name_of(const Names<T, N>& names, T value) {
    for (const auto& [candidate, name] : names)
        if (candidate == value) return name;
    return {};
}

template <class T, std::size_t N>
std::optional<T> value_of(const Names<T, N>& names, std::string_view text) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Evidence evidence) { return name_of(kEvidence, evidence); }
std::string_view to_string(Strength strength) { return name_of(kStrength, strength); }
std::string_view to_string(Class value) { return name_of(kClass, value); }
std::string_view to_string(Value value) { return name_of(kValue, value); }
std::string_view to_string(Standing standing) { return name_of(kStanding, standing); }
std::string_view to_string(Method method) { return name_of(kMethod, method); }
std::string_view to_string(Subject subject) { return name_of(kSubject, subject); }
std::string_view to_string(Visibility visibility) { return name_of(kVisibility, visibility); }
std::string_view to_string(HoursKind kind) { return name_of(kHoursKind, kind); }
std::string_view to_string(LanguageOffer offer) { return name_of(kOffer, offer); }
std::optional<Value> parse_value(std::string_view text) { return value_of(kValue, text); }
std::optional<Standing> parse_standing(std::string_view text) { return value_of(kStanding, text); }
std::optional<Method> parse_method(std::string_view text) { return value_of(kMethod, text); }
std::optional<Subject> parse_subject(std::string_view text) { return value_of(kSubject, text); }
std::optional<LanguageOffer> parse_language_offer(std::string_view text) {
    return value_of(kOffer, text);
}
std::optional<Visibility> parse_visibility(std::string_view text) {
    return value_of(kVisibility, text);
}

}  // namespace porchlight
