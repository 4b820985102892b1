-- The same masks by patterns instead of a row for each character: those were most of what an exchange cost
-- (bench/exchange.ts) and took a hundred times as long. What a mask gives stays the same. A body that is one expression is
-- not strict, so that the planner writes it into the statement.

create or replace function mask_stars(value text) returns text language sql immutable parallel safe strict as $$
  select regexp_replace(regexp_replace(value, '[\U00010000-\U0010FFFF]', '**', 'g'), '[^* \t\n\r\f\v\u00A0\u3000]', '*', 'g') $$;

create function mask_letters() returns text language sql immutable parallel safe as $$
  select '0-9A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u1FFF\u3005-\u3007\u3021-\uFEFF\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF66-\U0001EFFF\U00020000-\U0010FFFF' $$;
comment on function mask_letters is 'Letters and digits, which masks count, as the inside of a pattern''s brackets; the others are separators, which masks leave.';

create function mask_lettered(value text) returns text language sql immutable parallel safe strict as $$
  select regexp_replace(regexp_replace(value, '[\U00010000-\U0001EFFF\U00020000-\U0010FFFF]', '**', 'g'), '[' || mask_letters() || ']', '*', 'g') $$;
comment on function mask_lettered is 'A star for each letter or digit; separators stay.';

create or replace function mask_ends(value text, head integer, tail integer) returns text language plpgsql immutable parallel safe strict as $$
declare
  total constant integer := length(regexp_replace(value, '[^' || mask_letters() || ']', '', 'g'));
  front text;
  rear text;
begin
  if head + tail = 0 or head + tail > total * 0.8 then return mask_lettered(value); end if;
  front := case when head = 0 then ''
    else substring(value from '^(?:[^' || mask_letters() || ']*[' || mask_letters() || ']){' || head || '}') end;
  rear := case when tail = 0 then ''
    else substring(value from '(?:[' || mask_letters() || '][^' || mask_letters() || ']*){' || tail || '}$') end;
  return front || mask_lettered(substr(value, length(front) + 1, length(value) - length(front) - length(rear))) || rear;
end $$;

create or replace function mask_phone(value text) returns text language plpgsql immutable parallel safe strict as $$
declare
  m constant text[] := regexp_match(value, '^([(（]?0[0-9]{2,3}[)）]?[- ]?)?([0-9]{7,8})(-[0-9]{1,5})?$');
  total constant integer := length(regexp_replace(value, '[^' || mask_letters() || ']', '', 'g'));
begin
  if m is not null then return coalesce(m[1], '') || mask_ends(m[2], 0, 4) || mask_lettered(coalesce(m[3], '')); end if;
  if total < 7 then return mask_lettered(value); end if;
  return mask_ends(value, greatest(0, total - 8), 4);
end $$;

create or replace function mask_name(value text) returns text language sql immutable parallel safe as $$
  select case when length(value) < 2 then mask_stars(value) else left(value, 1) || mask_stars(substr(value, 2)) end $$;

create or replace function mask_email(value text) returns text language plpgsql immutable parallel safe strict as $$
declare
  before constant text := coalesce(substring(value from '^[^@＠]*(?=[@＠])'), value);
  domain constant text := substr(value, length(before) + 1);
begin
  return case when length(before) > 1 then left(before, 1) || mask_stars(substr(before, 2)) else mask_stars(before) end
    || case when domain ~ '[0-9]{5}' then mask_stars(domain) else domain end;
end $$;

create or replace function mask_hidden(value text, masked text) returns text language sql immutable parallel safe as $$
  select coalesce(nullif(masked, value), mask_stars(value)) $$;

drop function mask_counts(text);
