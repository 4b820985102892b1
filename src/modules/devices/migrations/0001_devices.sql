-- Smart terminals: the register, what arrived lately, and what was wrong with it.

create table devices (
  id               text not null,
  resource         uuid not null,
  owner            text not null,
  name             text not null,
  kind             text not null,
  place            text,
  lon              double precision,
  lat              double precision,
  interval_seconds integer not null,
  per_minute       integer not null,
  key              bytea not null,
  key_no           integer not null,
  enabled          boolean not null,
  simulated        boolean not null,
  created_at       timestamptz not null,
  changed_at       timestamptz not null,
  awaited_from     timestamptz not null,
  last_seen_at     timestamptz,
  last_at          timestamptz,
  silent_since     timestamptz,
  readings         bigint not null,
  rejected         bigint not null,
  throttled        bigint not null,
  recent           jsonb not null,
  constraint devices_pk primary key (id),
  constraint devices_id_form check (id ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$'),
  constraint devices_point_whole check ((lon is null) = (lat is null))
) with (fillfactor = 60);
comment on table devices is 'One row a device: a million in a large city. Distributed by id. Rows are rewritten with each batch that names them, so pages keep room for it.';
comment on column devices.owner is 'Organization that answers for the device: the resource''s provider.';
comment on column devices.key is 'Pre-shared key, sealed under the master key; key of the HMAC and password at the broker.';
comment on column devices.changed_at is 'Last change of the register, by which processes find what they hold in memory out of date.';
comment on column devices.awaited_from is 'Since when readings are awaited: creation, or being switched on again.';
comment on column devices.last_at is 'Time that the last reading carries; last_seen_at is when it came.';
comment on column devices.recent is 'The last ten readings, newest first.';
create index devices_by_resource on devices (resource);
create index devices_by_owner on devices (owner);
create index devices_changed on devices (changed_at);

create table device_receipts (
  device text not null,
  hash   bytea not null,
  at     timestamptz not null,
  constraint device_receipts_pk primary key (device, hash)
);
comment on table device_receipts is 'Messages of the last days, so that one that is sent twice is stored once. Large: 16 bytes a message, pruned after 7 days. Distributed by device.';
create index device_receipts_by_time on device_receipts using brin (at);

create table device_faults (
  device  text not null,
  id      uuid not null,
  at      timestamptz not null,
  reason  text not null,
  payload jsonb not null,
  constraint device_faults_pk primary key (device, id)
);
comment on table device_faults is 'Readings held back with the reason, as they came; kept for 90 days. Distributed by device.';
create index device_faults_by_time on device_faults (at);
