-- That a patient's identity is protected (OSL 22:1, folkbokföringslagen 16 §), as it was said of a request; and who sent it, who may
-- see what they sent. A patient is protected as soon as one of the patient's requests says so: old and new ones alike.
alter table assessment_request
  add column protected_identity text
    check (protected_identity in ('SECRECY_MARKING', 'PROTECTED_POPULATION_REGISTRATION')),
  add column raised_by text;
create index assessment_request_of_the_protected on assessment_request (patient) where protected_identity is not null;
