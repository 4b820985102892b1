-- Terminals of vehicles, which report by JT/T 808, and items whose value the register says.

alter table devices
  add column terminal text,
  add column terminal_crs text,
  add column terminal_mark text,
  add column fixed jsonb not null default '{}',
  add constraint devices_terminal_form check (terminal ~ '^(0|[1-9][0-9]{0,19})$'),
  add constraint devices_terminal_whole check ((terminal is null) = (terminal_crs is null)),
  add constraint devices_terminal_crs_known check (terminal_crs in ('WGS84', 'CGCS2000', 'GCJ02', 'BD09')),
  add constraint devices_terminal_mark_of_terminal check (terminal is not null or terminal_mark is null);
create unique index devices_by_terminal on devices (terminal) where terminal is not null;
comment on column devices.terminal is 'Number of the terminal in the header of each message, without leading zeros.';
comment on column devices.terminal_crs is 'In which the terminal sends coordinates; the standard says WGS 84, and not all keep to it.';
comment on column devices.terminal_mark is 'SHA-256 of what the terminal said of itself when it first registered: another one is not told the code. Empty: none has registered since the last key.';
comment on column devices.fixed is 'Values that each row of the device gets, whatever the reading says: which vehicle a terminal sits in.';
