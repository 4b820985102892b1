-- Whose rows are whose, by keyed hashes of identifiers, and what people ask about their rows.

create table protection_subjects (
  resource uuid not null,
  key      text not null,
  item     text not null,
  kind     text not null,
  index    bytea not null,
  constraint protection_subjects_pk primary key (resource, key, item),
  constraint protection_subjects_kind_known check (kind in ('idNumber', 'phone'))
);
comment on table protection_subjects is 'Keyed hash (HMAC-SM3 under the master key, the same as persons carries) of each confirmed identifier in current rows.';
create index protection_subjects_by_index on protection_subjects (index, kind);

create table protection_positions (
  resource  uuid not null,
  position  text not null,
  signature text not null,
  constraint protection_positions_pk primary key (resource)
);
comment on table protection_positions is 'How far the change feed of a resource was indexed, and by which items.';
comment on column protection_positions.signature is 'Items and kinds that are indexed; when they change all is indexed anew.';

create table protection_corrections (
  case_id  uuid not null,
  resource uuid not null,
  person   uuid not null,
  key      text,
  sealed   bytea,
  constraint protection_corrections_pk primary key (case_id)
);
comment on table protection_corrections is 'The row that a person asks about; key and values go when the case is over.';
comment on column protection_corrections.sealed is 'Values that the person says are right, under the key of that person: forgetting the person destroys them.';
create index protection_corrections_open on protection_corrections (person, resource) where key is not null;
