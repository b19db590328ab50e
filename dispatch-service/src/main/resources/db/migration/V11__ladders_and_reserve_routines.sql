-- Ladders as they are climbed, the reserve routines they end in, and the guard against a clock that is set.

-- Who is told when a ladder ends; never offered anything.
alter table responder
  drop constraint responder_kind_check,
  add constraint responder_kind_check check (kind in
    ('MOBILE_TEAM', 'PHYSICIAN', 'NURSE_FUNCTION', 'COORDINATOR', 'MANAGER'));

-- A need that nobody demanded: it is asked for in the place of this one, or beside it, while that finds nobody.
alter table need add column substitute_for uuid references need;
create index need_substitute_for on need (substitute_for) where substitute_for is not null;

-- How far the ladder of a need is climbed that was demanded. Needs from before have none until something happens to them next.
create table climb (
  need       uuid primary key references need,
  request    uuid not null references assessment_request,
  -- Whose ladder it is, and how many of its rungs are behind.
  level      text not null check (level in
               ('PHYSICIAN_NOW', 'MOBILE_TEAM_2H', 'MOBILE_TEAM_TODAY', 'PHYSICIAN_TODAY', 'NURSE', 'ADVICE')),
  climbed    int not null check (climbed >= 0),
  -- The offer that is waited for, answered or not; and the rung that comes next, for people to read.
  asked      uuid references assignment,
  next_rung  json,
  -- By when somebody is to have accepted, and to be in contact; null where another need of the request watches that. Of what was
  -- ordered, ordered_by is the time that was promised then.
  promised   timestamptz not null,
  contact_by timestamptz,
  ordered_by timestamptz,
  -- Deadlines: when nobody is waited for any more, when people are warned, when the promise is broken; each null once handled.
  accept_by  timestamptz,
  warn_at    timestamptz,
  breach_at  timestamptz,
  ordered_warn_at   timestamptz,
  ordered_breach_at timestamptz,
  due_at     timestamptz generated always as (least(accept_by, warn_at, breach_at, ordered_warn_at, ordered_breach_at)) stored
);
create index climb_of_request on climb (request);
create index climb_asked on climb (asked) where asked is not null;
create index climb_due on climb (due_at) where due_at is not null;

-- What came of each rung, in order, for people to read.
create table climbed_rung (
  need      uuid not null references need,
  position  int not null,
  at        timestamptz not null,
  level     text not null,
  step      json not null,
  outcome   text not null check (outcome in ('ASKED', 'SKIPPED', 'FELL_BACK', 'ALREADY_ASKED', 'TOLD', 'RESERVE')),
  responder text references responder,
  reason    text,
  primary key (need, position),
  check ((outcome = 'ASKED') = (responder is not null)),
  check ((outcome = 'SKIPPED') = (reason is not null))
);

-- The end of a ladder: open until a person says what it was. managers are those who were told, by their responder id.
create table reserve_routine (
  id                 uuid primary key,
  request            uuid not null references assessment_request,
  role               text not null,
  managers           text[] not null,
  -- Whom to ring, as it was agreed then: a list of {name, telephone}.
  contacts           json not null,
  activated_at       timestamptz not null,
  resolved_at        timestamptz,
  resolved_by        text,
  cause              text,
  hired_name         text,
  hired_care_provider text,
  hired_cost_sek     int check (hired_cost_sek >= 0),
  constraint reserve_routine_resolved check (num_nonnulls(resolved_at, resolved_by, cause) in (0, 3)),
  constraint reserve_routine_hired check (
    num_nonnulls(hired_name, hired_care_provider, hired_cost_sek) = 0
    or num_nonnulls(hired_name, hired_care_provider, hired_cost_sek, resolved_at) = 4)
);
create unique index one_open_reserve_routine on reserve_routine (request) where resolved_at is null;
create index reserve_routine_of_request on reserve_routine (request);
create index reserve_routine_open on reserve_routine (activated_at) where resolved_at is null;

-- A physician's contact that was not to be had (HSL 16:1); who was asked when stands with the assignments of the request.
create table unmet_obligation (
  routine      uuid not null references reserve_routine,
  need         uuid not null references need,
  request      uuid not null references assessment_request,
  region       char(2) not null references region,
  municipality char(4) not null references municipality,
  level        text not null,
  accept_by    timestamptz not null,
  contact_by   timestamptz not null,
  at           timestamptz not null,
  primary key (routine, need)
);
create index unmet_obligation_of_region on unmet_obligation (region, at);

-- That the database's clock was set, and until when nothing lapses for it: one row, shared by all instances.
create table clock_jump (
  singleton  boolean primary key default true check (singleton),
  seen_at    timestamptz not null,
  jump_ms    bigint not null,
  held_until timestamptz not null
);
