-- What reviews changed of a feed's own records, member by member, against what the feed says: the change
-- stays in force at every import until the feed says something else, and then too, until that is decided.
-- The value in force is the standing revision's own. Rows go where the feed says the same, where a review
-- goes back to the feed's value, and where a place is erased: a text may hold it in any words.
create table correction (
    service_id text not null,
    member text not null,              -- of the record
    theirs text not null,              -- JSON: what the feed said when it was corrected; null: nothing
    offered text,                      -- JSON: what it says since, for review; null: nothing else
    submission_id bigint not null references submission (id),
    primary key (service_id, member)
);
create function correction_is_what_was_agreed_to() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from submission s join submission_change c on c.submission_id = s.id
        where s.id = new.submission_id and s.service_id = new.service_id and s.outcome = 'published'
            and c.member = new.member)
    then
        perform refuse('a correction is what enough people agreed to');
    end if;
    return new;
end $$;
create trigger correction_is_what_was_agreed_to before insert on correction
for each row execute function correction_is_what_was_agreed_to();
create function correction_is_of_its_member() returns trigger language plpgsql as $$
begin
    perform one_writer();
    perform refuse('a correction is of its member');
    return new;
end $$;
create trigger correction_is_of_its_member before update of service_id, member on correction
for each row execute function correction_is_of_its_member();
create function correction_is_decided_by_review() returns trigger language plpgsql as $$
begin
    perform one_writer();
    if not exists (
        select 1 from submission s join submission_change c on c.submission_id = s.id
        where s.id = new.submission_id and s.service_id = new.service_id and s.outcome = 'published'
            and c.member = new.member)
    then
        perform refuse('a correction is what enough people agreed to');
    end if;
    return new;
end $$;
create trigger correction_is_decided_by_review before update of theirs, submission_id on correction
for each row execute function correction_is_decided_by_review();
