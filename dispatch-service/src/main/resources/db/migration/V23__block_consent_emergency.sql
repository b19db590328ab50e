-- Whose a request is: data is blocked and consented to by care provider. Null of requests from before this version that the access log does
-- not know: nobody's own, so that they are closed to whoever has no part in them.
alter table assessment_request add column care_provider text;
update assessment_request set care_provider = raised.care_provider
from (
  select distinct on (resource) resource, care_provider
  from access_log
  where operation = 'POST /assessment-requests' and activity = 'CHANGE'
  order by resource, at) raised
where raised.resource = assessment_request.id;

-- What a patient has blocked: the data of one unit from all others (PDL 4:4), or of a care provider from all others (SVOD 2:3). HSA-ids stand
-- in upper case here, since they compare without regard to case.
create table patient_block (
  id            uuid primary key,
  patient       uuid not null references patient,
  -- Null where all of the provider's data is blocked from other providers.
  care_unit     text check (care_unit = upper(care_unit)),
  care_provider text not null check (care_provider = upper(care_provider)),
  since         timestamptz not null,
  -- When the patient was told what follows from it.
  informed_at   timestamptz not null,
  recorded_by   text not null,
  lifted_at     timestamptz,
  lifted_by     text,
  check (num_nonnulls(lifted_at, lifted_by) in (0, 2))
);
create unique index patient_block_in_force on patient_block (patient, care_provider, coalesce(care_unit, '')) where lifted_at is null;

-- What a patient has agreed to: that a care provider, or one unit of it, reads what other providers have (SVOD 3:1). The reader's provider stands
-- in it; never whose data, since what is blocked stays blocked (SVOD 3:7).
create table patient_consent (
  id            uuid primary key,
  patient       uuid not null references patient,
  care_unit     text check (care_unit = upper(care_unit)),
  care_provider text not null check (care_provider = upper(care_provider)),
  -- NOT_CAPABLE (SVOD 2:6, 3:3) goes with what is known of the person's attitude.
  basis         text not null check (basis in ('CONSENT', 'NOT_CAPABLE')),
  attitude      text,
  valid_from    timestamptz not null,
  valid_until   timestamptz not null,
  recorded_by   text not null,
  withdrawn_at  timestamptz,
  withdrawn_by  text,
  check ((basis = 'NOT_CAPABLE') = (attitude is not null)),
  check (valid_from < valid_until),
  check (num_nonnulls(withdrawn_at, withdrawn_by) in (0, 2))
);
create index patient_consent_of_patient on patient_consent (patient) where withdrawn_at is null;

-- Emergency openings, begun and confirmed. The reason is for who follows it up, and goes nowhere else.
create table emergency_opening (
  id             uuid primary key,
  request        uuid not null references assessment_request,
  person         text not null,
  role           text not null,
  care_unit      text not null,
  care_provider  text not null,
  ground         text not null check (ground in ('DANGER_TO_LIFE', 'SERIOUS_RISK_TO_HEALTH', 'INDISPENSABLE_CARE')),
  reason         text not null,
  comment        text,
  -- What may come of it: ASK_PROVIDER where another care provider has to lift its block (SVOD 3:5).
  way            text not null check (way in ('CONFIRM', 'ASK_PROVIDER')),
  -- The blocks that were shown in the first step; a later one is not opened by it.
  shown          uuid[] not null,
  begun_at       timestamptz not null,
  confirm_by     timestamptz not null,
  confirmed_at   timestamptz,
  open_until     timestamptz,
  check (num_nonnulls(confirmed_at, open_until) in (0, 2)),
  check (way = 'CONFIRM' or confirmed_at is null)
);
create index emergency_opening_of_request on emergency_opening (request, person);
create index emergency_opening_by_time on emergency_opening (begun_at);

-- A request and those that are joined to it: they are shown as one.
create function parts_of(looked_at uuid) returns setof assessment_request language sql stable as $$
  with head as (select coalesce(joined_to, id) as id from assessment_request where id = looked_at)
  select part.* from head join assessment_request part on part.id = head.id
  union all
  select part.* from head join assessment_request part on part.joined_to = head.id
$$;

-- Whom a request is addressed to: who raised it, who is or was asked, who dispatches it, and who is alarmed by it. To them it is disclosed; neither block nor
-- consent stands between them, since nobody could help otherwise. Whose municipality it is stands in MaySee.
create function is_party(looked_at uuid, reader text, reader_unit text, reader_role text, reader_responders text[])
returns boolean language sql stable as $$
  select reader_role = 'COORDINATOR'
    or exists (
      select from parts_of(looked_at) where requester in (reader, reader_unit) or upper(care_unit) = upper(reader_unit))
    or exists (
      select from assignment
      where request = head.id and responder = any (reader_responders)
        and state in (
          'OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'HANDED_OVER', 'FAILED'))
    or exists (select from own_task where request = head.id and (person = reader or keeper in (reader, reader_unit)))
    or exists (select from examination where request = head.id and owner_responder = any (reader_responders))
    or exists (select from reserve_routine where request = head.id and managers && reader_responders)
    or reader_role = 'AMBULANCE_LIAISON' and exists (select from emergency where request = head.id)
  from (select coalesce(joined_to, id) as id from assessment_request where id = looked_at) head
$$;

-- The blocks that stand between a request and a reader, opened in an emergency or not.
create function blocks_between(looked_at uuid, reader_unit text, reader_provider text)
returns setof patient_block language sql stable as $$
  select distinct block.*
  from parts_of(looked_at) part
    join patient_block block on block.patient = part.patient and block.lifted_at is null
      and (part.care_provider is null or block.care_provider = upper(part.care_provider))
  where case
    when block.care_unit is null then part.care_provider is null or upper(part.care_provider) <> upper(reader_provider)
    else block.care_unit = upper(part.care_unit) and block.care_unit <> upper(reader_unit)
  end
$$;

-- Whether a reader may see no more of a request than that there is one: BLOCKED or NO_CONSENT, and null where it is open. The one gate of all reads, and nothing
-- that dispatches asks it. By statement_timestamp, so that no statement sees two answers.
create function closed_to(
  looked_at uuid, reader text, reader_unit text, reader_provider text, reader_role text, reader_responders text[])
returns text language sql stable as $$
  select case
    when is_party(looked_at, reader, reader_unit, reader_role, reader_responders) then null
    -- Another provider's block is opened by that provider alone (SVOD 3:5); the own one's in an emergency (PDL 4:5).
    when exists (
      select from blocks_between(looked_at, reader_unit, reader_provider) block
      where block.care_provider <> upper(reader_provider)
        or not exists (
          select from emergency_opening opening
          where opening.request = head.id and opening.person = reader and opening.role = reader_role
            and opening.care_unit = reader_unit and opening.open_until > statement_timestamp()
            and block.id = any (opening.shown)))
      then 'BLOCKED'
    when exists (
      select from parts_of(looked_at) part
      where (part.care_provider is null or upper(part.care_provider) <> upper(reader_provider))
        and not exists (
          select from patient_consent consent
          where consent.patient = part.patient and consent.withdrawn_at is null
            and consent.care_provider = upper(reader_provider)
            and (consent.care_unit is null or consent.care_unit = upper(reader_unit))
            and consent.valid_from <= statement_timestamp() and consent.valid_until > statement_timestamp()
            -- Reading other providers' data is for care alone (SVOD 3:1).
            and reader_role in (
              'MUNICIPAL_NURSE', 'MOBILE_TEAM', 'PHYSICIAN', 'AMBULANCE_LIAISON', 'CARE_COORDINATION_NURSE')))
      and not exists (
        select from emergency_opening opening
        where opening.request = head.id and opening.person = reader and opening.role = reader_role
          and opening.care_unit = reader_unit and opening.open_until > statement_timestamp())
      then 'NO_CONSENT'
  end
  from (select coalesce(joined_to, id) as id from assessment_request where id = looked_at) head
$$;

-- It asks what the caller has no sight of, and is asked in what is shown to the caller (V22).
do $$
begin
  execute format('alter function closed_to(uuid, text, text, text, text, text[]) security definer set search_path = %I, pg_temp', current_schema());
end
$$;
revoke execute on function closed_to(uuid, text, text, text, text, text[]) from public;
grant execute on function closed_to(uuid, text, text, text, text, text[]) to dispatch_caller;
