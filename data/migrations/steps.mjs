/** What is done to a store, in order, and what it says to that: in SQLite and in PostgreSQL. Without `refused`
    and `rows` it is simply done. Several statements that belong together are one transaction. */
// Refused rows take numbers with them in PostgreSQL.
const first = '(select min(id) from submission)';
const record = (name, phone, more = '') =>
  `'{"id":"svc","name":"${name}","organization":{"id":"org"},"phones":[{"number":"${phone}"}],` +
  `"service_at_locations":[{"id":"site","location":{"id":"loc"}${more}}]}'`;
const revision = (id, importId, values) =>
  'insert into revision (id, import_id, ordinal, service_id, previous_id, organization_id, source, source_key, language,' +
  ` visibility, withdrawn, digest, lat, lon, repairs, record) values (${id}, ${importId}, 0, 'svc', ${values});`;
const submission = (account, organization, text, extra = '4294967296') =>
  'insert into submission (service_id, base_revision, submitted_by, organization_id, withdraws, visibility, language, record,' +
  ` submitted_at, outcome) values ('svc', ${extra}, '${account}', '${organization}', 0, 'public', 'en', ${text}, 6, 'waiting');`;
const review = (account, organization, decision = 'approve', call = 'none', reason = '') =>
  'insert into review (submission_id, account_id, organization_id, decision, call_back, reason, at)' +
  ` values (${first}, '${account}', '${organization}', '${decision}', '${call}', '${reason}', 7);`;
const fact = (name, value, subject = 'service', id = 'svc') =>
  `insert into submission_fact values (${first}, '${subject}', '${id}', '${name}', '${value}', '', 'call_back', 20000, '');`;
const changes =
  'insert into submission_change select distinct u.id, u.member, coalesce(c.class, \'eligibility\') from submission_unsaid u' +
  ` left join member_class c on c.member = u.member where u.id = ${first};`;
const statement = (revisionId, number, standing, factName, value, submissionId = 'null') =>
  'insert into statement (revision_id, number, subject, subject_id, fact, value, detail, verified_on, method, standing, source,' +
  ` disposition, carried, submission_id) values (${revisionId}, ${number}, 'service', 'svc', '${factName}', '${value}', '', 20000,` +
  ` 'call_back', '${standing}', 'desk', 'holds', 0, ${submissionId});`;

export const steps = [
  // --- who signs in ------------------------------------------------------------------------------------
  {says: 'organizations are added', sql: "insert into staff_organization values ('org', 'Org', null), ('north', 'North', null), ('south', 'South', null); insert into staff_organization values ('aff', 'Aff', 'org');"},
  {says: 'an affiliate has no affiliates', sql: "insert into staff_organization values ('aff2', 'Aff', 'aff');", refused: 'an affiliate is affiliated with a head organization'},
  {says: 'an organization stays as it is', sql: "update staff_organization set name = 'x';", refused: 'an organization of accounts does not change'},
  {says: 'accounts are added', sql: [['ed', 'org', 'agency_editor'], ['n', 'north', 'reviewer'], ['s', 'south', 'reviewer'], ['cz', 'aff', 'reviewer'], ['w', 'south', 'worker'], ['ad', 'north', 'administrator']]
    .map(([id, organization, role]) => `insert into account values ('${id}', '${id}', '${organization}', '${role}', '', 'x', '', 0, 0, 1, null);`).join(' ')},
  {says: 'a role is kept', sql: "update account set role = 'reviewer' where id = 'w';", refused: 'an account keeps its role and organization'},
  {says: 'an epoch only grows', sql: "update account set epoch = -1 where id = 'w';", refused: 'an account keeps its role and organization'},
  {says: 'an account stays', sql: "delete from account where id = 'w';", refused: 'an account does not go'},
  {says: 'somebody is invited', sql: "insert into invitation values ('i', 'h', 'org', 'worker', '', 'n', 9, null, null);"},
  {says: 'a worker approves nobody', sql: "update invitation set approved_by = 'w';", refused: 'an invitation is approved once, by a reviewer or administrator'},
  {says: 'an administrator does', sql: "update invitation set approved_by = 'ad';"},
  {says: 'once', sql: "update invitation set approved_by = 's';", refused: 'an invitation is approved once, by a reviewer or administrator'},
  {says: 'an invitation is used', sql: "update invitation set accepted_by = 'w';"},
  {says: 'and not again', sql: "update invitation set accepted_by = 's';", refused: 'an invitation is used once'},
  {says: 'it stays as made', sql: "update invitation set role = 'reviewer';", refused: 'an invitation does not change'},
  // --- the record --------------------------------------------------------------------------------------
  {says: 'facts have their rules', sql: "insert into fact_rule values ('locked-doors', 0, 1, 1), ('hazard', 1, 0, 1), ('free', 0, 1, 0);"},
  {says: 'a rule is never softened', sql: "update fact_rule set two_people = 0 where fact = 'hazard';", refused: 'a rule about a fact only becomes stricter'},
  {says: 'an import is written', sql: "insert into import (kind, source, file_name, started) values ('import', 'f', 'x', 1); " +
    revision(4294967296, 1, `null, 'org', 'f', 'k', 'en', 'public', 0, 'd', 1.5, 2.5, '[]', ${record('A', '1')}`) +
    statement(4294967296, 0, 'stated', 'hazard', 'yes') +
    " insert into service (service_id, short_id, source, newest_import, newest_revision, newest_visibility, newest_withdrawn) values ('svc', 'abcdefgh', 'f', 1, 4294967296, 'public', 0);"},
  {says: 'nobody sees it', sql: 'select count(*) from standing_service;', rows: '0'},
  {says: 'a statement isn\'t called reviewed without reviews', sql: statement(4294967296, 1, 'reviewed', 'free', 'yes'), refused: 'a reviewed statement needs its reviews'},
  {says: 'it is published', sql: 'begin; update sequence set last_number = 1; update import set published_at = 5, first_sequence = 1, revision_count = 1 where id = 1; commit;'},
  {says: 'now it stands', sql: 'select service_id, revision_id, visibility, withdrawn from standing_service;', rows: 'svc|4294967296|public|0'},
  {says: 'the sequence only grows', sql: 'update sequence set last_number = 0;', refused: 'sequence numbers only grow'},
  {says: 'an import stays', sql: "update import set source = 'z';", refused: 'a published import does not change'},
  {says: 'and doesn\'t go', sql: 'delete from import;', refused: 'a published import does not change'},
  {says: 'a revision stays', sql: "update revision set visibility = 'staff';", refused: 'a revision does not change'},
  {says: 'its place may go', sql: 'update revision set lat = null, lon = null;'},
  {says: 'a statement stays', sql: "update statement set value = 'no';", refused: 'a statement does not change'},
  {says: 'and doesn\'t go', sql: 'delete from statement;', refused: 'a published statement does not go'},
  // --- what is submitted -------------------------------------------------------------------------------
  {says: 'an administrator submits nothing', sql: submission('ad', 'north', record('B', '2')), refused: 'a submission is an active account\'s, for its own organization'},
  {says: 'an agency changes its own', sql: submission('ed', 'north', record('B', '2')), refused: 'a submission is an active account\'s, for its own organization'},
  {says: 'what stands is changed', sql: submission('ed', 'org', record('B', '2'), 'null'), refused: 'a submission changes what stands'},
  {says: 'a listing stays with its organization', sql: submission('n', 'north', record('B', '2').replace('"org"', '"other"')), refused: 'a listing stays with its organization'},
  {says: 'the agency submits', sql: submission('ed', 'org', record('B', '2'))},
  {says: 'the schema says what differs', sql: 'select member from submission_unsaid order by member;', rows: 'name\nphones'},
  {says: 'and of what class that is', sql: `${changes} select member, class from submission_change order by member;`, rows: 'name|routine\nphones|contact'},
  {says: 'nobody chooses a class', sql: "insert into submission_change select min(id), 'email', 'routine' from submission;", refused: 'this member is of another class'},
  {says: 'a fact is about the listing', sql: fact('free', 'yes', 'site', 'elsewhere'), refused: 'a fact is about the listing that is submitted'},
  {says: 'bad news that goes is of its class', sql: `${fact('hazard', 'no')} select class from submission_fact;`, rows: 'bad_news'},
  {says: 'a first good value is a safety fact', sql: `${fact('locked-doors', 'yes', 'site', 'site')} select class from submission_fact where subject = 'site';`, rows: 'safety_fact'},
  {says: 'what all that takes', sql: 'select accounts, organizations, call_back, call_elsewhere from submission_need;', rows: '2|2|1|1'},
  {says: 'nobody reviews their own', sql: review('cz', 'org'), refused: 'nobody reviews'},
  {says: 'a worker reviews nothing', sql: review('w', 'south'), refused: 'a review is an active reviewer\'s, for their own organization'},
  {says: 'unreviewed it isn\'t published', sql: "update submission set outcome = 'published', ended_at = 9, import_id = 1;", refused: 'a submission is published once enough people agreed'},
  {says: 'one agrees', sql: review('n', 'north', 'approve', 'elsewhere')},
  {says: 'then it doesn\'t change', sql: fact('free', 'no'), refused: 'a submission does not change while it is reviewed'},
  {says: 'nor its record', sql: `update submission set record = ${record('C', '3')};`, refused: 'a submission does not change while it is reviewed'},
  {says: 'one isn\'t enough', sql: 'select count(*) from submission_approved;', rows: '0'},
  {says: 'two are', sql: `${review('s', 'south')} select count(*) from submission_approved;`, rows: '1'},
  {says: 'a review stays', sql: "update review set decision = 'refuse';", refused: 'a review does not change'},
  {says: 'a review\'s import is written', sql: "insert into import (kind, source, file_name, started) values ('review', 'f', 's1', 8); " +
    revision(8589934592, 2, `4294967296, 'org', 'f', 'k', 'en', 'public', 0, 'd', null, null, '[]', ${record('B', '2')}`) +
    ' update service set before_revision = newest_revision, before_visibility = newest_visibility, before_withdrawn = 0, newest_import = 2, newest_revision = 8589934592;'},
  {says: 'a fact keeps its class', sql: "begin; update submission set outcome = 'published', ended_at = 9, import_id = 2; update import set published_at = 9, first_sequence = 2, revision_count = 1 where id = 2; update submission_fact set class = 'routine'; commit;", refused: 'a submission does not change'},
  {says: 'a reviewed statement is what was agreed to', sql: statement(8589934592, 0, 'reviewed', 'hazard', 'yes', first), refused: 'a reviewed statement needs its reviews'},
  {says: 'and that is written', sql: statement(8589934592, 0, 'reviewed', 'hazard', 'no', first)},
  {says: 'nothing is added to it', sql: `begin; ${statement(8589934592, 1, 'stated', 'free', 'yes')} update submission set outcome = 'published', ended_at = 9, import_id = 2; update import set published_at = 9, first_sequence = 2, revision_count = 1 where id = 2; commit;`, refused: 'a review adds only what it states'},
  {says: 'it is published', sql: "begin; update submission set outcome = 'published', ended_at = 9, import_id = 2; update import set published_at = 9, first_sequence = 2, revision_count = 1 where id = 2; commit;"},
  {says: 'and stands', sql: 'select revision_id from standing_service;', rows: '8589934592'},
  {says: 'a submission ends once', sql: "update submission set outcome = 'refused', import_id = null;", refused: 'a submission ends once'},
  {says: 'a worker records what was said on the phone', sql: submission('w', 'south', record('B', '2'), '8589934592')},
  {says: 'and nothing else', sql: "insert into submission_change select max(id), 'name', 'routine' from submission;", refused: 'a worker records facts alone'},
  {says: 'and takes it back', sql: "update submission set outcome = 'taken_back', ended_at = 9 where outcome = 'waiting';"},
  // --- checks ------------------------------------------------------------------------------------------
  {says: 'a worker checks no listing', sql: "insert into listing_check (service_id, account_id, day, method, whole, worsens) values ('svc', 'w', 5, 'call_back', 1, 1);", refused: 'a check is of a live listing, by its agency or by a reviewer'},
  {says: 'its agency does', sql: "insert into listing_check (service_id, account_id, day, method, whole, worsens) values ('svc', 'ed', 5, 'agency_statement', 1, 1);"},
  {says: 'what a check publishes is its own', sql: "begin; insert into import (kind, source, file_name, started) values ('review', 'f', 'c1', 8); update listing_check set base_revision = 8589934592, import_id = (select max(id) from import); update import set published_at = 9, first_sequence = 3, revision_count = 1 where id = (select max(id) from import); commit;", refused: 'a check leaves the listing as it stood'},
  {says: 'a check stays', sql: 'delete from listing_check;', refused: 'a check does not go'},
  // --- hidden places, merges, reports, beds ------------------------------------------------------------
  {says: 'a place is hidden', sql: "insert into hidden_place values ('site', 'service_at_location', null);"},
  {says: 'only a review shows it again', sql: 'delete from hidden_place;', refused: 'a hidden place is shown again by a review'},
  {says: 'a hidden site in a record is found at any depth', sql: `${submission('ed', 'org', record('B', '2', ',"porchlight_hidden":true'), '8589934592')} select count(*) from submission_unsaid where id > ${first} and member = '@visibility';`, rows: '0'},
  {says: 'a merge is a reviewer\'s', sql: "insert into listing_merge values ((select max(id) from submission), 'other', 4294967296);", refused: 'a merge withdraws a listing, and is a reviewer\'s'},
  {says: 'a reviewer tells two apart', sql: "insert into not_same values ('a', 'b', 'n', 1);"},
  {says: 'an agency doesn\'t', sql: "insert into not_same values ('c', 'd', 'ed', 1);", refused: 'an active reviewer says what is not the same'},
  {says: 'they stay apart', sql: 'delete from not_same;', refused: 'what is not the same stays so'},
  {says: 'a worker\'s report holds', sql: "insert into suspension (service_id, account_id, day) values ('svc', 'w', 5);"},
  {says: 'an agency\'s doesn\'t', sql: "insert into suspension (service_id, account_id, day) values ('svc', 'ed', 5);", refused: 'a report with effect is an active account\'s'},
  {says: 'three a day', sql: "insert into suspension (service_id, account_id, day) values ('b', 'w', 5), ('c', 'w', 5), ('d', 'w', 5);", refused: 'three reports with effect a day'},
  {says: 'whose place it is doesn\'t lift it', sql: "update suspension set lifted_by = 'cz', lifted_at = 4;", refused: 'whoever reported, or whose place it is, doesn\'t lift it'},
  {says: 'nor who reported with them', sql: "update suspension set lifted_by = 's', lifted_at = 4;", refused: 'whoever reported, or whose place it is, doesn\'t lift it'},
  {says: 'another does', sql: "update suspension set lifted_by = 'n', lifted_at = 4;"},
  {says: 'its own people tell beds', sql: "insert into capacity values ('svc', 2, 0, 3600, 'ed');"},
  {says: 'others don\'t', sql: "insert into capacity values ('svc2', 2, 0, 3600, 'ed');", refused: 'beds are told by the service\'s own people'},
  {says: 'a word on beds is replaced', sql: 'update capacity set beds = 3;', refused: 'what was said of beds is replaced, not changed'},
  {says: 'a report\'s month is a month', sql: "insert into report (month, service_id, service_at_location_id, kind, about, note, language, origin) values ('2026-31', 's', '', 'wrong_detail', 'x', '', 'en', 'public');", refused: 'constraint'},
  {says: 'and then it is kept', sql: "insert into report (month, service_id, service_at_location_id, kind, about, note, language, origin) values ('2026-11', 's', '', 'wrong_detail', 'x', '', 'en', 'public');"},
  {says: 'nobody agreed to that correction', sql: `insert into correction values ('svc', 'nothing', 'null', null, ${first});`, refused: 'a correction is what enough people agreed to'},
  // --- the audit ---------------------------------------------------------------------------------------
  {says: 'an audit begins', sql: "insert into audit values (1, 1, 'a', 'b', 'c', 'd', '', 'h1');"},
  {says: 'a row follows the row before', sql: "insert into audit values (3, 1, 'a', 'b', 'c', 'd', 'h1', 'h2');", refused: 'an audit row follows the row before it'},
  {says: 'by its hash', sql: "insert into audit values (2, 1, 'a', 'b', 'c', 'd', 'h0', 'h2');", refused: 'an audit row follows the row before it'},
  {says: 'rows stay', sql: "update audit set actor = 'z';", refused: 'audit rows do not change'},
  {says: 'and don\'t go', sql: 'delete from audit;', refused: 'audit rows do not go'},
];
