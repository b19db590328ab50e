-- Blekinge and Halland as a demonstration: towns, codes and positions are real (clinical reference 5.6 and 8), teams, functions,
-- health centres and agreements are made up. Only in demo mode.

insert into region (code, name) values ('10', 'Blekinge'), ('13', 'Halland') on conflict do nothing;

insert into municipality (code, name, region, latitude, longitude) values
  ('1060', 'Olofström',   '10', 56.277, 14.532),
  ('1080', 'Karlskrona',  '10', 56.161, 15.587),
  ('1081', 'Ronneby',     '10', 56.210, 15.276),
  ('1082', 'Karlshamn',   '10', 56.171, 14.862),
  ('1083', 'Sölvesborg',  '10', 56.052, 14.575),
  ('1315', 'Hylte',       '13', 56.999, 13.239),
  ('1380', 'Halmstad',    '13', 56.674, 12.857),
  ('1381', 'Laholm',      '13', 56.512, 13.043),
  ('1382', 'Falkenberg',  '13', 56.905, 12.491),
  ('1383', 'Varberg',     '13', 57.106, 12.251),
  ('1384', 'Kungsbacka',  '13', 57.487, 12.076)
on conflict do nothing;

insert into health_centre (id, name, municipality) values
  ('VC-OLOFSTROM',  'Vårdcentralen Olofström',  '1060'),
  ('VC-KARLSKRONA', 'Vårdcentralen Karlskrona', '1080'),
  ('VC-RONNEBY',    'Vårdcentralen Ronneby',    '1081'),
  ('VC-KARLSHAMN',  'Vårdcentralen Karlshamn',  '1082'),
  ('VC-SOLVESBORG', 'Vårdcentralen Sölvesborg', '1083'),
  ('VC-HYLTE',      'Vårdcentralen Hylte',      '1315'),
  ('VC-HALMSTAD',   'Vårdcentralen Halmstad',   '1380'),
  ('VC-LAHOLM',     'Vårdcentralen Laholm',     '1381'),
  ('VC-FALKENBERG', 'Vårdcentralen Falkenberg', '1382'),
  ('VC-VARBERG',    'Vårdcentralen Varberg',    '1383'),
  ('VC-KUNGSBACKA', 'Vårdcentralen Kungsbacka', '1384')
on conflict do nothing;

-- Six teams, on two bases in each county. M11 and M21 are on duty round the clock with all sampling, so that each county always has
-- one; M12 and M22 add X-ray by day and evening; M13 and M23 are a radiographer with X-ray alone on weekdays.
insert into responder (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
select id, 'MOBILE_TEAM', name, region, care_provider,
       array(select code from municipality m where m.region = team.region order by code),
       capabilities, base_name, base_latitude, base_longitude
from (values
  ('M11', 'Mobilt team Karlskrona', '10', 'SE2321000081-1001', array[
     'NURSE', 'PHYSICIAN', 'IV_THERAPY', 'TRANSFUSION', 'SAMPLING.CRP', 'SAMPLING.HB', 'SAMPLING.GLUCOSE', 'SAMPLING.INR',
     'SAMPLING.LACTATE', 'SAMPLING.ISTAT', 'SAMPLING.URINE', 'SAMPLING.BLADDER_SCAN', 'SAMPLING.ECG', 'SAMPLING.KETONES'],
   'Karlskrona', 56.161, 15.587),
  ('M12', 'Mobilt team Karlshamn med röntgen', '10', 'SE2321000081-1001', array[
     'NURSE', 'RADIOGRAPHER', 'IV_THERAPY', 'SAMPLING.CRP', 'SAMPLING.HB', 'SAMPLING.GLUCOSE', 'SAMPLING.INR', 'SAMPLING.LACTATE',
     'SAMPLING.ISTAT', 'SAMPLING.URINE', 'SAMPLING.BLADDER_SCAN', 'SAMPLING.ECG', 'SAMPLING.KETONES',
     'XRAY.CHEST', 'XRAY.EXTREMITY', 'XRAY.CLAVICLE', 'XRAY.HIP', 'XRAY.PELVIS'],
   'Karlshamn', 56.171, 14.862),
  ('M13', 'Mobil röntgen Karlskrona', '10', 'SE2321000081-1001', array[
     'RADIOGRAPHER', 'XRAY.CHEST', 'XRAY.EXTREMITY', 'XRAY.CLAVICLE', 'XRAY.HIP', 'XRAY.PELVIS', 'XRAY.ABDOMEN'],
   'Karlskrona', 56.161, 15.587),
  ('M21', 'Mobilt team Halmstad', '13', 'SE2321000115-1001', array[
     'NURSE', 'PHYSICIAN', 'IV_THERAPY', 'TRANSFUSION', 'SAMPLING.CRP', 'SAMPLING.HB', 'SAMPLING.GLUCOSE', 'SAMPLING.INR',
     'SAMPLING.LACTATE', 'SAMPLING.ISTAT', 'SAMPLING.URINE', 'SAMPLING.BLADDER_SCAN', 'SAMPLING.ECG', 'SAMPLING.KETONES'],
   'Halmstad', 56.674, 12.857),
  ('M22', 'Mobilt team Varberg med röntgen', '13', 'SE2321000115-1001', array[
     'NURSE', 'RADIOGRAPHER', 'IV_THERAPY', 'SAMPLING.CRP', 'SAMPLING.HB', 'SAMPLING.GLUCOSE', 'SAMPLING.INR', 'SAMPLING.LACTATE',
     'SAMPLING.ISTAT', 'SAMPLING.URINE', 'SAMPLING.BLADDER_SCAN', 'SAMPLING.ECG', 'SAMPLING.KETONES',
     'XRAY.CHEST', 'XRAY.EXTREMITY', 'XRAY.CLAVICLE', 'XRAY.HIP', 'XRAY.PELVIS'],
   'Varberg', 57.106, 12.251),
  ('M23', 'Mobil röntgen Halmstad', '13', 'SE2321000115-1001', array[
     'RADIOGRAPHER', 'XRAY.CHEST', 'XRAY.EXTREMITY', 'XRAY.CLAVICLE', 'XRAY.HIP', 'XRAY.PELVIS', 'XRAY.ABDOMEN'],
   'Halmstad', 56.674, 12.857)
) team (id, name, region, care_provider, capabilities, base_name, base_latitude, base_longitude)
on conflict (id) do update set
  name = excluded.name, municipalities = excluded.municipalities, capabilities = excluded.capabilities,
  base_name = excluded.base_name, base_latitude = excluded.base_latitude, base_longitude = excluded.base_longitude;

-- Two physicians on call per county, the second being the first one's backup, a coordinator, and the managers whom the agreement
-- below names for the reserve routine.
insert into responder (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
select id, kind, name, region, care_provider,
       array(select code from municipality m where m.region = f.region order by code),
       capabilities, base_name, base_latitude, base_longitude
from (values
  ('LB-10-1', 'PHYSICIAN',   'Läkare i beredskap Blekinge',       '10', 'SE2321000081-1001', array['PHYSICIAN'], 'Karlskrona', 56.161, 15.587),
  ('LB-10-2', 'PHYSICIAN',   'Bakjour Blekinge',                  '10', 'SE2321000081-1001', array['PHYSICIAN'], 'Karlshamn',  56.171, 14.862),
  ('KF-10',   'COORDINATOR', 'Kontaktfunktionen Region Blekinge', '10', 'SE2321000081-1001', array[]::text[],    'Karlskrona', 56.161, 15.587),
  ('CB-10-1', 'MANAGER',     'Verksamhetschef närsjukvården Blekinge', '10', 'SE2321000081-1001', array[]::text[], 'Karlskrona', 56.161, 15.587),
  ('CB-10-2', 'MANAGER',     'Tjänsteman i beredskap Blekinge',   '10', 'SE2321000081-1001', array[]::text[],    'Karlskrona', 56.161, 15.587),
  ('LB-13-1', 'PHYSICIAN',   'Läkare i beredskap Halland',        '13', 'SE2321000115-1001', array['PHYSICIAN'], 'Halmstad',   56.674, 12.857),
  ('LB-13-2', 'PHYSICIAN',   'Bakjour Halland',                   '13', 'SE2321000115-1001', array['PHYSICIAN'], 'Varberg',    57.106, 12.251),
  ('KF-13',   'COORDINATOR', 'Kontaktfunktionen Region Halland',  '13', 'SE2321000115-1001', array[]::text[],    'Halmstad',   56.674, 12.857),
  ('CB-13-1', 'MANAGER',     'Närsjukvårdschef Halland',          '13', 'SE2321000115-1001', array[]::text[],    'Halmstad',   56.674, 12.857)
) f (id, kind, name, region, care_provider, capabilities, base_name, base_latitude, base_longitude)
on conflict do nothing;

-- A nurse function in each municipality, day and night.
insert into responder (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
select 'NF-' || code, 'NURSE_FUNCTION', 'Sjuksköterska i tjänst ' || name, region,
       case region when '10' then 'SE2321000081-1001' else 'SE2321000115-1001' end,
       array[code], array['NURSE'], name, latitude, longitude
from municipality
on conflict do nothing;

-- Where they are reached: numbers of a series that PTS keeps for fiction.
update responder set telephone = '+46 8 465 004 ' || number
from (values
  ('KF-10', 10), ('CB-10-1', 10), ('CB-10-2', 11), ('M11', 12), ('M12', 13), ('M13', 14), ('LB-10-1', 15), ('LB-10-2', 16),
  ('NF-1060', 17), ('NF-1080', 18), ('NF-1081', 19), ('NF-1082', 20), ('NF-1083', 21),
  ('KF-13', 30), ('CB-13-1', 31), ('M21', 32), ('M22', 33), ('M23', 34), ('LB-13-1', 35), ('LB-13-2', 36),
  ('NF-1315', 37), ('NF-1380', 38), ('NF-1381', 39), ('NF-1382', 40), ('NF-1383', 41), ('NF-1384', 42)
) reached (id, number)
where responder.id = reached.id;

-- How much a function does at once: a physician talks to one patient and keeps an eye on a few, a nurse function has several nurses.
-- Invented for the demonstration.
update responder set capacity = case kind when 'PHYSICIAN' then 8 else 12 end
where kind in ('PHYSICIAN', 'NURSE_FUNCTION') and capacity is null;

-- What the two regions agreed. Limits are those of clinical reference 2.11 or shorter; hours, closing days, ladders, managers and
-- telephone numbers (of a series that PTS keeps for fiction) are invented for the demonstration.
insert into agreement (id, region, municipality, version, valid_from, terms, published_by, published_at)
values
  ('a0000000-0000-7000-8000-000000000010', '10', null, 1, '2026-01-01T00:00:00+01:00', '{
    "targets": {
      "PHYSICIAN_NOW":     {"acceptWithin": "PT10M", "contactWithin": "PT30M", "answerWithin": "PT3M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "MOBILE_TEAM_2H":    {"acceptWithin": "PT15M", "contactWithin": "PT2H", "answerWithin": "PT5M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "MOBILE_TEAM_TODAY": {"acceptWithin": "PT30M", "contactWithin": "PT6H", "answerWithin": "PT10M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "PHYSICIAN_TODAY":   {"acceptWithin": "PT1H", "contactWithin": "PT8H", "answerWithin": "PT10M",
                            "calendar": "HEALTH_CENTRE", "forCauses": {}, "afterScore": null},
      "NURSE":             {"acceptWithin": "PT1H", "contactWithin": "PT24H", "answerWithin": "PT10M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {"CATHETER": "PT2H", "RETENTION": "PT2H"},
                            "afterScore": "PT6H"},
      "ADVICE":            {"acceptWithin": "PT10M", "contactWithin": "PT30M", "answerWithin": "PT3M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null}},
    "calendars": {
      "HEALTH_CENTRE": {
        "week": {"MONDAY": ["08:00-17:00"], "TUESDAY": ["08:00-17:00"], "WEDNESDAY": ["08:00-17:00"],
                 "THURSDAY": ["08:00-17:00"], "FRIDAY": ["08:00-16:00"]},
        "days": {"EPIPHANY_EVE": ["08:00-13:00"], "MAUNDY_THURSDAY": ["08:00-13:00"], "WALPURGIS_EVE": ["08:00-13:00"],
                 "ASCENSION_EVE": ["08:00-13:00"], "MIDSUMMER_EVE": [], "ALL_SAINTS_EVE": ["08:00-13:00"],
                 "CHRISTMAS_EVE": [], "NEW_YEARS_EVE": []},
        "dates": {}},
      "EVENING_NIGHT_WEEKEND": {
        "week": {"MONDAY": ["00:00-08:00", "17:00-24:00"], "TUESDAY": ["00:00-08:00", "17:00-24:00"],
                 "WEDNESDAY": ["00:00-08:00", "17:00-24:00"], "THURSDAY": ["00:00-08:00", "17:00-24:00"],
                 "FRIDAY": ["00:00-08:00", "16:00-24:00"], "SATURDAY": ["00:00-24:00"], "SUNDAY": ["00:00-24:00"]},
        "days": {"NEW_YEARS_DAY": ["00:00-24:00"], "EPIPHANY": ["00:00-24:00"], "GOOD_FRIDAY": ["00:00-24:00"],
                 "EASTER_MONDAY": ["00:00-24:00"], "FIRST_OF_MAY": ["00:00-24:00"], "ASCENSION_DAY": ["00:00-24:00"],
                 "NATIONAL_DAY": ["00:00-24:00"], "MIDSUMMER_DAY": ["00:00-24:00"], "ALL_SAINTS_DAY": ["00:00-24:00"],
                 "CHRISTMAS_DAY": ["00:00-24:00"], "BOXING_DAY": ["00:00-24:00"],
                 "EPIPHANY_EVE": ["00:00-24:00"], "MAUNDY_THURSDAY": ["00:00-24:00"], "WALPURGIS_EVE": ["00:00-24:00"],
                 "ASCENSION_EVE": ["00:00-24:00"], "MIDSUMMER_EVE": ["00:00-24:00"], "ALL_SAINTS_EVE": ["00:00-24:00"],
                 "CHRISTMAS_EVE": ["00:00-24:00"], "NEW_YEARS_EVE": ["00:00-24:00"]},
        "dates": {}},
      "TEAM": {
        "week": {"MONDAY": ["07:00-21:00"], "TUESDAY": ["07:00-21:00"], "WEDNESDAY": ["07:00-21:00"],
                 "THURSDAY": ["07:00-21:00"], "FRIDAY": ["07:00-21:00"], "SATURDAY": ["07:00-21:00"],
                 "SUNDAY": ["07:00-21:00"]},
        "days": {}, "dates": {}}},
    "hours": [
      {"kind": "PHYSICIAN", "name": "Läkare på vårdcentralen", "calendar": "HEALTH_CENTRE"},
      {"kind": "PHYSICIAN", "name": "Sekundärjour", "calendar": "EVENING_NIGHT_WEEKEND"},
      {"kind": "MOBILE_TEAM", "name": "Mobilt team Karlskrona", "calendar": "ROUND_THE_CLOCK"},
      {"kind": "MOBILE_TEAM", "name": "Mobilt team Karlshamn med röntgen", "calendar": "TEAM"},
      {"kind": "NURSE_FUNCTION", "name": "Sjuksköterska i tjänst", "calendar": "ROUND_THE_CLOCK"}],
    "ladders": {
      "PHYSICIAN_NOW": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT3M"},
        {"step": "ASK_NAMED", "responder": "LB-10-2", "answerWithin": "PT3M"},
        {"step": "TELL_COORDINATOR"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}],
      "MOBILE_TEAM_2H": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT5M"},
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT5M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}],
      "MOBILE_TEAM_TODAY": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT10M"},
        {"step": "TELL_COORDINATOR"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}],
      "PHYSICIAN_TODAY": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT5M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}],
      "NURSE": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT10M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_TODAY"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}],
      "ADVICE": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT3M"},
        {"step": "FALL_BACK", "to": "NURSE"},
        {"step": "RESERVE_ROUTINE", "manager": "Chef i beredskap"}]},
    "reserve": [
      {"role": "Chef i beredskap", "name": "Verksamhetschef närsjukvården", "telephone": "+46 8 465 004 10",
       "calendar": "HEALTH_CENTRE", "recipient": "CB-10-1"},
      {"role": "Chef i beredskap", "name": "Tjänsteman i beredskap", "telephone": "+46 8 465 004 11",
       "calendar": "EVENING_NIGHT_WEEKEND", "recipient": "CB-10-2"}],
    "vitalsNotRequired": ["DEVICE_PEG_CVK", "EXPECTED_DEATH"]}', 'demonstration', now()),

  ('a0000000-0000-7000-8000-000000000013', '13', null, 1, '2026-01-01T00:00:00+01:00', '{
    "targets": {
      "PHYSICIAN_NOW":     {"acceptWithin": "PT10M", "contactWithin": "PT30M", "answerWithin": "PT3M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "MOBILE_TEAM_2H":    {"acceptWithin": "PT15M", "contactWithin": "PT2H", "answerWithin": "PT5M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "MOBILE_TEAM_TODAY": {"acceptWithin": "PT30M", "contactWithin": "PT5H", "answerWithin": "PT8M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null},
      "PHYSICIAN_TODAY":   {"acceptWithin": "PT45M", "contactWithin": "PT8H", "answerWithin": "PT10M",
                            "calendar": "OFFICE", "forCauses": {}, "afterScore": null},
      "NURSE":             {"acceptWithin": "PT1H", "contactWithin": "PT24H", "answerWithin": "PT10M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {"CATHETER": "PT2H", "RETENTION": "PT1H30M"},
                            "afterScore": "PT4H"},
      "ADVICE":            {"acceptWithin": "PT10M", "contactWithin": "PT30M", "answerWithin": "PT3M",
                            "calendar": "ROUND_THE_CLOCK", "forCauses": {}, "afterScore": null}},
    "calendars": {
      "OFFICE": {
        "week": {"MONDAY": ["08:00-16:30"], "TUESDAY": ["08:00-16:30"], "WEDNESDAY": ["08:00-16:30"],
                 "THURSDAY": ["08:00-16:30"], "FRIDAY": ["08:00-15:00"]},
        "days": {"MAUNDY_THURSDAY": ["08:00-12:00"], "DAY_AFTER_ASCENSION": [], "MIDSUMMER_EVE": [], "CHRISTMAS_EVE": [],
                 "NEW_YEARS_EVE": []},
        "dates": {"2026-12-23": ["08:00-12:00"]}}},
    "hours": [
      {"kind": "PHYSICIAN", "name": "Läkare i beredskap", "calendar": "ROUND_THE_CLOCK"},
      {"kind": "MOBILE_TEAM", "name": "Mobilt team Halmstad", "calendar": "ROUND_THE_CLOCK"},
      {"kind": "NURSE_FUNCTION", "name": "Sjuksköterska i tjänst", "calendar": "ROUND_THE_CLOCK"}],
    "ladders": {
      "PHYSICIAN_NOW": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT3M"},
        {"step": "TELL_COORDINATOR"},
        {"step": "ASK_NAMED", "responder": "LB-13-2", "answerWithin": "PT4M"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}],
      "MOBILE_TEAM_2H": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT5M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}],
      "MOBILE_TEAM_TODAY": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT8M"},
        {"step": "ASK_NEXT_ON_DUTY", "kind": "MOBILE_TEAM", "answerWithin": "PT8M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}],
      "PHYSICIAN_TODAY": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "PHYSICIAN", "answerWithin": "PT5M"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_NOW"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}],
      "NURSE": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT10M"},
        {"step": "TELL_COORDINATOR"},
        {"step": "FALL_BACK", "to": "PHYSICIAN_TODAY"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}],
      "ADVICE": [
        {"step": "ASK_NEXT_ON_DUTY", "kind": "NURSE_FUNCTION", "answerWithin": "PT3M"},
        {"step": "FALL_BACK", "to": "NURSE"},
        {"step": "RESERVE_ROUTINE", "manager": "Närsjukvårdschef"}]},
    "reserve": [
      {"role": "Närsjukvårdschef", "name": null, "telephone": "+46 40 628 04 10", "calendar": "ROUND_THE_CLOCK",
       "recipient": "CB-13-1"}],
    "vitalsNotRequired": ["DEVICE_PEG_CVK", "EXPECTED_DEATH"]}', 'demonstration', now()),

  -- Two municipalities that want some of it tighter.
  ('a0000000-0000-7000-8000-000000001083', '10', '1083', 1, '2026-01-01T00:00:00+01:00', '{
    "targets": {"NURSE": {"acceptWithin": null, "contactWithin": "PT12H", "answerWithin": null,
                          "forCauses": {"RETENTION": "PT1H"}, "afterScore": "PT4H"}},
    "vitalsRequired": []}', 'demonstration', now()),
  ('a0000000-0000-7000-8000-000000001384', '13', '1384', 1, '2026-01-01T00:00:00+01:00', '{
    "targets": {"MOBILE_TEAM_2H": {"acceptWithin": null, "contactWithin": "PT1H30M", "answerWithin": "PT4M",
                                   "forCauses": {}, "afterScore": null}},
    "vitalsRequired": ["DEVICE_PEG_CVK"]}', 'demonstration', now())
on conflict on constraint agreement_version_taken_once do update
set terms = excluded.terms, published_by = excluded.published_by where agreement.published_by = 'migration';
