-- Entries of the access log that were drawn to be looked through, and what was found (HSLF-FS 2016:40 4:9). Kept as long as the log.
create table spot_check (
  id            uuid primary key,
  -- Whose people's entries they are: it answers for what they do.
  care_provider text not null,
  begins        timestamptz not null,
  ends          timestamptz not null check (ends > begins),
  drawn_by      text not null,
  drawn_at      timestamptz not null default clock_timestamp(),
  finding       text check (finding in ('NOTHING', 'SUSPICION')),
  note          text check (length(note) <= 4000),
  concluded_by  text,
  concluded_at  timestamptz,
  check (num_nulls(finding, concluded_by, concluded_at) in (0, 3)),
  check (note is null or finding is not null)
);
create index spot_check_of_provider on spot_check (care_provider, drawn_at);

-- No foreign key to the entries: whoever checks the log must not stand in the way of what protects it.
create table spot_check_entry (
  spot_check uuid not null references spot_check,
  ground     text not null check (ground in ('RANDOM', 'EMERGENCY_OPENING', 'REFUSED_OFTEN', 'NO_PART_IN_CARE')),
  entry      uuid not null,
  primary key (spot_check, ground, entry)
);

-- What a list is drawn from: the entries of a provider's people in some weeks.
create index access_log_of_provider on access_log (care_provider, at);
create index access_log_of_resource on access_log (resource) where resource is not null;
