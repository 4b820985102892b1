create table appeal_sources (
  system text not null,
  id     text not null,
  constraint appeal_sources_pk primary key (system, id)
);
comment on table appeal_sources is 'Messages taken in from files and other systems, so that none is taken in twice.';
