create table assistant_passages (
  district     text not null,
  id           uuid not null,
  source       text not null,
  document     text not null,
  section      text not null,
  title        text not null,
  keywords     text not null default '',
  text         text not null,
  version_date date,
  url          text not null default '',
  status       text not null,
  reason       text not null default '',
  case_id      uuid,
  version      integer not null default 1,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  constraint assistant_passages_pk primary key (district, id),
  constraint assistant_passages_place unique (district, source, document, section),
  constraint assistant_passages_source_known check (source in ('guide', 'regulation', 'past-answer')),
  constraint assistant_passages_status_known check (status in ('waiting', 'in-force', 'superseded', 'hidden'))
);
comment on table assistant_passages is 'What the assistant may quote: service guides, articles of regulations, past answers. district is empty for the whole city.';
comment on column assistant_passages.document is 'Code of a guide, title with date of a regulation, id of the appeal of a past answer; with section it names a passage.';
comment on column assistant_passages.status is 'waiting: a past answer that nobody has allowed to be quoted; superseded ones stay readable, with their version date.';
create index assistant_passages_by_change on assistant_passages (updated_at);
create index assistant_passages_by_status on assistant_passages (status, source, updated_at);

create table assistant_synonyms (
  say        text not null,
  means      text[] not null,
  origin     text not null,
  updated_at timestamptz not null,
  constraint assistant_synonyms_pk primary key (say),
  constraint assistant_synonyms_origin_known check (origin in ('project', 'desk'))
);
comment on table assistant_synonyms is 'A word as people say it, dialect included, and the words that texts use. Edited on the desk.';

create table assistant_library (
  singleton boolean not null default true,
  stamp     uuid not null default gen_random_uuid(),
  constraint assistant_library_pk primary key (singleton),
  constraint assistant_library_one_row check (singleton)
);
comment on table assistant_library is 'One row. Its stamp changes with every change of passages or synonyms, so that each process knows when its index is old.';
insert into assistant_library default values;

create table assistant_conversations (
  district   text not null,
  id         uuid not null,
  person     uuid,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  appeal     uuid,
  constraint assistant_conversations_pk primary key (district, id)
);
comment on table assistant_conversations is 'One visit to the assistant. The id is random and is what opens it; gone after thirty days.';
create index assistant_conversations_by_expiry on assistant_conversations (expires_at);

create table assistant_turns (
  district     text not null,
  conversation uuid not null,
  seq          integer not null,
  question     text not null,
  outcome      text not null,
  answer       jsonb not null,
  confidence   double precision not null,
  decision     uuid,
  helpful      boolean,
  at           timestamptz not null,
  constraint assistant_turns_pk primary key (district, conversation, seq),
  constraint assistant_turns_conversation_fk foreign key (district, conversation)
    references assistant_conversations (district, id) on delete cascade,
  constraint assistant_turns_outcome_known check (outcome in ('answered', 'candidates', 'unknown', 'urgent'))
);
comment on table assistant_turns is 'Question (identifiers masked before it is written) and answer.';
create index assistant_turns_by_time on assistant_turns (at);
