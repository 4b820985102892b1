-- Graded control: areas, enterprises and facilities with a level each; care levels of persons in tables of their own.

create table control_subjects (
  district   text not null,
  id         uuid not null,
  kind       text not null,
  identifier text not null,
  name       text not null,
  place      text not null,
  lead_org   text not null,
  active     boolean not null,
  people     uuid[] not null default '{}',
  revision   integer not null,
  base       text,
  since      timestamptz,
  review_on  date,
  override   jsonb,
  proposal   jsonb,
  trace      jsonb,
  judged     text,
  constraint control_subjects_pk primary key (district, id),
  constraint control_subjects_org_fk foreign key (lead_org) references organizations (code),
  constraint control_subjects_kind_known check (kind in ('area', 'enterprise', 'facility')),
  constraint control_subjects_base_known check (base in ('A', 'B', 'C', 'D')),
  constraint control_subjects_once unique (district, lead_org, kind, identifier)
);
comment on table control_subjects is 'What is controlled: an area, an enterprise or a facility of one owner; never a person.';
comment on column control_subjects.people is 'Persons who may see the level for the enterprise.';
comment on column control_subjects.base is 'Level that was confirmed, or took effect by the register; null: none yet.';
comment on column control_subjects.override is 'Level that a person set until a day, with reason; goes before the base.';
comment on column control_subjects.judged is 'Hash of model version and values of the last judgement: the same is not judged twice.';
create index control_subjects_by_id on control_subjects (id);
create index control_subjects_by_place on control_subjects (place text_pattern_ops);
create index control_subjects_by_org on control_subjects (lead_org, kind);
create index control_subjects_by_review on control_subjects (review_on) where active;
create index control_subjects_proposed on control_subjects (lead_org) where proposal is not null;
create index control_subjects_by_people on control_subjects using gin (people);

create table control_level_steps (
  district   text not null,
  subject    uuid not null,
  seq        integer not null,
  at         timestamptz not null,
  from_level text,
  to_level   text,
  cause      text not null,
  reason     text not null,
  actor_id   text not null,
  actor_name text not null,
  review_on  date,
  trace      jsonb,
  model      uuid,
  version    text,
  constraint control_level_steps_pk primary key (district, subject, seq),
  constraint control_level_steps_subject_fk foreign key (district, subject) references control_subjects (district, id),
  constraint control_level_steps_cause_known check (cause in ('confirmed', 'automatic', 'kept', 'override', 'override-ended', 'reviewed'))
);
comment on table control_level_steps is 'Every change of a level, every refusal to change it and every review; only ever added to.';

create table control_plans (
  district text not null,
  subject  uuid not null,
  measure  text not null,
  due_on   date,
  last_on  date,
  skipped_on date,
  case_id  uuid,
  constraint control_plans_pk primary key (district, subject, measure),
  constraint control_plans_subject_fk foreign key (district, subject) references control_subjects (district, id),
  constraint control_plans_measure_known check (measure in ('inspection', 'report', 'training'))
);
comment on table control_plans is 'When each measure of a subject is due next, by level and time since the last.';
comment on column control_plans.due_on is 'Null: the level asks for it no longer; when it was last done is still known.';
comment on column control_plans.skipped_on is 'Day on which a supervisor revoked the task: the interval runs anew from it.';
comment on column control_plans.case_id is 'The open task, once it is open.';
create index control_plans_due on control_plans (due_on);

create table control_findings (
  district    text not null,
  id          uuid not null,
  subject     uuid not null,
  case_id     uuid not null,
  at          timestamptz not null,
  text        text not null,
  serious     boolean not null,
  resolved_at timestamptz,
  constraint control_findings_pk primary key (district, id),
  constraint control_findings_subject_fk foreign key (district, subject) references control_subjects (district, id)
);
comment on table control_findings is 'What inspections found: what the next judgement counts.';
create index control_findings_by_subject on control_findings (subject, at desc);

create table control_models (
  id       uuid not null,
  owner    text not null,
  kind     text not null,
  revision integer not null,
  content  jsonb not null,
  version  text not null,
  hash     text not null,
  backtest jsonb,
  saved_at timestamptz not null,
  constraint control_models_pk primary key (id),
  constraint control_models_org_fk foreign key (owner) references organizations (code),
  constraint control_models_one unique (owner, kind)
);
comment on table control_models is 'One decision table a kind and owner, so that each subject gets one level; what runs is a version that the register shows as approved.';
comment on column control_models.backtest is 'Of this very draft; null since it was last changed.';

create table control_versions (
  model    uuid not null,
  version  text not null,
  content  jsonb not null,
  at       timestamptz not null,
  constraint control_versions_pk primary key (model, version),
  constraint control_versions_model_fk foreign key (model) references control_models (id)
);
comment on table control_versions is 'Versions as they were submitted to the register.';
