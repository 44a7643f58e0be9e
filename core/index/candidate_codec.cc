#include "core/index/candidate_codec.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace porchlight {
namespace {

/// Raised when the encoding changes; older bytes are refused, and the index is rebuilt.
constexpr std::uint8_t kVersion = 1;
constexpr std::int32_t kNoDay = INT32_MIN;

class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
    void boolean(bool value) { byte(value ? 1 : 0); }
    void number(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    void signed_number(std::int64_t value) {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view value) {
        number(value.size());
        out_ += value;
    }
    void uuid(const Uuid& value) {
        out_.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
    }
    void day(const std::optional<Day>& value) {
        signed_number(value ? value->time_since_epoch().count() : kNoDay);
    }
    /// Degrees to 1e-6, 11 cm: finer than any address.
    void degrees(double value) { signed_number(std::llround(value * 1e6)); }
    void region(const Region& value) {
        degrees(value.centre.lat);
        degrees(value.centre.lon);
        number(static_cast<std::uint64_t>(std::llround(value.radius_km * 1000)));
    }
    template <class List, class Each>
    void list(const List& values, Each each) {
        number(values.size());
        for (const auto& value : values) each(value);
    }
    template <class T, class Each>
    void maybe(const std::optional<T>& value, Each each) {
        boolean(value.has_value());
        if (value) each(*value);
    }

    void statement(const FactStatement& value) {
        number(value.fact);
        byte(static_cast<std::uint8_t>(static_cast<unsigned>(value.value) |
                                       static_cast<unsigned>(value.standing) << 1 |
                                       static_cast<unsigned>(value.method) << 3));
        number(value.source);
        day(value.verified_on);
        text(value.detail);
    }
    void language(const OfferedLanguage& value) {
        text(value.tag);
        byte(static_cast<std::uint8_t>(value.offer));
    }
    void shift(const Shift& value) {
        byte(static_cast<std::uint8_t>(value.kind));
        byte(value.weekdays);
        text(value.rrule);
        signed_number(value.opens);
        signed_number(value.minutes);
        const bool dated = value.from || value.until || value.valid_from || value.valid_to;
        boolean(dated);
        if (!dated) return;
        for (const auto* each : {&value.from, &value.until, &value.valid_from, &value.valid_to})
            day(*each);
    }
    void exception(const HoursException& value) {
        byte(static_cast<std::uint8_t>(value.kind));
        byte(static_cast<std::uint8_t>(value.effect));
        day(value.first);
        day(value.last);
        signed_number(value.opens);
        signed_number(value.minutes);
    }
    void hours(const Hours& value) {
        list(value.shifts, [&](const Shift& each) { shift(each); });
        list(value.exceptions, [&](const HoursException& each) { exception(each); });
        day(value.stated_on);
        byte(static_cast<std::uint8_t>(value.standing));
    }
    void eligibility(const Eligibility& value) {
        signed_number(value.minimum_age.value_or(-1));
        signed_number(value.maximum_age.value_or(-1));
        byte(static_cast<std::uint8_t>((value.all_ages ? 1 : 0) | (value.documents_stated ? 2 : 0)));
        list(value.genders, [&](const std::string& each) { text(each); });
        list(value.documents, [&](const std::string& each) { text(each); });
        day(value.stated_on);
        byte(static_cast<std::uint8_t>(value.standing));
    }
    void site(const Site& value) {
        uuid(value.id);
        byte(static_cast<std::uint8_t>((value.masked ? 1 : 0) | (value.virtual_place ? 2 : 0)));
        maybe(value.region, [&](const Region& each) { region(each); });
        list(value.statements, [&](const FactStatement& each) { statement(each); });
        list(value.languages, [&](const OfferedLanguage& each) { language(each); });
        maybe(value.hours, [&](const Hours& each) { hours(each); });
        list(value.covers, [&](const Region& each) { region(each); });
    }

  private:
    std::string& out_;
};

/// Reads with a sticky failure: after the first bad byte everything reads as nothing.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

    bool failed() const { return failed_; }
    bool at_end() const { return at_ == end_; }

    std::uint8_t byte() {
        if (at_ == end_) {
            failed_ = true;
            return 0;
        }
        return static_cast<std::uint8_t>(*at_++);
    }
    bool boolean() { return byte() != 0; }
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const auto next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        failed_ = true;
        return 0;
    }
    std::int64_t signed_number() {
        const auto value = number();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    template <class T>
    void small(T& out) {
        out = static_cast<T>(signed_number());
    }
    void text(std::string& out) {
        const auto size = number();
        if (size > static_cast<std::uint64_t>(end_ - at_)) {
            failed_ = true;
            out.clear();
            return;
        }
        out.assign(at_, static_cast<std::size_t>(size));
        at_ += size;
    }
    void uuid(Uuid& out) {
        if (end_ - at_ < static_cast<std::ptrdiff_t>(out.bytes.size())) {
            failed_ = true;
            return;
        }
        std::memcpy(out.bytes.data(), at_, out.bytes.size());
        at_ += out.bytes.size();
    }
    void day(std::optional<Day>& out) {
        const auto value = signed_number();
        if (value == kNoDay) out.reset();
        else out = Day{std::chrono::days{value}};
    }
    void day(Day& out) { out = Day{std::chrono::days{signed_number()}}; }
    double degrees() { return static_cast<double>(signed_number()) / 1e6; }
    void region(Region& out) {
        out.centre.lat = degrees();
        out.centre.lon = degrees();
        out.radius_km = static_cast<double>(number()) / 1000;
    }
    template <class T, class Each>
    void list(std::vector<T>& out, Each each) {
        const auto size = number();
        if (size > static_cast<std::uint64_t>(end_ - at_)) failed_ = true;
        out.resize(failed_ ? 0 : static_cast<std::size_t>(size));
        for (auto& value : out) each(value);
    }
    template <class T, class Each>
    void maybe(std::optional<T>& out, Each each) {
        if (!boolean()) {
            out.reset();
            return;
        }
        if (!out) out.emplace();
        each(*out);
    }

    void statement(FactStatement& out) {
        out.fact = static_cast<std::uint16_t>(number());
        const auto packed = byte();
        out.value = static_cast<Value>(packed & 1);
        out.standing = static_cast<Standing>(packed >> 1 & 3);
        out.method = static_cast<Method>(packed >> 3 & 3);
        out.source = static_cast<std::uint16_t>(number());
        day(out.verified_on);
        text(out.detail);
    }
    void language(OfferedLanguage& out) {
        text(out.tag);
        out.offer = static_cast<LanguageOffer>(byte());
    }
    void shift(Shift& out) {
        out.kind = static_cast<HoursKind>(byte());
        out.weekdays = byte();
        text(out.rrule);
        small(out.opens);
        small(out.minutes);
        const bool dated = boolean();
        for (auto* each : {&out.from, &out.until, &out.valid_from, &out.valid_to}) {
            if (dated) day(*each);
            else each->reset();
        }
    }
    void exception(HoursException& out) {
        out.kind = static_cast<HoursKind>(byte());
        out.effect = static_cast<HoursException::Effect>(byte());
        day(out.first);
        day(out.last);
        small(out.opens);
        small(out.minutes);
    }
    void hours(Hours& out) {
        list(out.shifts, [&](Shift& each) { shift(each); });
        list(out.exceptions, [&](HoursException& each) { exception(each); });
        day(out.stated_on);
        out.standing = static_cast<Standing>(byte());
        out.as_said.clear();
    }
    void eligibility(Eligibility& out) {
        const auto age = [&](std::optional<std::int16_t>& value) {
            const auto years = signed_number();
            if (years < 0) value.reset();
            else value = static_cast<std::int16_t>(years);
        };
        age(out.minimum_age);
        age(out.maximum_age);
        const auto flags = byte();
        out.all_ages = flags & 1;
        out.documents_stated = flags & 2;
        list(out.genders, [&](std::string& each) { text(each); });
        list(out.documents, [&](std::string& each) { text(each); });
        day(out.stated_on);
        out.standing = static_cast<Standing>(byte());
    }
    void site(Site& out) {
        uuid(out.id);
        const auto flags = byte();
        out.masked = flags & 1;
        out.virtual_place = flags & 2;
        maybe(out.region, [&](Region& each) { region(each); });
        list(out.statements, [&](FactStatement& each) { statement(each); });
        list(out.languages, [&](OfferedLanguage& each) { language(each); });
        maybe(out.hours, [&](Hours& each) { hours(each); });
        list(out.covers, [&](Region& each) { region(each); });
    }

  private:
    const char* at_;
    const char* end_;
    bool failed_ = false;
};

constexpr unsigned kActive = 1, kNoWay = 2, kComplete = 4, kPhone = 8;

}  // namespace

std::string encode(const Candidate& candidate) {
    std::string out;
    out.reserve(256);
    Writer write(out);
    write.byte(kVersion);
    write.uuid(candidate.service_id);
    write.uuid(candidate.organization_id);
    write.byte(static_cast<std::uint8_t>((candidate.active ? kActive : 0u) |
                                         (candidate.by_phone_or_online ? kNoWay : 0u) |
                                         (candidate.languages_complete ? kComplete : 0u) |
                                         (candidate.has_phone ? kPhone : 0u)));
    write.number(candidate.source);
    write.text(candidate.zone);
    write.text(candidate.holiday_region);
    write.day(candidate.assured_on);
    write.list(candidate.needs, [&](std::uint16_t each) { write.number(each); });
    write.list(candidate.statements, [&](const FactStatement& each) { write.statement(each); });
    write.list(candidate.leads, [&](const TextLead& each) {
        write.number(static_cast<std::uint64_t>(each.fact) << 1 |
                     static_cast<std::uint64_t>(each.value));
    });
    write.list(candidate.languages, [&](const OfferedLanguage& each) { write.language(each); });
    write.day(candidate.languages_stated_on);
    write.byte(static_cast<std::uint8_t>(candidate.languages_standing));
    write.eligibility(candidate.eligibility);
    write.maybe(candidate.hours, [&](const Hours& each) { write.hours(each); });
    write.maybe(candidate.phone_hours, [&](const Hours& each) { write.hours(each); });
    write.list(candidate.covers, [&](const Region& each) { write.region(each); });
    write.list(candidate.sites, [&](const Site& each) { write.site(each); });
    return out;
}

Result<void> decode(std::string_view bytes, Candidate& out) {
    Reader read(bytes);
    const auto corrupt = [] {
        return fail(ErrorKind::corrupt, "a document's candidate can't be read: rebuild the index");
    };
    if (read.byte() != kVersion) return corrupt();
    read.uuid(out.service_id);
    read.uuid(out.organization_id);
    const auto flags = read.byte();
    out.active = flags & kActive;
    out.by_phone_or_online = flags & kNoWay;
    out.languages_complete = flags & kComplete;
    out.has_phone = flags & kPhone;
    out.source = static_cast<std::uint16_t>(read.number());
    read.text(out.zone);
    read.text(out.holiday_region);
    read.day(out.assured_on);
    read.list(out.needs, [&](std::uint16_t& each) {
        each = static_cast<std::uint16_t>(read.number());
    });
    read.list(out.statements, [&](FactStatement& each) { read.statement(each); });
    read.list(out.leads, [&](TextLead& each) {
        const auto packed = read.number();
        each.fact = static_cast<std::uint16_t>(packed >> 1);
        each.value = static_cast<Value>(packed & 1);
    });
    read.list(out.languages, [&](OfferedLanguage& each) { read.language(each); });
    read.day(out.languages_stated_on);
    out.languages_standing = static_cast<Standing>(read.byte());
    read.eligibility(out.eligibility);
    read.maybe(out.hours, [&](Hours& each) { read.hours(each); });
    read.maybe(out.phone_hours, [&](Hours& each) { read.hours(each); });
    read.list(out.covers, [&](Region& each) { read.region(each); });
    read.list(out.sites, [&](Site& each) { read.site(each); });
    if (read.failed() || !read.at_end()) return corrupt();
    return {};
}

}  // namespace porchlight
