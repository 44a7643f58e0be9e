-- What people submit and who agreed to it. Takes the place of the first schema's tables `proposal` and
-- `review`, in which no program has ever written. A submission is invisible, unindexed and uncounted;
-- what it would change is read from the records themselves, so that nobody can leave a line out.
drop trigger statement_reviewed on statement;
drop function statement_reviewed();
drop table review;
drop function review_of_a_proposal();
drop function review_by_another();
drop function review_stays_as_given();
drop function review_stays();
drop table proposal;
drop function proposal_stays_as_opened();
drop function proposal_stays();
alter table statement rename column proposal_id to submission_id;

-- The catalogue's polarities, as far as reviews depend on them. A fact that isn't here counts as the
-- strictest there is. Rules only ever become stricter.
create table fact_rule (
    fact text not null primary key,
    yes_is_bad integer not null check (yes_is_bad = 0 or yes_is_bad = 1),
    no_is_bad integer not null check (no_is_bad = 0 or no_is_bad = 1),
    two_people integer not null check (two_people = 0 or two_people = 1)
);
create function fact_rule_only_hardens() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.fact <> old.fact or new.yes_is_bad < old.yes_is_bad or new.no_is_bad < old.no_is_bad
    or new.two_people < old.two_people
    then
        perform refuse('a rule about a fact only becomes stricter');
    end if;
    return new;
end $$;
create trigger fact_rule_only_hardens before update on fact_rule
for each row execute function fact_rule_only_hardens();
create function fact_rule_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a rule about a fact only becomes stricter');
    return old;
end $$;
create trigger fact_rule_stays before delete on fact_rule
for each row execute function fact_rule_stays();
create trigger fact_rule_is_not_emptied before truncate on fact_rule
for each statement execute function refuse_to_empty();

-- How many people a kind of change takes, from how many organizations, and whether one of them has
-- to have rung: on the old number or one found elsewhere ('any'), or only on one found elsewhere.
create table review_class (
    class text not null primary key,
    accounts integer not null,
    organizations integer not null,
    call_back text not null check (call_back = 'none' or call_back = 'any' or call_back = 'elsewhere')
);
insert into review_class (class, accounts, organizations, call_back) values
    ('bad_news', 2, 2, 'elsewhere'),      -- takes something unfavourable away
    ('contact', 1, 1, 'any'),             -- hours, phone, address, URL
    ('eligibility', 2, 2, 'elsewhere'),   -- whom it takes; a listing that is new
    ('renewal', 1, 1, 'none'),            -- what two people agreed to, still so
    ('routine', 1, 1, 'none'),
    ('safety_fact', 2, 2, 'elsewhere'),   -- a safety or identity fact's first favourable value
    ('visibility', 2, 2, 'elsewhere'),    -- shows more than before
    ('withdrawal', 1, 1, 'none');
create function review_class_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a class of reviews does not change');
    return new;
end $$;
create trigger review_class_stays before update on review_class
for each row execute function review_class_stays();
create function review_class_does_not_go() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a class of reviews does not change');
    return old;
end $$;
create trigger review_class_does_not_go before delete on review_class
for each row execute function review_class_does_not_go();
create trigger review_class_is_not_emptied before truncate on review_class
for each statement execute function refuse_to_empty();

-- The class of each member of an HSDS service. One that isn't here is of class 'eligibility'.
create table member_class (
    member text not null primary key,
    class text not null references review_class (class)
);
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
create function member_class_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a class of reviews does not change');
    return new;
end $$;
create trigger member_class_stays before update on member_class
for each row execute function member_class_stays();
create function member_class_does_not_go() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a class of reviews does not change');
    return old;
end $$;
create trigger member_class_does_not_go before delete on member_class
for each row execute function member_class_does_not_go();
create trigger member_class_is_not_emptied before truncate on member_class
for each statement execute function refuse_to_empty();

-- Whom an agency doesn't want as a reviewer, and the second reviewer that a Nation has named.
create table reviewer_wish (
    organization_id text not null references staff_organization (id),
    reviewer_id text not null references staff_organization (id),
    wish text not null check (wish = 'never' or wish = 'second'),
    primary key (organization_id, reviewer_id)
);

create table submission (
    id bigint generated by default as identity primary key,
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

create function submission_of_an_account() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.submitted_by and a.disabled_on is null and o.head = new.organization_id
            and (a.role = 'agency_editor' or a.role = 'reviewer'))
    then perform refuse('a submission is an active account''s, for its own organization'); end if;
    if exists (select 1 from account where id = new.submitted_by and role = 'agency_editor')
        and not exists (
            select 1 from head_organization o where o.head = new.organization_id
                and o.id = coalesce(
                    (select organization_id from revision where id = new.base_revision),
                    (select value from json_each(new.record, '$.organization') where key = 'id')))
    then perform refuse('an agency changes its own listings'); end if;
    if new.base_revision is not null
        and (select value from json_each(new.record, '$.organization') where key = 'id') is distinct from (
            select organization_id from revision where id = new.base_revision)
    then perform refuse('a listing stays with its organization'); end if;
    if new.outcome <> 'waiting'
    then perform refuse('a submission begins as waiting'); end if;
    if new.base_revision is distinct from (
        select revision_id from standing_service where service_id = new.service_id)
    then perform refuse('a submission changes what stands'); end if;
    return new;
end $$;
create trigger submission_of_an_account before insert on submission
for each row execute function submission_of_an_account();
create function submission_stays_as_made() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a submission does not change');
    return new;
end $$;
create trigger submission_stays_as_made before update of id, service_id, base_revision, submitted_by, organization_id, withdraws,
    visibility, language, submitted_at on submission
for each row execute function submission_stays_as_made();
-- Only an erasure touches a record, and only of one that has ended.
create function submission_keeps_its_record() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if old.outcome = 'waiting'
    then
        perform refuse('a submission does not change while it is reviewed');
    end if;
    return new;
end $$;
create trigger submission_keeps_its_record before update of record, lat, lon on submission
for each row execute function submission_keeps_its_record();
create function submission_ends_once() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if old.outcome <> 'waiting'
    then
        perform refuse('a submission ends once');
    end if;
    return new;
end $$;
create trigger submission_ends_once before update of outcome, ended_at, import_id on submission
for each row execute function submission_ends_once();
create function submission_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a submission does not go');
    return old;
end $$;
create trigger submission_stays before delete on submission
for each row execute function submission_stays();
create trigger submission_is_not_emptied before truncate on submission
for each statement execute function refuse_to_empty();

-- The members that it changes.
create table submission_change (
    submission_id bigint not null references submission (id),
    member text not null,
    class text not null references review_class (class),
    primary key (submission_id, member)
);
create function submission_change_has_its_class() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.class <> coalesce((select class from member_class where member = new.member), 'eligibility')
    then
        perform refuse('this member is of another class');
    end if;
    return new;
end $$;
create trigger submission_change_has_its_class before insert on submission_change
for each row execute function submission_change_has_its_class();

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
    -- Looked at when the transaction ends: the class is worked out once the row is there.
    class text not null references review_class (class) deferrable initially deferred,
    primary key (submission_id, subject, subject_id, fact)
);

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
create function submission_fact_is_of_the_listing() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.class <> ''
    then perform refuse('the class of a fact is worked out'); end if;
    if not exists (
        select 1 from submission s where s.id = new.submission_id
            and ((new.subject = 'service' and new.subject_id = s.service_id)
                or (new.subject = 'organization'
                    and new.subject_id = (select value from json_each(s.record, '$.organization') where key = 'id'))
                or (new.subject = 'site' and exists (
                    select 1 from json_each(s.record, '$.service_at_locations') l
                    where (select value from json_each(l.value) where key = 'id') = new.subject_id))))
    then perform refuse('a fact is about the listing that is submitted'); end if;
    return new;
end $$;
create trigger submission_fact_is_of_the_listing before insert on submission_fact
for each row execute function submission_fact_is_of_the_listing();
create function submission_fact_gets_its_class() returns trigger language plpgsql as $$
begin
    perform one_writer();
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
        when coalesce((select is_good * two_people from fact_value
                       where fact = new.fact and value = new.value), 1) = 1 then 'safety_fact'
        else 'routine' end
    where submission_id = new.submission_id and subject = new.subject
        and subject_id = new.subject_id and fact = new.fact;
    return null;
end $$;
create trigger submission_fact_gets_its_class after insert on submission_fact
for each row execute function submission_fact_gets_its_class();
create function submission_change_comes_first() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (select 1 from review where submission_id = new.submission_id)
    then
        perform refuse('a submission does not change while it is reviewed');
    end if;
    return new;
end $$;
create trigger submission_change_comes_first before insert on submission_change
for each row execute function submission_change_comes_first();
create function submission_fact_comes_first() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (select 1 from review where submission_id = new.submission_id)
    then
        perform refuse('a submission does not change while it is reviewed');
    end if;
    return new;
end $$;
create trigger submission_fact_comes_first before insert on submission_fact
for each row execute function submission_fact_comes_first();
create function submission_change_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a submission does not change');
    return new;
end $$;
create trigger submission_change_stays before update on submission_change
for each row execute function submission_change_stays();
create function submission_change_does_not_go() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a submission does not change');
    return old;
end $$;
create trigger submission_change_does_not_go before delete on submission_change
for each row execute function submission_change_does_not_go();
create trigger submission_change_is_not_emptied before truncate on submission_change
for each statement execute function refuse_to_empty();
-- Only an erasure touches a fact: its detail, once the submission has ended.
create function submission_fact_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.submission_id <> old.submission_id or new.subject <> old.subject
    or new.subject_id <> old.subject_id or new.fact <> old.fact or new.value <> old.value
    or new.method <> old.method or new.verified_on <> old.verified_on
    or (new.class <> old.class and old.class <> '')
    or (new.class = old.class and exists (
        select 1 from submission where id = old.submission_id and outcome = 'waiting'))
    then
        perform refuse('a submission does not change');
    end if;
    return new;
end $$;
create trigger submission_fact_stays before update on submission_fact
for each row execute function submission_fact_stays();
create function submission_fact_does_not_go() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a submission does not change');
    return old;
end $$;
create trigger submission_fact_does_not_go before delete on submission_fact
for each row execute function submission_fact_does_not_go();
create trigger submission_fact_is_not_emptied before truncate on submission_fact
for each statement execute function refuse_to_empty();

create table review (
    id bigint generated by default as identity primary key,
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
create function review_by_a_reviewer_from_elsewhere() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.account_id and a.disabled_on is null and a.role = 'reviewer'
            and o.head = new.organization_id)
    then perform refuse('a review is an active reviewer''s, for their own organization'); end if;
    if not exists (
        select 1 from submission where id = new.submission_id and outcome = 'waiting')
    then perform refuse('a review is of a submission that waits'); end if;
    if exists (
        select 1 from submission s where s.id = new.submission_id
            and (s.submitted_by = new.account_id or s.organization_id = new.organization_id))
    then perform refuse('nobody reviews what their own organization submits'); end if;
    if exists (
        select 1 from submission s join head_organization o on o.head = s.organization_id
            join reviewer_wish w on w.organization_id = o.id and w.wish = 'never'
            join head_organization r on r.id = w.reviewer_id
        where s.id = new.submission_id and r.head = new.organization_id)
    then perform refuse('this organization may not review that one'); end if;
    return new;
end $$;
create trigger review_by_a_reviewer_from_elsewhere before insert on review
for each row execute function review_by_a_reviewer_from_elsewhere();
create function review_stays_as_given() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a review does not change');
    return new;
end $$;
create trigger review_stays_as_given before update on review
for each row execute function review_stays_as_given();
create function review_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a review does not go');
    return old;
end $$;
create trigger review_stays before delete on review
for each row execute function review_stays();
create trigger review_is_not_emptied before truncate on review
for each statement execute function refuse_to_empty();

-- What a submission takes: the most that one of its changes takes.
create view submission_need as
select n.submission_id, max(c.accounts) as accounts, max(c.organizations) as organizations,
    max((c.call_back <> 'none')::integer) as call_back, max((c.call_back = 'elsewhere')::integer) as call_elsewhere
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
                  where o.key = n.key and o.type = n.type and o.value is not distinct from n.value)
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
    or (select count(*) from json_tree(b.record) where key = 'porchlight_hidden' and value = '1')
        > (select count(*) from json_tree(s.record) where key = 'porchlight_hidden' and value = '1')
union all
select s.id, '@restriction'
from submission s join revision b on b.id = s.base_revision
where (b.visibility = 'public' and s.visibility <> 'public')
    or (b.visibility = 'staff' and s.visibility = 'hidden');

create function submission_is_published_when_approved() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.outcome = 'published'
    then
        if not exists (select 1 from submission_approved where id = new.id)
        then perform refuse('a submission is published once enough people agreed'); end if;
        if exists (select 1 from submission_unsaid u where u.id = new.id and not exists (
            select 1 from submission_change c
            where c.submission_id = u.id and c.member = u.member))
        then perform refuse('a submission names all that it changes'); end if;
        if new.base_revision is distinct from (
            select revision_id from standing_service where service_id = new.service_id)
        then perform refuse('a submission changes what stands'); end if;
    end if;
    return new;
end $$;
create trigger submission_is_published_when_approved before update of outcome on submission
for each row execute function submission_is_published_when_approved();

-- A reviewed statement says exactly what an approved submission states.
create function statement_reviewed() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.standing = 'reviewed'
    then
        if not exists (
            select 1 from submission_fact f join submission_approved a on a.id = f.submission_id
            where f.submission_id = new.submission_id and f.subject = new.subject
                and f.subject_id = new.subject_id and f.fact = new.fact and f.value = new.value
                and f.verified_on is not distinct from new.verified_on)
        then perform refuse('a reviewed statement needs its reviews'); end if;
    end if;
    return new;
end $$;
create trigger statement_reviewed before insert on statement
for each row execute function statement_reviewed();

-- What a review publishes is what was agreed to, whole and nothing else.
create function import_of_a_review_is_approved() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.published_at is not null and new.kind = 'review'
    then
        if 1 <> (select count(*) from revision r
                    where r.id between new.id * 4294967296 and new.id * 4294967296 + 4294967295)
            or not exists (
                select 1 from submission s join revision r on r.id = new.id * 4294967296
                where s.import_id = new.id and s.outcome = 'published' and r.service_id = s.service_id
                    and r.record = s.record and r.visibility = s.visibility
                    and r.withdrawn = s.withdraws and r.previous_id is not distinct from s.base_revision
                    and r.lat is not distinct from s.lat and r.lon is not distinct from s.lon)
        then perform refuse('a review publishes one approved submission'); end if;
        if exists (
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
                        and f.class = 'bad_news'))
        then perform refuse('bad news goes by a review of it'); end if;
        if exists (
            select 1 from submission s join statement k on k.revision_id = new.id * 4294967296
            where s.import_id = new.id and (k.standing <> 'reviewed' or k.submission_id <> s.id)
                and not exists (
                    select 1 from statement b
                    where b.revision_id = s.base_revision and b.subject = k.subject
                        and b.subject_id = k.subject_id and b.fact = k.fact and b.value = k.value
                        and b.source = k.source and b.standing = k.standing
                        and b.verified_on is not distinct from k.verified_on and b.submission_id is not distinct from k.submission_id))
        then perform refuse('a review adds only what it states'); end if;
    end if;
    return new;
end $$;
create trigger import_of_a_review_is_approved before update of published_at on import
for each row execute function import_of_a_review_is_approved();

-- A hidden place is shown again by a review alone, while that is being published.
create function hidden_place_goes_by_review() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if old.import_id is null
    or exists (select 1 from import where id = old.import_id and published_at is not null)
    then
        if not exists (
            select 1 from submission s join import i on i.id = s.import_id
                join submission_change c on c.submission_id = s.id and c.member = '@visibility',
                json_each(s.record, '$.service_at_locations') l
            where s.outcome = 'published' and i.published_at is null
                and (select value from json_each(l.value) where key = 'porchlight_hidden') is null
                and ((select value from json_each(l.value) where key = 'id') = old.id
                    or (select value from json_each(l.value, '$.location') where key = 'id') = old.id))
        then perform refuse('a hidden place is shown again by a review'); end if;
    end if;
    return old;
end $$;
create trigger hidden_place_goes_by_review before delete on hidden_place
for each row execute function hidden_place_goes_by_review();
create trigger hidden_place_is_not_emptied before truncate on hidden_place
for each statement execute function refuse_to_empty();

-- Somebody who signed in reported that a place wasn't all right: a ceiling on its class at once, until
-- a reviewer has looked into it (decision 16).
create table suspension (
    id bigint generated by default as identity primary key,
    service_id text not null,
    account_id text not null references account (id),
    day integer not null,              -- days since 1970-01-01
    lifted_by text references account (id),
    lifted_at bigint,
    check ((lifted_by is null) = (lifted_at is null)),
    check (lifted_by is null or lifted_by <> account_id)
);
create unique index suspension_once on suspension (service_id, account_id) where lifted_by is null;
create function suspension_of_an_account() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.lifted_by is not null or not exists (
        select 1 from account a where a.id = new.account_id and a.disabled_on is null
            and (a.role = 'worker' or a.role = 'reviewer' or a.role = 'administrator'))
    then perform refuse('a report with effect is an active account''s'); end if;
    if 3 <= (select count(*) from suspension
                where account_id = new.account_id and day = new.day)
    then perform refuse('three reports with effect a day'); end if;
    return new;
end $$;
create trigger suspension_of_an_account before insert on suspension
for each row execute function suspension_of_an_account();
create function suspension_is_lifted_by_a_reviewer() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if old.lifted_by is not null or new.lifted_by is null or new.id <> old.id
        or new.service_id <> old.service_id or new.account_id <> old.account_id
        or new.day <> old.day or not exists (
            select 1 from account a where a.id = new.lifted_by and a.disabled_on is null
                and a.role = 'reviewer')
    then perform refuse('a report is lifted once, by a reviewer'); end if;
    if exists (
        select 1 from account a join head_organization h on h.id = a.organization_id
        where a.id = new.lifted_by and (
            h.head in (select r.head from account b join head_organization r
                       on r.id = b.organization_id where b.id = old.account_id)
            or h.head in (select o.head from standing_service s
                          join revision v on v.id = s.revision_id
                          join head_organization o on o.id = v.organization_id
                          where s.service_id = old.service_id)))
    then perform refuse('whoever reported, or whose place it is, doesn''t lift it'); end if;
    return new;
end $$;
create trigger suspension_is_lifted_by_a_reviewer before update on suspension
for each row execute function suspension_is_lifted_by_a_reviewer();
create function suspension_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a report does not go');
    return old;
end $$;
create trigger suspension_stays before delete on suspension
for each row execute function suspension_stays();
create trigger suspension_is_not_emptied before truncate on suspension
for each statement execute function refuse_to_empty();

-- What somebody is still writing. Nobody else sees it; it outlives the session.
create table draft (
    account_id text not null references account (id),
    service_id text not null,          -- the id that a new service would have, too
    body text not null,                -- JSON, as the form has it
    saved_at bigint not null,
    primary key (account_id, service_id)
);

-- As in 0001: no samples of what may have to be erased.
alter table submission alter column lat set statistics 0, alter column lon set statistics 0,
    alter column record set statistics 0;
alter table submission_fact alter column detail set statistics 0;
