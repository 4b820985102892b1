-- The duty list: who answers for what, where, on which legal basis. Small reference data, replicated everywhere;
-- that is why no key leads with the district. Every change adds a row to duty_versions.

create table duties (
  id          text not null,
  category    text not null,
  place       text not null,
  org         text not null,
  co          text[] not null default '{}',
  legal_basis jsonb not null default '[]',
  backstop    text not null,
  deadline    jsonb,
  note        text not null default '',
  version     integer not null,
  active      boolean not null default true,
  valid_from  timestamptz not null,
  retired_at  timestamptz,
  replaced_by text,
  constraint duties_pk primary key (id),
  constraint duties_version_positive check (version > 0),
  constraint duties_category_code check (category ~ '^([0-9]{2}){1,3}$'),
  constraint duties_retired_has_time check (active = (retired_at is null)),
  constraint duties_replaced_only_retired check (replaced_by is null or not active),
  constraint duties_replaced_by_fk foreign key (replaced_by) references duties (id)
);
comment on table duties is 'One row a duty: the longest category code wins, then the narrowest place. Retired rows stay, since cases name them.';
comment on column duties.place is 'Division code, or area:… for a management area that stands for its townships.';
comment on column duties.org is 'Organization code, or @township for the township organization of the case; co and backstop alike. No foreign key: the checker names unknown codes, so that a list can be entered before its organizations.';
comment on column duties.deadline is 'Statutory limit of the answer {amount, unit}; null: the grade''s limit holds.';
comment on column duties.version is 'Grows with each change; a change names the version that it saw.';
create index duties_by_category on duties (category, place) where active;
create index duties_by_org on duties (org) where active;

create table duty_versions (
  duty       text not null,
  version    integer not null,
  at         timestamptz not null,
  actor_kind text not null,
  actor_id   text not null,
  actor_name text not null,
  change     text not null,
  reason     text not null default '',
  before     jsonb,
  after      jsonb,
  constraint duty_versions_pk primary key (duty, version),
  constraint duty_versions_duty_fk foreign key (duty) references duties (id),
  constraint duty_versions_change_known check (change in ('created', 'changed', 'retired')),
  constraint duty_versions_says_something check (before is not null or after is not null)
);
comment on table duty_versions is 'Append-only history of the duty list: who changed what, when and why, whole rows before and after.';

create function refuse_duty_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'duty_versions is append-only';
end $$;
create trigger duty_versions_append_only before update or delete on duty_versions
  for each row execute function refuse_duty_version_change();

create table duty_list (
  singleton  boolean not null default true,
  stamp      uuid not null default gen_random_uuid(),
  changed_at timestamptz not null default now(),
  constraint duty_list_pk primary key (singleton),
  constraint duty_list_one_row check (singleton)
);
comment on table duty_list is 'One row. Its stamp changes with every change of the list, so that each process knows when its copy is old.';
insert into duty_list default values;
