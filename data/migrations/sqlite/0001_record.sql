-- The record: every import, every revision, every statement, every review.
--
-- Rows of an import whose published_at is null are invisible. Which revision of a service stands is
-- read from `service`, which points at its newest revision and at the one before it, so that
-- publishing is one row, however large the import.
--
-- CHECKs name their values with OR: SQLite builds a temporary table for every IN, at each insert.
-- Times are seconds since 1970 UTC, days are days since 1970-01-01.

create table sequence (
    id integer primary key check (id = 1),
    last_number bigint not null check (last_number >= 0)
);
insert into sequence (id, last_number) values (1, 0);
create trigger sequence_only_grows before update on sequence
when new.last_number < old.last_number
begin select raise(abort, 'sequence numbers only grow'); end;
create trigger sequence_stays before delete on sequence
begin select raise(abort, 'sequence numbers only grow'); end;

create table import (
    id integer primary key autoincrement,
    kind text not null check (kind = 'import' or kind = 'review'),
    source text not null,
    file_name text not null,
    started bigint not null,
    published_at bigint,
    first_sequence bigint unique,
    revision_count bigint,
    check ((published_at is null) = (revision_count is null))
);
create trigger import_published_for_good before update on import when old.published_at is not null
begin select raise(abort, 'a published import does not change'); end;
create trigger import_published_stays before delete on import when old.published_at is not null
begin select raise(abort, 'a published import does not change'); end;

create table revision (
    id integer primary key,            -- import_id * 2^32 + ordinal
    import_id bigint not null,
    ordinal bigint not null,           -- sequence number = import.first_sequence + ordinal
    service_id text not null,
    previous_id bigint,                -- the service's revision before this one
    organization_id text not null,
    source text not null,
    source_key text not null,
    language text not null,
    visibility text not null
        check (visibility = 'public' or visibility = 'staff' or visibility = 'hidden'),
    withdrawn integer not null check (withdrawn = 0 or withdrawn = 1),
    digest text not null,
    lat double precision,
    lon double precision,
    repairs text not null,             -- JSON: what the importer changed, with the source's values
    record text not null,              -- JSON: HSDS 3.1, masked
    check (ordinal >= 0 and id = import_id * 4294967296 + ordinal)
);
-- Only an erasure touches a revision: its record, its repairs and its place.
create trigger revision_stays_as_it_was
before update of id, import_id, ordinal, service_id, previous_id, organization_id, source,
    source_key, language, visibility, withdrawn, digest on revision
begin select raise(abort, 'a revision does not change'); end;
create trigger revision_published_stays before delete on revision
when exists (select 1 from import where id = old.import_id and published_at is not null)
begin select raise(abort, 'a published revision does not go'); end;

-- What somebody wants recorded by review. How many have to agree is fixed when it is opened.
create table proposal (
    id integer primary key autoincrement,
    service_id text not null,
    subject text not null check (subject = 'organization' or subject = 'service' or subject = 'site'),
    subject_id text not null,
    fact text not null,
    value text not null check (value = 'yes' or value = 'no'),
    detail text not null,
    source text not null,
    proposed_by text not null check (trim(proposed_by) <> ''),
    accounts_needed integer not null check (accounts_needed >= 1),
    organizations_needed integer not null
        check (organizations_needed >= 1 and organizations_needed <= accounts_needed),
    opened_at bigint not null
);
create trigger proposal_stays_as_opened
before update of id, service_id, subject, subject_id, fact, value, source, proposed_by,
    accounts_needed, organizations_needed, opened_at on proposal
begin select raise(abort, 'a proposal does not change'); end;
create trigger proposal_stays before delete on proposal
begin select raise(abort, 'a proposal does not go'); end;

create table review (
    id integer primary key autoincrement,
    proposal_id bigint not null references proposal (id),
    account text not null check (trim(account) <> ''),
    organization text not null check (trim(organization) <> ''),
    decision text not null check (decision = 'approve' or decision = 'reject'),
    at bigint not null
);
create unique index review_once on review (proposal_id, lower(trim(account)));
create trigger review_of_a_proposal before insert on review
when not exists (select 1 from proposal where id = new.proposal_id)
begin select raise(abort, 'a review needs its proposal'); end;
create trigger review_by_another before insert on review
when exists (select 1 from proposal
             where id = new.proposal_id and lower(trim(proposed_by)) = lower(trim(new.account)))
begin select raise(abort, 'nobody reviews their own proposal'); end;
create trigger review_stays_as_given before update on review
begin select raise(abort, 'a review does not change'); end;
create trigger review_stays before delete on review
begin select raise(abort, 'a review does not go'); end;

-- The complete set of statements that a revision leaves standing, and the proposals beside it.
create table statement (
    revision_id bigint not null references revision (id),
    number integer not null,
    subject text not null check (subject = 'organization' or subject = 'service' or subject = 'site'),
    subject_id text not null,
    fact text not null,
    value text not null check (value = 'yes' or value = 'no'),
    detail text not null,
    verified_on integer,
    method text not null check (method = 'import' or method = 'agency_statement'
                                or method = 'call_back' or method = 'visit'),
    standing text not null check (standing = 'proposed' or standing = 'stated'
                                  or standing = 'attested' or standing = 'reviewed'),
    source text not null,
    disposition text not null check (disposition = 'holds' or disposition = 'proposal'),
    -- 1: its source no longer says so; it holds because only a review lifts bad news
    carried integer not null check (carried = 0 or carried = 1),
    proposal_id bigint,
    primary key (revision_id, number)
) without rowid;

-- What an organization's new service must take over. Few rows: its source takes the fact back.
create index statement_carried_of_organization on statement (subject_id)
where subject = 'organization' and carried = 1;

-- The two-person rule. A reviewed statement says exactly what its proposal says, and enough
-- different accounts from enough different organizations agreed, and none refused.
create trigger statement_reviewed before insert on statement when new.standing = 'reviewed'
begin
    select raise(abort, 'a reviewed statement needs its reviews')
    where not exists (
        select 1 from proposal p
        where p.id = new.proposal_id and p.subject = new.subject
            and p.subject_id = new.subject_id and p.fact = new.fact and p.value = new.value
            and p.source = new.source
            and p.accounts_needed <= (
                select count(distinct lower(trim(r.account))) from review r
                where r.proposal_id = p.id and r.decision = 'approve')
            and p.organizations_needed <= (
                select count(distinct lower(trim(r.organization))) from review r
                where r.proposal_id = p.id and r.decision = 'approve')
            and not exists (
                select 1 from review r where r.proposal_id = p.id and r.decision = 'reject'));
end;
-- Only an erasure touches a statement: its detail.
create trigger statement_stays_as_it_was
before update of revision_id, number, subject, subject_id, fact, value, verified_on, method,
    standing, source, disposition, carried, proposal_id on statement
begin select raise(abort, 'a statement does not change'); end;
create trigger statement_published_stays before delete on statement
when exists (select 1 from revision r join import i on i.id = r.import_id
             where r.id = old.revision_id and i.published_at is not null)
begin select raise(abort, 'a published statement does not go'); end;

-- Only an import writes `attested`: what a review publishes may only keep what stood before.
create trigger import_alone_attests before update of published_at on import
when new.published_at is not null and new.kind <> 'import'
begin
    select raise(abort, 'only an import writes attested statements')
    where exists (
        select 1 from revision r join statement s on s.revision_id = r.id
        where r.id between new.id * 4294967296 and new.id * 4294967296 + 4294967295
            and s.standing = 'attested'
            and not exists (
                select 1 from statement b
                where b.revision_id = r.previous_id and b.standing = 'attested'
                    and b.subject = s.subject and b.subject_id = s.subject_id and b.fact = s.fact
                    and b.value = s.value and b.source = s.source));
end;

-- One row a service, for ever. Written in key order, before the import is published.
create table service (
    service_id text not null primary key,
    short_id text not null,
    source text not null,
    newest_import bigint not null,
    newest_revision bigint not null,
    newest_visibility text not null,
    newest_withdrawn integer not null,
    newest_lat double precision,
    newest_lon double precision,
    before_revision bigint,            -- stands until newest_import is published; null: none does
    before_visibility text,
    before_withdrawn integer,
    before_lat double precision,
    before_lon double precision
) without rowid;

create view standing_service as
select s.service_id, s.short_id, s.source,
    case when i.published_at is null then s.before_revision else s.newest_revision end
        as revision_id,
    case when i.published_at is null then s.before_visibility else s.newest_visibility end
        as visibility,
    case when i.published_at is null then s.before_withdrawn else s.newest_withdrawn end
        as withdrawn,
    case when i.published_at is null then s.before_lat else s.newest_lat end as lat,
    case when i.published_at is null then s.before_lon else s.newest_lon end as lon
from service s join import i on i.id = s.newest_import
where i.published_at is not null or s.before_revision is not null;

-- Codes for cards; a table of its own so that both it and `service` are written in key order.
create table short_id (
    short_id text not null primary key,
    service_id text not null,
    import_id bigint not null
) without rowid;

-- Public ids and the source that holds each: no other source may keep one of these.
create table identity (
    id text not null primary key,
    kind text not null check (kind = 'service' or kind = 'organization'
                              or kind = 'service_at_location' or kind = 'location'),
    source text not null,
    import_id bigint not null
) without rowid;

-- Sites and locations that are hidden. Only a review takes one off.
create table hidden_place (
    id text not null primary key,
    kind text not null check (kind = 'service_at_location' or kind = 'location'),
    import_id bigint
) without rowid;

-- Translations of a listing's texts: whose words they are, and who read them over.
create table listing_text (
    revision_id bigint not null references revision (id),
    path text not null,                -- JSON pointer into the record
    language text not null,            -- BCP 47
    text text not null,
    how_made text not null check (how_made = 'source' or how_made = 'person' or how_made = 'machine'),
    reviewed_by text not null,         -- empty: by nobody
    primary key (revision_id, path, language)
) without rowid;

-- Work that must be done after a transaction, and isn't lost with the process.
create table chore (
    name text not null primary key check (name = 'clear_log')
) without rowid;

-- Acts on listings. Each row's hash covers the row before it.
create table audit (
    seq integer primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    object text not null,
    detail text not null,
    previous_hash text not null,
    hash text not null unique
);
create trigger audit_is_a_chain before insert on audit
when new.seq <> coalesce((select max(seq) from audit), 0) + 1
    or new.previous_hash <> coalesce((select hash from audit order by seq desc limit 1), '')
begin select raise(abort, 'an audit row follows the row before it'); end;
create trigger audit_stays_as_written before update on audit
begin select raise(abort, 'audit rows do not change'); end;
create trigger audit_stays before delete on audit
begin select raise(abort, 'audit rows do not go'); end;
