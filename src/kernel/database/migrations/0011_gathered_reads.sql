-- Looks that a screen repeats by itself: counted here, so that a wall does not write an audit entry each quarter of a minute.

create table gathered_reads (
  key          bytea not null,
  action       text not null,
  actor_kind   text not null,
  actor_id     text not null,
  org          text,
  district     text,
  subject_type text not null,
  subject_id   text not null,
  shown        jsonb not null,
  since        timestamptz not null,
  last         timestamptz not null,
  looks        integer not null,
  constraint gathered_reads_pk primary key (key)
) with (fillfactor = 50);
comment on table gathered_reads is 'Small: one row for who looks at what just now. The first look is in the audit; the row becomes the entry that says how many there were, a quarter of an hour after the first.';
comment on column gathered_reads.key is 'SHA-256 of action, actor, subject and what is shown.';
