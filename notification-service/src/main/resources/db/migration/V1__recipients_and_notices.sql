-- Whoever was told something, with the number of their newest notice. The row is locked by the transaction that gives
-- out a number, until it commits: numbers have no gap, and become visible in their order. A busy function's events are
-- thereby written one after another, each transaction a few milliseconds long.
create table recipient (
  id            text primary key,
  last_sequence bigint not null check (last_sequence > 0)
) with (fillfactor = 50);

-- What each recipient was told, once per event. Holds nothing clinical and nothing about who the patient is.
-- Life: 14 days from received_at, as long as a parked event can be replayed; the purge comes with the periodic jobs, and
-- leaves the table recipient alone so that numbers go on.
create table notice (
  recipient    text        not null references recipient (id),
  sequence     bigint      not null check (sequence > 0),
  event_id     uuid        not null,
  type         text        not null,
  request_id   uuid        not null,
  municipality text        not null,
  payload      json        not null,
  occurred_at  timestamptz not null,
  received_at  timestamptz not null default now(),
  primary key (recipient, sequence),
  unique (recipient, event_id)
);

-- The functions that are told about everything in a municipality.
create table function_area (
  municipality text not null,
  recipient    text not null,
  primary key (municipality, recipient)
);
