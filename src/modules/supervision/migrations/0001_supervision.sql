-- Who oversees what by name, and the reports that the system writes. Small data: a few rows a day, replicated everywhere;
-- that is why no key leads with the district.

create table supervision_posts (
  id          uuid not null,
  role        text not null,
  account     uuid not null,
  deputy      uuid,
  orgs        text[] not null default '{}',
  places      text[] not null,
  absent_from date,
  absent_to   date,
  version     integer not null,
  ended_at    timestamptz,
  constraint supervision_posts_pk primary key (id),
  constraint supervision_posts_role_known check (role in ('supervisor', 'leader')),
  constraint supervision_posts_deputy_other check (deputy is null or deputy <> account),
  constraint supervision_posts_absent_whole check ((absent_from is null) = (absent_to is null) and absent_from <= absent_to),
  constraint supervision_posts_places_some check (cardinality(places) > 0)
);
comment on table supervision_posts is 'Named overseers: whom the second (supervisor) and third (leader) rung of the ladder tells for these places and, if any are listed, only for these lead organizations.';
comment on column supervision_posts.absent_to is 'Last day of absence; until then the deputy is told.';

create table supervision_reports (
  id         uuid not null,
  scope      text not null,
  places     text[] not null,
  kind       text not null,
  first_day  date not null,
  last_day   date not null,
  version    integer not null,
  made_at    timestamptz not null,
  made_by    text not null,
  reason     text not null,
  content    jsonb not null,
  constraint supervision_reports_pk primary key (id),
  constraint supervision_reports_once unique (scope, kind, first_day, version),
  constraint supervision_reports_kind_known check (kind in ('day', 'week')),
  constraint supervision_reports_days check (first_day <= last_day)
);
comment on table supervision_reports is 'Append-only: a report as data, sections of sentences, each with the sources of its numbers. Made again, it is a new version with a reason.';
create index supervision_reports_by_day on supervision_reports (last_day desc, scope);

create table supervision_remarks (
  id       uuid not null,
  report   uuid not null,
  kind     text not null,
  text     text not null,
  at       timestamptz not null,
  account  uuid not null,
  name     text not null,
  constraint supervision_remarks_pk primary key (id),
  constraint supervision_remarks_report_fk foreign key (report) references supervision_reports (id),
  constraint supervision_remarks_kind_known check (kind in ('note', 'signature'))
);
comment on table supervision_remarks is 'Append-only: what overseers noted under a version of a report, and who signed it.';
create index supervision_remarks_by_report on supervision_remarks (report, at);
create unique index supervision_remarks_one_signature on supervision_remarks (report) where kind = 'signature';

create function refuse_report_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger supervision_reports_append_only before update or delete on supervision_reports
  for each row execute function refuse_report_change();
create trigger supervision_remarks_append_only before update or delete on supervision_remarks
  for each row execute function refuse_report_change();

-- What happened in a period is found by the time of the step; appended in that order, a small index of ranges serves.
create index case_actions_by_time on case_actions using brin (at) with (autosummarize = on);
