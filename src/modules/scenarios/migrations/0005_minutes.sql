-- How often a program is called, over all processes.

create unlogged table scenario_minutes (
  scenario uuid not null,
  sandbox  integer not null,
  minute   timestamptz not null,
  calls    integer not null,
  constraint scenario_minutes_pk primary key (scenario, sandbox)
);
comment on table scenario_minutes is 'Commands of a scenario in its last minute by the database’s clock, over all processes, whatever became of them. Unlogged: a crash forgets at most a minute, and counting never waits for the disk.';
