-- Who changed the limits last, and why; the audit keeps every change.

alter table warning_limits add column version integer not null default 0;
alter table warning_limits add column changed_at timestamptz;
alter table warning_limits add column changed_by text;
alter table warning_limits add column reason text not null default '';
comment on column warning_limits.version is 'Counts saves of the whole table; 0 as shipped.';
comment on column warning_limits.changed_by is 'Account that saved the table last.';
