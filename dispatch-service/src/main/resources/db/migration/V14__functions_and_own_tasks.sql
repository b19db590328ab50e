-- How much a function has accepted at once and is still asked for more; null for as much as comes. A team is in one place only and
-- has none: what it can take is the planning's business.
alter table responder add column capacity int check (capacity > 0);

-- In whose name accepted work of a responder stands: one of its members, who said yes or has taken it over since. Null until
-- somebody has, as after a yes that was given on the telephone.
alter table assignment
  add column claimed_by text,
  add column claimed_by_name text,
  add column claimed_at timestamptz,
  add constraint assignment_claimed check (num_nonnulls(claimed_by, claimed_by_name, claimed_at) in (0, 3));

-- Until when a patient who waits is to be measured again. remeasure_by is a deadline while nobody was told: null where nothing is to
-- be measured, or somebody is with the patient. A request from before this version gets its row with the next decision about it.
create table remeasure (
  request         uuid primary key references assessment_request,
  -- When vital signs were measured last, as far as is known.
  measured_at     timestamptz not null,
  -- What the score of the newest revision that was judged asks for, in minutes; null where there is no score.
  judged_revision int not null,
  score_minutes   int check (score_minutes > 0),
  -- What it is now, by score and level.
  every_minutes   int check (every_minutes > 0),
  remeasure_by    timestamptz,
  told_at         timestamptz,
  check (told_at is null or remeasure_by is not null)
);
create index remeasure_due on remeasure (remeasure_by) where remeasure_by is not null and told_at is null;

-- What a raising nurse keeps to do herself instead of having a nurse function asked, and where she is reached meanwhile: she may have
-- raised a request that is joined to this one. The id was made by the device; the digest tells a repetition from another body under
-- the same id. due_at is a deadline while the state is KEPT: then it goes back.
create table own_task (
  id                uuid primary key,
  request           uuid not null references assessment_request,
  need              uuid not null references need,
  person            text not null,
  person_name       text not null,
  keeper            text not null,
  callback          text not null,
  state             text not null check (state in ('KEPT', 'DONE', 'GIVEN_BACK')),
  kept_at           timestamptz not null,
  due_at            timestamptz not null,
  ended_at          timestamptz,
  outcome           text,
  -- What was stated of a patient's no to care; the safety net is clinical.
  declined_capacity text check (declined_capacity in ('PRESENT', 'UNCERTAIN', 'LACKING')),
  declined_informed boolean,
  safety_net        text,
  journal_reference text,
  given_back_reason text,
  body_digest       bytea not null,
  constraint own_task_ended check ((state = 'KEPT') = (ended_at is null)),
  constraint own_task_done check (
    (state = 'DONE') = (outcome is not null) and (state = 'DONE') = (journal_reference is not null)),
  constraint own_task_given_back check ((state = 'GIVEN_BACK') = (given_back_reason is not null)),
  constraint own_task_declined check (
    (outcome is not distinct from 'PATIENT_DECLINED')
      = (num_nonnulls(declined_capacity, declined_informed, safety_net) = 3)
    and num_nonnulls(declined_capacity, declined_informed, safety_net) in (0, 3))
);

-- A need is kept, or done, by one nurse.
create unique index one_own_task_per_need on own_task (need) where state in ('KEPT', 'DONE');
create index own_task_of_request on own_task (request);
create index own_task_due on own_task (due_at) where state = 'KEPT';

-- A colleague of her choice who was asked instead: so that what is sent twice asks once.
create table colleague_asked (
  id          uuid primary key,
  request     uuid not null references assessment_request,
  responder   text not null references responder,
  asked_at    timestamptz not null,
  body_digest bytea not null
);
create index colleague_asked_of_request on colleague_asked (request);
