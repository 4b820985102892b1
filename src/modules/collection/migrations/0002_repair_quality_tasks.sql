-- What repair, the change feed, the quality score and the tasks for late data need beside the rows.

alter table collected_rows add column born xid8 not null default pg_current_xact_id();
comment on column collected_rows.born is 'The transaction that added the row; a change keeps it. Tells an added row from a changed one in the feed.';

alter table quarantined_rows add column corrected jsonb;
comment on column quarantined_rows.corrected is 'Values put in the place of those sent; data stays as it was sent.';
create index quarantined_rows_by_delivery on quarantined_rows (resource, delivery);

alter table deliveries
  add column cells        bigint not null default 0,
  add column filled       bigint not null default 0,
  add column invalid      bigint not null default 0,
  add column inconsistent bigint not null default 0,
  add column duplicates   bigint not null default 0,
  add column late         boolean not null default false;
comment on column deliveries.cells is 'Rows sent times items of the contract.';
comment on column deliveries.filled is 'Cells that are not empty, whatever they hold.';
comment on column deliveries.invalid is 'Rows with a value that is none of its item.';
comment on column deliveries.inconsistent is 'Rows that break a rule between values, or the scope.';
comment on column deliveries.late is 'It was complete after the cycle and the grace since the one before.';

create table quality_days (
  resource     uuid not null,
  day          date not null,
  sent         bigint not null,
  cells        bigint not null,
  filled       bigint not null,
  invalid      bigint not null,
  inconsistent bigint not null,
  duplicates   bigint not null,
  deliveries   bigint not null,
  late         bigint not null,
  constraint quality_days_pk primary key (resource, day)
);
comment on table quality_days is 'Sums of the deliveries that began on a day (Shanghai), kept up with each part; a recount makes them anew.';

create table quality_weights (
  dimension text not null,
  weight    integer not null,
  constraint quality_weights_pk primary key (dimension),
  constraint quality_weights_known check (dimension in ('completeness', 'validity', 'timeliness', 'uniqueness', 'consistency')),
  constraint quality_weights_bounded check (weight between 0 and 100)
);
comment on table quality_weights is 'How much each dimension counts in a score; only their proportion matters.';
insert into quality_weights values
  ('completeness', 25), ('validity', 25), ('timeliness', 20), ('uniqueness', 15), ('consistency', 15);

create table data_tasks (
  resource uuid not null,
  task     uuid not null,
  constraint data_tasks_pk primary key (resource)
);
comment on table data_tasks is 'The open task of a resource: one at a time.';
