-- The exchange gateway: systems and their keys, the platform's own keys, the log of exchanges, deliveries as files.

create table exchange_systems (
  id           uuid not null,
  organization text not null,
  name         text not null,
  contact      text not null,
  per_minute   integer not null,
  state        text not null,
  revision     integer not null,
  reason       text,
  created_at   timestamptz not null,
  created_by   text not null,
  confirmed_at timestamptz,
  confirmed_by text,
  constraint exchange_systems_pk primary key (id),
  constraint exchange_systems_organization_fk foreign key (organization) references organizations (code),
  constraint exchange_systems_state_known check (state in ('waiting', 'confirmed', 'revoked'))
);
comment on table exchange_systems is 'Software of an organization that reads granted data by signed calls, once the data authority has confirmed it.';
create index exchange_systems_by_organization on exchange_systems (organization);

create table exchange_keys (
  id             text not null,
  system         uuid not null,
  alg            text not null,
  public_key     text not null,
  created_at     timestamptz not null,
  created_by     text not null,
  valid_until    timestamptz,
  revoked_at     timestamptz,
  revoked_reason text,
  constraint exchange_keys_pk primary key (id),
  constraint exchange_keys_system_fk foreign key (system) references exchange_systems (id),
  constraint exchange_keys_alg_known check (alg in ('ecdsa-p256-sha256', 'sm2-sm3'))
);
comment on table exchange_keys is 'Public keys of systems. The id is the SHA-256 of the key, so that no two systems can hold the same one.';
comment on column exchange_keys.valid_until is 'Set when another key replaces it: the end of the overlap.';
create index exchange_keys_by_system on exchange_keys (system);

create table exchange_platform_keys (
  id         text not null,
  alg        text not null,
  public_key text not null,
  sealed     bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint exchange_platform_keys_pk primary key (id),
  constraint exchange_platform_keys_alg_known check (alg in ('ecdsa-p256-sha256', 'sm2-sm3'))
);
comment on table exchange_platform_keys is 'The platform''s own signing keys, the private part sealed under the master key; former ones stay for verification.';
create unique index exchange_platform_keys_one_in_use on exchange_platform_keys (alg) where retired_at is null;

create table exchange_nonces (
  key        text not null,
  nonce      text not null,
  expires_at timestamptz not null,
  constraint exchange_nonces_pk primary key (key, nonce)
);
comment on table exchange_nonces is 'Nonces for as long as a signature of that time would still be taken: a second use is a replay.';
create index exchange_nonces_by_end on exchange_nonces (expires_at);

create unlogged table exchange_minutes (
  system uuid not null,
  minute timestamptz not null,
  calls  integer not null,
  constraint exchange_minutes_pk primary key (system)
);
comment on table exchange_minutes is 'Calls of a system in its last minute, over all processes. Unlogged: a crash forgets at most a minute, and counting never waits for the disk.';

create table exchanges (
  id       uuid not null,
  at       timestamptz not null,
  record   jsonb not null,
  hash     bytea not null,
  system   text generated always as (record->>'system') stored,
  grant_id text generated always as (record->>'grant') stored,
  consumer text generated always as (record->>'consumer') stored,
  provider text generated always as (record->>'provider') stored,
  outcome  text generated always as (record->>'outcome') stored,
  constraint exchanges_pk primary key (id)
);
comment on table exchanges is 'One row a call through the gateway, refused ones too. The audit entry of the same id holds the hash of the record, and the sealer chains it.';
comment on column exchanges.record is 'All that is known of it, without the data; its canonical text is what is hashed.';
comment on column exchanges.hash is 'SM3 of the canonical record.';
create index exchanges_by_consumer on exchanges (consumer, id);
create index exchanges_by_provider on exchanges (provider, id);
create index exchanges_by_grant on exchanges (grant_id, id);
create index exchanges_by_system on exchanges (system, id);

create table exchange_deliveries (
  id           uuid not null,
  grant_id     uuid not null,
  system       uuid not null,
  alg          text not null,
  wish         jsonb not null,
  state        text not null,
  condition    text,
  position     text,
  horizon      text,
  rows         bigint not null,
  requested_at timestamptz not null,
  finished_at  timestamptz,
  expires_at   timestamptz not null,
  manifest     text,
  signature    text,
  constraint exchange_deliveries_pk primary key (id),
  constraint exchange_deliveries_system_fk foreign key (system) references exchange_systems (id),
  constraint exchange_deliveries_state_known check (state in ('waiting', 'running', 'done', 'stopped', 'expired'))
);
comment on table exchange_deliveries is 'Whole deliveries made as files in parts. Position is where the next part begins, so that a killed worker goes on there.';
comment on column exchange_deliveries.horizon is 'The transaction before which rows belong to it: its end does not move while it is made.';
create index exchange_deliveries_by_end on exchange_deliveries (expires_at) where state <> 'expired';
create index exchange_deliveries_by_grant on exchange_deliveries (grant_id, requested_at);

create table exchange_parts (
  delivery  uuid not null,
  no        integer not null,
  rows      integer not null,
  bytes     integer not null,
  digest    text not null,
  signature text not null,
  constraint exchange_parts_pk primary key (delivery, no),
  constraint exchange_parts_delivery_fk foreign key (delivery) references exchange_deliveries (id)
);
comment on table exchange_parts is 'A row a file; the file is whole before its row is written.';
