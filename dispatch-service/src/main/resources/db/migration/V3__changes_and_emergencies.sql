-- What changes a request after intake, and what becomes of RING 112.

alter table assessment_request
  drop constraint assessment_request_state_check,
  add constraint assessment_request_state_check check (state in
    ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY', 'EMERGENCY_DIRECTED', 'CLOSED', 'CANCELLED', 'JOINED')),
  -- What triage judged first; null for a request from before this version, whose body is read instead.
  add column content json,
  -- The open request of the same patient that this one was joined to.
  add column joined_to uuid references assessment_request,
  add constraint assessment_request_joined check ((state = 'JOINED') = (joined_to is not null)),
  -- The revision that the kept decision is about.
  add column decision_revision int,
  add column cancellation_reason text;
update assessment_request set decision_revision = 1 where decision is not null;
create index assessment_request_open_of_patient on assessment_request (patient)
  where state not in ('CLOSED', 'CANCELLED', 'JOINED');
-- What is over is not looked through for what is open.
drop index assessment_request_open;
create index assessment_request_open on assessment_request (municipality, received_at)
  where state not in ('CLOSED', 'CANCELLED', 'JOINED');
create index assessment_request_joined_to on assessment_request (joined_to) where joined_to is not null;

-- What was told of a request after it was raised, never changed afterwards. The id was made by the device; the digest tells a
-- repetition from another body under the same id, and the first answer is repeated.
create table request_change (
  id           uuid primary key,
  request      uuid not null references assessment_request,
  -- The revision that it made.
  revision     int not null,
  kind         text not null check (kind in ('OBSERVATIONS', 'JOINED', 'PLACE', 'PATIENT')),
  -- When it was so, by the device's corrected clock, and when it came.
  at           timestamptz not null,
  received_at  timestamptz not null,
  actor        text not null,
  -- What was observed, for triage; null where nothing was.
  content      json,
  body         json not null,
  body_digest  bytea not null,
  -- Of a correction: whom the request was about before. Retracted, not deleted.
  old_patient  uuid references patient,
  -- Of another place: where the patient was before.
  old_place    json,
  first_answer json,
  unique (request, revision)
);

-- A need that is met or given up is over; while it is not, there is one of a kind.
alter table need
  drop constraint need_request_kind_key,
  add column ended_at timestamptz;
update need set ended_at = (select max(assignment.ended_at) from assignment where assignment.need = need.id and state = 'COMPLETED');
create unique index one_open_need_of_a_kind on need (request, kind) where ended_at is null;
create index need_of_request on need (request);

alter table assignment
  drop constraint assignment_state_check,
  add constraint assignment_state_check check (state in
    ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'DECLINED', 'LAPSED', 'WITHDRAWN'));

-- RING 112, and what became of it. acknowledge_by is a deadline: when the contact function is alarmed, null when it is or need
-- not be. over_at is one too: when an emergency that was acknowledged is taken for over.
create table emergency (
  request         uuid primary key references assessment_request,
  directed_at     timestamptz not null,
  acknowledge_by  timestamptz,
  alarmed_at      timestamptz,
  acknowledgement text check (acknowledgement in
                    ('CALLED', 'ALREADY_WITH_AMBULANCE', 'PER_PLAN_NOT_CALLED', 'PATIENT_DECLINES')),
  provisional     boolean not null default false,
  reason          text,
  acknowledged_at timestamptz,
  acknowledged_by text,
  over_at         timestamptz,
  check ((acknowledgement is null) = (acknowledged_at is null)),
  check (acknowledge_by is null or acknowledgement is null)
);
create index emergency_unacknowledged on emergency (acknowledge_by) where acknowledge_by is not null;
create index emergency_over on emergency (over_at) where over_at is not null;

-- Nobody is alarmed about what happened before there was an alarm; it is over as any other.
insert into emergency (request, directed_at, over_at)
select id, received_at, received_at + interval '12 hours' from assessment_request where state = 'EMERGENCY_DIRECTED';
