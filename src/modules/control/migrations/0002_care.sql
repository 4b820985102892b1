-- Care levels: for groups on a list, on a recorded ground, confirmed by a person, running out after a year at most.

create table care_levels (
  district    text not null,
  id          uuid not null,
  person      uuid not null,
  guardian    uuid,
  care_group  text not null,
  level       text not null,
  state       text not null,
  place       text not null,
  lead_org    text not null,
  revision    integer not null,
  purpose     text not null,
  legal_basis text not null,
  ground      jsonb not null,
  reason      bytea,
  origin      text not null,
  proposed_by text not null,
  confirmed_by text,
  until       date,
  next_visit  date,
  objection   bytea,
  constraint care_levels_pk primary key (district, id),
  constraint care_levels_person_fk foreign key (person) references persons (id),
  constraint care_levels_guardian_fk foreign key (guardian) references persons (id),
  constraint care_levels_org_fk foreign key (lead_org) references organizations (code),
  constraint care_levels_level_known check (level in ('1', '2', '3')),
  constraint care_levels_state_known check (state in ('proposed', 'confirmed', 'refused', 'withdrawn', 'ended', 'expired')),
  constraint care_levels_confirmed_by_a_person check (state <> 'confirmed' or (confirmed_by is not null and until is not null))
);
comment on table care_levels is 'Care levels of persons; read by their own pages alone, by no model, no export and no search.';
comment on column care_levels.reason is 'Sealed under the person''s key, as objections and words of visits are.';
create unique index care_levels_one_open on care_levels (person, care_group) where state in ('proposed', 'confirmed');
create index care_levels_by_id on care_levels (id);
create index care_levels_by_place on care_levels (place text_pattern_ops);
create index care_levels_by_guardian on care_levels (guardian) where guardian is not null;
create index care_levels_running_out on care_levels (until) where state = 'confirmed';

create table care_steps (
  district   text not null,
  care       uuid not null,
  seq        integer not null,
  at         timestamptz not null,
  what       text not null,
  actor_id   text not null,
  actor_name text not null,
  text       bytea,
  constraint care_steps_pk primary key (district, care, seq),
  constraint care_steps_care_fk foreign key (district, care) references care_levels (district, id)
);
comment on table care_steps is 'What happened to a care level, by whom; only ever added to.';
comment on column care_steps.text is 'Sealed under the person''s key.';
