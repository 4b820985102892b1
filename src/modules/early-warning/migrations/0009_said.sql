alter table signals add column said text;
comment on column signals.said is 'What the row says in words, of a watch that names the item; at most 500 characters.';
