-- The marks with the field each is about, as a list of {mark, field}; and when the vital signs were measured, corrected for
-- the skew of the device's clock, so that their age can be shown.

alter table assessment_request
  add column marked json not null default '[]',
  add column vitals_measured_at timestamptz;
