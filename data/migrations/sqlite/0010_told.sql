-- What a worker was told on the phone may be recorded: facts of a live listing, as a call back, never a
-- member of its record. It is a submission like any other: invisible until reviewers agreed.
drop trigger submission_of_an_account;
create trigger submission_of_an_account before insert on submission
begin
    select raise(abort, 'a submission is an active account''s, for its own organization')
    where not exists (
        select 1 from account a join head_organization o on o.id = a.organization_id
        where a.id = new.submitted_by and a.disabled_on is null and o.head = new.organization_id
            and (a.role = 'agency_editor' or a.role = 'reviewer' or a.role = 'worker'));
    select raise(abort, 'an agency changes its own listings')
    where exists (select 1 from account where id = new.submitted_by and role = 'agency_editor')
        and not exists (
            select 1 from head_organization o where o.head = new.organization_id
                and o.id = coalesce(
                    (select organization_id from revision where id = new.base_revision),
                    (select value from json_each(new.record, '$.organization') where key = 'id')));
    select raise(abort, 'a worker records what was said of a live listing')
    where exists (select 1 from account where id = new.submitted_by and role = 'worker')
        and (new.withdraws = 1 or not exists (
            select 1 from revision b where b.id = new.base_revision and b.withdrawn = 0
                and b.visibility = new.visibility));
    select raise(abort, 'a listing stays with its organization')
    where new.base_revision is not null
        and (select value from json_each(new.record, '$.organization') where key = 'id') is not (
            select organization_id from revision where id = new.base_revision);
    select raise(abort, 'a submission begins as waiting') where new.outcome <> 'waiting';
    select raise(abort, 'a submission changes what stands')
    where new.base_revision is not (
        select revision_id from standing_service where service_id = new.service_id);
end;
create trigger worker_changes_no_record before insert on submission_change
when exists (select 1 from submission s join account a on a.id = s.submitted_by
             where s.id = new.submission_id and a.role = 'worker')
begin select raise(abort, 'a worker records facts alone'); end;
create trigger worker_has_rung before insert on submission_fact
when new.method <> 'call_back'
    and exists (select 1 from submission s join account a on a.id = s.submitted_by
                where s.id = new.submission_id and a.role = 'worker')
begin select raise(abort, 'a worker records what was said on the phone'); end;

-- Where somebody of elsewhere submits, the listing's own organization doesn't decide either.
create trigger review_is_not_of_an_own_listing before insert on review
when exists (
    select 1 from submission s join revision b on b.id = s.base_revision
        join head_organization o on o.id = b.organization_id
    where s.id = new.submission_id and o.head = new.organization_id)
begin select raise(abort, 'nobody reviews a change of their own organization''s listing'); end;
