-- Hot issues: what several people report in different words. Everything here but what people decided by hand can be
-- made anew from the appeals.

create table hot_issues (
  district    text not null,
  id          uuid not null,
  version     integer not null,
  changed     bigint not null,
  state       text not null,
  name        text not null,
  named_by    text not null,
  settled     boolean not null default false,
  place       text not null,
  category    text,
  words       text[] not null,
  terms       jsonb not null,
  places      jsonb not null,
  messages    integer not null,
  people      integer not null,
  anonymous   integer not null,
  weight      double precision not null,
  first_at    timestamptz not null,
  last_at     timestamptz not null,
  hot_at      timestamptz,
  merged_into uuid,
  task        uuid,
  reason      text,
  constraint hot_issues_pk primary key (district, id),
  constraint hot_issues_state_known check (state in ('open', 'dismissed', 'merged')),
  constraint hot_issues_merged_somewhere check ((state = 'merged') = (merged_into is not null))
);
comment on table hot_issues is 'One row a cluster of messages, single ones too: the next message is compared with them.';
comment on column hot_issues.district is 'County of the first message, the distribution key.';
comment on column hot_issues.changed is 'hot_issue_stream.version at the last change: a process reads what is newer than its memory.';
comment on column hot_issues.named_by is 'algorithm or person; a name by a person stays.';
comment on column hot_issues.settled is 'People have decided about it: the algorithm merges it with nothing.';
comment on column hot_issues.terms is 'The cluster as the model stores it: [term, weight], weights in units that grow with time.';
comment on column hot_issues.weight is 'Heat in units that grow with time (see rules/heat.ts): the order by it holds at any time.';
create index hot_issues_by_id on hot_issues (id);
create index hot_issues_by_weight on hot_issues (weight desc, id) where state = 'open' and messages > 1;
create index hot_issues_by_change on hot_issues (changed);

create table hot_issue_members (
  district   text not null,
  message    uuid not null,
  issue      uuid not null,
  state      text not null,
  at         timestamptz not null,
  person     uuid,
  place      text not null,
  category   text,
  terms      jsonb not null,
  score      double precision not null,
  reasons    jsonb not null,
  by_hand    boolean not null default false,
  moved_from uuid,
  constraint hot_issue_members_pk primary key (district, message),
  constraint hot_issue_members_state_known check (state in ('member', 'removed'))
);
comment on table hot_issue_members is 'One row a message, so that a message is placed once, however often its event comes.';
comment on column hot_issue_members.state is 'removed: taken out by hand; the stream never puts it back.';
comment on column hot_issue_members.moved_from is 'The issue that was merged into this one, so that the merge can be undone.';
create index hot_issue_members_by_issue on hot_issue_members (issue, at);

create table hot_issue_terms (
  term  text not null,
  count double precision not null,
  changed bigint not null,
  constraint hot_issue_terms_pk primary key (term)
);
comment on table hot_issue_terms is 'In how many messages a term stands, in units that grow with time. Holds words, no message.';

create table hot_issue_stream (
  singleton boolean not null default true,
  version   bigint not null,
  total     double precision not null,
  backlog   boolean not null,
  constraint hot_issue_stream_pk primary key (singleton),
  constraint hot_issue_stream_single check (singleton)
);
comment on table hot_issue_stream is 'One row: locked by whoever changes clusters, so that they are changed one after the other.';
comment on column hot_issue_stream.backlog is 'Messages of the time before the approval are still to be placed.';
insert into hot_issue_stream (version, total, backlog) values (0, 0, false);
