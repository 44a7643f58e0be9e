-- Reminders that what a listing says grows old: one for each listing and step. A row stays until the
-- listing has been checked, at most for a quarter; then another reminder may follow.
create table reminder (
    id integer primary key autoincrement,
    service_id text not null,
    step integer not null check (step = 75 or step = 100),   -- per cent of a time to live
    lines integer not null check (lines > 0),                -- to check at one go
    queued_on integer not null,                              -- days since 1970-01-01
    sent_on integer,                                         -- null: waits
    unique (service_id, step)
);

-- Where an organization's reminders go. An address of a desk, never of a person who looks for help.
create table organization_mail (
    organization_id text not null primary key references staff_organization (id),
    address text not null check (trim(address) <> '')
) without rowid;
