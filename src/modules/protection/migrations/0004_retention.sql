-- How long rows are kept, what is due, and the proof of what was deleted.

create table protection_retention (
  resource   uuid not null,
  months     integer not null,
  counts     text not null,
  what       text not null,
  basis      text not null,
  automatic  boolean not null,
  hold       text,
  revision   integer not null,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint protection_retention_pk primary key (resource),
  constraint protection_retention_counts_known check (counts in ('time-item', 'last-change')),
  constraint protection_retention_what_known check (what in ('delete', 'anonymise')),
  constraint protection_retention_months check (months between 1 and 1200)
);
comment on table protection_retention is 'One rule a resource: after how many months rows leave, by which law, and whether a hold keeps them.';
comment on column protection_retention.counts is 'From the contract''s time item, or from the last change of the row.';
comment on column protection_retention.hold is 'Why nothing may leave now (a dispute, an investigation); null: no hold.';

create table protection_deletions (
  id          uuid not null,
  resource    uuid not null,
  what        text not null,
  before      timestamptz not null,
  state       text not null,
  due         integer not null,
  rows        bigint not null,
  history     bigint not null,
  quarantined bigint not null,
  keys_hash   text not null,
  basis       text not null,
  asked_at    timestamptz not null,
  confirmed_at timestamptz,
  confirmed_by text,
  done_at     timestamptz,
  constraint protection_deletions_pk primary key (id),
  constraint protection_deletions_state_known check (state in ('proposed', 'confirmed', 'done'))
);
comment on table protection_deletions is 'What was due, who confirmed it, and once done the certificate: counts and a hash of the keys, no key and no value.';
comment on column protection_deletions.keys_hash is 'SHA-256 chained over the keys of each part in their order; empty before the first.';
create unique index protection_deletions_open on protection_deletions (resource) where state <> 'done';
