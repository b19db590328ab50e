-- One role and one schema per service; nobody reads another's tables. Run once by an administrator in the database
-- "rond", before a service starts for the first time. The search path "$user" leads each role to its own schema.
-- The passwords are for a machine of one's own: change them with ALTER ROLE wherever others can reach the server.
create role dispatch login password 'dispatch';
create schema dispatch authorization dispatch;

-- What dispatch shows of patients it reads as this role, which owns nothing and sees the rows that row-level security lets through.
create role dispatch_caller nologin;
grant dispatch_caller to dispatch with inherit false, set true;

create role triage login password 'triage';
create schema triage authorization triage;

create role notification login password 'notification';
create schema notification authorization notification;

revoke create on schema public from public;
