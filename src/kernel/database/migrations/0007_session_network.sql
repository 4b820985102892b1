-- A rating that comes from the handler's own network is looked at; the address itself is kept nowhere.

alter table sessions add column network bytea;
comment on column sessions.network is 'Keyed hash of the network (IPv4 /24, IPv6 /56) from which the session was opened; null where it is unknown or this machine itself.';
