package se.rond.dispatch.context;

import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;

/**
 * The request that triage is asked about.
 *
 * @param raisedAt corrected for the skew of the device's clock
 * @param measured what it says itself that is compared with what was earlier
 */
public record Asked(
    AssessmentRequestId request,
    PatientReference patient,
    MunicipalityCode municipality,
    Instant raisedAt,
    Measured measured) {}
