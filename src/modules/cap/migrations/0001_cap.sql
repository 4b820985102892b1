-- CAP messages that came in and that went out, the feeds that are read, and who wants to be told.

create table cap_alerts (
  id          uuid not null,
  origin      text not null,
  source      uuid,
  identifier  text not null,
  sender      text not null,
  sent        timestamptz not null,
  status      text not null,
  msg_type    text not null,
  scope       text not null,
  event       text not null,
  headline    text not null,
  area        text not null,
  urgency     text,
  severity    text,
  certainty   text,
  places      text[] not null,
  effective   timestamptz not null,
  expires     timestamptz not null,
  ended       text,
  document    jsonb not null,
  xml         bytea not null,
  hash        text not null,
  version     text not null,
  is_signed   boolean not null,
  faults      jsonb not null,
  at          timestamptz not null,
  by          text not null,
  org         text,
  simulated   boolean not null,
  told        integer not null,
  constraint cap_alerts_pk primary key (id),
  constraint cap_alerts_once unique (origin, sender, identifier, sent),
  constraint cap_alerts_origin_known check (origin in ('received', 'published')),
  constraint cap_alerts_ended_known check (ended in ('replaced', 'cancelled'))
);
comment on table cap_alerts is 'One row a message: some thousands a year in a city, a few hundred thousand with the feeds of a country. Never changed but for ended and told.';
comment on column cap_alerts.xml is 'The bytes as they came; of a message that lay inside a feed, as the reader wrote it anew.';
comment on column cap_alerts.hash is 'SHA-256 of the bytes, hexadecimal.';
comment on column cap_alerts.ended is 'Another message replaced or cancelled it, whichever of the two came first.';
comment on column cap_alerts.places is 'Paths of the divisions that it is for; of a received message without any, those that its source speaks of.';
comment on column cap_alerts.is_signed is 'An XML signature is in it, which nobody here has checked.';
comment on column cap_alerts.told is 'Residents to whom a notice was queued.';
create index cap_alerts_by_time on cap_alerts (origin, at desc, id);
create index cap_alerts_by_end on cap_alerts (origin, expires) where ended is null;

create table cap_references (
  alert      uuid not null,
  origin     text not null,
  sender     text not null,
  identifier text not null,
  sent       timestamptz not null,
  constraint cap_references_pk primary key (alert, sender, identifier, sent)
);
comment on table cap_references is 'Which messages a message refers to, also those that have not come.';
create index cap_references_by_target on cap_references (origin, sender, identifier, sent);

create table cap_sources (
  id              uuid not null,
  name            text not null,
  url             text not null,
  places          text[] not null,
  every_minutes   integer not null,
  timeout_seconds integer not null,
  enabled         boolean not null,
  secret          bytea,
  simulated       boolean not null,
  revision        integer not null,
  etag            text,
  modified        text,
  failures        integer not null,
  error           jsonb,
  next_run_at     timestamptz,
  last_run_at     timestamptz,
  last_good_at    timestamptz,
  last_new        integer,
  created_at      timestamptz not null,
  created_by      text not null,
  constraint cap_sources_pk primary key (id),
  constraint cap_sources_every check (every_minutes between 1 and 1440)
);
comment on table cap_sources is 'One row a feed that is read by the clock: tens in a city.';
comment on column cap_sources.secret is 'Bearer token, sealed under the master key; bound to this source.';
comment on column cap_sources.etag is 'Of the last answer that was read to its end; asked with, so that what has not changed is not sent again.';
create index cap_sources_due on cap_sources (next_run_at) where enabled;

create table cap_entries (
  source      uuid not null,
  key         text not null,
  mark        text not null,
  title       text not null,
  url         text,
  inside      bytea,
  state       text not null,
  tries       integer not null,
  reason      jsonb,
  next_try_at timestamptz,
  seen_at     timestamptz not null,
  constraint cap_entries_pk primary key (source, key),
  constraint cap_entries_state_known check (state in ('waiting', 'done', 'dead', 'dismissed'))
);
comment on table cap_entries is 'What a feed has listed: read, waiting for another try, or given up with the reason. Those read are dropped a month after the feed showed them last.';
comment on column cap_entries.mark is 'The entry''s own time of change; another one has it read again.';
comment on column cap_entries.inside is 'The message, where the feed carries it itself.';
create index cap_entries_waiting on cap_entries (source, next_try_at) where state = 'waiting';

create table cap_subscriptions (
  person uuid not null,
  place  text not null,
  constraint cap_subscriptions_pk primary key (person, place)
);
comment on table cap_subscriptions is 'For which places a resident asked to be told: millions in a city. Distributed by person.';
create index cap_subscriptions_by_place on cap_subscriptions (place text_pattern_ops, person);

create table cap_participants (
  person uuid not null,
  since  timestamptz not null,
  constraint cap_participants_pk primary key (person)
);
comment on table cap_participants is 'Residents who agreed to take part in exercises; nobody else is sent one.';
