-- A call is judged by the policy of the grant that it names: a process keeps it parsed while the grant's revision stays,
-- so nothing has to tell that some grant of the resource changed.
drop table sharing_stamps;
