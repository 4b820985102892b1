-- Data of other departments: which grant of the department a package's request is met by.

create table scenario_grants (
  scenario uuid not null,
  ask      text not null,
  "grant"  uuid not null,
  by_name  text not null,
  reason   text not null,
  at       timestamptz not null,
  constraint scenario_grants_pk primary key (scenario, ask),
  constraint scenario_grants_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_grants is 'A grant of the commissioning department that a scenario may look things up by.';
comment on column scenario_grants.ask is 'Code of the request in the package.';
