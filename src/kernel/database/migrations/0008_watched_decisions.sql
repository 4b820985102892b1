-- What the register's page and the watch for drift count by. Filled from now on; older decisions have none.
alter table decisions
  add column label   text,
  add column novelty double precision,
  add column doubts  text[] not null default '{}',
  add constraint decisions_novelty_range check (novelty between 0 and 1);
comment on column decisions.label is 'The class judged, where the output is one.';
comment on column decisions.novelty is 'Share of the input that the version has never met, 0 to 1.';
comment on column decisions.doubts is 'Why a person had to decide, whatever the threshold.';

alter table algorithms add column steps_back boolean not null default false;
comment on column algorithms.steps_back is 'A finding of the watch takes the version back to "always a person"; only a person gives automation again.';

create table algorithm_watches (
  code     text not null,
  version  text not null,
  at       timestamptz not null,
  figures  jsonb not null default '{}',
  findings jsonb not null default '[]',
  retraining jsonb,
  constraint algorithm_watches_pk primary key (code, version),
  constraint algorithm_watches_version_fk foreign key (code, version) references algorithms (code, version)
);
comment on table algorithm_watches is 'The last look at what became of a version''s decisions: weeks, classes, drift. Counted hourly, since the register is public.';
comment on column algorithm_watches.retraining is 'What the last retraining came to: proposed, or skipped and why.';
