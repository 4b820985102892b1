-- Dead letters have a screen of their own across sources: newest first; why one was passed over is kept with it.
alter table pull_letters add column settled_reason text;
comment on column pull_letters.settled_reason is 'Why a person passed it over; never what it contains.';
create index pull_letters_by_time on pull_letters (at desc);
create index pull_runs_by_end on pull_runs (ended_at) where ended_at is not null;
comment on table pull_runs is 'One row a run, kept for as many days as the setting pulls.retention says. Distributed by source.';
