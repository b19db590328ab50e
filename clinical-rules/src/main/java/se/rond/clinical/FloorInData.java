package se.rond.clinical;

import static se.rond.contracts.care.ContactCause.BLEED_AC;
import static se.rond.contracts.care.ContactCause.CONFUSION;
import static se.rond.contracts.care.ContactCause.HEAD_TRAUMA;
import static se.rond.contracts.care.ContactCause.MED_ERROR;
import static se.rond.contracts.care.OxygenSaturationScale.SCALE_1;
import static se.rond.contracts.care.OxygenSaturationScale.SCALE_2;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.rond.clinical.Catalogue.Combination;
import se.rond.clinical.Catalogue.OneOf;
import se.rond.clinical.Catalogue.Value;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;

/**
 * What {@link LockedFloor} goes by, as a device can go by it: limits and lists are the floor's own,
 * and a test compares what both say of the same requests. What one sign means by itself stands with
 * the sign.
 */
final class FloorInData {

  private static final Set<ContactCause> ANY = EnumSet.allOf(ContactCause.class);

  /** Oxygen that the plan prescribes is no new need. */
  private static final String COVERED = "stated.oxygenCoveredByPlan";

  private FloorInData() {}

  /** What means 112 by itself, in the order of the flags. */
  static List<Value> limits() {
    return Stream.of(
            limits(RedFlag.RF_B2, LockedFloor.SLOW_BREATHING, LockedFloor.FAST_BREATHING),
            Stream.of(
                limit(RedFlag.RF_B3, LockedFloor.LOW_SATURATION).onScale(SCALE_1),
                limit(RedFlag.RF_B3, LockedFloor.LOW_SATURATION_ON_SCALE_2).onScale(SCALE_2),
                is(RedFlag.RF_B3, "supplementalOxygen").unless(COVERED),
                limit(RedFlag.RF_B3, News2.OXYGEN).unless(COVERED)),
            limits(RedFlag.RF_C1, LockedFloor.LOW_PRESSURE),
            limits(RedFlag.RF_C2, LockedFloor.SLOW_PULSE, LockedFloor.FAST_PULSE),
            Stream.of(consciousness(RedFlag.RF_D1, LockedFloor::isLowered)),
            limits(RedFlag.RF_D5, LockedFloor.LOW_GLUCOSE, LockedFloor.HIGH_KETONES),
            limits(RedFlag.RF_E2, LockedFloor.COLD, LockedFloor.HOT),
            limits(RedFlag.RF_N7, LockedFloor.HIGH_SCORE),
            limits(RedFlag.RF_L1, LockedFloor.HIGH_LACTATE),
            limits(RedFlag.RF_L2, LockedFloor.HIGH_POTASSIUM, LockedFloor.LOW_POTASSIUM),
            Stream.of(
                any(RedFlag.RF_L3, "pointOfCare.ecg", Ecg.values(), LockedFloor::isInfarction),
                any(RedFlag.RF_X0, "nurseLevel", Level.values(), Level.EMERGENCY_112::equals)))
        .flatMap(values -> values)
        .toList();
  }

  /** What means 112 together, in the order of the flags. */
  static List<Combination> combinations() {
    var chestPain = signs(Set.of(Finding.CHEST_PAIN_LAST_24_H));
    var alteredAndGlucose = altered(RedFlag.RF_D5);
    var headInjury = signs(LockedFloor.HEAD_INJURY);
    var anticoagulant =
        new OneOf(
            sorted(LockedFloor.ON_ANTICOAGULANT),
            List.of(
                is(RedFlag.RF_D6, "anticoagulant"), limit(RedFlag.RF_D6, LockedFloor.HIGH_INR)));
    var alteredOrLost =
        new OneOf(
            sorted(LockedFloor.ALTERED_OR_LOST_CONSCIOUSNESS),
            List.of(consciousness(RedFlag.RF_D6, LockedFloor::isAltered)));
    var allButConfusion = EnumSet.complementOf(EnumSet.of(CONFUSION));
    var infection = new OneOf(List.of(), List.of(is(RedFlag.RF_E1, "suspectedInfection")));
    var sepsis =
        values(
            limits(
                RedFlag.RF_E1,
                LockedFloor.LOW_PRESSURE,
                LockedFloor.FAST_BREATHING,
                LockedFloor.LOW_SATURATION,
                LockedFloor.HIGH_SCORE));
    var opioid = WarningSigns.ruleOf(Finding.OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS);
    return List.of(
        together(RedFlag.RF_C4, ANY, chestPain, signs(LockedFloor.DYSPNOEA)),
        together(RedFlag.RF_C4, ANY, chestPain, signs(LockedFloor.SYNCOPE)),
        together(RedFlag.RF_C5, ANY, chestPain, signs(LockedFloor.SYNCOPE)),
        together(
            RedFlag.RF_D5,
            ANY,
            values(limits(RedFlag.RF_D5, LockedFloor.HIGH_GLUCOSE)),
            alteredAndGlucose),
        new Combination(
            RedFlag.RF_D5.code(),
            sorted(LockedFloor.WRONG_GLUCOSE),
            List.of(alteredAndGlucose),
            LockedFloor.HIGH_GLUCOSE.fact()),
        together(RedFlag.RF_D6, Set.of(HEAD_TRAUMA), anticoagulant),
        together(RedFlag.RF_D6, Set.of(HEAD_TRAUMA), alteredOrLost),
        together(RedFlag.RF_D6, Set.of(BLEED_AC), headInjury),
        together(RedFlag.RF_D6, ANY, headInjury, anticoagulant),
        together(RedFlag.RF_D6, allButConfusion, headInjury, alteredOrLost),
        together(RedFlag.RF_E1, Sepsis.INFECTIONS, sepsis),
        together(RedFlag.RF_E1, ANY, infection, sepsis),
        together(
            RedFlag.RF_E2,
            ANY,
            values(limits(RedFlag.RF_E2, LockedFloor.COOL)),
            altered(RedFlag.RF_E2)),
        new Combination(
            opioid,
            List.of(MED_ERROR),
            List.of(
                values(
                    Stream.of(
                        Value.of(opioid, LockedFloor.SLOW_BREATHING_AFTER_MEDICATION_ERROR)))),
            null));
  }

  private static Combination together(
      RedFlag flag, Collection<ContactCause> causes, OneOf... together) {
    return new Combination(flag.code(), sorted(causes), List.of(together), null);
  }

  private static OneOf altered(RedFlag flag) {
    return new OneOf(List.of(Finding.DROWSY), List.of(consciousness(flag, LockedFloor::isAltered)));
  }

  private static OneOf signs(Collection<Finding> findings) {
    return new OneOf(sorted(findings), List.of());
  }

  private static OneOf values(Stream<Value> values) {
    return new OneOf(List.of(), values.toList());
  }

  private static Stream<Value> limits(RedFlag flag, Limit... limits) {
    return Arrays.stream(limits).map(limit -> limit(flag, limit));
  }

  private static Value limit(RedFlag flag, Limit limit) {
    return Value.of(flag.code(), limit);
  }

  private static Value is(RedFlag flag, String fact) {
    return Value.of(flag.code(), fact, List.of(true));
  }

  private static Value consciousness(RedFlag flag, Predicate<Consciousness> some) {
    return any(flag, "consciousness", Consciousness.values(), some);
  }

  private static <E extends Enum<E>> Value any(
      RedFlag flag, String fact, E[] codes, Predicate<? super E> some) {
    return Value.of(flag.code(), fact, Arrays.stream(codes).filter(some).map(Enum::name).toList());
  }

  /** In the order of the closed list. */
  private static <E extends Enum<E>> List<E> sorted(Collection<E> codes) {
    return codes.stream().sorted().toList();
  }
}
