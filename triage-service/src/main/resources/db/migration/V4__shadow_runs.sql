-- What a rule set would have said of what was recorded. Java: se.rond.triage.shadow.

create table shadow_run (
  -- Made by whoever starts it, so that it can be sent twice.
  id uuid primary key,
  rule_set uuid not null references rule_set,
  raised_from timestamptz not null,
  raised_to timestamptz not null check (raised_to > raised_from),
  state text not null check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  -- How far it has come: the assessment that was judged last. Null at the beginning.
  after_raised_at timestamptz,
  after_request uuid,
  after_revision integer,
  total bigint not null,
  judged bigint not null,
  unreadable bigint not null,
  changed bigint not null,
  -- How often each level became which.
  levels json not null,
  started_by text not null,
  started_by_name text not null,
  started_by_role text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  constraint shadow_run_ends_in_an_end_state check ((ended_at is null) = (state = 'RUNNING'))
);

create index shadow_run_of_a_rule_set on shadow_run (rule_set, started_at);
create unique index shadow_run_under_way on shadow_run (rule_set) where state = 'RUNNING';
create index shadow_run_ended on shadow_run (ended_at) where ended_at is not null;

-- One row per decision that would be another one. Access is limited by municipality and patient, which is a random reference.
create table shadow_change (
  run uuid not null references shadow_run on delete cascade,
  number bigint not null generated always as identity,
  request uuid not null,
  revision integer not null,
  municipality text not null,
  patient uuid not null,
  raised_at timestamptz not null,
  change json not null,
  primary key (run, number)
);

-- A run goes over what was recorded in this order.
create index assessment_raised on assessment (raised_at, request, revision);
