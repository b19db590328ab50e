-- Rule sets of regions, and what municipalities add to them. Java: se.rond.triage.ruleset. The set that is shipped is in the program, and holds where
-- a region has none.

-- Which municipalities a region has here: a region's rules are written by who works in all of them.
create table municipality (
  code   char(4) primary key check (code ~ '^[0-9]{4}$'),
  region char(2) not null check (code like region || '%')
);

create table rule_set (
  -- Made by whoever drafts it, so that it can be sent twice.
  id uuid primary key,
  region char(2) not null,
  -- Null: the whole region's.
  municipality char(4) check (municipality like region || '%'),
  -- As the document says, so that a build that cannot read it still tells what it is.
  name text not null,
  version text not null,
  valid_from date not null,
  changes_sv text not null,
  changes_en text not null,
  -- How decisions may name it, one for each choice of a region.
  names text[] not null,
  -- YAML, as it was sent. Never changed.
  document text not null,
  drafted_by text not null,
  drafted_by_name text not null,
  drafted_by_role text not null,
  drafted_at timestamptz not null,
  approved_by text,
  approved_by_name text,
  approved_by_role text,
  approved_at timestamptz,
  activated_by text,
  activated_by_name text,
  activated_by_role text,
  activated_at timestamptz,
  active_from timestamptz,
  retired_by text,
  retired_by_name text,
  retired_by_role text,
  retired_at timestamptz,
  -- From then on what was in force before it is so again.
  retired_from timestamptz,
  constraint rule_set_is_approved_by_another check (approved_by <> drafted_by),
  constraint rule_set_is_approved_first check (active_from is null or approved_at is not null),
  constraint rule_set_is_active_first check (retired_from is null or active_from is not null)
);

create index rule_set_of_a_territory on rule_set (region, municipality, active_from);
-- Decisions name id and version.
create unique index rule_set_approved_once on rule_set (name, version, (municipality is null)) where approved_at is not null;
-- Of two that begin at the same time nobody could tell which one counts. One that was ended before it began does not.
create unique index rule_set_begins_alone on rule_set (region, municipality, active_from) nulls not distinct
  where active_from is not null and (retired_from is null or retired_from > active_from);

-- A made-up request, and what a set has to say of it before it can be approved.
create table vignette (
  rule_set uuid not null references rule_set,
  name text not null,
  says_sv text not null,
  says_en text not null,
  -- The body of a preview, as it was sent.
  request json not null,
  level text not null,
  needs text[] not null,
  put_by text not null,
  put_at timestamptz not null,
  primary key (rule_set, name)
);
