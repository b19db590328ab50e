-- What was seen and what is to be sent; each service has both tables in its own schema. Java: se.rond.messaging.

-- A row lives 15 days: longer than the 14 days that a dead-letter topic keeps a record, so that a record replayed late is
-- still known. Purged in bounded batches by the relay that holds the lease of shard 0.
create table inbox (
  consumer text not null,
  message_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, message_id)
);

create index inbox_received_at on inbox (received_at);

-- A row is unsent until sent_at or parked_reason is set. Sent rows stay 7 days and can be sent again, by setting sent_at to
-- null: acknowledged by a single broker does not mean on its disk. Parked rows stay until a person has dealt with them.
-- Purged like the inbox.
create table outbox (
  position bigint generated always as identity primary key,
  message_id uuid not null unique,
  topic text not null,
  message_key text not null,
  shard smallint not null,
  type text not null,
  payload text not null,
  traceparent text,
  occurred_at timestamptz not null default now(),
  attempts integer not null default 0,
  sent_at timestamptz,
  parked_reason text
);

create index outbox_unsent on outbox (shard, position) where sent_at is null and parked_reason is null;
