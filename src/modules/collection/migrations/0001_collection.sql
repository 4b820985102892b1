-- What has arrived: rows as they are now, as they were, and those that broke their contract.

create table deliveries (
  resource    uuid not null,
  id          uuid not null,
  at          timestamptz not null,
  channel     text not null,
  source      text not null,
  version     integer not null,
  mode        text not null,
  done        boolean not null,
  parts       integer[] not null,
  sent        integer not null,
  added       integer not null,
  changed     integer not null,
  same        integer not null,
  quarantined integer not null,
  removed     integer not null,
  warned      integer not null,
  unknown     text[] not null,
  actor_id    text not null,
  constraint deliveries_pk primary key (resource, id),
  constraint deliveries_channel_known check (channel in ('upload', 'form', 'device', 'pull', 'gateway', 'api')),
  constraint deliveries_mode_known check (mode in ('merge', 'replace'))
);
comment on table deliveries is 'One row a delivery; a delivery comes in parts, and each part is taken once.';
comment on column deliveries.version is 'The version of the resource whose contract the first part was checked by.';
comment on column deliveries.parts is 'Numbers of the parts taken.';
create index deliveries_by_time on deliveries (resource, at desc);

create table collected_rows (
  resource uuid not null,
  key      text not null,
  since    timestamptz not null,
  delivery uuid not null,
  version  integer not null,
  place    text,
  at       timestamptz,
  data     jsonb not null,
  seq      bigint generated always as identity,
  tx       xid8 not null default pg_current_xact_id(),
  constraint collected_rows_pk primary key (resource, key)
);
comment on table collected_rows is 'Rows as they are now. Distributed by resource: rows of one resource are read together, and their key lies in it.';
comment on column collected_rows.since is 'Since when the platform knows the row as it is.';
comment on column collected_rows.at is 'When what it tells happened, by the contract''s time item.';
comment on column collected_rows.seq is 'Renewed with every change: with tx the position in the change feed.';
create index collected_rows_by_change on collected_rows (resource, tx, seq);
create index collected_rows_by_place on collected_rows (resource, place text_pattern_ops) where place is not null;

create table collected_history (
  resource uuid not null,
  key      text not null,
  since    timestamptz not null,
  until    timestamptz not null,
  delivery uuid not null,
  version  integer not null,
  place    text,
  at       timestamptz,
  data     jsonb not null,
  ended_by uuid not null,
  removed  boolean not null,
  seq      bigint generated always as identity,
  tx       xid8 not null default pg_current_xact_id(),
  constraint collected_history_pk primary key (resource, key, since, seq)
);
comment on table collected_history is 'Rows as they were from since until until; removed: none followed at once.';
create index collected_history_removals on collected_history (resource, tx, seq) where removed;

create table quarantined_rows (
  resource   uuid not null,
  id         uuid not null,
  delivery   uuid not null,
  line       integer not null,
  version    integer not null,
  data       jsonb not null,
  problems   jsonb not null,
  state      text not null,
  at         timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  reason     text,
  constraint quarantined_rows_pk primary key (resource, id),
  constraint quarantined_rows_state_known check (state in ('waiting', 'released', 'discarded')),
  constraint quarantined_rows_settled check ((state = 'waiting') = (settled_at is null))
);
comment on table quarantined_rows is 'Rows that break their contract, as they were sent, with what is wrong; nothing that was sent is lost.';
create index quarantined_rows_waiting on quarantined_rows (resource, at, id) where state = 'waiting';
