-- The kernel's tables. Large tables lead their key with `district` (a county code), so that they can be
-- distributed by it; what is not keyed so is small reference data, replicated everywhere.

create table audit_entries (
  seq      bigint generated always as identity,
  tx       xid8 not null default pg_current_xact_id(),
  id       uuid not null,
  at       timestamptz not null,
  trace    uuid not null,
  action   text not null,
  actor_kind text not null,
  actor_id text not null,
  org      text,
  district text,
  subject_type text not null,
  subject_id   text not null,
  outcome  text not null,
  change   jsonb not null,
  constraint audit_entries_pk primary key (seq),
  constraint audit_entries_outcome_known check (outcome in ('done', 'refused', 'read'))
);
comment on table audit_entries is 'Append-only: one row an action, refusal or logged read. The application role may insert and select.';
comment on column audit_entries.tx is 'Inserting transaction; the sealer takes only entries below the oldest running one.';
comment on column audit_entries.change is 'Fields before and after; personal data as ciphertext, long text as its SM3 hash.';
create index audit_entries_by_subject on audit_entries (subject_id, seq);
create index audit_entries_by_time on audit_entries (at);

create table audit_seals (
  no       bigint not null,
  at       timestamptz not null,
  entries  bigint[] not null,
  leaves   bytea not null,
  root     bytea not null,
  previous bytea not null,
  hash     bytea not null,
  constraint audit_seals_pk primary key (no),
  constraint audit_seals_leaves_match check (length(leaves) = 32 * cardinality(entries))
);
comment on table audit_seals is 'Append-only chain: each seal hashes its number, time, Merkle root and the hash of the seal before (SM3).';

create index audit_seals_by_time on audit_seals (at);

create table events (
  seq      bigint generated always as identity,
  tx       xid8 not null default pg_current_xact_id(),
  id       uuid not null,
  name     text not null,
  at       timestamptz not null,
  trace    uuid not null,
  subject  jsonb not null,
  payload  jsonb not null,
  constraint events_pk primary key (seq)
);
comment on table events is 'Outbox: written in the action''s transaction, relayed in order of (tx, seq) to reactions and live screens.';
create index events_by_tx on events (tx, seq);

create table event_cursors (
  consumer text not null,
  tx       xid8 not null,
  seq      bigint not null,
  constraint event_cursors_pk primary key (consumer)
);
comment on table event_cursors is 'How far each consumer of the outbox came.';

create table idempotency_keys (
  actor    text not null,
  key      text not null,
  action   text not null,
  request  bytea not null,
  response jsonb,
  at       timestamptz not null,
  constraint idempotency_keys_pk primary key (actor, key)
);
comment on table idempotency_keys is 'A repeated POST with the same key gets the first answer; kept for seven days.';
create index idempotency_keys_by_time on idempotency_keys (at);

create table organizations (
  code     text not null,
  zh       text not null,
  en       text not null,
  short_zh text not null,
  kind     text not null,
  level    text not null,
  parent   text,
  places   text[] not null,
  active   boolean not null default true,
  constraint organizations_pk primary key (code),
  constraint organizations_parent_fk foreign key (parent) references organizations (code)
);
comment on table organizations is 'City, districts, townships, communities, departments, enterprises; places are path prefixes.';

create table persons (
  id         uuid not null,
  wrapped_key bytea,
  name       bytea,
  phone      bytea,
  phone_index bytea,
  identity_number bytea,
  identity_index bytea,
  address    bytea,
  created_at timestamptz not null,
  constraint persons_pk primary key (id)
);
comment on table persons is 'Residents; every field is SM4 ciphertext under a key per person, itself wrapped by the master key. No key: forgotten.';
create unique index persons_by_phone on persons (phone_index) where phone_index is not null;

create table accounts (
  id         uuid not null,
  kind       text not null,
  login      text,
  name       text not null,
  password   text,
  totp       bytea,
  totp_counter bigint not null default 0,
  person     uuid,
  external_subject text,
  locale     text not null default 'zh',
  active     boolean not null default true,
  demo       boolean not null default false,
  failures   integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  constraint accounts_pk primary key (id),
  constraint accounts_login_unique unique (login),
  constraint accounts_external_unique unique (external_subject),
  constraint accounts_person_fk foreign key (person) references persons (id),
  constraint accounts_kind_known check (kind in ('resident', 'officer', 'service'))
);

comment on table accounts is 'Residents, officers and services that sign in; residents point to their person, officers hold posts.';

create table posts (
  account  uuid not null,
  role     text not null,
  org      text not null,
  places   text[] not null,
  title    text not null default '',
  constraint posts_pk primary key (account, role, org),
  constraint posts_account_fk foreign key (account) references accounts (id),
  constraint posts_org_fk foreign key (org) references organizations (code)
);
comment on table posts is 'A role bound to an organization and to places; an account may hold several.';

create table sessions (
  token_hash bytea not null,
  account    uuid not null,
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null,
  second_factor boolean not null default false,
  constraint sessions_pk primary key (token_hash),
  constraint sessions_account_fk foreign key (account) references accounts (id)
);
comment on table sessions is 'Open sessions and API keys by the hash of their token; the token itself is stored nowhere.';
create index sessions_by_account on sessions (account);

create table sign_in_codes (
  phone_index bytea not null,
  code_hash  bytea not null,
  sent_at    timestamptz not null,
  expires_at timestamptz not null,
  attempts   integer not null default 0,
  constraint sign_in_codes_pk primary key (phone_index)
);
comment on table sign_in_codes is 'The last code sent to a phone number; the number itself is not stored.';

create table cases (
  district   text not null,
  id         uuid not null,
  type       text not null,
  number     text not null,
  state      text not null,
  version    integer not null,
  place      text not null,
  category   text,
  urgency    text,
  channel    text not null,
  lead_org   text,
  assignee   uuid,
  co_orgs    text[] not null,
  people     uuid[] not null,
  due_at     timestamptz,
  held       boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at  timestamptz,
  document   jsonb not null,
  constraint cases_pk primary key (district, id),
  constraint cases_version_positive check (version > 0)
);
comment on table cases is 'The shared shape of appeal, incident, mediation, warning…; document is the whole case as JSON, the columns are what lists filter and sort by.';
-- Ids are UUIDv7 made in the application; unique in practice, looked up without knowing the district.
create index cases_by_id on cases (id);
create index cases_by_number on cases (number);
create index cases_open_by_place on cases (type, place text_pattern_ops, due_at) where closed_at is null;
create index cases_open_by_due on cases (type, due_at, id) where closed_at is null;
create index cases_open_by_lead on cases (lead_org, due_at, id) where closed_at is null;
create index cases_by_lead on cases (lead_org, created_at desc, id);
create index cases_by_time on cases (type, created_at desc, id);
create index cases_by_co on cases using gin (co_orgs) where cardinality(co_orgs) > 0;
create index cases_by_people on cases using gin (people) where cardinality(people) > 0;

create index cases_by_file on cases using gin ((document->'files') jsonb_path_ops)
  where jsonb_array_length(document->'files') > 0;

create table case_texts (
  district text not null,
  case_id  uuid not null,
  body     text not null,
  search   tsvector not null,
  constraint case_texts_pk primary key (district, case_id)
);
comment on table case_texts is 'The message, written once, so that the often rewritten case row stays narrow. search: words and characters.';
-- Every search also reads the list of entries not yet merged; at the default of 4 MB that alone took 60 ms.
create index case_texts_by_search on case_texts using gin (search) with (gin_pending_list_limit = 256);

create table case_actions (
  district   text not null,
  case_id    uuid not null,
  seq        integer not null,
  action     text not null,
  actor_kind text not null,
  actor_id   text not null,
  actor_name text not null,
  org        text,
  at         timestamptz not null,
  from_state text,
  to_state   text not null,
  visible    text not null,
  input      jsonb not null,
  trace      uuid not null,
  constraint case_actions_pk primary key (district, case_id, seq),
  constraint case_actions_visible_known check (visible in ('public', 'internal'))
);
comment on table case_actions is 'A case is a list of actions: the timeline, append-only; seq is the version that the action made.';

create sequence case_numbers;

create table saved_views (
  id       uuid not null,
  account  uuid not null,
  type     text not null,
  name     text not null,
  query    jsonb not null,
  created_at timestamptz not null,
  constraint saved_views_pk primary key (id),
  constraint saved_views_account_fk foreign key (account) references accounts (id)
);
comment on table saved_views is 'Filters of a list that an account gave a name.';
create index saved_views_by_account on saved_views (account, type);

create table algorithms (
  code       text not null,
  version    text not null,
  hash       text not null,
  zh         text not null,
  en         text not null,
  purpose_zh text not null,
  purpose_en text not null,
  owner_org  text not null,
  status     text not null,
  rights     boolean not null default false,
  automatic_above double precision,
  figures    jsonb not null default '{}',
  proposed_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason     text,
  constraint algorithms_pk primary key (code, version),
  constraint algorithms_status_known check (status in ('proposed', 'approved', 'suspended', 'retired')),
  constraint algorithms_threshold_range check (automatic_above between 0 and 1)
);
comment on table algorithms is 'The register. rights = touches personal rights or a major decision: a human always decides. automatic_above null = never automatic.';
create unique index algorithms_one_approved on algorithms (code) where status = 'approved';

create table decisions (
  district   text not null,
  id         uuid not null,
  algorithm  text not null,
  version    text not null,
  hash       text not null,
  subject_type text not null,
  subject_id uuid not null,
  input      jsonb not null,
  output     jsonb not null,
  confidence double precision not null,
  explanation jsonb not null,
  gate       text not null,
  outcome    text not null default 'pending',
  final      jsonb,
  decided_by text,
  decided_at timestamptz,
  at         timestamptz not null,
  constraint decisions_pk primary key (district, id),
  constraint decisions_gate_known check (gate in ('automatic', 'human')),
  constraint decisions_outcome_known check (outcome in ('pending', 'applied', 'confirmed', 'overturned')),
  constraint decisions_confidence_range check (confidence between 0 and 1)
);
comment on table decisions is 'Every automated judgement: what it saw, said and why, how sure it was, and what a person made of it.';
create index decisions_by_subject on decisions (subject_id, at);
create index decisions_by_algorithm on decisions (algorithm, at desc);

create table notices (
  id         uuid not null,
  person     uuid,
  account    uuid,
  channel    text not null,
  template   text not null,
  data       jsonb not null,
  subject_type text,
  subject_id uuid,
  state      text not null,
  attempts   integer not null default 0,
  error      text,
  created_at timestamptz not null,
  sent_at    timestamptz,
  read_at    timestamptz,
  constraint notices_pk primary key (id),
  constraint notices_channel_known check (channel in ('in-app', 'sms', 'email')),
  constraint notices_state_known check (state in ('waiting', 'sent', 'failed', 'read'))
);
comment on table notices is 'Messages to a person or account, with the state of their delivery; no address and no free text.';
create index notices_by_person on notices (person, created_at desc);
create index notices_by_account on notices (account, created_at desc);

create table files (
  hash       text not null,
  kind       text not null,
  bytes      integer not null,
  name       text not null,
  width      integer,
  height     integer,
  uploaded_by text not null,
  created_at timestamptz not null,
  constraint files_pk primary key (hash, uploaded_by)
);
comment on table files is 'Uploads by SM3 hash of the stored (re-encoded) content; the content itself lies in the file store.';

create table settings (
  name       text not null,
  value      jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null,
  constraint settings_pk primary key (name)
);
comment on table settings is 'Tables an office may change: urgency limits, calendar, gate thresholds.';
