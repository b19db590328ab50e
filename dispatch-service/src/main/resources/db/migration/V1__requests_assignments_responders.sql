-- Who is there: regions, municipalities, health centres, responders and when they are on duty.

create table region (
  code char(2) primary key check (code ~ '^[0-9]{2}$'),
  name text not null
);

create table municipality (
  code      char(4) primary key check (code ~ '^[0-9]{4}$'),
  name      text not null,
  region    char(2) not null references region,
  -- The central town: where a request without a position is taken to be.
  latitude  double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180)
);

create table health_centre (
  id           text primary key,
  name         text not null,
  municipality char(4) not null references municipality
);

create table responder (
  id             text primary key,
  kind           text not null check (kind in ('MOBILE_TEAM', 'PHYSICIAN', 'NURSE_FUNCTION', 'COORDINATOR')),
  name           text not null,
  region         char(2) not null references region,
  care_provider  text not null,
  municipalities char(4)[] not null,
  capabilities   text[] not null,
  base_name      text not null,
  base_latitude  double precision not null,
  base_longitude double precision not null
);

create table shift (
  responder text not null references responder,
  starts_at timestamptz not null,
  ends_at   timestamptz not null,
  primary key (responder, starts_at),
  check (starts_at < ends_at)
);
create index shift_by_end on shift (responder, ends_at);

-- What region and municipalities agreed. A request is judged by the version in force when it was raised.

create table agreement (
  id         uuid primary key,
  region     char(2) not null references region,
  version    int not null check (version > 0),
  valid_from timestamptz not null,
  unique (region, version)
);

create table agreement_target (
  agreement       uuid not null references agreement,
  level           text not null check (level in
                    ('PHYSICIAN_NOW', 'MOBILE_TEAM_2H', 'MOBILE_TEAM_TODAY', 'PHYSICIAN_TODAY', 'NURSE', 'ADVICE')),
  contact_minutes int not null check (contact_minutes > 0),
  answer_minutes  int not null check (answer_minutes between 2 and 10),
  primary key (agreement, level)
);

-- Patients: the only place where a number meets the random reference that stands for it everywhere else.

create table patient (
  reference         uuid primary key,
  identifier_system text not null,
  identifier_value  text not null,
  unique (identifier_system, identifier_value)
);

-- Requests. municipality, care_unit and patient are what access is limited by.

create table assessment_request (
  id            uuid primary key,
  revision      int not null default 1 check (revision > 0),
  state         text not null check (state in
                  ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY', 'EMERGENCY_DIRECTED', 'CLOSED')),
  patient       uuid not null references patient,
  municipality  char(4) not null references municipality,
  care_unit     text not null,
  requester     text not null,
  callback      text not null,
  latitude      double precision not null,
  longitude     double precision not null,
  nurse_level   text not null,
  needed_level  text,
  granted_level text,
  agreement     uuid not null references agreement,
  raised_at     timestamptz not null,
  received_at   timestamptz not null,
  contact_by    timestamptz,
  marks         text[] not null,
  closed_at     timestamptz,
  -- As submitted, for the people who answer, and as decided; json and not jsonb, which would reorder them. The digest tells
  -- a repetition from another body under the same id.
  body          json not null,
  body_digest   bytea not null,
  first_answer  json not null,
  decision      json
);
create index assessment_request_open on assessment_request (municipality, received_at) where state <> 'CLOSED';

-- Needs. match_at is a deadline: when to look again for someone who can, null while an offer lives or all is done.

create table need (
  id            uuid primary key,
  request       uuid not null references assessment_request,
  kind          text not null check (kind in ('PHYSICIAN_CONTACT', 'TEAM_VISIT', 'NURSE_VISIT')),
  capabilities  text[] not null,
  match_at      timestamptz,
  last_matching json,
  unique (request, kind)
);
create index need_due on need (match_at) where match_at is not null;

-- Assignments: one need with one responder, from offer to end. answer_by is a deadline while the state is OFFERED.

create table assignment (
  id              uuid primary key,
  request         uuid not null references assessment_request,
  need            uuid not null references need,
  responder       text not null references responder,
  -- True for a team, which can only be in one place; false for a function that has colleagues.
  exclusive       boolean not null,
  token           uuid not null unique,
  state           text not null check (state in
                    ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'DECLINED', 'LAPSED')),
  version         int not null default 1,
  offered_at      timestamptz not null,
  answer_by       timestamptz not null,
  accepted_at     timestamptz,
  en_route_at     timestamptz,
  with_patient_at timestamptz,
  completed_at    timestamptz,
  ended_at        timestamptz,
  contact_mode    text check (contact_mode in ('VISIT', 'PHONE', 'VIDEO')),
  outcome         text,
  decline_reason  text
);
create index assignment_of_request on assignment (request);
create index assignment_due on assignment (answer_by) where state = 'OFFERED';
create index assignment_open_of_responder on assignment (responder)
  where state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT');

-- Never two live offers for one need.
create unique index one_live_assignment_per_need on assignment (need)
  where state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT');

-- Never one team in two places.
create unique index one_active_assignment_per_team on assignment (responder)
  where exclusive and state in ('EN_ROUTE', 'WITH_PATIENT');

-- What happened, in order, for people to read.
create table timeline (
  request  uuid not null references assessment_request,
  position int not null,
  at       timestamptz not null,
  event    text not null,
  actor    text not null,
  responder text,
  detail   text,
  primary key (request, position)
);
