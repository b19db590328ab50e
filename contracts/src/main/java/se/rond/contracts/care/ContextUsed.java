package se.rond.contracts.care;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.EarlierResults.EarlierResult;

/**
 * What a judgement took as known of the patient: a {@link TriageContext} seen from the instant at
 * which the request was raised. A decision carries it, so that the same can be judged again without
 * a clock. A decision of before has {@code spo2Scale} alone.
 *
 * @param spo2Scale the scale by which saturation was scored
 * @param plan the plan that held; null if there is none, or it does not count
 * @param planNotUsed why a plan or a scale that was told does not count; null if nothing was told,
 *     or it does
 * @param repeatCallerFlag as told
 * @param previousNews2 as told
 * @param lastContact as told
 * @param hoursSinceLastContact from there to when the request was raised, to the hundredth, rounded
 *     down; 0 if the contact came later, since the two times are of two clocks
 * @param earlierResults as told
 * @param vitalsRequired true if vital signs were asked for by what is agreed, whatever causes the
 *     rule set frees from them; null in every other case
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContextUsed(
    OxygenSaturationScale spo2Scale,
    @Nullable CarePlan plan,
    @Nullable PlanNotUsed planNotUsed,
    @Nullable Boolean repeatCallerFlag,
    @Nullable EarlierScore previousNews2,
    @Nullable EarlierContact lastContact,
    @Nullable BigDecimal hoursSinceLastContact,
    @Nullable EarlierResults earlierResults,
    @Nullable Boolean vitalsRequired) {

  /** Nothing is known of the patient. */
  public static final ContextUsed NOTHING =
      new ContextUsed(
          OxygenSaturationScale.SCALE_1, null, null, null, null, null, null, null, null);

  private static final BigDecimal MILLIS_PER_HOUR =
      BigDecimal.valueOf(Duration.ofHours(1).toMillis());

  /** Why what was told of a plan does not count, and saturation is judged by scale 1. */
  public enum PlanNotUsed {
    /** Scale 2 was told without a plan that sets it. */
    NO_PLAN,
    UNSIGNED,
    NOT_SIGNED_BY_PHYSICIAN,
    UNDATED,
    /** It is dated after the request was raised. */
    NOT_YET_SIGNED,
    /** Nobody can tell whether it still holds. */
    WITHOUT_END,
    EXPIRED
  }

  public ContextUsed {
    spo2Scale = requireNonNullElse(spo2Scale, OxygenSaturationScale.SCALE_1);
    hoursSinceLastContact =
        hoursSinceLastContact == null ? null : EarlierResult.plain(hoursSinceLastContact);
  }

  static ContextUsed of(TriageContext told, Instant raisedAt) {
    var flaw = flaw(told, raisedAt);
    var plan = flaw == null ? told.plan() : null;
    var contact = told.lastContact();
    return new ContextUsed(
        plan != null && plan.spo2Scale() == OxygenSaturationScale.SCALE_2
            ? OxygenSaturationScale.SCALE_2
            : OxygenSaturationScale.SCALE_1,
        plan,
        flaw,
        told.repeatCallerFlag(),
        told.previousNews2(),
        contact,
        contact == null ? null : hours(contact.at(), raisedAt),
        told.earlierResults(),
        Boolean.TRUE.equals(told.vitalsRequired()) ? Boolean.TRUE : null);
  }

  private static @Nullable PlanNotUsed flaw(TriageContext told, Instant raisedAt) {
    var plan = told.plan();
    if (plan != null) {
      return plan.flaw(raisedAt).orElse(null);
    }
    return told.spo2Scale() == OxygenSaturationScale.SCALE_2 ? PlanNotUsed.NO_PLAN : null;
  }

  private static BigDecimal hours(Instant from, Instant to) {
    var millis = Math.max(0, Duration.between(from, to).toMillis());
    return BigDecimal.valueOf(millis).divide(MILLIS_PER_HOUR, 2, RoundingMode.DOWN);
  }
}
