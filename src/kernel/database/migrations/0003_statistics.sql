-- Roll-up of cases for statistics. Kept by the consumer `statistics` of the outbox: what a case adds to the counts
-- follows from the case as it stands, so counting it again changes nothing and a full recount gives the same.

create table case_counts (
  district  text not null,
  type      text not null,
  place     text not null,
  org       text not null,
  axis      text not null,
  day       date not null,
  key       text not null,
  submitted integer not null,
  answered  integer not null,
  on_time   integer not null,
  closed    integer not null,
  rated     integer not null,
  score     integer not null,
  solved    integer not null,
  constraint case_counts_pk primary key (district, type, place, org, axis, day, key)
) with (fillfactor = 80);
comment on table case_counts is 'What happened on a day in Shanghai, by place (city, district, township), lead organization (empty = all) and one axis: channel, category (level 1) or hours (bucket of handling time).';
comment on column case_counts.key is 'Channel, level-1 category code (empty = none yet), or number of the hours bucket; the sum over one axis is the whole.';

create table case_open_counts (
  district text not null,
  type     text not null,
  place    text not null,
  org      text not null,
  axis     text not null,
  key      text not null,
  open     integer not null,
  constraint case_open_counts_pk primary key (district, type, place, org, axis, key)
) with (fillfactor = 80);
comment on table case_open_counts is 'Cases that are open now, by place, lead organization (empty = all) and one axis: state, category (level 1) or mark (held, supervised, reopened).';
create index case_open_counts_by_place on case_open_counts (type, axis, place text_pattern_ops, org);

create table case_counted (
  district text not null,
  type     text not null,
  case_id  uuid not null,
  facts    jsonb not null,
  constraint case_counted_pk primary key (district, case_id)
);
comment on table case_counted is 'What each case added to the counts when it was last counted, so that a change takes exactly that away again.';
