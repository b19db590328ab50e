-- Each alarm asks for the contact functions of a place, each search for the teams of a region: not among everybody of the country.
create index responder_of_kind on responder (kind, region);
