package se.rond.clinical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import se.rond.clinical.WarningSigns.Weight;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.language.Text;

/**
 * What {@link LockedFloor} goes by, as clinicians read it: its limits are taken from it, and its
 * signs from {@link WarningSigns}.
 */
public final class FloorInWords {

  private static final Text ALSO = Text.same("; ");
  private static final Text ALTERED =
      Text.of(
          "altered consciousness (any other than alert, or {0})",
          "påverkat medvetande (annat än vaken, eller {0})");

  private FloorInWords() {}

  /**
   * One thing that means 112.
   *
   * @param rule the id that a decision names it by
   * @param about what it is called
   * @param by what tells it, beside the nurse who ticks it
   */
  public record Line(String rule, Text about, Text by) {}

  /** All of them: the red flags, then the warning signs. */
  public static List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (var flag : RedFlag.values()) {
      var by = new ArrayList<Text>(values(flag));
      by.addAll(signs(flag));
      lines.add(
          new Line(
              flag.code(),
              Text.of(flag.english(), flag.swedish()),
              InWords.list(by.stream(), ALSO)));
    }
    for (var finding : Finding.values()) {
      var by = causes(finding);
      if (!by.isEmpty()) {
        lines.add(
            new Line(
                WarningSigns.ruleOf(finding),
                InWords.of(finding),
                InWords.list(by.stream(), ALSO)));
      }
    }
    return List.copyOf(lines);
  }

  /** What tells a flag without a warning sign, in the words of the method that judges it. */
  private static List<Text> values(RedFlag flag) {
    return switch (flag) {
      case RF_B2 -> List.of(outside(LockedFloor.SLOW_BREATHING, LockedFloor.FAST_BREATHING));
      case RF_B3 ->
          List.of(
              Text.of("{0} on scale 1", "{0} på skala 1").with(limit(LockedFloor.LOW_SATURATION)),
              Text.of("{0} on scale 2", "{0} på skala 2")
                  .with(limit(LockedFloor.LOW_SATURATION_ON_SCALE_2)),
              Text.of(
                  "oxygen is given, or a flow is stated, and it is not stated that the plan covers it",
                  "syrgas ges, eller ett flöde är angivet, och det är inte uppgivet att planen"
                      + " täcker den"));
      case RF_C1 -> List.of(limit(LockedFloor.LOW_PRESSURE));
      case RF_C2 -> List.of(outside(LockedFloor.SLOW_PULSE, LockedFloor.FAST_PULSE));
      case RF_C4 ->
          List.of(
              chestPainBeside(
                  Stream.concat(LockedFloor.SYNCOPE.stream(), LockedFloor.DYSPNOEA.stream())
                      .toList()));
      case RF_C5 -> List.of(chestPainBeside(LockedFloor.SYNCOPE));
      case RF_D1 ->
          List.of(
              Text.of(
                  "consciousness: responds to voice, responds to pain, or unresponsive",
                  "medvetande: reagerar på tilltal, reagerar på smärta eller reagerar inte"));
      case RF_D5 ->
          List.of(
              limit(LockedFloor.LOW_GLUCOSE),
              with(limit(LockedFloor.HIGH_GLUCOSE), altered()),
              Text.of("{0} and {1}, glucose not measured", "{0} och {1}, glukos inte mätt")
                  .with(atCauses(LockedFloor.WRONG_GLUCOSE.stream().sorted().toList()), altered()),
              limit(LockedFloor.HIGH_KETONES));
      case RF_D6 ->
          List.of(
              Text.of(
                      "a head injury ({0}, or one of the signs {1}) and any of: anticoagulant; {2};"
                          + " one of the signs {3}; {4}",
                      "skallskada ({0}, eller något av tecknen {1}) och något av: antikoagulantia;"
                          + " {2}; något av tecknen {3}; {4}")
                  .with(
                      atCauses(List.of(ContactCause.HEAD_TRAUMA)),
                      some(LockedFloor.HEAD_INJURY),
                      atCauses(List.of(ContactCause.BLEED_AC)),
                      some(LockedFloor.ON_ANTICOAGULANT),
                      limit(LockedFloor.HIGH_INR)),
              Text.of(
                      "a head injury as above and consciousness other than alert, or one of the"
                          + " signs {0}; not {1}",
                      "skallskada enligt ovan och medvetande annat än vaken, eller något av tecknen"
                          + " {0}; inte {1}")
                  .with(
                      some(LockedFloor.ALTERED_OR_LOST_CONSCIOUSNESS),
                      atCauses(List.of(ContactCause.CONFUSION))));
      case RF_E1 ->
          List.of(
              Text.of(
                      "suspected infection, stated or {4}, and any of: {0}; {1}; {2} (either scale);"
                          + " {3}",
                      "misstänkt infektion, uppgiven eller {4}, och något av: {0}; {1}; {2} (båda"
                          + " skalorna); {3}")
                  .with(
                      limit(LockedFloor.LOW_PRESSURE),
                      limit(LockedFloor.FAST_BREATHING),
                      limit(LockedFloor.LOW_SATURATION),
                      highScore(),
                      atCauses(Sepsis.INFECTIONS.stream().sorted().toList())));
      case RF_E2 ->
          List.of(
              limit(LockedFloor.COLD),
              limit(LockedFloor.HOT),
              with(limit(LockedFloor.COOL), altered()));
      case RF_N7 -> List.of(highScore());
      case RF_L1 -> List.of(limit(LockedFloor.HIGH_LACTATE));
      case RF_L2 -> List.of(limit(LockedFloor.HIGH_POTASSIUM), limit(LockedFloor.LOW_POTASSIUM));
      case RF_L3 ->
          List.of(
              Text.of(
                  "ECG: ST elevation or a new left bundle branch block",
                  "EKG: ST-höjning eller nytt vänstergrenblock"));
      case RF_X0 ->
          List.of(Text.of("the nurse's own level is 112", "sjuksköterskans egen nivå är 112"));
      case RF_A1, RF_B1, RF_C3, RF_C6, RF_D2, RF_D3, RF_D4, RF_E3, RF_E4, RF_E5, RF_E6 -> List.of();
    };
  }

  /** The warning signs that trigger a flag: with every contact cause, then with some. */
  private static List<Text> signs(RedFlag flag) {
    var by = new ArrayList<Text>();
    var always =
        Arrays.stream(Finding.values()).filter(finding -> isAlways(flag, finding)).toList();
    if (!always.isEmpty()) {
      by.add(Text.of("the signs {0}", "tecknen {0}").with(some(always)));
    }
    for (var cause : ContactCause.values()) {
      var there =
          Arrays.stream(Finding.values())
              .filter(finding -> triggers(flag, finding, cause) && !always.contains(finding))
              .toList();
      if (!there.isEmpty()) {
        by.add(
            Text.of("{0}, the signs {1}", "{0}, tecknen {1}")
                .with(atCauses(List.of(cause)), some(there)));
      }
    }
    return by;
  }

  private static boolean isAlways(RedFlag flag, Finding finding) {
    return Arrays.stream(ContactCause.values()).allMatch(cause -> triggers(flag, finding, cause));
  }

  private static boolean triggers(RedFlag flag, Finding finding, ContactCause cause) {
    return WarningSigns.weigh(finding, cause) instanceof Weight.Flags(var flags)
        && flags.contains(flag);
  }

  /** With which contact causes a sign means 112; none if with none. */
  private static List<Text> causes(Finding finding) {
    var by = new ArrayList<Text>();
    var bold =
        Arrays.stream(ContactCause.values())
            .filter(cause -> WarningSigns.weigh(finding, cause) != null)
            .toList();
    if (WarningSigns.isAlwaysLocked(finding)) {
      by.add(Text.of("with every contact cause", "vid alla kontaktorsaker"));
    } else if (!bold.isEmpty()) {
      by.add(atCauses(bold));
      by.add(
          Text.of(
              "where the contact cause cannot be read", "när kontaktorsaken inte går att läsa"));
    }
    if (finding == Finding.OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS) {
      by.add(
          Text.of("{0}, also without the sign: {1}", "{0}, även utan tecknet: {1}")
              .with(
                  atCauses(List.of(ContactCause.MED_ERROR)),
                  limit(LockedFloor.SLOW_BREATHING_AFTER_MEDICATION_ERROR)));
    }
    return by;
  }

  private static Text chestPainBeside(Collection<Finding> others) {
    return Text.of(
            "the sign {0} together with one of {1}", "tecknet {0} tillsammans med något av {1}")
        .with(InWords.of(Finding.CHEST_PAIN_LAST_24_H), some(others));
  }

  private static Text altered() {
    return ALTERED.with(InWords.of(Finding.DROWSY));
  }

  private static Text highScore() {
    return Text.of(
            "{0} at least {1}, also when only the least that it can be reaches that",
            "{0} minst {1}, även när bara det lägsta möjliga når dit")
        .with(fact("news2.total"), number(LockedFloor.HIGH_SCORE));
  }

  private static Text atCauses(List<ContactCause> causes) {
    return Text.of("with the contact cause {0}", "vid kontaktorsak {0}")
        .with(InWords.list(causes.stream().map(InWords::of), InWords.OR));
  }

  /** In the order of the closed list. */
  private static Text some(Collection<Finding> findings) {
    return InWords.list(
        findings.stream().sorted().map(one -> Text.same("“{0}”").with(InWords.of(one))),
        InWords.COMMA);
  }

  private static Text with(Text one, Text other) {
    return Text.of("{0} with {1}", "{0} med {1}").with(one, other);
  }

  private static Text outside(Limit low, Limit high) {
    return Text.of("{0} or above {1}", "{0} eller över {1}").with(limit(low), number(high));
  }

  private static Text limit(Limit limit) {
    var words =
        switch (limit.comparison()) {
          case BELOW -> Text.of("{0} below {1}", "{0} under {1}");
          case AT_MOST -> Text.of("{0} at most {1}", "{0} högst {1}");
          case ABOVE -> Text.of("{0} above {1}", "{0} över {1}");
          case AT_LEAST -> Text.of("{0} at least {1}", "{0} minst {1}");
        };
    return words.with(fact(limit.fact()), number(limit));
  }

  private static Text number(Limit limit) {
    return InWords.number(limit.value().toPlainString());
  }

  private static Text fact(String name) {
    return InWords.fact(name);
  }
}
