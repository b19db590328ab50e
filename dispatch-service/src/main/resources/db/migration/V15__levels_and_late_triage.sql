-- Requests that triage does not judge in time.

alter table assessment_request
  -- A deadline: when Rond goes on without triage. Null when the newest revision is judged, or need not be.
  add column triage_by timestamptz,
  -- Since when it goes on without, and when triage had caught up; null if that never was so, or is not yet.
  add column triage_late_at timestamptz,
  add column triage_caught_up_at timestamptz,
  add constraint assessment_request_triage_late check (triage_caught_up_at is null or triage_late_at is not null);

create index assessment_request_triage_due on assessment_request (triage_by) where triage_by is not null;

-- What waits for triage when this version comes is not forgotten either.
update assessment_request set triage_by = clock_timestamp() + interval '2 minutes'
where state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY') and decision_revision is distinct from revision;
