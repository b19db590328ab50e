-- Who answers for the quality of care in a municipality: told of what is to be followed up, and of nothing else.
alter table function_area add column follows_up boolean not null default false,
  add check (not (follows_up and coordinates));
