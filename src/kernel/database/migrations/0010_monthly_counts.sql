-- The larger grains by month as well: a year by organization reads some ten times fewer rows. A month is the sum of its
-- days, so it is made from the counts that are there, also while a recount is under way; from here on the consumer
-- `statistics` keeps both.

create table case_days_office_month partition of case_days for values in ('office-month') with (fillfactor = 70);
create table case_days_place_month partition of case_days for values in ('place-month') with (fillfactor = 70);
comment on table case_days_office_month is 'Grain office by month; the day is the first of the month.';
comment on table case_days_place_month is 'Township × channel × level-1 category × urgency by month; the day is the first of the month.';
create index case_days_office_month_by_org on case_days_office_month (lead_org, day);

create table case_durations_office_month partition of case_durations for values in ('office-month') with (fillfactor = 70);
create table case_durations_place_month partition of case_durations for values in ('place-month') with (fillfactor = 70);
comment on table case_durations_office_month is 'Grain office by month; the day is the first of the month.';
comment on table case_durations_place_month is 'Township alone, by month; the day is the first of the month.';
create index case_durations_office_month_by_org on case_durations_office_month (lead_org, duration, day);

insert into case_days
  select district, 'office-month', type, date_trunc('month', day)::date, place, lead_org, channel, category, urgency,
    nullif(sum(submitted), 0), nullif(sum(answered), 0), nullif(sum(on_time), 0), nullif(sum(closed), 0),
    nullif(sum(rated), 0), nullif(sum(score), 0), nullif(sum(solved), 0), nullif(sum(satisfied), 0),
    nullif(sum(dissatisfied), 0), nullif(sum(due), 0), nullif(sum(due_met), 0), nullif(sum(dispatched), 0),
    nullif(sum(dispatched_right), 0), nullif(sum(accepted), 0), nullif(sum(reopened), 0), nullif(sum(disputed), 0),
    nullif(sum(returned), 0), nullif(sum(transferred), 0), nullif(sum(supervised), 0), nullif(sum(escalated), 0),
    nullif(sum(held), 0), nullif(sum(co_answered), 0), nullif(sum(co_late), 0), nullif(sum(dispatch_minutes), 0),
    nullif(sum(accept_minutes), 0), nullif(sum(answer_minutes), 0), nullif(sum(open_change), 0)
  from case_days where grain = 'office' group by 1, 3, 4, 5, 6, 7, 8, 9;
insert into case_days
  select district, 'place-month', type, date_trunc('month', day)::date, place, '', channel, category, urgency,
    nullif(sum(submitted), 0), nullif(sum(answered), 0), nullif(sum(on_time), 0), nullif(sum(closed), 0),
    nullif(sum(rated), 0), nullif(sum(score), 0), nullif(sum(solved), 0), nullif(sum(satisfied), 0),
    nullif(sum(dissatisfied), 0), nullif(sum(due), 0), nullif(sum(due_met), 0), nullif(sum(dispatched), 0),
    nullif(sum(dispatched_right), 0), nullif(sum(accepted), 0), nullif(sum(reopened), 0), nullif(sum(disputed), 0),
    nullif(sum(returned), 0), nullif(sum(transferred), 0), nullif(sum(supervised), 0), nullif(sum(escalated), 0),
    nullif(sum(held), 0), nullif(sum(co_answered), 0), nullif(sum(co_late), 0), nullif(sum(dispatch_minutes), 0),
    nullif(sum(accept_minutes), 0), nullif(sum(answer_minutes), 0), nullif(sum(open_change), 0)
  from case_days where grain = 'fine' group by 1, 3, 4, 5, 6, 7, 8, 9;
insert into case_durations
  select district, 'office-month', type, duration, date_trunc('month', day)::date, place, lead_org, category, bucket, sum(cases)
  from case_durations where grain = 'office' group by 1, 3, 4, 5, 6, 7, 8, 9;
insert into case_durations
  select district, 'place-month', type, duration, date_trunc('month', day)::date, place, '', '', bucket, sum(cases)
  from case_durations where grain = 'fine' group by 1, 3, 4, 5, 6, 7, 8, 9;
