-- What somebody noticed about a listing: a detail that is wrong, or a place that wasn't all right.
-- A queue for reviewers, without a word about whoever noticed it: no account, no time, only the
-- month. The same said twice in a month is one row.
create table report (
    id integer primary key autoincrement,
    month text not null check (month glob '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
    service_id text not null,
    service_at_location_id text not null,   -- empty: not one of its sites
    kind text not null check (kind = 'wrong_detail' or kind = 'not_all_right'),
    about text not null check (about <> ''),
    note text not null check (length(note) <= 280),
    language text not null,                 -- BCP 47, of the note
    origin text not null check (origin = 'public' or origin = 'staff')
);
create unique index report_once
on report (service_id, service_at_location_id, kind, about, note, origin, month);
