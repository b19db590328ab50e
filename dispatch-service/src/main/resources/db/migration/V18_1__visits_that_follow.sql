-- A need that brings what was demanded of another, and whoever met that could not do.
alter table need add column follows uuid references need;
