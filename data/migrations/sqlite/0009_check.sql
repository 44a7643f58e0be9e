-- Check pages: a service's agency (or a reviewer who rang it) goes through every line that is recorded,
-- at most four times a year. What is "still so" is submitted and reviewed like any renewal. What is
-- "no longer" so or not known takes effect at once, as a revision that says nothing better than stood.
create table listing_check (
    id integer primary key autoincrement,
    service_id text not null,
    account_id text not null references account (id),
    day integer not null,              -- days since 1970-01-01
    method text not null check (method = 'agency_statement' or method = 'call_back'),
    whole integer not null check (whole = 0 or whole = 1),      -- every line was answered
    worsens integer not null check (worsens = 0 or worsens = 1),  -- something takes effect at once
    base_revision bigint references revision (id),   -- what it made worse
    import_id bigint unique references import (id),  -- null while that waits for an import's end
    check ((base_revision is null) = (import_id is null)),
    check (import_id is null or worsens = 1)
);
create index listing_check_of_service on listing_check (service_id, day);

create table check_answer (
    check_id bigint not null references listing_check (id),
    line text not null,                -- the line's key
    subject text not null check (subject = 'organization' or subject = 'service' or subject = 'site'),
    subject_id text not null,
    fact text not null,                -- '': a detail of the record, such as its hours
    value text not null check (value = 'yes' or value = 'no' or (value = '' and fact = '')),
    answer text not null check (answer = 'still_so' or answer = 'no_longer' or answer = 'unknown'),
    primary key (check_id, line)
) without rowid;

create trigger check_of_an_account before insert on listing_check
begin
    select raise(abort, 'a check begins without effect')
    where new.import_id is not null or new.base_revision is not null;
    select raise(abort, 'a check is of a live listing, by its agency or by a reviewer')
    where not exists (
        select 1 from standing_service s join revision r on r.id = s.revision_id
            join account a on a.id = new.account_id
        where s.service_id = new.service_id and s.withdrawn = 0 and a.disabled_on is null
            and ((a.role = 'reviewer' and new.method = 'call_back')
                or (a.role = 'agency_editor' and new.method = 'agency_statement'
                    and r.organization_id = a.organization_id)));
    select raise(abort, 'a listing is checked at most four times a year')
    where 4 <= (select count(*) from listing_check
                where service_id = new.service_id and day > new.day - 365);
end;
create trigger check_stays_as_made
before update of id, service_id, account_id, day, method, whole, worsens on listing_check
begin select raise(abort, 'a check does not change'); end;
create trigger check_takes_effect_once before update of base_revision, import_id on listing_check
when old.import_id is not null
begin select raise(abort, 'a check takes effect once'); end;
create trigger check_stays before delete on listing_check
begin select raise(abort, 'a check does not go'); end;
create trigger check_answer_comes_first before insert on check_answer
when exists (select 1 from listing_check where id = new.check_id and import_id is not null)
begin select raise(abort, 'a check does not change'); end;
create trigger check_answer_stays before update on check_answer
begin select raise(abort, 'a check does not change'); end;
create trigger check_answer_does_not_go before delete on check_answer
begin select raise(abort, 'a check does not change'); end;

-- What a check publishes: the listing as it stood, its day of assurance perhaps gone; all bad news that
-- held; what held before, or the same without a day, as a lead; and bad news that was told.
create trigger import_of_a_check_says_nothing_better before update of published_at on import
when new.published_at is not null
    and exists (select 1 from listing_check where import_id = new.id)
begin
    select raise(abort, 'a check leaves the listing as it stood')
    where new.kind <> 'review'
        or 1 <> (select count(*) from revision r
                 where r.id between new.id * 4294967296 and new.id * 4294967296 + 4294967295)
        or not exists (
            select 1 from listing_check c join standing_service s on s.service_id = c.service_id
                join revision b on b.id = c.base_revision
                join revision r on r.id = new.id * 4294967296
            where c.import_id = new.id and c.worsens = 1 and s.revision_id = b.id and b.withdrawn = 0
                and r.service_id = c.service_id and r.previous_id = b.id and r.withdrawn = 0
                and r.organization_id = b.organization_id and r.visibility = b.visibility
                and r.lat is b.lat and r.lon is b.lon)
        or exists (
            select 1 from listing_check c join revision b on b.id = c.base_revision
                join revision r on r.id = new.id * 4294967296, json_each(r.record) n
            where c.import_id = new.id and not exists (
                select 1 from json_each(b.record) o
                where o.key = n.key and o.type = n.type and o.value is n.value))
        or exists (
            select 1 from listing_check c join revision b on b.id = c.base_revision
                join revision r on r.id = new.id * 4294967296, json_each(b.record) o
            where c.import_id = new.id and o.key <> 'assured_date' and not exists (
                select 1 from json_each(r.record) n where n.key = o.key));
    select raise(abort, 'bad news goes by a review of it')
    where exists (
        select 1 from listing_check c join held_statement b on b.revision_id = c.base_revision
        where c.import_id = new.id and b.is_bad = 1 and not exists (
            select 1 from held_statement k
            where k.revision_id = new.id * 4294967296 and k.subject = b.subject
                and k.subject_id = b.subject_id and k.fact = b.fact and k.value = b.value));
    select raise(abort, 'a check says nothing better than stood')
    where exists (
        select 1 from listing_check c join statement k on k.revision_id = new.id * 4294967296
        where c.import_id = new.id
            and not exists (
                select 1 from statement b
                where b.revision_id = c.base_revision and b.subject = k.subject
                    and b.subject_id = k.subject_id and b.fact = k.fact and b.value = k.value
                    and b.detail = k.detail and b.source = k.source
                    and b.disposition = k.disposition
                    and ((b.standing = k.standing and b.verified_on is k.verified_on
                          and b.submission_id is k.submission_id)
                        or (k.standing = 'proposed' and k.verified_on is null
                            and k.submission_id is null)))
            and not exists (
                select 1 from check_answer a join fact_value v on v.fact = a.fact
                where a.check_id = c.id and a.answer = 'no_longer' and a.subject = k.subject
                    and a.subject_id = k.subject_id and a.fact = k.fact and a.value <> k.value
                    and v.value = k.value and v.is_bad = 1 and k.standing = 'stated'
                    and k.verified_on is c.day and k.method = c.method and k.source = 'desk'
                    and k.submission_id is null));
end;

-- As before, for what isn't a check's.
drop trigger import_of_a_review_is_approved;
create trigger import_of_a_review_is_approved before update of published_at on import
when new.published_at is not null and new.kind = 'review'
    and not exists (select 1 from listing_check where import_id = new.id)
begin
    select raise(abort, 'a review publishes one approved submission')
    where 1 + exists (select 1 from submission s join listing_merge m on m.submission_id = s.id
                      where s.import_id = new.id) <> (select count(*) from revision r
                where r.id between new.id * 4294967296 and new.id * 4294967296 + 4294967295)
        or not exists (
            select 1 from submission s join revision r on r.id = new.id * 4294967296
            where s.import_id = new.id and s.outcome = 'published' and r.service_id = s.service_id
                and r.record = s.record and r.visibility = s.visibility
                and r.withdrawn = s.withdraws and r.previous_id is s.base_revision
                and r.lat is s.lat and r.lon is s.lon);
    select raise(abort, 'bad news goes by a review of it')
    where exists (
        select 1 from submission s join statement b on b.revision_id = s.base_revision
            left join fact_value v on v.fact = b.fact and v.value = b.value
        where s.import_id = new.id and b.disposition = 'holds' and coalesce(v.is_bad, 1) = 1
            and not exists (
                select 1 from statement k
                where k.revision_id = new.id * 4294967296 and k.disposition = 'holds'
                    and k.subject = b.subject and k.subject_id = b.subject_id and k.fact = b.fact
                    and k.value = b.value)
            and not exists (
                select 1 from submission_fact f
                where f.submission_id = s.id and f.subject = b.subject
                    and f.subject_id = b.subject_id and f.fact = b.fact and f.value <> b.value
                    and f.class = 'bad_news'));
    select raise(abort, 'a review adds only what it states')
    where exists (
        select 1 from submission s join statement k on k.revision_id = new.id * 4294967296
        where s.import_id = new.id and (k.standing <> 'reviewed' or k.submission_id <> s.id)
            and not exists (
                select 1 from statement b
                where b.revision_id = s.base_revision and b.subject = k.subject
                    and b.subject_id = k.subject_id and b.fact = k.fact and b.value = k.value
                    and b.source = k.source and b.standing = k.standing
                    and b.verified_on is k.verified_on and b.submission_id is k.submission_id));
end;

-- Answers that aren't sent yet; of each listing one for each account, beside its draft.
create table check_draft (
    account_id text not null references account (id),
    service_id text not null,
    answers text not null,             -- JSON: answers by line
    saved_at bigint not null,
    primary key (account_id, service_id)
) without rowid;
