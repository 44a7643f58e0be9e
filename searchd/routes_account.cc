#include "core/search/strict_object.h"
#include "searchd/headers.h"
#include "searchd/routes.h"

namespace porchlight {
namespace {

constexpr std::size_t kLongestText = 300;

/// What an account's route does with a body that it reads strictly.
using Act = Result<Json> (*)(Accounts&, const Asked&, StrictObject&, httplib::Response&);

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json organization_json(const StaffOrganization& organization) {
    return {{"id", organization.id},
            {"name", organization.name},
            {"affiliated_with", or_null(organization.affiliated_with)}};
}

Json account_json(const Caller& caller) {
    return {{"id", caller.account_id},
            {"name", caller.name},
            {"role", to_string(caller.role)},
            {"organization_id", caller.organization_id},
            {"service_id", or_null(caller.service_id)},
            {"has_code", caller.has_code},
            {"must_set_up_code", caller.must_set_up_code()}};
}

/// Who asks, and the token that their page sends back.
Json session_json(const std::optional<Caller>& caller) {
    if (!caller) return {{"account", nullptr}, {"token", nullptr}};
    return {{"account", account_json(*caller)}, {"token", caller->token}};
}

void set_cookie(httplib::Response& response, const std::string& session) {
    response.set_header("Set-Cookie", session_cookie(session));
}

/// A session begins; one that this browser had ends.
Result<Json> begun(Accounts& accounts, const Asked& asked, const Result<SignedIn>& signed_in,
                   httplib::Response& response) {
    if (!signed_in) return tl::unexpected(signed_in.error());
    if (asked.caller) accounts.sign_out(asked.session);
    set_cookie(response, signed_in->session);
    return session_json(signed_in->caller);
}

/// The first fault of the body, or what `work` gives.
template <class Work>
Result<Json> where_sound(StrictObject& body, Work work) {
    if (auto error = body.finish()) return tl::unexpected(*error);
    return work();
}

Result<Json> nothing(const Result<void>& done) {
    if (!done) return tl::unexpected(done.error());
    return Json(nullptr);
}

Result<Json> sign_in(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response& response) {
    const auto name = body.text("name", kLongestText), password = body.text("password", kLongestText),
               code = body.text("code", kLongestText);
    return where_sound(body, [&] {
        return begun(accounts, asked, accounts.sign_in(name, password, code), response);
    });
}

Result<Json> sign_out(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response& response) {
    return where_sound(body, [&]() -> Result<Json> {
        accounts.sign_out(asked.session);
        set_cookie(response, {});
        return Json(nullptr);
    });
}

Result<Json> who(Accounts&, const Asked& asked, StrictObject& body, httplib::Response&) {
    return where_sound(body, [&]() -> Result<Json> { return session_json(asked.caller); });
}

Result<Json> accept(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response& response) {
    const auto invitation = body.text("invitation", kLongestText), name = body.text("name", kLongestText),
               password = body.text("password", kLongestText);
    return where_sound(body, [&] {
        return begun(accounts, asked, accounts.accept(invitation, name, password), response);
    });
}

Result<Json> password(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response& response) {
    const auto old_one = body.text("password", kLongestText), new_one = body.text("new_password", kLongestText);
    return where_sound(body, [&]() -> Result<Json> {
        const auto done = accounts.change_password(*asked.caller, old_one, new_one);
        if (done) set_cookie(response, {});  // All of the account's sessions have ended.
        return nothing(done);
    });
}

Result<Json> code(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    const auto password = body.text("password", kLongestText);
    return where_sound(body, [&]() -> Result<Json> {
        const auto secret = accounts.begin_code(*asked.caller, asked.session, password);
        if (!secret) return tl::unexpected(secret.error());
        return Json{{"secret", typed_secret(*secret)}, {"address", otpauth_address(*secret, asked.caller->name)}};
    });
}

Result<Json> code_confirm(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    const auto given = body.text("code", kLongestText);
    return where_sound(body, [&]() -> Result<Json> {
        const auto recovery = accounts.finish_code(*asked.caller, asked.session, given);
        if (!recovery) return tl::unexpected(recovery.error());
        return Json{{"recovery_codes", *recovery}};
    });
}

Result<Json> invite(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    const auto role = parse_staff_role(body.text("role", kLongestText));
    if (!role) body.fault("out_of_range", "no such role is known here", body.pointer("role"));
    const auto organization = body.text("organization_id", kLongestText),
               name = body.text("organization_name", kLongestText), service = body.text("service_id", kLongestText);
    return where_sound(body, [&]() -> Result<Json> {
        if (asked.reach == Reach::own && organization != asked.caller->organization_id)
            return fail(ErrorKind::forbidden, "not_yours: This belongs to another organization.");
        if (!name.empty())
            if (auto added = accounts.add_organization(*asked.caller, {organization, name, ""}); !added)
                return tl::unexpected(added.error());
        const auto invited = accounts.invite(*asked.caller, *role, organization, service);
        if (!invited) return tl::unexpected(invited.error());
        return Json{{"id", invited->id},
                    {"invitation", invited->code},
                    {"expires_at", format_instant(invited->expires_at)}};
    });
}

/// Organizations that the caller may invite people to, and of which they see what waits.
Result<Json> organizations_for(Accounts& accounts, const Asked& asked) {
    const auto all = accounts.organizations();
    if (!all) return tl::unexpected(all.error());
    Json out = Json::array();
    for (const auto& each : *all)
        if (asked.reach != Reach::own || each.id == asked.caller->organization_id) out.push_back(organization_json(each));
    return out;
}

Result<Json> invitations(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    return where_sound(body, [&]() -> Result<Json> {
        const auto waiting = accounts.invitations();
        if (!waiting) return tl::unexpected(waiting.error());
        const auto organizations = organizations_for(accounts, asked);
        if (!organizations) return organizations;
        Json out = Json::array();
        for (const auto& each : *waiting) {
            if (asked.reach == Reach::own && each.organization_id != asked.caller->organization_id) continue;
            out.push_back({{"id", each.id},
                           {"role", to_string(each.role)},
                           {"organization_id", each.organization_id},
                           {"service_id", or_null(each.service_id)},
                           {"invited_by", each.invited_by},
                           {"approved", !each.approved_by.empty()},
                           {"expires_at", format_instant(each.expires_at)}});
        }
        return Json{{"invitations", std::move(out)}, {"organizations", *organizations}};
    });
}

Result<Json> approve(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    const auto id = body.text("id", kLongestText);
    return where_sound(body, [&]() -> Result<Json> {
        const auto expires = accounts.approve(*asked.caller, id);
        if (!expires) return tl::unexpected(expires.error());
        return Json{{"expires_at", format_instant(*expires)}};
    });
}

Result<Json> account_list(Accounts& accounts, const Asked&, StrictObject& body, httplib::Response&) {
    return where_sound(body, [&]() -> Result<Json> {
        const auto all = accounts.all();
        if (!all) return tl::unexpected(all.error());
        const auto organizations = accounts.organizations();
        if (!organizations) return tl::unexpected(organizations.error());
        Json out{{"accounts", Json::array()}, {"organizations", Json::array()}};
        for (const auto& each : *all)
            out["accounts"].push_back({{"id", each.id},
                                       {"name", each.name},
                                       {"role", to_string(each.role)},
                                       {"organization_id", each.organization_id},
                                       {"service_id", or_null(each.service_id)},
                                       {"created_on", format_day(each.created_on)},
                                       {"disabled_on", each.disabled_on ? Json(format_day(*each.disabled_on))
                                                                        : Json(nullptr)}});
        for (const auto& each : *organizations) out["organizations"].push_back(organization_json(each));
        return out;
    });
}

Result<Json> account_disable(Accounts& accounts, const Asked& asked, StrictObject& body, httplib::Response&) {
    const auto id = body.text("id", kLongestText);
    return where_sound(body, [&] { return nothing(accounts.disable(*asked.caller, id)); });
}

/// What isn't there, on these routes, is no service.
Problem problem_of_account(const Error& error) {
    if (error.kind == ErrorKind::not_found)
        return {404, "not_found", "There is no such account, organization or invitation.", {}, false};
    return problem_of(error);
}

}  // namespace

void add_account_routes(HttpServer& server, Accounts& accounts) {
    const std::pair<RouteId, Act> acts[] = {
        {RouteId::sign_in, &sign_in},           {RouteId::sign_out, &sign_out},
        {RouteId::who, &who},                   {RouteId::accept, &accept},
        {RouteId::password, &password},         {RouteId::code, &code},
        {RouteId::code_confirm, &code_confirm}, {RouteId::invite, &invite},
        {RouteId::invitations, &invitations},   {RouteId::approve, &approve},
        {RouteId::account_list, &account_list}, {RouteId::account_disable, &account_disable}};
    for (const auto& [route, act] : acts)
        server.add({route, [&accounts, act = act](const Asked& asked, const httplib::Request& request,
                                                  httplib::Response& response) {
                        const auto body = object_of(request, response);
                        if (!body) return;
                        StrictObject object(*body, "");
                        const auto answer = act(accounts, asked, object, response);
                        if (!answer) return send(response, problem_of_account(answer.error()));
                        send(response, answer);
                    }});
}

}  // namespace porchlight
