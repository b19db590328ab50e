-- Which functions coordinate: they are alarmed when nobody has acknowledged RING 112, and nobody else is.
alter table function_area add column coordinates boolean not null default false;
