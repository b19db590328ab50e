-- Runs at every start: everyone's duty from yesterday to 400 days ahead, so that a demonstration never runs out of people. Times are
-- Swedish. A day that is already there stays as it is.

insert into shift (responder, starts_at, ends_at)
select rota.responder, (day + rota.starts) at time zone 'Europe/Stockholm', (day + rota.ends) at time zone 'Europe/Stockholm'
from generate_series((current_date - 1)::timestamp, (current_date + 400)::timestamp, interval '1 day') day
join (
  -- Round the clock, in two shifts: the sampling teams M11 and M21, physicians, nurse functions, coordinators.
  select id responder, interval '7 hours' starts, interval '19 hours' ends, false weekdays_only from responder
  where kind in ('PHYSICIAN', 'NURSE_FUNCTION', 'COORDINATOR') or id in ('M11', 'M21')
  union all
  select id, interval '19 hours', interval '31 hours', false from responder
  where kind in ('PHYSICIAN', 'NURSE_FUNCTION', 'COORDINATOR') or id in ('M11', 'M21')
  union all
  select id, interval '7 hours', interval '21 hours', false from responder where id in ('M12', 'M22')
  union all
  select id, interval '8 hours', interval '16 hours', true from responder where id in ('M13', 'M23')
) rota on not rota.weekdays_only or extract(isodow from day) < 6
on conflict do nothing;
