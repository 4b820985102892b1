-- What was changed in the library by hand or by an import, so that any of it can be taken back.

create table assistant_changes (
  district text not null,
  id       uuid not null,
  kind     text not null,
  subject  text not null,
  title    text not null,
  before   jsonb,
  after    jsonb,
  by_name  text not null,
  at       timestamptz not null,
  constraint assistant_changes_pk primary key (district, id),
  constraint assistant_changes_kind_known check (kind in ('passage', 'synonym')),
  constraint assistant_changes_something check (before is not null or after is not null)
);
comment on table assistant_changes is 'One row a change of a passage or a synonym; append-only. A restore is a change too.';
comment on column assistant_changes.subject is 'Id of the passage, or the word.';
comment on column assistant_changes.before is 'What a restore brings back; null: it was not there.';
create index assistant_changes_by_time on assistant_changes (kind, at desc, id desc);
create index assistant_changes_by_subject on assistant_changes (subject, at desc, id desc);
