-- A batch of a reaction reads and writes a thousand notes, of which the database never looks at more than the key.

-- Room on each page for the next state of its notes, so that the index stays as it is.
alter table scenario_notes set (fillfactor = 50);
alter table scenario_notes alter column value type json using value::json;
comment on column scenario_notes.value is 'JSON as the program made it; as text it is neither taken apart nor put together on its way.';
