-- A physician's contact that was not to be had is one obligation, however many reserve routines it has led to: it is read by its need.
create index unmet_obligation_of_need on unmet_obligation (need);
