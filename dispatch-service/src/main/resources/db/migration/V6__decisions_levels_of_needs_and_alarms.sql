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
