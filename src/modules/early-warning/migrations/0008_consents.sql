-- A watch over data of another organization needs the consent of a data manager of its provider.

alter table watches add column owner text;
comment on column watches.owner is 'Organization that watches; null: made before this was kept, and taken over by whoever saves or switches it next.';

create table watch_consents (
  id          uuid not null,
  watch       uuid not null,
  resource    uuid not null,
  provider    text not null,
  owner       text,
  reach       jsonb not null,
  purpose     text not null,
  state       text not null,
  asked_at    timestamptz not null,
  asked_by    text not null,
  answered_at timestamptz,
  answered_by text,
  reason      text not null default '',
  constraint watch_consents_pk primary key (id),
  constraint watch_consents_state_known check (state in ('asked', 'given', 'refused', 'withdrawn', 'replaced')),
  constraint watch_consents_of_watch foreign key (watch) references watches (id)
);
comment on table watch_consents is 'What a provider was asked to let be watched, and its answers; nothing is deleted.';
comment on column watch_consents.reach is 'Items that are read and the rows that are looked at, as they were asked for.';
create unique index watch_consents_standing on watch_consents (watch) where state in ('asked', 'given');
create index watch_consents_by_watch on watch_consents (watch, asked_at desc);
create index watch_consents_by_provider on watch_consents (provider, asked_at desc);
