-- What enterprises say against their level, and what the owner answers.

create table control_objections (
  district    text not null,
  id          uuid not null,
  subject     uuid not null,
  at          timestamptz not null,
  person      uuid not null,
  level       text not null,
  reason      text not null,
  answered_at timestamptz,
  answered_by text,
  upheld      boolean,
  answer      text,
  constraint control_objections_pk primary key (district, id),
  constraint control_objections_subject_fk foreign key (district, subject) references control_subjects (district, id),
  constraint control_objections_level_known check (level in ('A', 'B', 'C', 'D')),
  constraint control_objections_answered check ((answered_at is null) = (answer is null) and (answered_at is null) = (upheld is null))
);
comment on table control_objections is 'An enterprise holds that its level is wrong: its own words, about itself.';
comment on column control_objections.person is 'Representative who said it.';
comment on column control_objections.upheld is 'The owner agrees, and the subject is judged anew. The level itself changes by the steps that change levels.';
create unique index control_objections_one_open on control_objections (subject) where answered_at is null;
create index control_objections_by_subject on control_objections (subject, at desc);
