-- Patterns over facts of several sources: what is kept of each, and what its matches were made of.

create table patterns (
  id         uuid not null,
  version    integer not null,
  state      text not null,
  content    jsonb not null,
  changed    bigint generated always as identity,
  changed_at timestamptz not null,
  changed_by text not null,
  constraint patterns_pk primary key (id),
  constraint patterns_state_known check (state in ('draft', 'on', 'off'))
);
comment on table patterns is 'What has to come together within a window and a place; a change is a new version, and begins anew.';
comment on column patterns.changed is 'Renewed with every change: a process reads the patterns when the largest is another one.';
create index patterns_by_change on patterns (changed desc);

create table pattern_states (
  pattern uuid not null,
  version integer not null,
  part    text not null,
  due     timestamptz,
  lost    bigint not null,
  state   jsonb not null,
  used_at timestamptz not null,
  constraint pattern_states_pk primary key (pattern, part)
);
comment on table pattern_states is 'Facts of a pattern that may still count, by what those of a match have in common; saved with the position of what was read.';
comment on column pattern_states.due is 'By the platform''s clock: when it is certain that something did not follow.';
create index pattern_states_by_due on pattern_states (due) where due is not null;
create index pattern_states_by_use on pattern_states (used_at);

create table pattern_matches (
  pattern uuid not null,
  object  text not null,
  mark    text not null,
  at      timestamptz not null,
  rule    jsonb not null,
  facts   jsonb not null,
  constraint pattern_matches_pk primary key (pattern, object, mark)
);
comment on table pattern_matches is 'Why a pattern''s signal was given: the rule as it was then, and the facts that met it.';

-- What was there before the patterns counts as seen.
alter table signals add column correlated boolean not null default true;
alter table signals alter column correlated set default false;
comment on column signals.correlated is 'Patterns have seen it. A flag and no cursor: numbers are given before transactions become final.';
create index signals_uncorrelated on signals (seq) where not correlated;
