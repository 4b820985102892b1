-- Verdicts on disputed duties that later cases follow. Small reference data beside the duty list, replicated everywhere.

create table duty_precedents (
  id             uuid not null,
  category       text not null,
  place          text not null,
  org            text not null,
  from_org       text not null,
  reason         text not null,
  legal_basis    text not null,
  case_id        uuid not null,
  case_number    text not null,
  decided_at     timestamptz not null,
  decided_by     text not null,
  retired_at     timestamptz,
  retired_reason text,
  constraint duty_precedents_pk primary key (id),
  constraint duty_precedents_retired_says_why check ((retired_at is null) = (retired_reason is null))
);
comment on table duty_precedents is 'Who answers for a category in a place (a path, with everything below) by the verdict on a case. Two for one category and place: the later one holds.';
create index duty_precedents_by_category on duty_precedents (category, decided_at desc);
