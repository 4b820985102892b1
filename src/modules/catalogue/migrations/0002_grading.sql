-- Levels of data resources and their items (GB/T 43697): who graded, why, and when it is looked at again.

create table catalogue_grades (
  resource   uuid not null,
  seq        integer not null,
  version    integer not null,
  at         timestamptz not null,
  level      text not null,
  items      jsonb not null,
  impacts    jsonb not null,
  lines      jsonb not null,
  apart      text not null,
  reason     text not null,
  actor_id   text not null,
  actor_name text not null,
  review     date not null,
  decision   uuid,
  constraint catalogue_grades_pk primary key (resource, seq),
  constraint catalogue_grades_resource_fk foreign key (resource) references catalogue_resources (id),
  constraint catalogue_grades_level_known check (level in ('1', '2', '3', '4', 'important', 'core'))
);
comment on table catalogue_grades is 'Every grade that a person gave; the one with the highest seq holds. Never changed.';
comment on column catalogue_grades.version is 'The version of the resource that was graded.';
comment on column catalogue_grades.lines is 'Why: each reason with the level that it gives, as they were read from the table of that day.';
comment on column catalogue_grades.apart is 'Why the level is below that of its sources; empty where it inherits.';
comment on column catalogue_grades.decision is 'The algorithm''s judgement that the grader had before him, where there was one.';

create table catalogue_grade_needs (
  resource uuid not null,
  since    timestamptz not null,
  cause    text not null,
  source   uuid,
  proposal jsonb not null,
  decision uuid,
  settled  boolean not null,
  constraint catalogue_grade_needs_pk primary key (resource),
  constraint catalogue_grade_needs_resource_fk foreign key (resource) references catalogue_resources (id),
  constraint catalogue_grade_needs_cause_known check (cause in ('published', 'linked', 'source', 'table'))
);
comment on table catalogue_grade_needs is 'A resource that waits for a grade, with what was proposed; settled by the next grade.';
comment on column catalogue_grade_needs.source is 'The resource whose change asks for it; null where it is the resource itself.';

create table catalogue_volumes (
  resource uuid not null,
  rows     bigint not null,
  constraint catalogue_volumes_pk primary key (resource),
  constraint catalogue_volumes_resource_fk foreign key (resource) references catalogue_resources (id)
);
comment on table catalogue_volumes is 'Rows that the platform holds of a resource, counted from the events of deliveries.';
