package se.rond.contracts.care;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the patient beside the request itself, and agreed for the place. Dispatch owns
 * it and puts it into each event, because triage keeps no state of patients; who asks for a preview
 * may state it. What is absent is not known.
 *
 * <p>It is told as it is stored, in force or not: what of it counts is decided by {@link #usedFor}
 * and by nobody before, so that all decide alike. None of it ever lowers a level but the saturation
 * scale of a plan that holds.
 *
 * @param spo2Scale of the first form of this record, which readers of before ask for. Dispatch
 *     always puts {@code SCALE_1}; a {@code SCALE_2} here counts for nothing, and a decision says
 *     so
 * @param plan the newest plan of the patient that dispatch holds, signed or not, expired or not
 * @param repeatCallerFlag true if a flag is active for the patient, false if dispatch keeps flags
 *     and none is; it never lowers a level
 * @param previousNews2 the newest complete total that was measured before the vital signs of this
 *     event (their {@code measuredAt}, or else {@code raisedAt}), in another request of the patient
 *     or in an earlier revision of this one; never that of the vital signs of this event themselves
 * @param lastContact the newest contact with the patient or about the patient before {@code
 *     raisedAt}: another request that was raised, a call or a visit. Not this request, nor one that
 *     is joined to it or that it is or was joined to, nor one that was raised in error or about
 *     somebody else, nor a planned re-check, which would hide the contact before it
 * @param earlierResults the newest results of samples that were taken before those of this event,
 *     each by itself
 * @param vitalsRequired true if the agreement that the request is judged by asks for vital signs
 *     with its contact cause, though that cause may go without them by 2.10.5; absent in every
 *     other case. It frees nobody from measuring: false counts as absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TriageContext(
    OxygenSaturationScale spo2Scale,
    @Nullable CarePlan plan,
    @Nullable Boolean repeatCallerFlag,
    @Nullable EarlierScore previousNews2,
    @Nullable EarlierContact lastContact,
    @Nullable EarlierResults earlierResults,
    @Nullable Boolean vitalsRequired) {

  /** Nothing is known of the patient. */
  public static final TriageContext UNKNOWN =
      new TriageContext(OxygenSaturationScale.SCALE_1, null, null, null, null, null, null);

  public TriageContext {
    spo2Scale = requireNonNullElse(spo2Scale, OxygenSaturationScale.SCALE_1);
  }

  /**
   * What of it counts for a request that was raised then. The scale is that of a plan that is
   * signed, dated and in force at that instant, and 1 in every other case.
   */
  public ContextUsed usedFor(Instant raisedAt) {
    return ContextUsed.of(this, raisedAt);
  }
}
