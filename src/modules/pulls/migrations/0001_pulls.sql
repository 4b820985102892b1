-- Automatic pulls: where data is fetched, what each run brought, and what could not be read.

create table pull_sources (
  id          uuid not null,
  resource    uuid not null,
  provider    text not null,
  name        text not null,
  settings    jsonb not null,
  secret      bytea,
  state       text not null,
  simulated   boolean not null,
  revision    integer not null,
  position    jsonb,
  failures    integer not null,
  error       jsonb,
  next_run_at timestamptz,
  last_run_at timestamptz,
  last_good_at timestamptz,
  last_rows   integer,
  created_at  timestamptz not null,
  created_by  text not null,
  constraint pull_sources_pk primary key (id),
  constraint pull_sources_state_known check (state in ('active', 'paused'))
);
comment on table pull_sources is 'One row a source. Some thousands in a city: small, so it is not distributed.';
comment on column pull_sources.provider is 'The organization that provides the resource, as when the source was saved.';
comment on column pull_sources.secret is 'Password, token or private key, sealed under the master key; bound to this source.';
comment on column pull_sources.position is 'Where the next run begins; moves with each delivered part, in its transaction.';
comment on column pull_sources.last_rows is 'Rows of the last run that came to its end, by which a shrinking replacement is noticed.';
create index pull_sources_due on pull_sources (next_run_at) where state = 'active' and next_run_at is not null;
create index pull_sources_by_provider on pull_sources (provider);

create table pull_runs (
  source      uuid not null,
  id          uuid not null,
  began_at    timestamptz not null,
  seen_at     timestamptz not null,
  ended_at    timestamptz,
  state       text not null,
  by          text not null,
  accepted    boolean not null,
  attempt     integer not null,
  parts       integer not null,
  rows        integer not null,
  added       integer not null,
  changed     integer not null,
  quarantined integer not null,
  removed     integer not null,
  bytes       bigint not null,
  letters     integer not null,
  error       jsonb,
  constraint pull_runs_pk primary key (source, id),
  constraint pull_runs_state_known check (state in ('running', 'done', 'failed')),
  constraint pull_runs_ended check ((state = 'running') = (ended_at is null))
);
comment on table pull_runs is 'One row a run, kept for a year: at 5,000 sources and a run each 5 minutes half a billion. Distributed by source.';
comment on column pull_runs.seen_at is 'Last sign of life; a run without one for long was lost with its process.';
comment on column pull_runs.accepted is 'A person accepts that a replacement shrinks.';
comment on column pull_runs.attempt is 'Counts how often a replacement began anew after its process died.';
create index pull_runs_by_time on pull_runs (source, began_at desc);
create unique index pull_runs_one_at_a_time on pull_runs (source) where state = 'running';

create table pull_files (
  source   uuid not null,
  name     text not null,
  size     bigint not null,
  modified timestamptz not null,
  hash     text not null,
  state    text not null,
  rows     integer not null,
  parts    integer not null,
  delivery uuid not null,
  at       timestamptz not null,
  constraint pull_files_pk primary key (source, name),
  constraint pull_files_state_known check (state in ('reading', 'done', 'dead', 'dismissed'))
);
comment on table pull_files is 'Files that a source has shown, by which new ones are told from known ones. Distributed by source.';
comment on column pull_files.rows is 'Rows delivered so far: a run that was cut short goes on behind them.';

create table pull_letters (
  source     uuid not null,
  id         uuid not null,
  run        uuid not null,
  kind       text not null,
  name       text not null,
  reason     jsonb not null,
  content    bytea,
  cut        boolean not null,
  after      jsonb,
  state      text not null,
  at         timestamptz not null,
  times      integer not null,
  settled_at timestamptz,
  settled_by text,
  constraint pull_letters_pk primary key (source, id),
  constraint pull_letters_kind_known check (kind in ('file', 'page')),
  constraint pull_letters_state_known check (state in ('waiting', 'tried', 'dismissed', 'solved'))
);
comment on table pull_letters is 'Files and pages that could not be read, with the reason. Distributed by source.';
comment on column pull_letters.content is 'The beginning of what came, sealed: it may hold personal data.';
comment on column pull_letters.after is 'Position behind the page, where one is known: dismissing the letter goes on there.';
create unique index pull_letters_waiting on pull_letters (source, name) where state = 'waiting';
