-- Reminders that something grew too old, and nobody answered: from the first one that was sent on.
create table silence (
    service_id text not null primary key,
    since integer not null,            -- days since 1970-01-01: of the first
    last_try integer not null,         -- of the last
    tries integer not null check (tries > 0),
    check (last_try >= since)
);

-- A check page or a change that was sent since is an answer.
create view unanswered_silence as
select i.service_id, i.since, i.last_try, i.tries from silence i
where not exists (select 1 from listing_check c where c.service_id = i.service_id and c.day >= i.since)
    and not exists (select 1 from submission s where s.service_id = i.service_id and s.submitted_at >= cast(i.since as bigint) * 86400);
