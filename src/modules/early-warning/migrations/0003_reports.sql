-- Governance reports on early warning, who signed them, and other wordings of their sentences.

create table warning_reports (
  id         uuid not null,
  scope      text not null,
  places     text[] not null,
  kind       text not null,
  domain     text not null,
  exercise   boolean not null,
  first_day  date not null,
  last_day   date not null,
  version    integer not null,
  made_at    timestamptz not null,
  made_by    text not null,
  reason     text not null,
  content    jsonb not null,
  constraint warning_reports_pk primary key (id),
  constraint warning_reports_once unique (scope, kind, domain, exercise, first_day, last_day, version),
  constraint warning_reports_kind_known check (kind in ('day', 'week', 'month', 'special')),
  constraint warning_reports_days check (first_day <= last_day)
);
comment on table warning_reports is 'Append-only: a report as data, sections of sentences, each with the sources of its numbers. Made again, it is a new version with a reason. Some dozens a day in a city.';
comment on column warning_reports.domain is 'Empty: all of them.';
comment on column warning_reports.exercise is 'Of exercises and simulated readings; never mixed with what is real.';
create index warning_reports_by_day on warning_reports (last_day desc, scope);

create table warning_report_signatures (
  report  uuid not null,
  text    text not null,
  at      timestamptz not null,
  account uuid not null,
  name    text not null,
  constraint warning_report_signatures_pk primary key (report),
  constraint warning_report_signatures_report_fk foreign key (report) references warning_reports (id)
);
comment on table warning_report_signatures is 'Append-only: who has read and signed a version.';

create table warning_report_wordings (
  report    uuid not null,
  model     text not null,
  made_at   timestamptz not null,
  made_by   text not null,
  sentences jsonb not null,
  constraint warning_report_wordings_pk primary key (report),
  constraint warning_report_wordings_report_fk foreign key (report) references warning_reports (id)
);
comment on table warning_report_wordings is 'Append-only: the sentences of a version as a language model put them, kept only where no figure and no name differs.';

create function refuse_warning_report_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger warning_reports_append_only before update or delete on warning_reports
  for each row execute function refuse_warning_report_change();
create trigger warning_report_signatures_append_only before update or delete on warning_report_signatures
  for each row execute function refuse_warning_report_change();
create trigger warning_report_wordings_append_only before update or delete on warning_report_wordings
  for each row execute function refuse_warning_report_change();
