-- Agreements as documents: what one version says is one json, of a region its terms, of a municipality what it wants tighter.

alter table agreement
  -- Null: the whole region.
  add column municipality char(4) references municipality,
  add column replaces     int,
  add column terms        json,
  add column published_by text not null default 'migration',
  add column published_at timestamptz not null default now(),
  -- Only of one that had not begun.
  add column withdrawn_at timestamptz,
  add constraint agreement_withdrawn_before_it_began check (withdrawn_at < valid_from);

alter table agreement
  alter column published_by drop default,
  alter column published_at drop default;

-- What was agreed before says nothing of calendars, hours, ladders and managers: the working day of PHYSICIAN_TODAY is the office
-- day, physicians and nurses are there round the clock, and ladders and limits are those of clinical reference 2.11. Who is the
-- manager nobody knows; the contact function stands there until a version names one.
update agreement set terms = json_build_object(
  'targets', (
    select json_object_agg(level, json_build_object(
      'acceptWithin', case level when 'PHYSICIAN_NOW' then 'PT10M' when 'MOBILE_TEAM_2H' then 'PT15M'
                                 when 'MOBILE_TEAM_TODAY' then 'PT30M' when 'ADVICE' then 'PT10M' else 'PT1H' end,
      'contactWithin', 'PT' || contact_minutes || 'M',
      'answerWithin', 'PT' || answer_minutes || 'M',
      'calendar', case level when 'PHYSICIAN_TODAY' then 'OFFICE' else 'ROUND_THE_CLOCK' end,
      'forCauses', case level when 'NURSE' then json_build_object(
          'CATHETER', 'PT' || least(contact_minutes, 120) || 'M', 'RETENTION', 'PT' || least(contact_minutes, 120) || 'M')
        else '{}' end,
      'afterScore', case level when 'NURSE' then 'PT' || least(contact_minutes, 360) || 'M' end))
    from agreement_target where agreement_target.agreement = agreement.id),
  'calendars', '{"OFFICE": {
     "week": {"MONDAY": ["08:00-17:00"], "TUESDAY": ["08:00-17:00"], "WEDNESDAY": ["08:00-17:00"],
              "THURSDAY": ["08:00-17:00"], "FRIDAY": ["08:00-17:00"]},
     "days": {"MIDSUMMER_EVE": [], "CHRISTMAS_EVE": [], "NEW_YEARS_EVE": []},
     "dates": {}}}'::json,
  'hours', '[{"kind": "PHYSICIAN", "name": "Läkare i beredskap", "calendar": "ROUND_THE_CLOCK"},
             {"kind": "NURSE_FUNCTION", "name": "Sjuksköterska i tjänst", "calendar": "ROUND_THE_CLOCK"}]'::json,
  'ladders', '{
     "PHYSICIAN_NOW": [{"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT3M"},
                       {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT3M"},
                       {"step": "TELL_COORDINATOR"},
                       {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}],
     "MOBILE_TEAM_2H": [{"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT5M"},
                        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
                        {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}],
     "MOBILE_TEAM_TODAY": [{"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT10M"},
                           {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
                           {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}],
     "PHYSICIAN_TODAY": [{"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT10M"},
                         {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
                         {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}],
     "NURSE": [{"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT10M"},
               {"step": "FALL_BACK", "to": "PHYSICIAN_TODAY"},
               {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}],
     "ADVICE": [{"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT3M"},
                {"step": "FALL_BACK", "to": "NURSE"},
                {"step": "RESERVE_ROUTINE", "manager": "Kontaktfunktionen"}]}'::json,
  'reserve', '[{"role": "Kontaktfunktionen", "name": null, "telephone": null, "calendar": "ROUND_THE_CLOCK"}]'::json,
  'vitalsNotRequired', '["DEVICE_PEG_CVK", "EXPECTED_DEATH"]'::json);

alter table agreement
  alter column terms set not null,
  drop constraint agreement_region_version_key,
  add constraint agreement_version_taken_once unique nulls not distinct (region, municipality, version);
-- Of two that begin at the same time nobody could tell which one counts.
create unique index agreement_begins_alone on agreement (region, municipality, valid_from) nulls not distinct
  where withdrawn_at is null;

drop table agreement_target;
