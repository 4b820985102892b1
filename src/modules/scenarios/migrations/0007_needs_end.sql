-- A need whose last day has passed without a match ends by itself.

alter table scenario_needs drop constraint scenario_needs_state_known;
alter table scenario_needs add constraint scenario_needs_state_known
  check (state in ('open', 'matched', 'closed', 'withdrawn', 'expired'));
create index scenario_needs_by_end on scenario_needs (until) where state = 'open';
