-- Each decision of triage counts once, in whatever order they come; the newest is shown with its request.

create table counted_decision (
  request    uuid not null references assessment_request,
  revision   int not null,
  level      text not null,
  counted_at timestamptz not null,
  primary key (request, revision)
);
insert into counted_decision (request, revision, level, counted_at)
select id, decision_revision, decision ->> 'level', received_at from assessment_request where decision_revision is not null;

-- The level that a need answers: the one that was needed when it was last asked for. A need that was met at a lower one does not
-- answer a higher one. Of needs from before only the level that their request has now is known.
alter table need add column level text;
update need set level = (select coalesce(needed_level, nurse_level) from assessment_request where assessment_request.id = need.request);
alter table need alter column level set not null;

-- When that level last rose: who said no before said it to less. Of needs from before every no counts, as it did.
alter table need add column level_since timestamptz not null default '-infinity';

-- A need's assignments are looked up each time it is matched or anything about its request is done.
create index assignment_of_need on assignment (need);

-- When a responder is expected with the patient, as it was estimated for the offer; null where that is not known any more.
alter table assignment add column eta timestamptz;
update assignment set eta = (
  select (candidate ->> 'eta')::timestamptz
  from need, json_array_elements(need.last_matching -> 'candidates') candidate
  where need.id = assignment.need and candidate ->> 'responder' = assignment.responder)
where state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT');

-- Each time a nurse is told to ring is an alarm with a number; what somebody says answers one of them.
alter table emergency add column alarm int not null default 1 check (alarm > 0);

-- How many alarms were given of the requests that this one was joined to before it was parted from them: its own go on from there,
-- so that what is said late of one of those never answers another.
alter table assessment_request add column alarms_before int not null default 0 check (alarms_before >= 0);

-- An emergency that nobody says anything about ends, too: 12 h after it was directed, as the configured time is from here on.
update emergency set over_at = directed_at + interval '12 hours'
where over_at is null and acknowledgement is null
  and exists (select from assessment_request where id = request and state = 'EMERGENCY_DIRECTED');

-- What was said of RING 112, also to an alarm that was followed by a newer one; never changed afterwards. The id was made by the
-- device, or here for one that makes none; the digest tells a repetition, and the first answer is repeated.
create table acknowledgement (
  id              uuid primary key,
  made_by_device  boolean not null,
  request         uuid not null references assessment_request,
  alarm           int not null,
  acknowledgement text not null check (acknowledgement in
                    ('CALLED', 'ALREADY_WITH_AMBULANCE', 'PER_PLAN_NOT_CALLED', 'PATIENT_DECLINES')),
  provisional     boolean not null,
  reason          text,
  received_at     timestamptz not null,
  actor           text not null,
  body_digest     bytea not null,
  first_answer    json not null
);
create index acknowledgement_of_request on acknowledgement (request);
