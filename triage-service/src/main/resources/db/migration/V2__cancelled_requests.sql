-- When a request was cancelled, which is final: no revision of it is judged any more. Null while it is not.
alter table assessed_request add column cancelled_at timestamptz;
