-- What a service says of its beds now: one row each, replaced by the next word and worth nothing after
-- until_at. No history is kept: that a bed was taken at nine says that somebody came at nine.
create table capacity (
    service_id text not null primary key,
    beds integer not null check (beds between 0 and 99),       -- 0: full
    said_at bigint not null,                                   -- seconds since 1970-01-01
    until_at bigint not null,
    account_id text not null references account (id),
    check (until_at - said_at between 15 * 60 and 24 * 3600)   -- it expires by itself
);
create view may_say_capacity as
select a.id as account_id, s.service_id
from account a join standing_service s on s.withdrawn = 0 join revision r on r.id = s.revision_id
where a.disabled_on is null
    and ((a.role = 'capacity' and a.service_id = s.service_id)
         or (a.role = 'agency_editor' and a.organization_id = r.organization_id));
create function capacity_is_their_own() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (select 1 from may_say_capacity m
                      where m.account_id = new.account_id and m.service_id = new.service_id)
    then perform refuse('beds are told by the service''s own people'); end if;
    return new;
end $$;
create trigger capacity_is_their_own before insert on capacity
for each row execute function capacity_is_their_own();
create function capacity_is_said_anew() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('what was said of beds is replaced, not changed');
    return new;
end $$;
create trigger capacity_is_said_anew before update on capacity
for each row execute function capacity_is_said_anew();
