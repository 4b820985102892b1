-- Watches over collected data, the state of their series, what they signal, and the one open warning of an object.

create table watches (
  id         uuid not null,
  version    integer not null,
  state      text not null,
  resource   uuid not null,
  content    jsonb not null,
  changed    bigint generated always as identity,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint watches_pk primary key (id),
  constraint watches_state_known check (state in ('draft', 'on', 'off'))
);
comment on table watches is 'What is watched by which detector; a change is a new version, and begins its series anew.';
comment on column watches.changed is 'Renewed with every change: a process reads the watches when the largest is another one.';
create index watches_by_change on watches (changed desc);

create table stream_cursors (
  resource uuid not null,
  tx       xid8 not null,
  seq      bigint not null,
  holder   uuid,
  until    timestamptz not null,
  constraint stream_cursors_pk primary key (resource)
);
comment on table stream_cursors is 'How far the states of a resource''s series were saved, and which process reads on until when.';

create table series_states (
  watch   uuid not null,
  object  text not null,
  version integer not null,
  at      timestamptz,
  late    bigint not null,
  state   jsonb not null,
  constraint series_states_pk primary key (watch, object)
);
comment on table series_states is 'Snapshot of a detector''s state; what came after the cursor is read again and gives the same.';
comment on column series_states.at is 'Newest observation by the time of the event.';

create table signals (
  watch    uuid not null,
  object   text not null,
  mark     text not null,
  seq      bigint generated always as identity,
  at       timestamptz not null,
  found_at timestamptz not null,
  phase    text not null,
  value    double precision,
  expected double precision,
  lower    double precision,
  upper    double precision,
  score    double precision not null,
  level    text,
  reason   text not null,
  trace    jsonb not null,
  place    text,
  settled  text,
  warning  uuid,
  constraint signals_pk primary key (watch, object, mark),
  constraint signals_phase_known check (phase in ('onset', 'level', 'repeat', 'end', 'silent')),
  constraint signals_level_known check (level in ('blue', 'yellow', 'orange', 'red')),
  constraint signals_settled_known check (settled in ('raised', 'joined', 'silenced', 'inhibited', 'below'))
);
comment on table signals is 'What detectors called unusual. Found again after a crash, a signal has the same mark, and is one.';
comment on column signals.mark is 'Position in the change feed of the observation that gave it, or when a silence began.';
create index signals_waiting on signals (watch, object, seq) where settled is null;
create index signals_by_warning on signals (warning, at) where warning is not null;
create index signals_by_time on signals (watch, at);

create table open_warnings (
  kind     text not null,
  object   text not null,
  warning  uuid not null,
  watch    uuid not null,
  level    text not null,
  place    text not null,
  last_at  timestamptz not null,
  -- By the platform's clock: when the level may fall next.
  calm_at  timestamptz not null,
  constraint open_warnings_pk primary key (kind, object)
);
comment on table open_warnings is 'The open warning of an object: one a kind at a time, whatever arrives at once.';
create index open_warnings_by_calm on open_warnings (calm_at);
create index open_warnings_by_warning on open_warnings (warning);

create table silences (
  id         uuid not null,
  kind       text,
  object     text,
  place      text not null,
  since      timestamptz not null,
  until      timestamptz not null,
  reason     text not null,
  owner      uuid not null,
  made_at    timestamptz not null,
  ended_at   timestamptz,
  told_at    timestamptz,
  held       bigint not null default 0,
  constraint silences_pk primary key (id),
  constraint silences_last check (until > since)
);
comment on table silences is 'Signals that shall raise no warning for a while; with reason, owner and end.';
comment on column silences.told_at is 'When its owner was told that it ended.';
create index silences_by_end on silences (until);

create table missed_events (
  id       uuid not null,
  kind     text not null,
  domain   text not null,
  place    text not null,
  at       timestamptz not null,
  text     text not null,
  noted_at timestamptz not null,
  noted_by text not null,
  constraint missed_events_pk primary key (id)
);
comment on table missed_events is 'Events that no warning preceded, noted by officers: what recall is measured by.';
create index missed_events_by_time on missed_events (at);

create table warning_limits (
  level               text not null,
  acknowledge_minutes integer not null,
  handle_hours        integer not null,
  constraint warning_limits_pk primary key (level),
  constraint warning_limits_level_known check (level in ('blue', 'yellow', 'orange', 'red')),
  constraint warning_limits_positive check (acknowledge_minutes > 0 and handle_hours > 0)
);
comment on table warning_limits is 'Within what time a warning is to be noticed and handled; an office changes it. No authority sets these.';
insert into warning_limits values ('blue', 120, 72), ('yellow', 30, 24), ('orange', 15, 8), ('red', 5, 2);
