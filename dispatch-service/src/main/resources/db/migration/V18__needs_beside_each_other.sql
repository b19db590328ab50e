-- What a rule names beside what the level is about has a promise of its own from this version on. What is open already keeps that
-- of its request, so that whoever comes for one does not keep the promise of the other.
update need set contact_by = assessment_request.contact_by
from assessment_request
where assessment_request.id = need.request and need.ended_at is null and need.contact_by is null and need.substitute_for is null
  and assessment_request.contact_by is not null
  and need.kind <> case when needed_level in ('MOBILE_TEAM_2H', 'MOBILE_TEAM_TODAY') then 'TEAM_VISIT'
                        when needed_level in ('NURSE', 'ADVICE') then 'NURSE_VISIT'
                        else 'PHYSICIAN_CONTACT' end;
