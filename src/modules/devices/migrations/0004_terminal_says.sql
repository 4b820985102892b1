-- What a terminal has to say of itself when it registers, so that its number alone does not get the code.

alter table devices
  add column terminal_says jsonb,
  add constraint devices_terminal_says_of_terminal check (terminal is not null or terminal_says is null);
comment on column devices.terminal_says is 'Manufacturer, its number of the terminal, plate and colour; each null where it may say whatever it likes. Empty: nothing is asked for, and the first that registers by the number is the terminal.';
