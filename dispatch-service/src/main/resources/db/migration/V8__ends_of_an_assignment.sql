-- The ends of an assignment: how it was completed, or why it could not go on.

alter table assignment
  drop constraint assignment_state_check,
  add constraint assignment_state_check check (state in
    ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'FAILED', 'DECLINED', 'LAPSED', 'WITHDRAWN')),
  add column failure_cause text,
  add constraint assignment_failed check ((state = 'FAILED') = (failure_cause is not null)),
  -- What was stated of a patient's no to care; the safety net is clinical.
  add column declined_capacity text check (declined_capacity in ('PRESENT', 'UNCERTAIN', 'LACKING')),
  add column declined_informed boolean,
  add column safety_net text,
  add constraint assignment_declined_by_patient check (
    (outcome is not distinct from 'PATIENT_DECLINED')
      = (num_nonnulls(declined_capacity, declined_informed, safety_net) = 3)
    and num_nonnulls(declined_capacity, declined_informed, safety_net) in (0, 3));
