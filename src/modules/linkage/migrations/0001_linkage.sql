-- Linkage: which records of several sources are about one person or enterprise. No values are kept, only which record.

create table linkages (
  id       uuid not null,
  org      text not null,
  revision integer not null,
  content  jsonb not null,
  saved_at timestamptz not null,
  constraint linkages_pk primary key (id),
  constraint linkages_org_fk foreign key (org) references organizations (code)
);
comment on table linkages is 'Sources, fields and thresholds, with purpose and legal basis.';

create table linkage_runs (
  linkage uuid not null,
  id      uuid not null,
  at      timestamptz not null,
  state   text not null,
  read    integer not null,
  figures jsonb,
  error   text,
  constraint linkage_runs_pk primary key (linkage, id),
  constraint linkage_runs_linkage_fk foreign key (linkage) references linkages (id),
  constraint linkage_runs_state_known check (state in ('waiting', 'reading', 'computing', 'storing', 'done', 'failed'))
);
comment on table linkage_runs is 'Each time the records were linked anew.';

create table linkage_records (
  linkage uuid not null,
  run     uuid not null,
  n       integer not null,
  source  smallint not null,
  record  text not null,
  entity  integer not null,
  constraint linkage_records_pk primary key (linkage, run, n)
);
comment on table linkage_records is 'Records of a run by number; entity is the smallest number in its group. Of older runs nothing is kept.';
create unique index linkage_records_by_name on linkage_records (linkage, run, source, record);
create index linkage_records_by_entity on linkage_records (linkage, run, entity);

create table linkage_pairs (
  linkage uuid not null,
  run     uuid not null,
  a       integer not null,
  b       integer not null,
  weight  double precision not null,
  constraint linkage_pairs_pk primary key (linkage, run, a, b)
);
comment on table linkage_pairs is 'Pairs from the threshold of doubt on, so that a few records can be grouped anew after a person''s word.';

create table linkage_doubts (
  linkage      uuid not null,
  run          uuid not null,
  id           uuid not null,
  rank         integer not null,
  left_source  smallint not null,
  left_record  text not null,
  right_source smallint not null,
  right_record text not null,
  weight       double precision not null,
  prior        double precision not null,
  steps        jsonb not null,
  constraint linkage_doubts_pk primary key (linkage, run, id)
);
comment on table linkage_doubts is 'Pairs for a person, most doubtful first, with the waterfall but without values.';
create index linkage_doubts_by_rank on linkage_doubts (linkage, run, rank);

create table linkage_judgements (
  linkage      uuid not null,
  id           uuid not null,
  left_source  smallint not null,
  left_record  text not null,
  right_source smallint not null,
  right_record text not null,
  same         boolean not null,
  reason       text not null,
  at           timestamptz not null,
  actor_id     text not null,
  actor_name   text not null,
  constraint linkage_judgements_pk primary key (linkage, id)
);
comment on table linkage_judgements is 'What people said, all of it; the last word on a pair counts, also in later runs. The smaller reference stands left.';
create index linkage_judgements_by_pair on linkage_judgements (linkage, left_source, left_record, right_source, right_record, at desc);
