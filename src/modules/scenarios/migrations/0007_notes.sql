-- A batch of a reaction reads and writes thousands of notes, of which the database never looks at more than the key.

alter table scenario_notes alter column value type json using value::json;
comment on column scenario_notes.value is 'JSON as the program made it; as text it is neither taken apart nor put together on its way.';
