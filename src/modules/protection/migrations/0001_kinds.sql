-- What personal information each item of a data resource holds: what was proposed, and what a person confirmed.

create table protection_kinds (
  resource     uuid not null,
  item         text not null,
  version      integer,
  proposal     jsonb,
  proposed_at  timestamptz,
  kind         text,
  confirmed_at timestamptz,
  confirmed_by text,
  note         text,
  constraint protection_kinds_pk primary key (resource, item)
);
comment on table protection_kinds is 'One row an item. A proposal never changes what a person confirmed.';
comment on column protection_kinds.proposal is 'Kind, certainty, reasons, counts and one masked example; never a value in clear.';
comment on column protection_kinds.kind is 'What a person confirmed; null with confirmed_at: no personal information.';
