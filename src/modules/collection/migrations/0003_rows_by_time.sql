-- Trials on the past and drawn series read rows by the time of what they tell.

create index collected_rows_by_time on collected_rows (resource, at) where at is not null;
