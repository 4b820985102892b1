-- What an organization is measured by, and what it may say against it. The figures themselves are the roll-up's.

create table score_objections (
  district    text not null,
  id          uuid not null,
  case_id     uuid not null,
  case_number text not null,
  place       text not null,
  org         text not null,
  kind        text not null,
  reason      text not null,
  state       text not null default 'open',
  filed_at    timestamptz not null,
  filed_by    text not null,
  due_at      timestamptz not null,
  decided_at  timestamptz,
  decided_by  text,
  decision    text,
  constraint score_objections_pk primary key (district, id),
  constraint score_objections_once unique (district, case_id, org),
  constraint score_objections_state_known check (state in ('open', 'granted', 'refused')),
  constraint score_objections_decided check ((state = 'open') = (decided_at is null))
);
comment on table score_objections is 'An organization holds that a case should not count for it; granted, the case is taken out of its rates. One a case.';
create index score_objections_by_state on score_objections (state, due_at);
create index score_objections_by_org on score_objections (org, state);

create table assessment_findings (
  district    text not null,
  id          uuid not null,
  case_id     uuid not null,
  case_number text not null,
  place       text not null,
  org         text not null,
  rule        text not null,
  facts       jsonb not null,
  at          timestamptz not null,
  state       text not null default 'open',
  judged_at   timestamptz,
  judged_by   text,
  reason      text,
  constraint assessment_findings_pk primary key (district, id),
  constraint assessment_findings_once unique (district, case_id, rule),
  constraint assessment_findings_state_known check (state in ('open', 'confirmed', 'dismissed')),
  constraint assessment_findings_judged check ((state = 'open') = (judged_at is null))
);
comment on table assessment_findings is 'What looks like bettering a figure instead of the work. A person judges; confirmed, the case counts against the organization.';
create index assessment_findings_by_state on assessment_findings (state, at desc);
create index assessment_findings_by_org on assessment_findings (org, state);
