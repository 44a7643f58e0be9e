-- Who signs in. A session is never stored: what ends one is the account's epoch, which only grows,
-- so that no copy of this file brings a session back.
create table staff_organization (
    id text not null primary key check (id <> ''),   -- an agency's: as in its listings
    name text not null check (name <> ''),
    affiliated_with text references staff_organization (id)
);
-- Affiliates count as one organization; one level, so that which one is never in doubt.
create function staff_organization_has_one_head() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.affiliated_with is not null
    then
        if new.affiliated_with = new.id
            or exists (select 1 from staff_organization o
                       where o.id = new.affiliated_with and o.affiliated_with is not null)
        then perform refuse('an affiliate is affiliated with a head organization'); end if;
    end if;
    return new;
end $$;
create trigger staff_organization_has_one_head before insert on staff_organization
for each row execute function staff_organization_has_one_head();
create function staff_organization_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('an organization of accounts does not change');
    return new;
end $$;
create trigger staff_organization_stays before update on staff_organization
for each row execute function staff_organization_stays();

create table account (
    id text not null primary key,      -- random and never reused: all that the audit says of a person
    name text not null unique,         -- typed to sign in; empties to the id once it is forgotten
    organization_id text not null references staff_organization (id),
    role text not null check (role = 'administrator' or role = 'reviewer' or role = 'worker'
                              or role = 'agency_editor' or role = 'capacity'),
    service_id text not null,          -- whose beds a capacity sign-in may tell; else empty
    password text not null,            -- Argon2id; empty once disabled
    code_secret text not null,         -- of the authenticator, sealed; empty: none
    code_step bigint not null,         -- newest 30-second step of a code that was taken
    epoch bigint not null,             -- sessions begun under an earlier one have ended
    created_on integer not null,
    disabled_on integer,
    check ((role = 'capacity') = (service_id <> '')),
    check ((disabled_on is null) = (password <> ''))
);
create function account_only_moves_on() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.id <> old.id or new.role <> old.role or new.organization_id <> old.organization_id
    or new.epoch < old.epoch
    then
        perform refuse('an account keeps its role and organization');
    end if;
    return new;
end $$;
create trigger account_only_moves_on before update on account
for each row execute function account_only_moves_on();
create function account_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('an account does not go');
    return old;
end $$;
create trigger account_stays before delete on account
for each row execute function account_stays();
create trigger account_is_not_emptied before truncate on account
for each statement execute function refuse_to_empty();

create table recovery_code (
    account_id text not null references account (id),
    hash text not null,
    primary key (account_id, hash)
);

-- Single use, and no one's own doing: whoever invites does not approve.
create table invitation (
    id text not null primary key,
    code_hash text not null unique,
    organization_id text not null references staff_organization (id),
    role text not null check (role = 'administrator' or role = 'reviewer' or role = 'worker'
                              or role = 'agency_editor' or role = 'capacity'),
    service_id text not null,
    invited_by text not null references account (id),
    expires_at bigint not null,
    approved_by text references account (id),
    accepted_by text references account (id),
    check ((role = 'capacity') = (service_id <> '')),
    check (approved_by is null or approved_by <> invited_by),
    check (accepted_by is null or approved_by is not null)
);
create function invitation_is_approved_by_others() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.approved_by is not null
    then
        if old.approved_by is not null or not exists (
            select 1 from account a where a.id = new.approved_by and a.disabled_on is null
                and (a.role = 'administrator' or a.role = 'reviewer'))
        then perform refuse('an invitation is approved once, by a reviewer or administrator'); end if;
    end if;
    return new;
end $$;
create trigger invitation_is_approved_by_others before update of approved_by on invitation
for each row execute function invitation_is_approved_by_others();
create function invitation_is_used_once() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if old.accepted_by is not null
    then
        perform refuse('an invitation is used once');
    end if;
    return new;
end $$;
create trigger invitation_is_used_once before update of accepted_by on invitation
for each row execute function invitation_is_used_once();
create function invitation_stays_as_made() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('an invitation does not change');
    return new;
end $$;
create trigger invitation_stays_as_made before update of id, code_hash, organization_id, role, service_id, invited_by on invitation
for each row execute function invitation_stays_as_made();

-- Staff listings that an account opened in full on a day: at most 20, by purpose, nothing else. Once
-- the day is over its row becomes one of the audit.
create table staff_opened (
    account_id text not null references account (id),
    day integer not null,
    for_participant integer not null check (for_participant >= 0),
    for_upkeep integer not null check (for_upkeep >= 0),
    refused integer not null check (refused = 0 or refused = 1),
    primary key (account_id, day),
    check (for_participant + for_upkeep <= 20)
);
