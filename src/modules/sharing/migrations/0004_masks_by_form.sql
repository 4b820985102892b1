-- Partial masks by form: which form a kind of personal information has, the program's one table says.

create function mask_counts(ch text) returns boolean language sql immutable parallel safe strict as $$
  select ascii(ch) between 48 and 57 or ascii(ch) between 65 and 90 or ascii(ch) between 97 and 122
    or (ascii(ch) >= 192 and ascii(ch) not in (215, 247) and ascii(ch) not between 8192 and 12292
      and ascii(ch) not between 12296 and 12320 and ascii(ch) not between 65280 and 65295
      and ascii(ch) not between 65306 and 65312 and ascii(ch) not between 65339 and 65344
      and ascii(ch) not between 65371 and 65381
      and ascii(ch) not between 126976 and 131071) $$;
comment on function mask_counts is 'Whether a character is a letter or digit, which masks count, or a separator, which they leave.';

create function mask_stars(value text) returns text language sql immutable parallel safe strict as $$
  select coalesce(string_agg(case
      when strpos(E' \t\n\r\f\x0B\u00A0\u3000', ch) > 0 then ch
      when ascii(ch) > 65535 then '**' else '*' end, '' order by n), '')
  from string_to_table(value, null) with ordinality as c (ch, n) $$;
comment on function mask_stars is 'A star for each character; blanks stay.';

create function mask_ends(value text, head integer, tail integer) returns text language sql immutable parallel safe strict as $$
  select coalesce(string_agg(case
      when not counts then ch
      when head + tail <= total * 0.8 and (seen <= head or seen > total - tail) then ch
      when ascii(ch) > 65535 then '**' else '*' end, '' order by n), '')
  from (
    select ch, n, mask_counts(ch) as counts,
      count(*) filter (where mask_counts(ch)) over () as total,
      count(*) filter (where mask_counts(ch)) over (order by n) as seen
    from string_to_table(value, null) with ordinality as c (ch, n)
  ) as counted $$;
comment on function mask_ends is 'So many letters or digits at both ends, stars between; of a short value nothing.';

create function mask_phone(value text) returns text language sql immutable parallel safe strict as $$
  select case
    when m is not null then coalesce(m[1], '') || mask_ends(m[2], 0, 4) || mask_ends(coalesce(m[3], ''), 0, 0)
    when total < 7 then mask_ends(value, 0, 0)
    else mask_ends(value, greatest(0, total - 8), 4) end
  from regexp_match(value, '^([(（]?0[0-9]{2,3}[)）]?[- ]?)?([0-9]{7,8})(-[0-9]{1,5})?$') as m,
    (select count(*) filter (where mask_counts(ch))::integer from string_to_table(value, null) as c (ch)) as letters (total) $$;
comment on function mask_phone is '138****5678, 0755-****5678.';

create function mask_name(value text) returns text language sql immutable parallel safe strict as $$
  select case when length(value) < 2 then mask_stars(value) else left(value, 1) || mask_stars(substr(value, 2)) end $$;
comment on function mask_name is 'The first character alone, whatever the length.';

create function mask_email(value text) returns text language sql immutable parallel safe strict as $$
  select case when length(local) > 1 then left(local, 1) || mask_stars(substr(local, 2)) else mask_stars(local) end
    || case when domain ~ '[0-9]{5}' then mask_stars(domain) else domain end
  from (select case when at = 0 then value else left(value, at - 1) end,
      case when at = 0 then '' else substr(value, at) end
    from (select coalesce(length(substring(value from '^[^@＠]*(?=[@＠])')) + 1, 0)) as found (at)) as parts (local, domain) $$;
comment on function mask_email is 'First character and domain.';

create function mask_numbers(value text) returns text language sql immutable parallel safe strict as $$
  select regexp_replace(value, '[0-9０-９一二三四五六七八九十]+', '*', 'g') $$;
comment on function mask_numbers is 'An address without house and room numbers.';

create function mask_hidden(value text, masked text) returns text language sql immutable parallel safe strict as $$
  select case when masked = value then mask_stars(value) else masked end $$;
comment on function mask_hidden is 'A mask that found nothing to hide gives way to stars.';

drop function mask_partial(text, text);
