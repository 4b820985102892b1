-- Grants: who may have what of which data resource, what for, until when. A request is a case; its grant lives on.

create table sharing_grants (
  id            uuid not null,
  request       uuid not null,
  resource      uuid not null,
  version       integer not null,
  provider      text not null,
  consumer      text not null,
  purpose       text not null,
  terms         jsonb not null,
  state         text not null,
  revision      integer not null,
  reason        text,
  policy        text not null,
  pseudonym_key bytea not null,
  given_at      timestamptz not null,
  ends_at       timestamptz not null,
  constraint sharing_grants_pk primary key (id),
  constraint sharing_grants_state_known check (state in ('drafted', 'active', 'suspended', 'ended')),
  constraint sharing_grants_consumer_fk foreign key (consumer) references organizations (code)
);
comment on table sharing_grants is 'One row a grant; the policy is what decides, the terms are what SQL applies.';
comment on column sharing_grants.policy is 'Cedar, made from the terms by a template and validated before it was saved.';
comment on column sharing_grants.pseudonym_key is 'Makes pseudonyms of one grant useless beside those of another.';
create index sharing_grants_by_resource on sharing_grants (resource, state);
create index sharing_grants_by_consumer on sharing_grants (consumer, state);
create index sharing_grants_by_end on sharing_grants (ends_at) where state <> 'ended';
create index sharing_grants_by_request on sharing_grants (request);

create table sharing_uses (
  grant_id uuid not null,
  day      date not null,
  calls    integer not null,
  rows     bigint not null,
  constraint sharing_uses_pk primary key (grant_id, day),
  constraint sharing_uses_grant_fk foreign key (grant_id) references sharing_grants (id)
);
comment on table sharing_uses is 'Calls and rows of a grant a day in Shanghai: quotas, unused grants, odd patterns.';

create table sharing_stamps (
  resource uuid not null,
  stamp    uuid not null,
  constraint sharing_stamps_pk primary key (resource)
);
comment on table sharing_stamps is 'Renewed whenever a grant of the resource changes: a process keeps parsed policies while the stamp stays.';

-- Masks are applied where the rows are read, so that a masked value never leaves the database.

create function mask_partial(kind text, value text) returns text language sql immutable parallel safe strict as $$
  select case
    when kind in ('mobile', 'landline', 'phone') and length(value) >= 7 then left(value, 3) || '****' || right(value, 4)
    when kind in ('id-card', 'bank-card') and length(value) >= 12 then left(value, 6) || repeat('*', length(value) - 10) || right(value, 4)
    when kind = 'email' and position('@' in value) > 1 then left(value, 1) || '***' || substr(value, position('@' in value))
    when kind = 'plate' and length(value) >= 6 then left(value, 2) || '***' || right(value, 2)
    when kind = 'address' then regexp_replace(value, '[0-9０-９一二三四五六七八九十]+', '*', 'g')
    when length(value) <= 1 then '*'
    when length(value) = 2 then left(value, 1) || '*'
    else left(value, 1) || repeat('*', length(value) - 2) || right(value, 1)
  end $$;
comment on function mask_partial is 'The ends of a value, by what it is: 138****1234, 张*, 500107********1234.';

create function mask_pseudonym(key bytea, value text) returns text language sql immutable parallel safe strict as $$
  select left(encode(sha256(key || sha256(key || convert_to(value, 'UTF8'))), 'hex'), 24) $$;
comment on function mask_pseudonym is 'The same code for the same value under one key, and nothing to be told from it (nested keyed SHA-256).';

create function mask_county(value text) returns text language sql immutable parallel safe strict as $$
  select array_to_string((string_to_array(value, '/'))[1:2], '/') $$;
