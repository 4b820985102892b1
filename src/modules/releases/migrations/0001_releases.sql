-- Anonymised releases: what was made of a resource's rows for researchers or the public, how safe it is, and who fetched it.

create table releases (
  id              uuid not null,
  resource        uuid not null,
  provider        text not null,
  state           text not null,
  revision        integer not null,
  serial          integer,
  plan            jsonb not null,
  levels          jsonb,
  run             uuid,
  progress        jsonb,
  problem         jsonb,
  result          jsonb,
  reason          text,
  files           jsonb not null,
  submitted_by    text,
  approved_by     text,
  approved_reason text,
  approved_at     timestamptz,
  changed_at      timestamptz not null,
  constraint releases_pk primary key (id),
  constraint releases_provider_fk foreign key (provider) references organizations (code),
  constraint releases_state_known check (state in ('draft', 'computing', 'computed', 'submitted', 'writing', 'published', 'withdrawn')),
  constraint releases_published_whole check (state not in ('published', 'withdrawn') or (serial is not null and result is not null and approved_at is not null))
);
comment on table releases is 'One row a release: plan, computed result, judgement, files. Withdrawn ones stay: their files are out, and later releases are checked against them.';
comment on column releases.levels is 'Levels that a person chose; null: the best ones.';
comment on column releases.run is 'The computation or writing that is going on; what an earlier one says is not taken.';
create index releases_by_resource on releases (resource, state);
create index releases_by_provider on releases (provider, changed_at desc);
create index releases_open on releases (approved_at desc) where state in ('published', 'withdrawn');
create sequence release_numbers;

create table release_hierarchies (
  resource  uuid not null,
  item      text not null,
  hierarchy jsonb not null,
  saved_at  timestamptz not null,
  constraint release_hierarchies_pk primary key (resource, item)
);
comment on table release_hierarchies is 'How values of an item become coarser, kept for the next release; a plan holds its own copy.';

create table release_downloads (
  id        uuid not null,
  release   uuid not null,
  at        timestamptz not null,
  who       text not null,
  format    text not null,
  from_byte bigint not null,
  constraint release_downloads_pk primary key (id),
  constraint release_downloads_release_fk foreign key (release) references releases (id)
);
comment on table release_downloads is 'Every download that began or went on. Of what is open nothing of the person is kept, the kind of reader alone.';
comment on column release_downloads.who is 'Organization of an officer, else the kind of actor.';
create index release_downloads_by_release on release_downloads (release, at desc);
