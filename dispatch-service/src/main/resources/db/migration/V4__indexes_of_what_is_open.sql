-- What the gauges read: the requests in which Rond still has something to do, and when somebody was to be with the patient.
-- Emergencies are in the hands of 112 and are in neither.

create index assessment_request_in_our_hands on assessment_request (state)
  where state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY');
create index assessment_request_contact_due on assessment_request (contact_by)
  where state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY') and contact_by is not null;
