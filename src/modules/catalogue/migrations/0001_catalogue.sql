-- The catalogue: what data there is, who provides it, and what holds when it arrives.

create table catalogue_resources (
  id             uuid not null,
  code           text not null,
  class_code     text not null,
  serial         integer not null,
  provider       text not null,
  state          text not null,
  version        integer not null,
  revision       integer not null,
  content        jsonb not null,
  draft          jsonb,
  words          text not null,
  published_at   timestamptz,
  retired_at     timestamptz,
  retired_reason text,
  created_at     timestamptz not null,
  constraint catalogue_resources_pk primary key (id),
  constraint catalogue_resources_code_once unique (class_code, serial),
  constraint catalogue_resources_provider_fk foreign key (provider) references organizations (code),
  constraint catalogue_resources_state_known check (state in ('draft', 'published', 'retired')),
  constraint catalogue_resources_published check ((state = 'draft') = (version = 0))
);
comment on table catalogue_resources is 'One row a data resource. Some ten thousand in a city: small, so it is not distributed.';
comment on column catalogue_resources.code is 'Classification and serial, as the national guide makes it; stays when the classification changes.';
comment on column catalogue_resources.content is 'What is published; before the first version the same as the draft.';
comment on column catalogue_resources.draft is 'What is being prepared; null when it equals the content.';
comment on column catalogue_resources.words is 'What a search looks at: name, code, abstract, keywords and item titles, in lower case.';
create index catalogue_resources_by_provider on catalogue_resources (provider);

create table catalogue_versions (
  resource   uuid not null,
  version    integer not null,
  at         timestamptz not null,
  actor_id   text not null,
  actor_name text not null,
  note       text not null,
  change     text not null,
  changes    jsonb not null,
  content    jsonb not null,
  constraint catalogue_versions_pk primary key (resource, version),
  constraint catalogue_versions_resource_fk foreign key (resource) references catalogue_resources (id),
  constraint catalogue_versions_change_known check (change in ('first', 'compatible', 'breaking'))
);
comment on table catalogue_versions is 'Every published content as it was; rows that arrived name the version that they were checked by.';

create table catalogue_lineage (
  source   uuid not null,
  target   uuid not null,
  how      text not null,
  at       timestamptz not null,
  actor_id text not null,
  constraint catalogue_lineage_pk primary key (source, target),
  constraint catalogue_lineage_source_fk foreign key (source) references catalogue_resources (id),
  constraint catalogue_lineage_target_fk foreign key (target) references catalogue_resources (id),
  constraint catalogue_lineage_apart check (source <> target)
);
comment on table catalogue_lineage is 'target is made from source; no circles.';
create index catalogue_lineage_by_target on catalogue_lineage (target);
