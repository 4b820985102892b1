-- A resource that somebody retired while its scenario ran may be put back.

alter table scenario_parts
  drop constraint scenario_parts_state_known,
  add constraint scenario_parts_state_known check (state in ('active', 'stopped', 'removed', 'returning'));
comment on column scenario_parts.state is 'stopped: by a suspension, which resuming puts back; returning: to be put back by the job, for a person decided so.';
