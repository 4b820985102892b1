-- Scenarios: packages of data that enterprises write, their way to the city, and what they installed.

create table scenarios (
  id         uuid not null,
  code       text not null,
  org        text not null,
  standing   text not null,
  revision   integer not null,
  running    integer,
  candidate  integer,
  words      text not null,
  changed_at timestamptz not null,
  constraint scenarios_pk primary key (id),
  constraint scenarios_code_unique unique (code),
  constraint scenarios_org_fk foreign key (org) references organizations (code),
  constraint scenarios_standing_known check (standing in ('new', 'published', 'suspended', 'retired'))
);
comment on table scenarios is 'One row a scenario: for which department, whether it runs, which version runs and which is on its way.';
comment on column scenarios.words is 'Lower-case text that a search looks in.';
create index scenarios_by_change on scenarios (changed_at desc, id);

create table scenario_versions (
  scenario         uuid not null,
  number           integer not null,
  version          text not null,
  state            text not null,
  manifest         jsonb not null,
  findings         jsonb not null,
  problem          jsonb,
  proposed_by      text not null,
  proposed_by_name text not null,
  at               timestamptz not null,
  constraint scenario_versions_pk primary key (scenario, number),
  constraint scenario_versions_scenario_fk foreign key (scenario) references scenarios (id),
  constraint scenario_versions_state_known check (state in
    ('proposed', 'installing', 'sandbox', 'reviewed', 'publishing', 'published', 'replaced', 'dropped'))
);
comment on table scenario_versions is 'Manifests as they were proposed; a version never changes.';
comment on column scenario_versions.problem is 'Why the platform could not install it, in both languages; null: nothing stood in the way.';

create table scenario_reviews (
  scenario uuid not null,
  number   integer not null,
  kind     text not null,
  passed   boolean not null,
  by_name  text not null,
  reason   text not null,
  at       timestamptz not null,
  constraint scenario_reviews_pk primary key (scenario, number, kind),
  constraint scenario_reviews_version_fk foreign key (scenario, number) references scenario_versions (scenario, number),
  constraint scenario_reviews_kind_known check (kind in ('security', 'privacy', 'ethics'))
);
comment on table scenario_reviews is 'Verdicts that hold; the steps keep those before as well.';

create table scenario_steps (
  scenario uuid not null,
  seq      bigint generated always as identity,
  number   integer not null,
  action   text not null,
  by_name  text not null,
  reason   text not null,
  at       timestamptz not null,
  constraint scenario_steps_pk primary key (scenario, seq),
  constraint scenario_steps_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_steps is 'The life of a scenario: who did what to which version, and why. Append-only.';

create table scenario_parts (
  scenario uuid not null,
  sandbox  integer not null,
  kind     text not null,
  code     text not null,
  number   integer not null,
  ref      uuid not null,
  state    text not null,
  constraint scenario_parts_pk primary key (scenario, sandbox, kind, code),
  constraint scenario_parts_scenario_fk foreign key (scenario) references scenarios (id),
  constraint scenario_parts_kind_known check (kind in ('resource', 'watch', 'pattern')),
  constraint scenario_parts_state_known check (state in ('active', 'stopped', 'removed'))
);
comment on table scenario_parts is 'What was installed through the doors of other modules, so that it can be stopped and taken away again.';
comment on column scenario_parts.sandbox is '0: for real; else the version whose sandbox it stands in.';
comment on column scenario_parts.number is 'The version that installed it last.';
create unique index scenario_parts_by_ref on scenario_parts (ref);

create table scenario_days (
  scenario uuid not null,
  sandbox  integer not null,
  day      date not null,
  rows     integer not null,
  constraint scenario_days_pk primary key (scenario, sandbox, day),
  constraint scenario_days_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_days is 'Rows that the resources of a scenario took on a day, for the limit and the measures.';
