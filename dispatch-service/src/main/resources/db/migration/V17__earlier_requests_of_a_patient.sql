-- Each time that triage is asked about a request, what is known of its patient from earlier ones is told beside it.
create index assessment_request_of_patient on assessment_request (patient, raised_at);
