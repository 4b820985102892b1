create table appeal_signatures (
  district text not null,
  case_id  uuid not null,
  model    text not null,
  terms    bytea not null,
  bands    integer[] not null,
  constraint appeal_signatures_pk primary key (district, case_id)
);
comment on table appeal_signatures is 'What the text of an appeal is compared by: its telling terms with their weights, and bands of a MinHash.';
comment on column appeal_signatures.model is 'Hash of the term weights; signatures of other weights are made anew.';
-- Equal bands find near-duplicates wherever they are; without the pending list every look costs the same.
create index appeal_signatures_by_band on appeal_signatures using gin (bands) with (fastupdate = off);
