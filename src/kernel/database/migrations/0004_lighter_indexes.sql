-- Every action writes a version of its case, an audit entry, an event and a key. An index that another one can stand
-- in for costs each action a page; ranges of time over tables that only grow need but their blocks (BRIN).

alter table cases drop constraint cases_pk;
drop index cases_by_id;
alter table cases add constraint cases_pk primary key (id, district);

alter table events drop constraint events_pk;
drop index events_by_tx;
alter table events add constraint events_pk primary key (tx, seq);

drop index audit_entries_by_time;
create index audit_entries_by_time on audit_entries using brin (at) with (autosummarize = on);

drop index idempotency_keys_by_time;
create index idempotency_keys_by_time on idempotency_keys using brin (at) with (autosummarize = on);
