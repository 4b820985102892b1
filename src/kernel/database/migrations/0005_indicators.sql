-- A leaner roll-up of cases for indicators. One row holds what happened to like cases on one day in Shanghai; three
-- grains of the same rows, so that a question reads the smallest that knows what it filters and groups by. It replaces
-- the counts of every ancestor place × organization × axis (some 29 rows a case). Kept by the consumer `statistics` of
-- the outbox: what a case adds follows from the case and its timeline, so counting it again changes nothing.

drop table case_counts;
drop table case_open_counts;
truncate case_counted;

create table case_days (
  district text not null,
  grain    text not null,
  type     text not null,
  day      date not null,
  place    text not null,
  lead_org text not null,
  channel  text not null,
  category text not null,
  urgency  text not null,
  -- Null is zero: most rows hold one or two of these, and a null takes no room.
  submitted        integer,
  answered         integer,
  on_time          integer,
  closed           integer,
  rated            integer,
  score            integer,
  solved           integer,
  satisfied        integer,
  dissatisfied     integer,
  due              integer,
  due_met          integer,
  dispatched       integer,
  dispatched_right integer,
  accepted         integer,
  reopened         integer,
  disputed         integer,
  returned         integer,
  transferred      integer,
  supervised       integer,
  escalated        integer,
  held             integer,
  co_answered      integer,
  co_late          integer,
  dispatch_minutes integer,
  accept_minutes   integer,
  answer_minutes   integer,
  open_change      integer,
  constraint case_days_pk primary key (district, grain, type, day, place, lead_org, channel, category, urgency)
) partition by list (grain);
comment on table case_days is 'What happened on a day. Grain fine: township × lead organization × channel × level-1 category × urgency; office: district instead of township; place: township alone. A dimension that a grain leaves out is empty.';
comment on column case_days.due is 'Answers whose time ends on this day; due_met: of those, answered within it.';
comment on column case_days.dispatched_right is 'First dispatched on this day, and never given back, transferred or arbitrated to another organization since.';
comment on column case_days.open_change is 'Opened less ended: the backlog at the end of a day is what is open now less the changes after that day.';

create table case_days_fine partition of case_days for values in ('fine') with (fillfactor = 90);
create table case_days_office partition of case_days for values in ('office') with (fillfactor = 80);
create table case_days_place partition of case_days for values in ('place') with (fillfactor = 70);
create index case_days_fine_by_org on case_days_fine (lead_org, day);
create index case_days_fine_by_day on case_days_fine using brin (day) with (autosummarize = on);
create index case_days_office_by_org on case_days_office (lead_org, day);
create index case_days_office_by_day on case_days_office using brin (day) with (autosummarize = on);

create table case_durations (
  district text not null,
  grain    text not null,
  type     text not null,
  duration text not null,
  day      date not null,
  place    text not null,
  lead_org text not null,
  category text not null,
  bucket   smallint not null,
  cases    integer not null,
  constraint case_durations_pk primary key (district, grain, type, duration, day, place, lead_org, category, bucket)
) partition by list (grain);
comment on table case_durations is 'How long it took, in buckets that grow by 5 %, by the day on which it ended. Grain fine: township × lead organization × category; office: district × lead organization × category; district: district alone.';
comment on column case_durations.duration is 'dispatch: receipt to first dispatch; accept: dispatch to acceptance by the present lead; answer: receipt to answer.';

create table case_durations_fine partition of case_durations for values in ('fine') with (fillfactor = 90);
create table case_durations_office partition of case_durations for values in ('office') with (fillfactor = 80);
create table case_durations_district partition of case_durations for values in ('district') with (fillfactor = 70);
create index case_durations_fine_by_org on case_durations_fine (lead_org, duration, day);
create index case_durations_office_by_org on case_durations_office (lead_org, duration, day);

create table case_open (
  district   text not null,
  type       text not null,
  place      text not null,
  lead_org   text not null,
  channel    text not null,
  category   text not null,
  urgency    text not null,
  state      text not null,
  open       integer not null,
  held       integer not null,
  supervised integer not null,
  reopened   integer not null,
  constraint case_open_pk primary key (district, type, place, lead_org, channel, category, urgency, state)
) with (fillfactor = 80);
comment on table case_open is 'Cases that are open now, by township and all that indicators filter by; held, supervised and reopened among them.';

create table case_recounts (
  type     text not null,
  district text not null,
  case_id  uuid not null,
  constraint case_recounts_pk primary key (type)
);
comment on table case_recounts is 'How far the consumer has come with counting all cases of a type anew, page by page beside its events; no row: done.';
insert into case_recounts (type, district, case_id)
  select distinct type, '', '00000000-0000-0000-0000-000000000000'::uuid from cases;

-- What a figure of events opens: the cases to which a rare step was done in a period.
create index case_actions_by_rare_step on case_actions (action, at)
  where action in ('reopen', 'dispute', 'giveBack', 'transfer', 'supervise', 'escalate', 'hold');

create table indicators (
  code       text not null,
  version    integer not null,
  type       text not null,
  definition jsonb not null,
  retired    boolean not null,
  saved_at   timestamptz not null,
  saved_by   text not null,
  constraint indicators_pk primary key (code, version)
);
comment on table indicators is 'Indicators that an office has defined, every version of them; the last version counts, retired ones stay readable.';
