-- Programs of packages: what they keep, how far their reactions are, who outside takes part.

create table scenario_notes (
  scenario uuid not null,
  sandbox  integer not null,
  key      text not null,
  value    jsonb not null,
  constraint scenario_notes_pk primary key (scenario, sandbox, key),
  constraint scenario_notes_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_notes is 'What a program keeps for itself from call to call.';

create table scenario_sizes (
  scenario uuid not null,
  sandbox  integer not null,
  notes    integer not null,
  constraint scenario_sizes_pk primary key (scenario, sandbox),
  constraint scenario_sizes_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_sizes is 'How many notes there are, counted along, for the limit.';

create table scenario_reactions (
  scenario uuid not null,
  sandbox  integer not null,
  code     text not null,
  position text not null,
  faults   integer not null,
  problem  text,
  at       timestamptz not null,
  constraint scenario_reactions_pk primary key (scenario, sandbox, code),
  constraint scenario_reactions_scenario_fk foreign key (scenario) references scenarios (id)
);
comment on table scenario_reactions is 'How far each reaction has read the changes of its resource.';
comment on column scenario_reactions.position is 'Of the last change that it has had, as the change feed names it.';
comment on column scenario_reactions.faults is 'Changes that were left out because the program failed on them, since a person last started it.';
comment on column scenario_reactions.problem is 'What it failed on last.';

create table scenario_parties (
  id          uuid not null,
  scenario    uuid not null,
  sandbox     integer not null,
  kind        text not null,
  key         text not null,
  state       text not null,
  invitation  bytea,
  until       timestamptz not null,
  person      text,
  by_name     text not null,
  at          timestamptz not null,
  public_key  text,
  secret      bytea,
  constraint scenario_parties_pk primary key (id),
  constraint scenario_parties_scenario_fk foreign key (scenario) references scenarios (id),
  constraint scenario_parties_state_known check (state in ('invited', 'joined', 'ended')),
  constraint scenario_parties_joined_by_somebody check (state <> 'joined' or (person is not null and public_key is not null and secret is not null))
);
comment on table scenario_parties is 'Outside people who act for a site, a haulier or the like, let in by the department.';
comment on column scenario_parties.invitation is 'Keyed hash of the code that was told once; gone when it was used.';
comment on column scenario_parties.person is 'Id of the signed-in resident.';
comment on column scenario_parties.secret is 'SM2 key by which the platform signs on the party’s word, sealed.';
create unique index scenario_parties_by_invitation on scenario_parties (invitation);
create index scenario_parties_by_person on scenario_parties (person) where state = 'joined';
create index scenario_parties_by_scenario on scenario_parties (scenario, sandbox, kind, key);

create table scenario_keys (
  id       uuid not null,
  scenario uuid not null,
  sandbox  integer not null,
  name     text not null,
  hash     text not null,
  state    text not null,
  by_name  text not null,
  at       timestamptz not null,
  until    timestamptz not null,
  used_at  timestamptz,
  constraint scenario_keys_pk primary key (id),
  constraint scenario_keys_scenario_fk foreign key (scenario) references scenarios (id),
  constraint scenario_keys_state_known check (state in ('active', 'ended'))
);
comment on table scenario_keys is 'Systems of the enterprise that deliver rows to a scenario and read its changes: each by a key that was told once.';
create unique index scenario_keys_by_hash on scenario_keys (hash);
create index scenario_keys_by_scenario on scenario_keys (scenario, sandbox);

alter table scenario_days add column calls integer not null default 0;
alter table scenario_days add column refused integer not null default 0;
alter table scenario_days add column failed integer not null default 0;
alter table scenario_days add column milliseconds bigint not null default 0;
comment on column scenario_days.calls is 'Calls of the program, commands and reactions.';
comment on column scenario_days.refused is 'Commands that the program itself refused.';
comment on column scenario_days.failed is 'Calls that were cut off or threw.';
comment on column scenario_days.milliseconds is 'Time of the program on the processor.';
