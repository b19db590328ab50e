-- What a vignette may ask for beside level and needs. Java: se.rond.triage.ruleset.Vignette.

alter table vignette
  -- The highest level that a floor demands. Null where it is not asked, as before.
  add column floor text,
  -- What a team brings that comes. Null where it is not asked, as before; empty for nothing.
  add column capabilities text[];
