-- Blekinge and Halland as a demonstration: towns, codes and positions are real (clinical reference 5.6 and 8), teams, functions,
-- health centres and the agreement are made up. Only in demo mode.

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

-- Two physicians on call per county, the second being the first one's backup, and a coordinator.
insert into responder (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
select id, kind, name, region, care_provider,
       array(select code from municipality m where m.region = f.region order by code),
       capabilities, base_name, base_latitude, base_longitude
from (values
  ('LB-10-1', 'PHYSICIAN',   'Läkare i beredskap Blekinge',       '10', 'SE2321000081-1001', array['PHYSICIAN'], 'Karlskrona', 56.161, 15.587),
  ('LB-10-2', 'PHYSICIAN',   'Bakjour Blekinge',                  '10', 'SE2321000081-1001', array['PHYSICIAN'], 'Karlshamn',  56.171, 14.862),
  ('KF-10',   'COORDINATOR', 'Kontaktfunktionen Region Blekinge', '10', 'SE2321000081-1001', array[]::text[],    'Karlskrona', 56.161, 15.587),
  ('LB-13-1', 'PHYSICIAN',   'Läkare i beredskap Halland',        '13', 'SE2321000115-1001', array['PHYSICIAN'], 'Halmstad',   56.674, 12.857),
  ('LB-13-2', 'PHYSICIAN',   'Bakjour Halland',                   '13', 'SE2321000115-1001', array['PHYSICIAN'], 'Varberg',    57.106, 12.251),
  ('KF-13',   'COORDINATOR', 'Kontaktfunktionen Region Halland',  '13', 'SE2321000115-1001', array[]::text[],    'Halmstad',   56.674, 12.857)
) f (id, kind, name, region, care_provider, capabilities, base_name, base_latitude, base_longitude)
on conflict do nothing;

-- A nurse function in each municipality, day and night.
insert into responder (id, kind, name, region, care_provider, municipalities, capabilities, base_name, base_latitude, base_longitude)
select 'NF-' || code, 'NURSE_FUNCTION', 'Sjuksköterska i tjänst ' || name, region,
       case region when '10' then 'SE2321000081-1001' else 'SE2321000115-1001' end,
       array[code], array['NURSE'], name, latitude, longitude
from municipality
on conflict do nothing;

insert into agreement (id, region, version, valid_from) values
  ('a0000000-0000-7000-8000-000000000010', '10', 1, '2026-01-01T00:00:00Z'),
  ('a0000000-0000-7000-8000-000000000013', '13', 1, '2026-01-01T00:00:00Z')
on conflict do nothing;

-- Contact targets: clinical reference 2.11. Answer windows are invented for the demonstration, within 2 to 10 min.
insert into agreement_target (agreement, level, contact_minutes, answer_minutes)
select agreement.id, level, contact_minutes, answer_minutes
from agreement cross join (values
  ('PHYSICIAN_NOW',       30,  3),
  ('MOBILE_TEAM_2H',     120,  5),
  ('MOBILE_TEAM_TODAY',  360, 10),
  ('PHYSICIAN_TODAY',    480, 10),
  ('NURSE',             1440, 10),
  ('ADVICE',              30,  3)
) t (level, contact_minutes, answer_minutes)
on conflict do nothing;
