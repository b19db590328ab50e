-- Each decision of triage counts once, in whatever order they come; the newest is shown with its request.

create table counted_decision (
  request    uuid not null references assessment_request,
  revision   int not null,
  level      text not null,
  counted_at timestamptz not null,
  primary key (request, revision)
);
insert into counted_decision (request, revision, level, counted_at)
select id, decision_revision, decision ->> 'level', received_at from assessment_request where decision_revision is not null;

-- The level that a need answers: the one that was needed when it was last asked for. A need that was met at a lower one does not
-- answer a higher one. Of needs from before only the level that their request has now is known.
alter table need add column level text;
update need set level = (select coalesce(needed_level, nurse_level) from assessment_request where assessment_request.id = need.request);
alter table need alter column level set not null;

-- When a responder is expected with the patient, as it was estimated for the offer; null where that is not known any more.
alter table assignment add column eta timestamptz;
update assignment set eta = (
  select (candidate ->> 'eta')::timestamptz
  from need, json_array_elements(need.last_matching -> 'candidates') candidate
  where need.id = assignment.need and candidate ->> 'responder' = assignment.responder)
where state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT');
