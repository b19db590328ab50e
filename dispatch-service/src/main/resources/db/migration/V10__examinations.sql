-- X-rays at the patient's home. question, history and findings are clinical. due_at is a deadline: by when the next step is to be
-- taken, null when the alarm was given, or need not be.

create table examination (
  id              uuid primary key,
  request         uuid not null references assessment_request,
  regions         text[] not null check (cardinality(regions) > 0),
  question        text not null,
  history         text not null,
  findings        text not null,
  state           text not null check (state in
                    ('PROPOSED', 'JUSTIFIED', 'REJECTED', 'PERFORMED', 'READ', 'ANSWERED', 'ACTED_ON', 'CANCELLED')),
  justified_at    timestamptz,
  -- Who sees to what comes of it, once the pictures are taken.
  owner_responder text references responder,
  owner_name      text,
  owner_phone     text,
  due_at          timestamptz,
  alarmed_at      timestamptz,
  body_digest     bytea,
  constraint no_exposure_without_justification check (
    state in ('PROPOSED', 'REJECTED', 'CANCELLED') or justified_at is not null),
  constraint no_result_without_owner check (
    state not in ('PERFORMED', 'READ', 'ANSWERED', 'ACTED_ON') or num_nonnulls(owner_responder, owner_name, owner_phone) = 3)
);
create index examination_of_request on examination (request);
create index examination_due on examination (due_at) where due_at is not null;

-- What happened to it, in order. said is clinical: why it was rejected, what was found, what was done.
create table examination_step (
  examination uuid not null references examination,
  position    int not null,
  step        text not null,
  at          timestamptz not null,
  actor       text not null,
  said        text,
  primary key (examination, position)
);
