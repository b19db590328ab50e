-- Who has the ball: the line that is shown and told, and where people are reached.

alter table responder add column telephone text;
comment on column responder.telephone is 'where the function or team on duty is reached; shown to whoever may see its requests';

-- What was told last, of requests in which somebody has something left to do. Those from
-- before have none until something happens to them.
create table ball (
  request uuid primary key references assessment_request,
  told    json not null,
  told_at timestamptz not null
);
