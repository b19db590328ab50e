-- Who did what with whose data (HSLF-FS 2016:40 4:9). No clinical text, and nobody's number: patient is the random reference. There are no
-- foreign keys, since an entry outlives what it is about. All entries of one call have the same call.
create table access_log (
  id            uuid primary key default uuidv7(),
  call          uuid not null,
  at            timestamptz not null default clock_timestamp(),
  activity      text not null check (activity in
                  ('READ', 'SEARCH', 'CHANGE', 'PRINT', 'EXPORT', 'DENIED', 'EMERGENCY_OPENING')),
  -- Method and pattern of the path, as in GET /assessment-requests/{id}.
  operation     text not null,
  -- The request it was about; null for a search that found none, and for what was denied before one was looked for.
  resource      uuid,
  patient       uuid,
  -- Of a search: what it was limited to.
  criteria      json,
  purpose       text not null check (purpose in ('CARE', 'ADMINISTRATION', 'QUALITY')),
  person        text not null,
  role          text not null,
  commission    text,
  care_unit     text not null,
  care_provider text not null,
  -- An extract for a patient is about no request.
  check (activity in ('SEARCH', 'DENIED') or patient is not null and (resource is not null or activity = 'EXPORT')),
  check (criteria is null or activity = 'SEARCH')
);
create index access_log_of_patient on access_log (patient, at) where patient is not null;

-- Committed, and not in the chain yet. Filled by the database, so that nothing written is forgotten; emptied by the sealer. An entry that is
-- in neither was taken out by somebody: the verifier finds it.
create table access_log_unsealed (
  entry uuid not null,
  at    timestamptz not null,
  primary key (at, entry)
);

-- The chain: gapless from 1. hash is SHA-256 over the canonical form of the entry, its place and the hash before.
create table access_log_seal (
  sequence  bigint primary key check (sequence > 0),
  entry     uuid not null unique,
  hash      bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null default clock_timestamp()
);

create function keep_unsealed() returns trigger language plpgsql as $$
begin
  insert into access_log_unsealed (entry, at) select id, at from written;
  return null;
end
$$;

create trigger access_log_written after insert on access_log
  referencing new table as written
  for each statement execute function keep_unsealed();
-- Also where a session says that it is a replica: that would be a way around.
alter table access_log enable always trigger access_log_written;

create function refuse_to_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'Expected % to be added to only, but found %', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger access_log_only_grows before update or delete or truncate on access_log
  for each statement execute function refuse_to_rewrite();
create trigger access_log_seal_only_grows before update or delete or truncate on access_log_seal
  for each statement execute function refuse_to_rewrite();
create trigger access_log_unsealed_is_not_rewritten before update or truncate on access_log_unsealed
  for each statement execute function refuse_to_rewrite();
alter table access_log enable always trigger access_log_only_grows;
alter table access_log_seal enable always trigger access_log_seal_only_grows;
alter table access_log_unsealed enable always trigger access_log_unsealed_is_not_rewritten;

-- The service's own role, although it owns the tables: to take this back is a change of the schema, and no mere statement.
revoke update, delete, truncate on access_log, access_log_seal from current_user;
revoke update, truncate on access_log_unsealed from current_user;
revoke all on access_log, access_log_seal, access_log_unsealed from public;
