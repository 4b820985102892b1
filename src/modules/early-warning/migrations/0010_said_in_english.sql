alter table signals add column said_in_english text;
comment on column signals.said_in_english is 'The same in English, of a watch that names the item; at most 500 characters.';
