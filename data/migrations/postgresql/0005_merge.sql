-- Two listings of one service become one: the one that goes is withdrawn by a submission, and points
-- to the one that stays. It takes two people from two organizations, one of whom rang on a number found
-- elsewhere, and neither from an organization whose listing it is.
insert into member_class (member, class) values ('@merge', 'visibility');

create table listing_merge (
    submission_id bigint not null primary key references submission (id),   -- withdraws the one that goes
    survivor_id text not null,
    survivor_revision bigint not null references revision (id)
);
create function merge_of_two_that_stand() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from submission s join account a on a.id = s.submitted_by
            join revision b on b.id = s.base_revision
        where s.id = new.submission_id and s.outcome = 'waiting' and s.withdraws = 1
            and b.withdrawn = 0 and a.role = 'reviewer' and s.service_id <> new.survivor_id)
        or exists (select 1 from submission_change where submission_id = new.submission_id)
    then perform refuse('a merge withdraws a listing, and is a reviewer''s'); end if;
    if not exists (
        select 1 from standing_service where service_id = new.survivor_id and withdrawn = 0
            and revision_id = new.survivor_revision)
    then perform refuse('a merge is into what stands'); end if;
    -- What one of them hides isn't to be read in the other.
    if exists (
        select 1 from submission s join revision b on b.id = s.base_revision
            join revision v on v.id = new.survivor_revision
        where s.id = new.submission_id and v.visibility <> 'hidden'
            and (b.visibility = 'hidden' or exists (
                select 1 from json_tree(b.record) where key = 'porchlight_hidden' and value = '1')))
    then perform refuse('what stays is hidden before what is hidden is merged into it'); end if;
    return new;
end $$;
create trigger merge_of_two_that_stand before insert on listing_merge
for each row execute function merge_of_two_that_stand();
create function merge_stays_as_made() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a merge does not change');
    return new;
end $$;
create trigger merge_stays_as_made before update on listing_merge
for each row execute function merge_stays_as_made();
create function merge_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a merge does not go');
    return old;
end $$;
create trigger merge_stays before delete on listing_merge
for each row execute function merge_stays();
create trigger listing_merge_is_not_emptied before truncate on listing_merge
for each statement execute function refuse_to_empty();
create function merge_changes_nothing_else() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.member <> '@merge' and new.member <> '@withdrawal'
    and exists (select 1 from listing_merge where submission_id = new.submission_id)
    then
        perform refuse('a merge changes nothing else');
    end if;
    return new;
end $$;
create trigger merge_changes_nothing_else before insert on submission_change
for each row execute function merge_changes_nothing_else();
create function merge_states_nothing() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (select 1 from listing_merge where submission_id = new.submission_id)
    then
        perform refuse('a merge states no facts');
    end if;
    return new;
end $$;
create trigger merge_states_nothing before insert on submission_fact
for each row execute function merge_states_nothing();
create function merge_is_reviewed_from_elsewhere() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (
        select 1 from submission s join listing_merge m on m.submission_id = s.id
            join revision r on r.id = s.base_revision or r.id = m.survivor_revision
            join head_organization o on o.id = r.organization_id
        where s.id = new.submission_id and o.head = new.organization_id)
    then perform refuse('nobody decides on a merge of their own organization''s listing'); end if;
    return new;
end $$;
create trigger merge_is_reviewed_from_elsewhere before insert on review
for each row execute function merge_is_reviewed_from_elsewhere();

-- Where a listing that was merged away leads, until a review shows it again.
create view merged_into as
select s.service_id, m.survivor_id, m.submission_id
from listing_merge m join submission s on s.id = m.submission_id
where s.outcome = 'published' and not exists (
    select 1 from submission l
    where l.service_id = s.service_id and l.id > s.id and l.outcome = 'published' and l.withdraws = 0);

-- As before, and: what was withdrawn comes back as what is shown more; a merge is named.
drop view submission_unsaid;
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
    or (b.visibility = 'staff' and s.visibility = 'hidden')
union all
select s.id, '@visibility'
from submission s join revision b on b.id = s.base_revision
where b.withdrawn = 1 and s.withdraws = 0
union all
select submission_id, '@merge' from listing_merge;

create function merge_is_into_what_stands() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.outcome = 'published'
    then
        if exists (
            select 1 from listing_merge m where m.submission_id = new.id and not exists (
                select 1 from standing_service v
                where v.service_id = m.survivor_id and v.withdrawn = 0
                    and v.revision_id = m.survivor_revision))
        then perform refuse('a merge is into what stands'); end if;
    end if;
    return new;
end $$;
create trigger merge_is_into_what_stands before update of outcome on submission
for each row execute function merge_is_into_what_stands();

-- As before, and a merge publishes a second revision: of the one that stays.
drop trigger import_of_a_review_is_approved on import;
drop function import_of_a_review_is_approved();
create function import_of_a_review_is_approved() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.published_at is not null and new.kind = 'review'
    then
        if 1 + (exists (select 1 from submission s join listing_merge m on m.submission_id = s.id
                          where s.import_id = new.id))::integer <> (select count(*) from revision r
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

create view held_statement as
select k.*, case k.standing when 'proposed' then 0 when 'stated' then 1 when 'attested' then 2 else 3 end
        as rank,
    coalesce(v.is_bad, 1) as is_bad, coalesce(v.is_good, 1) as is_good
from statement k left join fact_value v on v.fact = k.fact and v.value = k.value
where k.disposition = 'holds';

-- The one that stays keeps its words, is shown to no more people than either was, keeps all bad news of
-- both, and says nothing better than either said.
create function import_of_a_merge_takes_the_worse() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.published_at is not null and new.kind = 'review'
    and exists (select 1 from submission s join listing_merge m on m.submission_id = s.id
                where s.import_id = new.id)
    then
        if not exists (
            select 1 from submission s join listing_merge m on m.submission_id = s.id
                join revision b on b.id = s.base_revision join revision v on v.id = m.survivor_revision
                join revision r on r.id = new.id * 4294967296 + 1
            where s.import_id = new.id and r.service_id = m.survivor_id and r.previous_id = v.id
                and r.record = v.record and r.withdrawn = 0 and r.lat is not distinct from v.lat and r.lon is not distinct from v.lon
                and r.visibility = case
                    when b.visibility = 'hidden' or v.visibility = 'hidden' then 'hidden'
                    when b.visibility = 'staff' or v.visibility = 'staff' then 'staff' else 'public' end)
        then perform refuse('a merge leaves what stays as it was, and as hidden as the stricter of both'); end if;
        if exists (
            select 1 from submission s join listing_merge m on m.submission_id = s.id
                join held_statement b on b.is_bad = 1
                    and (b.revision_id = s.base_revision or b.revision_id = m.survivor_revision)
            where s.import_id = new.id and not exists (
                select 1 from held_statement k
                where k.revision_id = new.id * 4294967296 + 1 and k.fact = b.fact and k.value = b.value
                    and ((k.subject = 'service' and k.subject_id = m.survivor_id)
                        or (b.revision_id = m.survivor_revision and k.subject = b.subject
                            and k.subject_id = b.subject_id))))
        then perform refuse('a merge keeps the bad news of both'); end if;
        if exists (
            select 1 from submission s join listing_merge m on m.submission_id = s.id
                join held_statement k on k.revision_id = new.id * 4294967296 + 1
            where s.import_id = new.id and k.is_good = 1 and k.rank > 0 and not (
                exists (select 1 from held_statement b
                        where b.revision_id = m.survivor_revision and b.fact = k.fact
                            and b.value = k.value and b.subject = k.subject
                            and b.subject_id = k.subject_id and b.source = k.source
                            and k.rank <= b.rank and k.verified_on <= b.verified_on)
                and exists (select 1 from held_statement b
                        where b.revision_id = s.base_revision and b.subject <> 'site'
                            and b.fact = k.fact and b.value = k.value and k.rank <= b.rank
                            and k.verified_on <= b.verified_on)))
        then perform refuse('a merge says nothing better than both did'); end if;
    end if;
    return new;
end $$;
create trigger import_of_a_merge_takes_the_worse before update of published_at on import
for each row execute function import_of_a_merge_takes_the_worse();

-- A feed that still has what was merged away doesn't bring it back.
create function merged_away_comes_back_by_review() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.published_at is not null and new.kind = 'import'
    then
        if exists (
            select 1 from merged_into m join service v on v.service_id = m.service_id
            where v.newest_import = new.id and v.newest_withdrawn = 0)
        then perform refuse('what was merged away comes back by a review'); end if;
    end if;
    return new;
end $$;
create trigger merged_away_comes_back_by_review before update of published_at on import
for each row execute function merged_away_comes_back_by_review();

-- Two listings that a reviewer has looked at and that are not the same: nobody is asked again.
create table not_same (
    first_id text not null,
    second_id text not null,
    account_id text not null references account (id),
    at bigint not null,
    primary key (first_id, second_id),
    check (first_id < second_id)
);
create function not_same_by_a_reviewer() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (select 1 from account where id = new.account_id and disabled_on is null
                 and role = 'reviewer')
    then
        perform refuse('an active reviewer says what is not the same');
    end if;
    return new;
end $$;
create trigger not_same_by_a_reviewer before insert on not_same
for each row execute function not_same_by_a_reviewer();
create function not_same_stays_as_said() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('what is not the same stays so');
    return new;
end $$;
create trigger not_same_stays_as_said before update on not_same
for each row execute function not_same_stays_as_said();
create function not_same_stays() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('what is not the same stays so');
    return old;
end $$;
create trigger not_same_stays before delete on not_same
for each row execute function not_same_stays();
create trigger not_same_is_not_emptied before truncate on not_same
for each statement execute function refuse_to_empty();
