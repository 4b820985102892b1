-- Impact assessments of processing personal information (PIPL art. 55, 56). Report and record are kept three years at least.

create table protection_assessments (
  id          uuid not null,
  org         text not null,
  resource    uuid not null,
  provider    text not null,
  state       text not null,
  revision    integer not null,
  reason      text,
  valid_until date,
  content     jsonb not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  constraint protection_assessments_pk primary key (id),
  constraint protection_assessments_org_fk foreign key (org) references organizations (code),
  constraint protection_assessments_state_known check (state in ('draft', 'submitted', 'approved', 'returned'))
);
comment on table protection_assessments is 'One row an assessment, as it is being written; what was judged lies in its versions.';
comment on column protection_assessments.valid_until is 'Last day of the newest approved version; it holds while a next one is written.';
create index protection_assessments_by_resource on protection_assessments (resource, state);

create table protection_assessment_versions (
  assessment  uuid not null,
  version     integer not null,
  at          timestamptz not null,
  actor_id    text not null,
  actor_name  text not null,
  approved    boolean not null,
  reason      text not null,
  valid_until date,
  content     jsonb not null,
  constraint protection_assessment_versions_pk primary key (assessment, version),
  constraint protection_assessment_versions_assessment_fk foreign key (assessment) references protection_assessments (id),
  constraint protection_assessment_versions_valid check (approved = (valid_until is not null))
);
comment on table protection_assessment_versions is 'Every content that the authority judged, with its reason. Never changed; nothing in the program deletes it.';
