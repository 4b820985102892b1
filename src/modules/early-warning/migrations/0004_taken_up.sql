-- Whether a process has taken up the present version of what is on. Changes are noticed by the sum of versions: a number
-- drawn before its transaction ends may become visible after a greater one, and would be missed.

alter table watches add column taken integer;
comment on column watches.taken is 'Version that a process reads by; less than the version: the change is not in effect yet.';
drop index watches_by_change;
alter table watches drop column changed;

alter table patterns add column taken integer;
comment on column patterns.taken is 'Version that a process reads by; less than the version: the change is not in effect yet.';
drop index patterns_by_change;
alter table patterns drop column changed;
