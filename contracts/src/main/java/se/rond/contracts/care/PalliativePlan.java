package se.rond.contracts.care;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A documented position on palliative care, as the nurse reports it; shown beside a level, never
 * used to lower one by itself (clinical reference 2.10.3).
 *
 * @param exists whether a position is documented
 * @param sufficientPrescriptions whether prescriptions for symptom relief at home suffice; only a
 *     stated true counts
 * @param hospitalCareWanted whether the plan allows care in hospital
 * @param author who decided
 * @param date when it was decided
 */
public record PalliativePlan(
    boolean exists,
    @Nullable Boolean sufficientPrescriptions,
    @Nullable Boolean hospitalCareWanted,
    @Nullable String author,
    @Nullable LocalDate date) {}
