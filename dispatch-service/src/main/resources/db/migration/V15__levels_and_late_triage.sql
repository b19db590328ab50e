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

-- What a person decided of the level, beside what was decided by rules; never changed afterwards. The id was made by the device;
-- the digest tells a repetition from another body under the same id, and the first answer is repeated.
create table level_override (
  id           uuid primary key,
  request      uuid not null references assessment_request,
  -- Of which request it was said: the same, or one that was joined to it then, which it goes with when the two are parted.
  told_of      uuid not null references assessment_request,
  -- The first of a request is 1, and so on.
  position     int not null,
  -- The newest revision then, and the newest that triage had judged, 0 if none: what comes late of that does not undo this.
  revision     int not null,
  covers       int not null,
  at           timestamptz not null,
  actor        text not null,
  direction    text not null check (direction in ('UP', 'DOWN')),
  from_level   text not null,
  level        text not null,
  -- What floors demanded then, and whether this is below it, which is reported to the MAS.
  floor_level  text not null,
  below_floor  boolean not null,
  -- Whether whoever decided may go below floors, also those that are found later of what was told by then.
  over_floors  boolean not null,
  reason       text not null,
  -- In a person's words; clinical.
  comment      text,
  body_digest  bytea not null,
  first_answer json,
  unique (request, position)
);

create index level_override_told_of on level_override (told_of);

-- What floors demanded of a revision that went without triage.
create table floor_without_triage (
  request     uuid not null references assessment_request,
  revision    int not null,
  floor_level text not null,
  primary key (request, revision)
);

-- When a person ordered a need, which a lower level does not give up. Of those from before, all with a promise of their own count.
alter table need add column ordered_at timestamptz;
update need set ordered_at = level_since where contact_by is not null and substitute_for is null;

-- Since when a need is not wanted any more, because a person lowered the level while somebody was with the patient for it: who is
-- there stays, and nobody is asked again.
alter table need add column unwanted_at timestamptz;

-- What the floors among the rules of each decision demand. Of decisions from before it is not known which part was a floor: all of
-- it counts as one.
alter table counted_decision add column floor_level text;
update counted_decision set floor_level = level;
alter table counted_decision alter column floor_level set not null;

-- What was needed and what was given is counted by municipality and by when it was asked for.
create index assessment_request_raised on assessment_request (municipality, raised_at);

-- Who had said yes and was taken back by a cancellation has given nothing.
update assessment_request set granted_level = null
where state = 'CANCELLED' and granted_level is not null
  and not exists (select from assignment where request = assessment_request.id and assignment.state in ('COMPLETED', 'HANDED_OVER'))
  and not exists (select from own_task where request = assessment_request.id and own_task.state = 'DONE');
