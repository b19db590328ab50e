-- The request that whoever told a change named; for one that was joined, that request itself. A change counts for the request
-- that this one stands with now: itself, or the one it is joined to. Where it stood when it was told stays in request and
-- revision.
alter table request_change add column told_of uuid references assessment_request;
update request_change set told_of = case kind when 'JOINED' then id else request end;
alter table request_change alter column told_of set not null;
create index request_change_told_of on request_change (told_of);
