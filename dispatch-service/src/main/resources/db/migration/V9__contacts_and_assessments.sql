-- Who spoke with the patient or about the patient, what a professional concluded and ordered, and what the regular physician is asked.

-- keeps: the levels whose promise this contact keeps; the clock of a request that needs one of them has stopped. told_of is the
-- request that was named, which may have been joined to the one that it counts for.
create table contact (
  id           uuid primary key,
  request      uuid not null references assessment_request,
  told_of      uuid not null references assessment_request,
  assignment   uuid references assignment,
  mode         text not null check (mode in ('VISIT', 'PHONE', 'VIDEO')),
  contacted    text not null check (contacted in ('PATIENT', 'NURSE', 'CARE_STAFF', 'RELATIVE', 'OTHER_CARE')),
  reached      boolean not null,
  keeps        text[] not null,
  -- Whether it is a look at the patient, as a re-assessment asks for.
  looks        boolean not null,
  at           timestamptz not null,
  received_at  timestamptz not null,
  actor        text not null,
  body_digest  bytea not null,
  first_answer json not null,
  check (reached or keeps = '{}')
);
create index contact_of_request on contact (request);

-- Whoever has the link gets in: it is shown to those who may see the request, and stands in no event and no log.
create table video_room (
  request    uuid not null references assessment_request,
  link       text not null unique,
  opened_at  timestamptz not null,
  open_until timestamptz not null,
  opened_by  text not null
);
create index video_room_of_request on video_room (request, open_until);

-- A need that somebody ordered has a promise of its own, from when it was ordered; null for the request's.
alter table need add column contact_by timestamptz;
create index need_contact_due on need (contact_by) where contact_by is not null and ended_at is null;

-- What was concluded. Nothing of it ever changes; a later one supersedes. conclusion, interim_instructions and what is ordered are
-- clinical. reassess_due_at is a deadline: null when the alarm was given, or need not be.
create table assessment (
  id                   uuid primary key,
  request              uuid not null references assessment_request,
  told_of              uuid not null references assessment_request,
  assignment           uuid references assignment,
  mode                 text not null check (mode in ('VISIT', 'PHONE', 'VIDEO')),
  at                   timestamptz not null,
  received_at          timestamptz not null,
  role                 text not null,
  actor                text not null,
  conclusion           text not null,
  conclusion_text      text not null,
  interim_instructions text,
  read_back_by         text,
  read_back_at         timestamptz,
  supersedes           uuid unique references assessment,
  reassess_at          timestamptz,
  -- From when on somebody who sees the patient meets it.
  reassess_from        timestamptz,
  reassess_due_at      timestamptz,
  reassess_alarmed_at  timestamptz,
  body_digest          bytea not null,
  first_answer         json not null,
  check (num_nonnulls(reassess_at, reassess_from) in (0, 2)),
  check (reassess_at is not null or reassess_due_at is null),
  check (read_back_by is not null or read_back_at is null)
);
create index assessment_of_request on assessment (request);
create index assessment_reassessment_due on assessment (reassess_due_at) where reassess_due_at is not null;

-- What was ordered, in the order it was written.
create table assessment_order (
  id         uuid primary key,
  assessment uuid not null references assessment,
  position   int not null,
  kind       text not null check (kind in ('NEED', 'SAMPLING', 'PRESCRIPTION', 'REFERRAL', 'XRAY', 'AMBULANCE')),
  content    json not null,
  unique (assessment, position)
);

-- What the patient's regular physician has to look at. municipality is the health centre's, which access is limited by.
create table physician_task (
  id            uuid primary key,
  request       uuid not null references assessment_request,
  assessment    uuid not null unique references assessment,
  health_centre text not null references health_centre,
  municipality  char(4) not null references municipality,
  raised_at     timestamptz not null,
  due_at        timestamptz not null,
  completed_at  timestamptz,
  completed_by  text,
  check ((completed_at is null) = (completed_by is null))
);
create index physician_task_of_request on physician_task (request);
create index physician_task_of_centre on physician_task (health_centre, due_at);
create unique index one_open_physician_task_of_request on physician_task (request) where completed_at is null;
create index physician_task_open on physician_task (due_at) where completed_at is null;
