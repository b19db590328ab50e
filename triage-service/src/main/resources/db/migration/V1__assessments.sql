-- What triage was asked, and what it answered. Java: se.rond.triage.assessment.jdbc. Access is limited by municipality and
-- patient, which is a random reference.

-- The newest revision of each request that was judged; its row lock puts two listeners of one request in order.
create table assessed_request (
  request uuid primary key,
  municipality text not null,
  patient uuid not null,
  revision integer not null check (revision > 0)
);

create index assessed_request_scope on assessed_request (municipality, patient);

-- One row per revision that was judged, never changed: a decision is replayed from the event and the rule set.
create table assessment (
  request uuid not null references assessed_request,
  revision integer not null,
  municipality text not null,
  patient uuid not null,
  raised_at timestamptz not null,
  assessed_at timestamptz not null,
  level text not null,
  rule_set text not null,
  rule_set_version text not null,
  event json not null,
  decision json not null,
  primary key (request, revision)
);

create index assessment_scope on assessment (municipality, patient);
