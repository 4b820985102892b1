-- What the daily checks of data found, and each look of theirs.

create table data_findings (
  id             uuid not null,
  check_name     text not null,
  subject_type   text not null,
  subject        text not null,
  name           text not null,
  org            text not null,
  place          text not null,
  resource       uuid,
  account        uuid,
  occasion       text not null,
  lines          jsonb not null,
  state          text not null,
  case_id        uuid not null,
  number         text not null,
  opened_at      timestamptz not null,
  closed_at      timestamptz,
  excepted_until date,
  reason         text,
  statement      jsonb,
  simulated      boolean not null,
  constraint data_findings_pk primary key (id),
  constraint data_findings_org_fk foreign key (org) references organizations (code),
  constraint data_findings_state_known check (state in ('open', 'settled', 'closed', 'excepted')),
  constraint data_findings_over check ((state = 'open') = (closed_at is null)),
  constraint data_findings_excepted check ((state = 'excepted') = (excepted_until is not null))
);
comment on table data_findings is 'One row a finding, open or over. A few thousand a year: no key leads with the district.';
comment on column data_findings.occasion is 'The day of what happened; empty for a state that lasts until it is put right.';
comment on column data_findings.account is 'Whose reading it is, seen by the person, the unit supervisor, the data authority and the audit alone.';
comment on column data_findings.place is 'Place of the organization, by which supervisors and leaders see it.';
comment on column data_findings.lines is 'What was seen: message keys with their numbers and where these can be looked at.';
create unique index data_findings_one_open on data_findings (check_name, subject_type, subject) where state = 'open';
create index data_findings_by_subject on data_findings (check_name, subject_type, subject, opened_at);
create index data_findings_by_org on data_findings (org, state);
create index data_findings_by_account on data_findings (account) where account is not null;
create index data_findings_by_case on data_findings (case_id);
create index data_findings_by_opening on data_findings (opened_at desc, id);

create table data_check_runs (
  id     uuid not null,
  at     timestamptz not null,
  actor  text not null,
  counts jsonb not null,
  constraint data_check_runs_pk primary key (id)
);
comment on table data_check_runs is 'Append-only: each look, with what every check saw, opened and settled.';
create index data_check_runs_by_time on data_check_runs (at desc);

-- The yearly reports: kept as written, signed by the data authority.

create table data_risk_reports (
  id      uuid not null,
  org     text not null,
  year    integer not null,
  version integer not null,
  made_at timestamptz not null,
  made_by text not null,
  reason  text not null,
  content jsonb not null,
  constraint data_risk_reports_pk primary key (id),
  constraint data_risk_reports_once unique (org, year, version)
);
comment on table data_risk_reports is 'Append-only: one row a version. An empty org is the whole city.';

create table data_risk_signatures (
  report  uuid not null,
  text    text not null,
  at      timestamptz not null,
  account uuid not null,
  name    text not null,
  constraint data_risk_signatures_pk primary key (report),
  constraint data_risk_signatures_report_fk foreign key (report) references data_risk_reports (id)
);
comment on table data_risk_signatures is 'Append-only: who signed a version, once.';

create function refuse_risk_report_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger data_risk_reports_append_only before update or delete on data_risk_reports
  for each row execute function refuse_risk_report_change();
create trigger data_risk_signatures_append_only before update or delete on data_risk_signatures
  for each row execute function refuse_risk_report_change();
