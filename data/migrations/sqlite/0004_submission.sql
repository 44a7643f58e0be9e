-- What people submit and who agreed to it. Takes the place of the first schema's tables `proposal` and
-- `review`, in which no program has ever written. A submission is invisible, unindexed and uncounted;
-- what it would change is read from the records themselves, so that nobody can leave a line out.
drop trigger statement_reviewed;
drop table review;
drop table proposal;
alter table statement rename column proposal_id to submission_id;

-- The catalogue's polarities, as far as reviews depend on them. A fact that isn't here counts as the
-- strictest there is. Rules only ever become stricter.
create table fact_rule (
    fact text not null primary key,
    yes_is_bad integer not null check (yes_is_bad = 0 or yes_is_bad = 1),
    no_is_bad integer not null check (no_is_bad = 0 or no_is_bad = 1),
    two_people integer not null check (two_people = 0 or two_people = 1)
) without rowid;
create trigger fact_rule_only_hardens before update on fact_rule
when new.fact <> old.fact or new.yes_is_bad < old.yes_is_bad or new.no_is_bad < old.no_is_bad
    or new.two_people < old.two_people
begin select raise(abort, 'a rule about a fact only becomes stricter'); end;
create trigger fact_rule_stays before delete on fact_rule
begin select raise(abort, 'a rule about a fact only becomes stricter'); end;

-- How many people a kind of change takes, from how many organizations, and whether one of them has
-- to have rung: on the old number or one found elsewhere ('any'), or only on one found elsewhere.
create table review_class (
    class text not null primary key,
    accounts integer not null,
    organizations integer not null,
    call_back text not null check (call_back = 'none' or call_back = 'any' or call_back = 'elsewhere')
) without rowid;
insert into review_class (class, accounts, organizations, call_back) values
    ('bad_news', 2, 2, 'elsewhere'),      -- takes something unfavourable away
    ('contact', 1, 1, 'any'),             -- hours, phone, address, URL
    ('eligibility', 2, 2, 'elsewhere'),   -- whom it takes; a listing that is new
    ('renewal', 1, 1, 'none'),            -- what two people agreed to, still so
    ('routine', 1, 1, 'none'),
    ('safety_fact', 2, 2, 'elsewhere'),   -- a safety or identity fact's first favourable value
    ('visibility', 2, 2, 'elsewhere'),    -- shows more than before
    ('withdrawal', 1, 1, 'none');
create trigger review_class_stays before update on review_class
begin select raise(abort, 'a class of reviews does not change'); end;
create trigger review_class_does_not_go before delete on review_class
begin select raise(abort, 'a class of reviews does not change'); end;

-- The class of each member of an HSDS service. One that isn't here is of class 'eligibility'.
create table member_class (
    member text not null primary key,
    class text not null references review_class (class)
) without rowid;
insert into member_class (member, class) values
    ('@withdrawal', 'withdrawal'), ('@visibility', 'visibility'), ('@new', 'eligibility'),
    ('@restriction', 'routine'),
    ('name', 'routine'), ('alternate_name', 'routine'), ('description', 'routine'),
    ('languages', 'routine'), ('interpretation_services', 'routine'), ('status', 'routine'),
    ('fees_description', 'routine'), ('cost_options', 'routine'),
    ('alert', 'routine'), ('last_modified', 'routine'), ('assured_date', 'routine'),
    ('assurer_email', 'routine'), ('additional_urls', 'contact'),
    ('url', 'contact'), ('email', 'contact'), ('phones', 'contact'), ('contacts', 'contact'),
    ('schedules', 'contact'), ('service_at_locations', 'contact'), ('organization', 'contact'),
    ('service_areas', 'contact'), ('capacities', 'routine'), ('application_process', 'contact');
create trigger member_class_stays before update on member_class
begin select raise(abort, 'a class of reviews does not change'); end;
create trigger member_class_does_not_go before delete on member_class
begin select raise(abort, 'a class of reviews does not change'); end;

-- Whom an agency doesn't want as a reviewer, and the second reviewer that a Nation has named.
create table reviewer_wish (
    organization_id text not null references staff_organization (id),
    reviewer_id text not null references staff_organization (id),
    wish text not null check (wish = 'never' or wish = 'second'),
    primary key (organization_id, reviewer_id)
) without rowid;

create table submission (
    id integer primary key autoincrement,
    service_id text not null,
    base_revision bigint references revision (id),   -- what it changes; null: a new service
    submitted_by text not null references account (id),
    organization_id text not null references staff_organization (id),  -- affiliates: their head
    withdraws integer not null check (withdraws = 0 or withdraws = 1),
    visibility text not null
        check (visibility = 'public' or visibility = 'staff' or visibility = 'hidden'),
    language text not null,
    lat double precision,
    lon double precision,
    record text not null,              -- JSON: HSDS 3.1, masked, as it would be published
    submitted_at bigint not null,
    outcome text not null check (outcome = 'waiting' or outcome = 'published'
                                 or outcome = 'changes_asked' or outcome = 'refused'
                                 or outcome = 'taken_back' or outcome = 'overtaken'),
    ended_at bigint,
    import_id bigint unique references import (id),
    check ((outcome = 'waiting') = (ended_at is null)),
    check ((outcome = 'published') = (import_id is not null))
);
create unique index submission_one_waits on submission (service_id) where outcome = 'waiting';

create view head_organization as
select id, coalesce(affiliated_with, id) as head from staff_organization;

create trigger submission_of_an_account before insert on submission
begin
    select raise(abort, 'a submission is an active account''s, for its own organization')
    where not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.submitted_by and a.disabled_on is null and o.head = new.organization_id
            and (a.role = 'agency_editor' or a.role = 'reviewer'));
    select raise(abort, 'an agency changes its own listings')
    where exists (select 1 from account where id = new.submitted_by and role = 'agency_editor')
        and not exists (
            select 1 from head_organization o where o.head = new.organization_id
                and o.id = coalesce(
                    (select organization_id from revision where id = new.base_revision),
                    (select value from json_each(new.record, '$.organization') where key = 'id')));
    select raise(abort, 'a listing stays with its organization')
    where new.base_revision is not null
        and (select value from json_each(new.record, '$.organization') where key = 'id') is not (
            select organization_id from revision where id = new.base_revision);
    select raise(abort, 'a submission begins as waiting') where new.outcome <> 'waiting';
    select raise(abort, 'a submission changes what stands')
    where new.base_revision is not (
        select revision_id from standing_service where service_id = new.service_id);
end;
create trigger submission_stays_as_made
before update of id, service_id, base_revision, submitted_by, organization_id, withdraws,
    visibility, language, submitted_at on submission
begin select raise(abort, 'a submission does not change'); end;
-- Only an erasure touches a record, and only of one that has ended.
create trigger submission_keeps_its_record before update of record, lat, lon on submission
when old.outcome = 'waiting'
begin select raise(abort, 'a submission does not change while it is reviewed'); end;
create trigger submission_ends_once before update of outcome, ended_at, import_id on submission
when old.outcome <> 'waiting'
begin select raise(abort, 'a submission ends once'); end;
create trigger submission_stays before delete on submission
begin select raise(abort, 'a submission does not go'); end;

-- The members that it changes.
create table submission_change (
    submission_id bigint not null references submission (id),
    member text not null,
    class text not null references review_class (class),
    primary key (submission_id, member)
) without rowid;
create trigger submission_change_has_its_class before insert on submission_change
when new.class <> coalesce((select class from member_class where member = new.member), 'eligibility')
begin select raise(abort, 'this member is of another class'); end;

-- The facts that it states.
create table submission_fact (
    submission_id bigint not null references submission (id),
    subject text not null check (subject = 'organization' or subject = 'service' or subject = 'site'),
    subject_id text not null,
    fact text not null,
    value text not null check (value = 'yes' or value = 'no'),
    detail text not null,
    method text not null check (method = 'agency_statement' or method = 'call_back'
                                or method = 'visit'),
    verified_on integer not null,
    class text not null references review_class (class),
    primary key (submission_id, subject, subject_id, fact)
) without rowid;

-- Whether a value is bad news for anybody, and whether it is good news for anybody.
create view fact_value as
select r.fact, v.value,
    case v.value when 'yes' then r.yes_is_bad else r.no_is_bad end as is_bad,
    case when r.yes_is_bad = 1 and r.no_is_bad = 1 then 1
        when v.value = 'yes' then 1 - r.yes_is_bad else 1 - r.no_is_bad end as is_good,
    r.two_people
from fact_rule r, (select 'yes' as value union all select 'no') v;

-- Its class isn't anybody's to choose. A renewal repeats what two people agreed to the last time; what
-- was renewed by one takes two again.
create trigger submission_fact_is_of_the_listing before insert on submission_fact
begin
    select raise(abort, 'the class of a fact is worked out') where new.class <> '';
    select raise(abort, 'a fact is about the listing that is submitted')
    where not exists (
        select 1 from submission s where s.id = new.submission_id
            and ((new.subject = 'service' and new.subject_id = s.service_id)
                or (new.subject = 'organization'
                    and new.subject_id = (select value from json_each(s.record, '$.organization') where key = 'id'))
                or (new.subject = 'site' and exists (
                    select 1 from json_each(s.record, '$.service_at_locations') l
                    where (select value from json_each(l.value) where key = 'id') = new.subject_id))));
end;
create trigger submission_fact_gets_its_class after insert on submission_fact
begin
    update submission_fact set class = case
        when exists (
            select 1 from submission s join statement b on b.revision_id = s.base_revision
                left join fact_value v on v.fact = b.fact and v.value = b.value
            where s.id = new.submission_id and b.disposition = 'holds' and b.subject = new.subject
                and b.subject_id = new.subject_id and b.fact = new.fact and b.value <> new.value
                and coalesce(v.is_bad, 1) = 1) then 'bad_news'
        when exists (
            select 1 from submission s join statement b on b.revision_id = s.base_revision
                join submission_fact f on f.submission_id = b.submission_id
                    and f.subject = b.subject and f.subject_id = b.subject_id and f.fact = b.fact
            where s.id = new.submission_id and b.disposition = 'holds' and b.standing = 'reviewed'
                and b.subject = new.subject and b.subject_id = new.subject_id
                and b.fact = new.fact and b.value = new.value and b.detail = new.detail
                and (f.class = 'safety_fact' or f.class = 'bad_news')) then 'renewal'
        when coalesce((select is_good and two_people from fact_value
                       where fact = new.fact and value = new.value), 1) = 1 then 'safety_fact'
        else 'routine' end
    where submission_id = new.submission_id and subject = new.subject
        and subject_id = new.subject_id and fact = new.fact;
end;
create trigger submission_change_comes_first before insert on submission_change
when exists (select 1 from review where submission_id = new.submission_id)
begin select raise(abort, 'a submission does not change while it is reviewed'); end;
create trigger submission_fact_comes_first before insert on submission_fact
when exists (select 1 from review where submission_id = new.submission_id)
begin select raise(abort, 'a submission does not change while it is reviewed'); end;
create trigger submission_change_stays before update on submission_change
begin select raise(abort, 'a submission does not change'); end;
create trigger submission_change_does_not_go before delete on submission_change
begin select raise(abort, 'a submission does not change'); end;
-- Only an erasure touches a fact: its detail, once the submission has ended.
create trigger submission_fact_stays before update on submission_fact
when new.submission_id <> old.submission_id or new.subject <> old.subject
    or new.subject_id <> old.subject_id or new.fact <> old.fact or new.value <> old.value
    or new.method <> old.method or new.verified_on <> old.verified_on
    or (new.class <> old.class and old.class <> '')
    or (new.class = old.class and exists (
        select 1 from submission where id = old.submission_id and outcome = 'waiting'))
begin select raise(abort, 'a submission does not change'); end;
create trigger submission_fact_does_not_go before delete on submission_fact
begin select raise(abort, 'a submission does not change'); end;

create table review (
    id integer primary key autoincrement,
    submission_id bigint not null references submission (id),
    account_id text not null references account (id),
    organization_id text not null references staff_organization (id),   -- affiliates: their head
    decision text not null check (decision = 'approve' or decision = 'ask_changes'
                                  or decision = 'refuse'),
    call_back text not null check (call_back = 'none' or call_back = 'old_number'
                                   or call_back = 'elsewhere'),
    reason text not null check (length(reason) <= 500),
    at bigint not null,
    unique (submission_id, account_id),
    check (decision = 'approve' or trim(reason) <> '')
);
create trigger review_by_a_reviewer_from_elsewhere before insert on review
begin
    select raise(abort, 'a review is an active reviewer''s, for their own organization')
    where not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.account_id and a.disabled_on is null and a.role = 'reviewer'
            and o.head = new.organization_id);
    select raise(abort, 'a review is of a submission that waits')
    where not exists (
        select 1 from submission where id = new.submission_id and outcome = 'waiting');
    select raise(abort, 'nobody reviews what their own organization submits')
    where exists (
        select 1 from submission s where s.id = new.submission_id
            and (s.submitted_by = new.account_id or s.organization_id = new.organization_id));
    select raise(abort, 'this organization may not review that one')
    where exists (
        select 1 from submission s join head_organization o on o.head = s.organization_id
            join reviewer_wish w on w.organization_id = o.id and w.wish = 'never'
            join head_organization r on r.id = w.reviewer_id
        where s.id = new.submission_id and r.head = new.organization_id);
end;
create trigger review_stays_as_given before update on review
begin select raise(abort, 'a review does not change'); end;
create trigger review_stays before delete on review
begin select raise(abort, 'a review does not go'); end;

-- What a submission takes: the most that one of its changes takes.
create view submission_need as
select n.submission_id, max(c.accounts) as accounts, max(c.organizations) as organizations,
    max(c.call_back <> 'none') as call_back, max(c.call_back = 'elsewhere') as call_elsewhere
from (select submission_id, class from submission_change
      union all select submission_id, class from submission_fact) n
    join review_class c on c.class = n.class
group by n.submission_id;

-- The submissions that enough people agreed to and none refused.
create view submission_approved as
select s.id
from submission s join submission_need n on n.submission_id = s.id
where n.accounts <= (select count(*) from review r
                     where r.submission_id = s.id and r.decision = 'approve')
    and n.organizations <= (select count(distinct r.organization_id) from review r
                            where r.submission_id = s.id and r.decision = 'approve')
    and not exists (select 1 from review r
                    where r.submission_id = s.id and r.decision <> 'approve')
    and (n.call_back = 0 or exists (
        select 1 from review r where r.submission_id = s.id and r.decision = 'approve'
            and (r.call_back = 'elsewhere' or (n.call_elsewhere = 0 and r.call_back <> 'none'))))
    and (n.accounts < 2 or not exists (
            select 1 from head_organization o join reviewer_wish w on w.organization_id = o.id
            where o.head = s.organization_id and w.wish = 'second')
        or exists (
            select 1 from head_organization o join reviewer_wish w on w.organization_id = o.id
                join head_organization h on h.id = w.reviewer_id
                join review r on r.organization_id = h.head
            where o.head = s.organization_id and w.wish = 'second' and r.submission_id = s.id
                and r.decision = 'approve'));

-- Everything that differs from what stands must be among its changes; else nothing was agreed to.
create view submission_unsaid as
select s.id, n.key as member
from submission s join revision b on b.id = s.base_revision, json_each(s.record) n
where not exists (select 1 from json_each(b.record) o
                  where o.key = n.key and o.type = n.type and o.value is n.value)
union all
select s.id, o.key
from submission s join revision b on b.id = s.base_revision, json_each(b.record) o
where not exists (select 1 from json_each(s.record) n where n.key = o.key)
union all
select s.id, '@new' from submission s where s.base_revision is null
union all
select s.id, '@withdrawal' from submission s where s.withdraws = 1
union all
select s.id, '@visibility'
from submission s join revision b on b.id = s.base_revision
where (b.visibility = 'hidden' and s.visibility <> 'hidden')
    or (b.visibility = 'staff' and s.visibility = 'public')
    or (select count(*) from json_tree(b.record) where key = 'porchlight_hidden' and value = 1)
        > (select count(*) from json_tree(s.record) where key = 'porchlight_hidden' and value = 1)
union all
select s.id, '@restriction'
from submission s join revision b on b.id = s.base_revision
where (b.visibility = 'public' and s.visibility <> 'public')
    or (b.visibility = 'staff' and s.visibility = 'hidden');

create trigger submission_is_published_when_approved before update of outcome on submission
when new.outcome = 'published'
begin
    select raise(abort, 'a submission is published once enough people agreed')
    where not exists (select 1 from submission_approved where id = new.id);
    select raise(abort, 'a submission names all that it changes')
    where exists (select 1 from submission_unsaid u where u.id = new.id and not exists (
        select 1 from submission_change c
        where c.submission_id = u.id and c.member = u.member));
    select raise(abort, 'a submission changes what stands')
    where new.base_revision is not (
        select revision_id from standing_service where service_id = new.service_id);
end;

-- A reviewed statement says exactly what an approved submission states.
create trigger statement_reviewed before insert on statement when new.standing = 'reviewed'
begin
    select raise(abort, 'a reviewed statement needs its reviews')
    where not exists (
        select 1 from submission_fact f join submission_approved a on a.id = f.submission_id
        where f.submission_id = new.submission_id and f.subject = new.subject
            and f.subject_id = new.subject_id and f.fact = new.fact and f.value = new.value
            and f.verified_on is new.verified_on);
end;

-- What a review publishes is what was agreed to, whole and nothing else.
create trigger import_of_a_review_is_approved before update of published_at on import
when new.published_at is not null and new.kind = 'review'
begin
    select raise(abort, 'a review publishes one approved submission')
    where 1 <> (select count(*) from revision r
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

-- A hidden place is shown again by a review alone, while that is being published.
create trigger hidden_place_goes_by_review before delete on hidden_place
when old.import_id is null
    or exists (select 1 from import where id = old.import_id and published_at is not null)
begin
    select raise(abort, 'a hidden place is shown again by a review')
    where not exists (
        select 1 from submission s join import i on i.id = s.import_id
            join submission_change c on c.submission_id = s.id and c.member = '@visibility',
            json_each(s.record, '$.service_at_locations') l
        where s.outcome = 'published' and i.published_at is null
            and (select value from json_each(l.value) where key = 'porchlight_hidden') is null
            and ((select value from json_each(l.value) where key = 'id') = old.id
                or (select value from json_each(l.value, '$.location') where key = 'id') = old.id));
end;

-- Somebody who signed in reported that a place wasn't all right: a ceiling on its class at once, until
-- a reviewer has looked into it (decision 16).
create table suspension (
    id integer primary key autoincrement,
    service_id text not null,
    account_id text not null references account (id),
    day integer not null,              -- days since 1970-01-01
    lifted_by text references account (id),
    lifted_at bigint,
    check ((lifted_by is null) = (lifted_at is null)),
    check (lifted_by is null or lifted_by <> account_id)
);
create unique index suspension_once on suspension (service_id, account_id) where lifted_by is null;
create trigger suspension_of_an_account before insert on suspension
begin
    select raise(abort, 'a report with effect is an active account''s')
    where new.lifted_by is not null or not exists (
        select 1 from account a where a.id = new.account_id and a.disabled_on is null
            and (a.role = 'worker' or a.role = 'reviewer' or a.role = 'administrator'));
    select raise(abort, 'three reports with effect a day')
    where 3 <= (select count(*) from suspension
                where account_id = new.account_id and day = new.day);
end;
create trigger suspension_is_lifted_by_a_reviewer before update on suspension
begin
    select raise(abort, 'a report is lifted once, by a reviewer')
    where old.lifted_by is not null or new.lifted_by is null or new.id <> old.id
        or new.service_id <> old.service_id or new.account_id <> old.account_id
        or new.day <> old.day or not exists (
            select 1 from account a where a.id = new.lifted_by and a.disabled_on is null
                and a.role = 'reviewer');
    select raise(abort, 'whoever reported, or whose place it is, doesn''t lift it')
    where exists (
        select 1 from account a join head_organization h on h.id = a.organization_id
        where a.id = new.lifted_by and (
            h.head in (select r.head from account b join head_organization r
                       on r.id = b.organization_id where b.id = old.account_id)
            or h.head in (select o.head from standing_service s
                          join revision v on v.id = s.revision_id
                          join head_organization o on o.id = v.organization_id
                          where s.service_id = old.service_id)));
end;
create trigger suspension_stays before delete on suspension
begin select raise(abort, 'a report does not go'); end;

-- What somebody is still writing. Nobody else sees it; it outlives the session.
create table draft (
    account_id text not null references account (id),
    service_id text not null,          -- the id that a new service would have, too
    body text not null,                -- JSON, as the form has it
    saved_at bigint not null,
    primary key (account_id, service_id)
) without rowid;
