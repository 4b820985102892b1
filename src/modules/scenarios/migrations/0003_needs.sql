-- Needs of departments and offers of enterprises, listed and matched.

create table scenario_offers (
  id          uuid not null,
  seq         integer generated always as identity,
  person      uuid,
  enterprise  text not null,
  credit_code text not null,
  contact     bytea,
  title       text not null,
  ability     text not null,
  tags        text[] not null,
  places      text[] not null,
  state       text not null,
  revision    integer not null,
  words       text not null,
  model       text not null,
  terms       bytea not null,
  changed_at  timestamptz not null,
  constraint scenario_offers_pk primary key (id),
  constraint scenario_offers_state_known check (state in ('waiting', 'listed', 'refused', 'withdrawn'))
);
comment on table scenario_offers is 'What enterprises can do (供给), entered by a signed-in person, listed by the data authority.';
comment on column scenario_offers.seq is 'Counts them, for the number that people name.';
comment on column scenario_offers.person is 'Who entered it; null: the demonstration.';
comment on column scenario_offers.contact is 'Name and telephone of the enterprise’s contact as JSON, under the key of the person who entered them.';
comment on column scenario_offers.words is 'What is searched: number, enterprise, title, text and tags in lower case, without what points to a person.';
comment on column scenario_offers.terms is 'Signature of title and text, to compare it with needs.';
comment on column scenario_offers.model is 'Which term weights the signature is of; others cannot be compared.';
create index scenario_offers_by_state on scenario_offers (state, changed_at desc, id);
create index scenario_offers_by_person on scenario_offers (person) where person is not null;

create table scenario_offer_steps (
  offer   uuid not null,
  seq     bigint generated always as identity,
  action  text not null,
  by_name text not null,
  reason  text not null,
  at      timestamptz not null,
  constraint scenario_offer_steps_pk primary key (offer, seq),
  constraint scenario_offer_steps_offer_fk foreign key (offer) references scenario_offers (id)
);
comment on table scenario_offer_steps is 'The life of an offer: who did what and why.';
comment on column scenario_offer_steps.by_name is 'Of an officer; for the person who entered the offer, the enterprise.';

create table scenario_needs (
  id         uuid not null,
  seq        integer generated always as identity,
  org        text not null,
  account    uuid,
  by_name    text not null,
  title      text not null,
  wanted     text not null,
  tags       text[] not null,
  places     text[] not null,
  data       text not null,
  until      date not null,
  state      text not null,
  revision   integer not null,
  words      text not null,
  offer      uuid,
  scenario   text,
  changed_at timestamptz not null,
  constraint scenario_needs_pk primary key (id),
  constraint scenario_needs_offer_fk foreign key (offer) references scenario_offers (id),
  constraint scenario_needs_state_known check (state in ('open', 'matched', 'closed', 'withdrawn')),
  constraint scenario_needs_matched_with_an_offer check ((state in ('matched', 'closed')) = (offer is not null)),
  constraint scenario_needs_scenario_of_a_match check (scenario is null or offer is not null)
);
comment on table scenario_needs is 'What departments look for an enterprise for (需求).';
comment on column scenario_needs.account is 'Who entered it, and hears of it; null: the demonstration.';
comment on column scenario_needs.data is 'Data that the organization can offer for it.';
comment on column scenario_needs.until is 'Last day on which offers help.';
comment on column scenario_needs.words is 'What is searched: number, title, text and tags in lower case, without what points to a person.';
comment on column scenario_needs.offer is 'The offer that a person of the organization confirmed.';
comment on column scenario_needs.scenario is 'Code of the scenario that came of the match.';
create index scenario_needs_by_state on scenario_needs (state, changed_at desc, id);
create index scenario_needs_by_offer on scenario_needs (offer) where offer is not null;

create table scenario_need_steps (
  need    uuid not null,
  seq     bigint generated always as identity,
  action  text not null,
  by_name text not null,
  reason  text not null,
  offer   uuid,
  at      timestamptz not null,
  constraint scenario_need_steps_pk primary key (need, seq),
  constraint scenario_need_steps_need_fk foreign key (need) references scenario_needs (id)
);
comment on table scenario_need_steps is 'The life of a need: who did what and why.';
comment on column scenario_need_steps.offer is 'The offer that the step was about.';
