-- The door for systems of others that speak Open311 GeoReport v2, and the way out to servers that do.

create table open311_clients (
  id             uuid not null,
  name           text not null,
  contact        text not null,
  key_hash       bytea not null,
  may_post       boolean not null,
  per_minute     integer not null,
  created_at     timestamptz not null,
  created_by     text not null,
  expires_at     timestamptz not null,
  revoked_at     timestamptz,
  revoked_reason text,
  last_used_at   timestamptz,
  calls          bigint not null default 0,
  refused        bigint not null default 0,
  minute         timestamptz,
  minute_calls   integer not null default 0,
  constraint open311_clients_pk primary key (id),
  constraint open311_clients_key_unique unique (key_hash),
  constraint open311_clients_per_minute_positive check (per_minute > 0),
  constraint open311_clients_revoked_has_reason check ((revoked_at is null) = (revoked_reason is null))
);
comment on table open311_clients is 'Systems that may call with a key. Small, replicated everywhere; revoked ones stay, since requests name them.';
comment on column open311_clients.key_hash is 'SM3 of the key; the key itself is shown once and kept by its holder only.';
comment on column open311_clients.may_post is 'May post to production; every key may post to the test endpoint.';
comment on column open311_clients.minute is 'The minute that minute_calls counts, so that the limit holds over all servers.';

create table open311_requests (
  district    text not null,
  case_id     uuid not null,
  client      uuid not null,
  number      text not null,
  token       text not null,
  external_id text,
  account_id  text,
  media_url   text,
  at          timestamptz not null,
  constraint open311_requests_pk primary key (district, case_id),
  constraint open311_requests_client_fk foreign key (client) references open311_clients (id)
);
comment on table open311_requests is 'Which appeal came in through which key. Written once, with the appeal.';
comment on column open311_requests.token is '128 random bits: whoever holds it learns the number of a request that is not shown to everyone.';
comment on column open311_requests.external_id is 'The number at the client, so that a report sent twice is one appeal.';
create index open311_requests_by_token on open311_requests (token);
create index open311_requests_by_client on open311_requests (client, at desc);
create index open311_requests_by_external_id on open311_requests (client, external_id) where external_id is not null;

create table open311_updates (
  district  text not null,
  case_id   uuid not null,
  client    uuid not null,
  update_id text not null,
  seq       integer not null,
  at        timestamptz not null,
  constraint open311_updates_pk primary key (district, case_id, client, update_id)
);
comment on table open311_updates is 'Updates taken in from clients and partners by their own number, so that one sent twice is one step. seq: the step in the timeline.';

create table open311_tests (
  id         text not null,
  client     uuid not null,
  token      text not null,
  document   jsonb not null,
  at         timestamptz not null,
  expires_at timestamptz not null,
  constraint open311_tests_pk primary key (id),
  constraint open311_tests_client_fk foreign key (client) references open311_clients (id)
);
comment on table open311_tests is 'What was posted to the test endpoint: never an appeal, gone after seven days, without who reported it.';
create index open311_tests_by_client on open311_tests (client, at desc);
create index open311_tests_by_expiry on open311_tests (expires_at);

create table open311_partners (
  id           uuid not null,
  name         text not null,
  url          text not null,
  jurisdiction text not null default '',
  key          bytea,
  enabled      boolean not null default false,
  pulled_until timestamptz,
  last_run_at  timestamptz,
  last_error   text,
  constraint open311_partners_pk primary key (id)
);
comment on table open311_partners is 'Servers of others that appeals are reported to; off until somebody switches one on.';
comment on column open311_partners.key is 'The key that the partner gave us, sealed by the master key.';

create table open311_links (
  district     text not null,
  case_id      uuid not null,
  partner      uuid not null,
  service_code text not null,
  external_id  text,
  token        text,
  pushed_seq   integer not null default 0,
  attempts     integer not null default 0,
  error        text,
  at           timestamptz not null,
  constraint open311_links_pk primary key (district, case_id, partner),
  constraint open311_links_partner_fk foreign key (partner) references open311_partners (id)
);
comment on table open311_links is 'An appeal that was reported to a partner: its number there, and up to which public step the partner knows.';
create index open311_links_by_partner on open311_links (partner, external_id);
