-- Reads at the desk count in a grant's quota as calls through the gateway do; until now the audit alone told of them.
alter table sharing_uses add column reads integer not null default 0;
comment on column sharing_uses.reads is 'Pages and files taken at the desk; calls and reads together are what the day allows.';
insert into sharing_uses (grant_id, day, calls, rows, reads)
select g.id, (e.at at time zone 'Asia/Shanghai')::date, 0, 0, count(*) from audit_entries e
join sharing_grants g on g.id::text = e.subject_id
where e.outcome = 'read' and e.action in ('grant.rows', 'grant.export') group by 1, 2
on conflict (grant_id, day) do update set reads = excluded.reads;
