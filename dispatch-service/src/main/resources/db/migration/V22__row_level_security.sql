-- What is shown of patients is read as the role dispatch_caller, which sees only the rows that its caller may see. Roles belong to the server,
-- and the service may not make any: an administrator does, once (database/roles.sql).
do $$
begin
  if not exists (select from pg_roles where rolname = 'dispatch_caller') then
    raise exception
      'Expected the role dispatch_caller, but found none. Nothing was changed. An administrator has to run: create role dispatch_caller nologin; grant dispatch_caller to % with inherit false, set true;',
      current_user;
  end if;
  if not pg_has_role('dispatch_caller', 'SET') then
    raise exception
      'Expected % to be granted dispatch_caller, but it is not. Nothing was changed. An administrator has to run: grant dispatch_caller to % with inherit false, set true;',
      current_user, current_user;
  end if;
  if exists (select from pg_roles where rolname = 'dispatch_caller' and (rolsuper or rolbypassrls)) then
    raise exception
      'Expected dispatch_caller to be kept out by row-level security, but it bypasses it. Nothing was changed. An administrator has to run: alter role dispatch_caller nosuperuser nobypassrls;';
  end if;
  execute format('grant usage on schema %I to dispatch_caller', current_schema());
end
$$;

-- What is known of the caller, set for each transaction: municipalities, own (person and unit) and responders. Null where nothing was set,
-- which no row equals.
create function of_caller(what text) returns text[] language sql stable as $$
  select nullif(current_setting('rond.' || what, true), '')::text[]
$$;

-- Whether the caller may see a request. The one gate of all policies; whoever changes who may see what changes it, and MaySee, which says
-- the same in each query. What was told of a joined request is shown with the one it was joined to, so they are seen together. It reads
-- as the owner: policies that ask each other would never come to an end.
create function caller_may_see(looked_at uuid) returns boolean language plpgsql stable security definer cost 1000 as $$
begin
  -- What most rows are seen for comes first and alone: it is asked of each row that is shown.
  if exists (
    select from assessment_request
    where id = looked_at
      and (municipality = any (of_caller('municipalities')) or requester = any (of_caller('own')))) then
    return true;
  end if;
  return exists (
    select from assessment_request part
      join assessment_request head on head.id in (part.id, part.joined_to)
    where part.id = looked_at
      and (head.municipality = any (of_caller('municipalities'))
        or head.requester = any (of_caller('own'))
        or exists (select from assessment_request joined
                   where joined.joined_to = head.id and joined.requester = any (of_caller('own')))
        or exists (select from assignment theirs
                   where theirs.request = head.id and theirs.responder = any (of_caller('responders'))
                     and theirs.state in (
                       'OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'HANDED_OVER',
                       'FAILED'))));
end
$$;

-- Whose requests they are, by the random reference that the access log keeps: who follows up what was promised, or has a task, is logged
-- without seeing the request.
create function patients_of(requests uuid[]) returns table (request uuid, patient uuid) language sql stable security definer as $$
  select id, assessment_request.patient from assessment_request where id = any (requests)
$$;

-- Whether a patient is protected, and what has to be taken out of what is shown for it, may stand in requests that the caller may not see.
alter function protection_of(uuid) security definer;
alter function identifying_of(uuid) security definer;

-- The caller adds to the log; what becomes of it then is not the caller's.
alter function keep_unsealed() security definer;

-- Pinned: a function with its owner's rights must not find the caller's tables by the names of its own.
do $$
declare
  name text;
begin
  foreach name in array array[
    'caller_may_see(uuid)', 'patients_of(uuid[])', 'keep_unsealed()', 'protection_of(uuid)', 'identifying_of(uuid)'] loop
    execute format('alter function %s set search_path = %I, pg_temp', name, current_schema());
    execute format('revoke execute on function %s from public', name);
  end loop;
end
$$;
grant execute on function caller_may_see(uuid), patients_of(uuid[]), protection_of(uuid), identifying_of(uuid) to dispatch_caller;

-- For this, whoever answers for a municipality where an obligation was not met reads who was asked, also after the patient was moved.
create index unmet_obligation_of_request on unmet_obligation (request);

-- Scalar subqueries and no "exists" below: that could be answered by reading all requests first.
alter table assessment_request enable row level security;
create policy seen_by_caller on assessment_request for select to dispatch_caller using (caller_may_see(id));

alter table patient enable row level security;
create policy seen_by_caller on patient for select to dispatch_caller
  using ((select true from assessment_request where assessment_request.patient = patient.reference limit 1));

-- Of a municipality's own, wherever the patient is now.
alter table unmet_obligation enable row level security;
create policy seen_by_caller on unmet_obligation for select to dispatch_caller
  using (municipality = any (of_caller('municipalities')) or caller_may_see(request));
alter table physician_task enable row level security;
create policy seen_by_caller on physician_task for select to dispatch_caller
  using (municipality = any (of_caller('municipalities')) or caller_may_see(request));

do $$
declare
  child text;
begin
  -- As their request.
  foreach child in array array[
    'acknowledgement', 'assessment', 'ball', 'colleague_asked', 'counted_decision', 'examination', 'floor_without_triage', 'own_task',
    'remeasure', 'timeline', 'video_room'] loop
    execute format('alter table %I enable row level security', child);
    execute format('create policy seen_by_caller on %I for select to dispatch_caller using (caller_may_see(request))', child);
  end loop;
  -- As what they were told of, which they go with when requests are parted.
  foreach child in array array['level_override', 'request_change'] loop
    execute format('alter table %I enable row level security', child);
    execute format('create policy seen_by_caller on %I for select to dispatch_caller using (caller_may_see(told_of))', child);
  end loop;
  -- As their request, or as an obligation that was not met.
  foreach child in array array['assignment', 'climb', 'contact', 'emergency', 'need', 'reserve_routine'] loop
    execute format('alter table %I enable row level security', child);
    execute format(
      $policy$
      create policy seen_by_caller on %1$I for select to dispatch_caller using (
        caller_may_see(request)
        or (select true from unmet_obligation where unmet_obligation.request = %1$I.request limit 1))
      $policy$, child);
  end loop;
end
$$;

-- As the row that they are of.
alter table climbed_rung enable row level security;
create policy seen_by_caller on climbed_rung for select to dispatch_caller
  using ((select true from need where need.id = climbed_rung.need));
alter table assessment_order enable row level security;
create policy seen_by_caller on assessment_order for select to dispatch_caller
  using ((select true from assessment where assessment.id = assessment_order.assessment));
alter table examination_step enable row level security;
create policy seen_by_caller on examination_step for select to dispatch_caller
  using ((select true from examination where examination.id = examination_step.examination));

-- The caller enters what the caller was shown, in nobody else's name, and of no request that the caller could not be shown anything of: a query
-- that found more by mistake ends here.
alter table access_log enable row level security;
create policy entered_by_caller on access_log for insert to dispatch_caller with check (
  activity in ('READ', 'SEARCH', 'PRINT', 'EXPORT')
  and person = any (of_caller('own')) and care_unit = any (of_caller('own'))
  and (resource is null
    or caller_may_see(resource)
    or (select true from physician_task where physician_task.request = resource limit 1)
    or (select true from unmet_obligation where unmet_obligation.request = resource limit 1)));

-- Only what is shown. Never patient, which has the numbers, nor what is on its way to others.
grant select on
  assessment, assessment_order, assessment_request, assignment, ball, climb, climbed_rung, contact, emergency, examination, examination_step,
  level_override, need, own_task, physician_task, remeasure, request_change, reserve_routine, timeline, unmet_obligation, video_room,
  health_centre, responder
  to dispatch_caller;
grant insert (
  call, activity, operation, resource, patient, criteria, purpose, person, role, commission, care_unit, care_provider)
  on access_log to dispatch_caller;
