-- What a worker was told on the phone may be recorded: facts of a live listing, as a call back, never a
-- member of its record. It is a submission like any other: invisible until reviewers agreed.
drop trigger submission_of_an_account on submission;
drop function submission_of_an_account();
create function submission_of_an_account() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.submitted_by and a.disabled_on is null and o.head = new.organization_id
            and (a.role = 'agency_editor' or a.role = 'reviewer' or a.role = 'worker'))
    then perform refuse('a submission is an active account''s, for its own organization'); end if;
    if exists (select 1 from account where id = new.submitted_by and role = 'agency_editor')
        and not exists (
            select 1 from head_organization o where o.head = new.organization_id
                and o.id = coalesce(
                    (select organization_id from revision where id = new.base_revision),
                    (select value from json_each(new.record, '$.organization') where key = 'id')))
    then perform refuse('an agency changes its own listings'); end if;
    if exists (select 1 from account where id = new.submitted_by and role = 'worker')
        and (new.withdraws = 1 or not exists (
            select 1 from revision b where b.id = new.base_revision and b.withdrawn = 0
                and b.visibility = new.visibility))
    then perform refuse('a worker records what was said of a live listing'); end if;
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
create function worker_changes_no_record() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (select 1 from submission s join account a on a.id = s.submitted_by
             where s.id = new.submission_id and a.role = 'worker')
    then
        perform refuse('a worker records facts alone');
    end if;
    return new;
end $$;
create trigger worker_changes_no_record before insert on submission_change
for each row execute function worker_changes_no_record();
create function worker_has_rung() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if new.method <> 'call_back'
    and exists (select 1 from submission s join account a on a.id = s.submitted_by
                where s.id = new.submission_id and a.role = 'worker')
    then
        perform refuse('a worker records what was said on the phone');
    end if;
    return new;
end $$;
create trigger worker_has_rung before insert on submission_fact
for each row execute function worker_has_rung();

-- Where somebody of elsewhere submits, the listing's own organization doesn't decide either.
create function review_is_not_of_an_own_listing() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if exists (
    select 1 from submission s join revision b on b.id = s.base_revision
        join head_organization o on o.id = b.organization_id
    where s.id = new.submission_id and o.head = new.organization_id)
    then
        perform refuse('nobody reviews a change of their own organization''s listing');
    end if;
    return new;
end $$;
create trigger review_is_not_of_an_own_listing before insert on review
for each row execute function review_is_not_of_an_own_listing();
