package se.rond.dispatch.context;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.agreement.AgreementId;

/**
 * The request that triage is asked about.
 *
 * @param agreement by which it is judged
 * @param cause the contact cause by all that was told
 * @param raisedAt corrected for the skew of the device's clock
 * @param measured what it says itself that is compared with what was earlier
 */
public record Asked(
    AssessmentRequestId request,
    PatientReference patient,
    MunicipalityCode municipality,
    AgreementId agreement,
    @Nullable ContactCause cause,
    Instant raisedAt,
    Measured measured) {}
