-- A resource's stream is read in parts, each by one process at a time. A state knows how far it reaches, so that the
-- number of parts may change: what a state has seen it does not see again.

alter table stream_cursors add column partition integer not null default 0;
alter table stream_cursors add column partitions integer not null default 1;
alter table stream_cursors add column reads_by bigint not null default 0;
alter table stream_cursors drop constraint stream_cursors_pk;
alter table stream_cursors add constraint stream_cursors_pk primary key (resource, partition);
alter table stream_cursors add constraint stream_cursors_part check (partition >= 0 and partition < partitions);
alter table stream_cursors alter column partition drop default;
alter table stream_cursors alter column partitions drop default;
comment on table stream_cursors is 'How far the states of a part of a resource''s series were saved, and which process reads on until when.';
comment on column stream_cursors.partitions is 'Into how many parts the objects are divided: the same in all rows of a resource.';
comment on column stream_cursors.reads_by is 'The sum of the versions of all watches by which the holder reads.';

alter table series_states add column tx xid8 not null default '0';
alter table series_states add column seq bigint not null default 0;
comment on column series_states.tx is 'With seq how far the state reaches in the change feed.';
