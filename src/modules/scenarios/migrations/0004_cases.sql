-- Cases that packages open.

create table scenario_cases (
  district text not null,
  case_id  uuid not null,
  scenario uuid not null,
  sandbox  integer not null,
  kind     text not null,
  subject  text not null,
  recorded integer not null default 0,
  at       timestamptz not null,
  constraint scenario_cases_pk primary key (district, case_id),
  constraint scenario_cases_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_cases is 'Which scenario opened which case, about which row.';
comment on column scenario_cases.sandbox is '0: for real; else the version in whose sandbox it was opened.';
comment on column scenario_cases.kind is 'Code of the kind of case in the package.';
comment on column scenario_cases.subject is 'Key of the row that opened it.';
comment on column scenario_cases.recorded is 'Version of the case that the package’s own resource was told of.';
create index scenario_cases_by_subject on scenario_cases (scenario, sandbox, kind, subject);
create index scenario_cases_by_day on scenario_cases (scenario, sandbox, at);
