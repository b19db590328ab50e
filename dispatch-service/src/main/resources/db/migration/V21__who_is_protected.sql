-- That a patient's identity is protected (OSL 22:1, folkbokföringslagen 16 §), as it was said of a request; and who sent it, who may
-- see what they sent. A patient is protected as soon as one of the patient's requests says so: old and new ones alike.
alter table assessment_request
  add column protected_identity text
    check (protected_identity in ('SECRECY_MARKING', 'PROTECTED_POPULATION_REGISTRATION')),
  add column raised_by text;
create index assessment_request_of_the_protected on assessment_request (patient) where protected_identity is not null;

-- Why a patient is protected: by any of the patient's requests, whoever may see that, and by the stronger of two reasons, which is the first by its name.
create function protection_of(patient_asked uuid) returns text language sql stable as $$
  select min(protected_identity) from assessment_request where patient = patient_asked and protected_identity is not null
$$;

-- What was ever said that identifies a protected patient, to be taken out of what others are shown: all the patient's requests, and what was corrected since.
create function identifying_of(request_asked uuid) returns json language sql stable as $$
  select json_agg(body)
  from (
    select told.body
    from assessment_request asked join assessment_request told on told.patient = asked.patient
    where asked.id = request_asked
    union all
    select json_build_object('place', old_place) from request_change
    where told_of = request_asked and old_place is not null
    union all
    select json_build_object('patient', json_build_object('identifier', json_build_object('value', identifier_value)))
    from request_change join patient wrong on wrong.reference = old_patient
    where told_of = request_asked) everything
$$;
