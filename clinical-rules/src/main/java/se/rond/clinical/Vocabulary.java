package se.rond.clinical;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.Fact.Exemption;
import se.rond.clinical.Fact.Graded;
import se.rond.clinical.Fact.Measured;
import se.rond.clinical.Fact.Points;
import se.rond.clinical.Fact.Reading;
import se.rond.clinical.Fact.Scored;
import se.rond.clinical.Fact.Several;
import se.rond.clinical.Fact.Sign;
import se.rond.contracts.care.AssessedFrom;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.triage.TriageDecision.NotApplicable;

/**
 * The facts that a rule set may ask for; there are no others.
 *
 * <p>Ranges are those that a request may carry: of vital signs and glucose by clinical reference
 * 1.4, of all other samples as intake takes them, chosen. Where both directions are worse, they
 * part at a value within the band that NEWS2 gives no points.
 */
final class Vocabulary {

  /** The NEWS2 points; a rule that goes by them asks nothing where the score does not apply. */
  static final String NEWS2_TOTAL = "news2.total";

  static final String NEWS2_SINGLE_THREE = "news2.singleThree";
  static final String NEWS2_RISE = "news2.rise";
  static final String NEWS2_APPLIES = "news2.applies";
  static final String AGE_YEARS = "ageYears";
  static final String PREGNANT = "pregnant";
  static final String FINDINGS = "findings";
  static final String CONTACT_CAUSE = "contactCause";

  /** Colours of another triage system, from best to worst. */
  enum Colour {
    BLUE("BLA"),
    GREEN("GRON"),
    YELLOW("GUL"),
    ORANGE("ORANGE"),
    RED("ROD");

    /** Without rings and dots. */
    private final String swedish;

    Colour(String swedish) {
      this.swedish = swedish;
    }

    private boolean isWritten(String text) {
      return name().equals(text) || swedish.equals(text);
    }
  }

  private static final String COLOUR = "externalTriage.colour";

  /** The seven items of NEWS2, in the order of its table. */
  private static final List<String> ITEMS =
      List.of(
          "respirationRate",
          "oxygenSaturation",
          "supplementalOxygen",
          "systolicPressure",
          "pulse",
          "consciousness",
          "temperature");

  /**
   * On scale 2 with oxygen more than 92 % is worse again (RCP, NEWS2, 2017, table; clinical
   * reference 1.1), so a limit above that would be switched off by too much oxygen.
   */
  private static final Worse SATURATION = new Worse.Lower(new BigDecimal("92"));

  private static final Several<Finding> FOUND =
      new Several<>(
          FINDINGS, codes(Finding.values(), Finding::name), known -> known.content().findings());

  private static final List<Fact> FACTS =
      List.of(
          whole("respirationRate", awayFrom("16"), "0", "100", Vitals::respirationRate),
          whole("oxygenSaturation", SATURATION, "0", "100", Vitals::oxygenSaturation),
          vital("oxygenFlow", new Worse.Higher(), "0", "60", Vocabulary::oxygenFlow),
          whole("systolicPressure", awayFrom("140"), "0", "350", Vitals::systolicPressure),
          whole("diastolicPressure", new Worse.Lower(null), "0", "250", Vitals::diastolicPressure),
          whole("pulse", awayFrom("70"), "0", "350", Vitals::pulse),
          vital("temperature", awayFrom("37.0"), "10.0", "47.0", Vitals::temperature),
          new Graded<>(
              "consciousness",
              List.of(Consciousness.values()),
              known -> known.content().vitals().consciousness()),
          new Sign(
              "supplementalOxygen",
              known -> truth(News2.onOxygen(known.content().vitals())),
              _ -> List.of("supplementalOxygen")),
          new Several<>(
              "missing", codes(ITEMS.toArray(String[]::new), item -> item), Known::missing),
          sample("pointOfCare.crp", new Worse.Higher(), "0", "1000", PointOfCare::crp),
          sample("pointOfCare.hb", new Worse.Lower(null), "0", "400", PointOfCare::hb),
          sample("pointOfCare.glucose", awayFrom("6.0"), "0.6", "50", PointOfCare::glucose),
          sample("pointOfCare.inr", new Worse.Higher(), "0", "30", PointOfCare::inr),
          sample("pointOfCare.lactate", new Worse.Higher(), "0", "50", PointOfCare::lactate),
          sample("pointOfCare.potassium", awayFrom("4.2"), "0", "20", PointOfCare::potassium),
          sample("pointOfCare.sodium", awayFrom("140"), "50", "250", PointOfCare::sodium),
          sample(
              "pointOfCare.creatinine", new Worse.Higher(), "0", "5000", PointOfCare::creatinine),
          sample("pointOfCare.ketones", new Worse.Higher(), "0", "30", PointOfCare::ketones),
          new Graded<>(
              "pointOfCare.ecg",
              List.of(Ecg.NORMAL, Ecg.OTHER, Ecg.NEW_LBBB, Ecg.ST_ELEVATION),
              known -> known.content().pointOfCare().ecg()),
          new Scored(
              NEWS2_TOTAL,
              20,
              Vocabulary::total,
              known -> known.score().total() == null ? "news2.minimumPossible" : NEWS2_TOTAL),
          new Sign(NEWS2_SINGLE_THREE, Vocabulary::singleThree, known -> total(known).missing()),
          new Scored("crb65", 4, Crb65::points, _ -> "crb65"),
          new Sign(
              "infectionSuspected",
              known -> Truth.of(Sepsis.isInfectionSuspected(known.content())),
              _ -> List.of("suspectedInfection")),
          new Sign(
              "anticoagulant",
              known -> truth(known.content().anticoagulant()),
              _ -> List.of("anticoagulant")),
          new Scored(NEWS2_RISE, EarlierScore.MOST, Earlier::rise, _ -> NEWS2_RISE),
          measured(
              "hbFall", new Worse.Higher(), "0", "400", Earlier::hbFall, Earlier::missingForHbFall),
          measured(
              "creatinineRise",
              new Worse.Higher(),
              "0",
              "9999",
              Earlier::creatinineRise,
              Earlier::missingForCreatinineRise),
          measured(
              "lastContact.hours",
              new Worse.Lower(null),
              "0",
              "8760",
              Earlier::hoursSinceContact,
              Earlier::missingForHours),
          new Sign(
              "repeatCallerFlag",
              known -> Truth.of(Boolean.TRUE.equals(known.context().repeatCallerFlag())),
              _ -> List.of()),
          new Sign("plan", known -> Truth.of(known.context().plan() != null), _ -> List.of()),
          FOUND,
          new Several<>(
              "redFlags",
              codes(RedFlag.values(), RedFlag::code),
              known -> known.content().redFlags()),
          new Graded<>(
              COLOUR, List.of(Colour.values()), Vocabulary::colour, Vocabulary::missingColour),
          new Circumstance<>(
              CONTACT_CAUSE, codes(ContactCause.values(), ContactCause::name), Known::cause),
          new Circumstance<>("vitalsRequired", truths(), Known::isVitalsRequired),
          new Measured(
              AGE_YEARS,
              new Worse.Fixed(),
              new BigDecimal("0"),
              new BigDecimal("130"),
              known -> decimal(known.content().ageYears())),
          new Circumstance<>(PREGNANT, truths(), known -> known.content().pregnant()),
          new Circumstance<>(
              NEWS2_APPLIES, truths(), known -> known.score().notApplicable() == null),
          new Circumstance<>(
              News2.NOT_APPLICABLE,
              codes(NotApplicable.values(), NotApplicable::name),
              true,
              known -> known.score().notApplicable()),
          new Circumstance<>(
              "spo2Scale",
              codes(OxygenSaturationScale.values(), scale -> Integer.toString(scale.number())),
              known -> known.context().spo2Scale()),
          new Circumstance<>(
              "xrayRegion",
              codes(XrayRegion.values(), XrayRegion::name),
              known -> known.content().xrayRegion()),
          new Circumstance<>(
              "assessedFrom",
              codes(AssessedFrom.values(), AssessedFrom::name),
              known -> known.content().assessedFrom()),
          new Circumstance<>(
              "hipFractureStrategy",
              codes(HipFractureStrategy.values(), HipFractureStrategy::name),
              Known::strategy),
          new Exemption(
              "stated.knownEpilepsyRecovered",
              false,
              known -> known.content().stated().knownEpilepsyRecovered() ? Boolean.TRUE : null),
          new Exemption(
              "stated.oxygenCoveredByPlan",
              false,
              known -> known.content().stated().oxygenCoveredByPlan() ? Boolean.TRUE : null),
          new Exemption("palliativePlan.sufficientPrescriptions", true, Vocabulary::prescriptions));

  private static final SequencedMap<String, Fact> BY_NAME = byName();

  private Vocabulary() {}

  static Optional<Fact> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The facts, by their names. */
  static SequencedMap<String, Fact> facts() {
    return BY_NAME;
  }

  /** The warning signs that were found. */
  static Several<Finding> findings() {
    return FOUND;
  }

  /** The codes of a closed list, in its order. */
  static <T> SequencedMap<String, T> codes(T[] list, Function<T, String> codeOf) {
    var codes = new LinkedHashMap<String, T>();
    Arrays.stream(list).forEach(one -> codes.put(codeOf.apply(one), one));
    return Collections.unmodifiableSequencedMap(codes);
  }

  private static SequencedMap<String, Boolean> truths() {
    return codes(new Boolean[] {true, false}, Object::toString);
  }

  private static Truth truth(@Nullable Boolean value) {
    return value == null ? Truth.UNKNOWN : Truth.of(value);
  }

  private static Points total(Known known) {
    var score = known.score();
    return new Points(
        score.minimumPossible(),
        score.maximumPossible(),
        score.notApplicable() == null ? known.missing() : List.of(News2.NOT_APPLICABLE));
  }

  /** Oxygen gives two points at most; every other item that is missing could give three. */
  private static Truth singleThree(Known known) {
    var score = known.score();
    if (score.notApplicable() != null) {
      return Truth.UNKNOWN;
    }
    if (News2.hasSingleThree(score.parts())) {
      return Truth.TRUE;
    }
    var missing = known.missing();
    var canStillGiveThree =
        missing.stream().anyMatch(item -> !item.equals("supplementalOxygen"))
            || (!missing.isEmpty() && score.parts().oxygenSaturation() == null);
    return canStillGiveThree ? Truth.UNKNOWN : Truth.FALSE;
  }

  /** Nothing flows on air. */
  private static @Nullable BigDecimal oxygenFlow(Vitals vitals) {
    return vitals.oxygenFlow() == null && Boolean.FALSE.equals(vitals.supplementalOxygen())
        ? BigDecimal.ZERO
        : vitals.oxygenFlow();
  }

  /** Null if no colour is given, or one that is none of the list in English or Swedish. */
  private static @Nullable Colour colour(Known known) {
    var written = writtenColour(known);
    if (written == null) {
      return null;
    }
    var code = withoutRingsAndDots(written.strip().toUpperCase(Locale.ROOT));
    return Arrays.stream(Colour.values())
        .filter(colour -> colour.isWritten(code))
        .findFirst()
        .orElse(null);
  }

  /** They may also stand as characters of their own, behind their letter, or be left out. */
  private static String withoutRingsAndDots(String capitals) {
    return capitals.replace('Å', 'A').replace('Ö', 'O').replace("\u030a", "").replace("\u0308", "");
  }

  /** Without a colour there was no other triage; one that nobody here can read is not known. */
  private static @Nullable String missingColour(Known known) {
    return writtenColour(known) == null ? null : COLOUR + ".notRecognised";
  }

  private static @Nullable String writtenColour(Known known) {
    var triage = known.content().externalTriage();
    var written = triage == null ? null : triage.colour();
    return written == null || written.isBlank() ? null : written;
  }

  /** Prescriptions suffice only where a plan exists; that they do not may be said of any. */
  private static @Nullable Boolean prescriptions(Known known) {
    var plan = known.content().palliativePlan();
    if (plan == null || plan.sufficientPrescriptions() == null) {
      return null;
    }
    return plan.sufficientPrescriptions() && !plan.exists() ? null : plan.sufficientPrescriptions();
  }

  private static Worse awayFrom(String normal) {
    return new Worse.AwayFrom(new BigDecimal(normal));
  }

  private static Measured whole(
      String name, Worse worse, String least, String most, Part<Vitals, Integer> part) {
    return measured(name, worse, least, most, known -> decimal(part.of(known.content().vitals())));
  }

  private static Measured vital(
      String name, Worse worse, String least, String most, Part<Vitals, BigDecimal> part) {
    return measured(name, worse, least, most, known -> part.of(known.content().vitals()));
  }

  private static Measured sample(
      String name, Worse worse, String least, String most, Part<PointOfCare, BigDecimal> part) {
    return measured(name, worse, least, most, known -> part.of(known.content().pointOfCare()));
  }

  private static Measured measured(
      String name, Worse worse, String least, String most, Reading<BigDecimal> reading) {
    return new Measured(name, worse, new BigDecimal(least), new BigDecimal(most), reading);
  }

  private static Measured measured(
      String name,
      Worse worse,
      String least,
      String most,
      Reading<BigDecimal> reading,
      Function<Known, List<String>> missing) {
    return new Measured(name, worse, new BigDecimal(least), new BigDecimal(most), reading, missing);
  }

  /** One value of several that were measured together. */
  private interface Part<W, T> {
    @Nullable T of(W whole);
  }

  private static @Nullable BigDecimal decimal(@Nullable Integer value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  private static SequencedMap<String, Fact> byName() {
    var facts = new LinkedHashMap<String, Fact>();
    FACTS.forEach(fact -> facts.put(fact.name(), fact));
    return Collections.unmodifiableSequencedMap(facts);
  }
}
