-- The ends of an assignment: how it was completed, or why it could not go on.

alter table assignment
  drop constraint assignment_state_check,
  add constraint assignment_state_check check (state in
    ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'HANDED_OVER', 'FAILED', 'DECLINED',
     'LAPSED', 'WITHDRAWN')),
  add column failure_cause text,
  -- When the responder is expected: as reported, or estimated when it set out.
  add column expected_at timestamptz,
  -- A deadline: when the responder's silence is alarmed about; null when it was, or need not be.
  add column silent_at timestamptz,
  add column silence_alarmed_at timestamptz,
  -- Where the visit is documented; and a deadline: when the contact function is told that nobody said so, null when it was.
  add column journal_reference text,
  add column journal_due_at timestamptz,
  add column journal_alarmed_at timestamptz,
  add constraint assignment_failed check ((state = 'FAILED') = (failure_cause is not null)),
  -- What was stated of a patient's no to care; the safety net is clinical.
  add column declined_capacity text check (declined_capacity in ('PRESENT', 'UNCERTAIN', 'LACKING')),
  add column declined_informed boolean,
  add column safety_net text,
  add constraint assignment_declined_by_patient check (
    (outcome is not distinct from 'PATIENT_DECLINED')
      = (num_nonnulls(declined_capacity, declined_informed, safety_net) = 3)
    and num_nonnulls(declined_capacity, declined_informed, safety_net) in (0, 3)),
  -- Of an offer to take over: from whom, and what the next one has to know, which is clinical.
  add column giver uuid references assignment,
  add column giver_responder text references responder,
  add column sbar json,
  add constraint assignment_from_giver check (num_nonnulls(giver, giver_responder, sbar) = 3 or giver is null),
  -- Of what was handed over: to whom, another responder or the ambulance service.
  add column handed_to uuid references assignment,
  add column handed_to_responder text references responder,
  add column ambulance_unit text,
  add column received_by text,
  add column ambulance_sbar json,
  add constraint assignment_handed_over check (
    (state = 'HANDED_OVER') = (
      num_nonnulls(handed_to, handed_to_responder) = 2 or num_nonnulls(ambulance_unit, received_by, ambulance_sbar) = 3));

-- An offer to take over stands beside the need's live assignment, which is the giver's: one at a time.
create unique index one_handover_per_assignment on assignment (giver) where state = 'HANDOVER_OFFERED';
drop index assignment_due;
create index assignment_due on assignment (answer_by) where state in ('OFFERED', 'HANDOVER_OFFERED');
drop index assignment_open_of_responder;
create index assignment_open_of_responder on assignment (responder)
  where state in ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT');

create index assignment_silent on assignment (silent_at)
  where state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and silent_at is not null;
create index assignment_journal_due on assignment (journal_due_at) where journal_due_at is not null;

-- All care is over, and where it is documented is still to be said. What was closed before stays closed.
alter table assessment_request
  drop constraint assessment_request_state_check,
  add constraint assessment_request_state_check check (state in
    ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY', 'EMERGENCY_DIRECTED', 'DOCUMENTING', 'CLOSED', 'CANCELLED', 'JOINED'));

-- What of an open request was completed before has half a day, as a shift has.
update assignment set journal_due_at = clock_timestamp() + interval '12 hours'
where state = 'COMPLETED' and exists (
  select from assessment_request
  where assessment_request.id = assignment.request and assessment_request.state not in ('CLOSED', 'CANCELLED', 'JOINED'));
