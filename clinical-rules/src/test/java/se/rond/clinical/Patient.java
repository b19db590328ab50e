package se.rond.clinical;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import se.rond.contracts.care.CarePlan;
import se.rond.contracts.care.CarePlan.SignedAs;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.EarlierContact;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.ExternalTriage;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.triage.TriageDecision;

/** A patient in a test: well, 80 years old and on air, until a test says otherwise. */
final class Patient {

  ContactCause cause = ContactCause.CATHETER;
  Level nurseLevel = Level.NURSE;
  Set<RedFlag> redFlags = EnumSet.noneOf(RedFlag.class);
  Set<Finding> findings = EnumSet.noneOf(Finding.class);
  boolean suspectedInfection;
  Integer respirationRate = 16;
  Integer saturation = 97;
  Boolean oxygen = false;
  BigDecimal oxygenFlow;
  Integer systolic = 130;
  Integer diastolic = 75;
  Integer pulse = 72;
  Consciousness consciousness = Consciousness.ALERT;
  BigDecimal temperature = new BigDecimal("36.8");
  BigDecimal glucose;
  BigDecimal inr;
  BigDecimal lactate;
  BigDecimal potassium;
  BigDecimal ketones;
  BigDecimal crp;
  BigDecimal hb;
  BigDecimal sodium;
  BigDecimal creatinine;
  String colour;
  Ecg ecg;
  Integer age = 80;
  Boolean pregnant;
  Boolean anticoagulant;
  XrayRegion xrayRegion;
  boolean knownEpilepsyRecovered;
  boolean oxygenCoveredByPlan;
  PalliativePlan plan;
  OxygenSaturationScale scale = OxygenSaturationScale.SCALE_1;
  Integer previousNews2;
  OxygenSaturationScale previousScale = OxygenSaturationScale.SCALE_1;
  BigDecimal contactHours;
  Boolean plannedRecheck;
  Boolean sameEpisode;
  BigDecimal earlierHb;
  BigDecimal earlierCreatinine;
  Boolean repeatCallerFlag;
  boolean planInForce;
  Boolean vitalsRequired;

  private static final Instant RAISED = Instant.parse("2026-11-21T08:14:00Z");

  /** One that sets no scale: that is {@link #scale}. */
  private static final CarePlan PLAN =
      new CarePlan(
          null,
          new HsaId("SE2120000829-L007"),
          SignedAs.PHYSICIAN,
          RAISED.minus(Duration.ofDays(80)),
          RAISED.plus(Duration.ofDays(100)));

  static Patient with(ContactCause cause) {
    var patient = new Patient();
    patient.cause = cause;
    return patient;
  }

  static Patient well() {
    return new Patient();
  }

  /** Sets one value by the name it has in JSON; "-" is not measured. */
  Patient set(String fact, String text) {
    var value = text.equals("-") ? null : text;
    switch (fact) {
      case "contactCause" -> cause = value == null ? null : ContactCause.valueOf(value);
      case "nurseLevel" -> nurseLevel = value == null ? null : Level.valueOf(value);
      case "respirationRate" -> respirationRate = whole(value);
      case "oxygenSaturation" -> saturation = whole(value);
      case "supplementalOxygen" -> oxygen = value == null ? null : Boolean.valueOf(value);
      case "oxygenFlow" -> oxygenFlow = decimal(value);
      case "systolicPressure" -> systolic = whole(value);
      case "diastolicPressure" -> diastolic = whole(value);
      case "pulse" -> pulse = whole(value);
      case "consciousness" -> consciousness = value == null ? null : Consciousness.valueOf(value);
      case "temperature" -> temperature = decimal(value);
      case "glucose" -> glucose = decimal(value);
      case "inr" -> inr = decimal(value);
      case "lactate" -> lactate = decimal(value);
      case "potassium" -> potassium = decimal(value);
      case "ketones" -> ketones = decimal(value);
      case "ecg" -> ecg = value == null ? null : Ecg.valueOf(value);
      case "age" -> age = whole(value);
      case "pregnant" -> pregnant = value == null ? null : Boolean.valueOf(value);
      case "anticoagulant" -> anticoagulant = value == null ? null : Boolean.valueOf(value);
      case "suspectedInfection" -> suspectedInfection = Boolean.parseBoolean(value);
      case "xrayRegion" -> xrayRegion = value == null ? null : XrayRegion.valueOf(value);
      case "knownEpilepsyRecovered" -> knownEpilepsyRecovered = Boolean.parseBoolean(value);
      case "oxygenCoveredByPlan" -> oxygenCoveredByPlan = Boolean.parseBoolean(value);
      case "scale" -> scale = OxygenSaturationScale.of(Integer.parseInt(text));
      case "hb" -> hb = decimal(value);
      case "creatinine" -> creatinine = decimal(value);
      case "previousNews2" -> previousNews2 = whole(value);
      case "previousScale" -> previousScale = OxygenSaturationScale.of(Integer.parseInt(text));
      case "contactHours" -> contactHours = decimal(value);
      case "plannedRecheck" -> plannedRecheck = value == null ? null : Boolean.valueOf(value);
      case "sameEpisode" -> sameEpisode = value == null ? null : Boolean.valueOf(value);
      case "earlierHb" -> earlierHb = decimal(value);
      case "earlierCreatinine" -> earlierCreatinine = decimal(value);
      case "repeatCallerFlag" -> repeatCallerFlag = value == null ? null : Boolean.valueOf(value);
      case "planInForce" -> planInForce = Boolean.parseBoolean(value);
      case "finding" -> findings.add(Finding.valueOf(text));
      case "redFlag" -> redFlags.add(RedFlag.of(text));
      case "sufficientPrescriptions" ->
          plan =
              new PalliativePlan(
                  true, value == null ? null : Boolean.valueOf(value), null, null, null);
      default -> throw new IllegalArgumentException("Expected a fact, but found " + fact);
    }
    return this;
  }

  /** Sets several, as {@code "pulse=131 scale=2"}. */
  Patient setAll(String facts) {
    for (var fact : facts.trim().split("\\s+")) {
      if (!fact.isEmpty()) {
        var parts = fact.split("=");
        set(parts[0], parts[1]);
      }
    }
    return this;
  }

  Patient found(Finding... found) {
    findings.addAll(Set.of(found));
    return this;
  }

  Patient ticked(RedFlag flag) {
    redFlags.add(flag);
    return this;
  }

  ClinicalContent content() {
    return new ClinicalContent(
        cause,
        nurseLevel,
        redFlags,
        findings,
        suspectedInfection,
        new Vitals(
            null,
            respirationRate,
            saturation,
            oxygen,
            oxygenFlow,
            systolic,
            diastolic,
            pulse,
            consciousness,
            temperature,
            null,
            null,
            null),
        new PointOfCare(
            crp, hb, glucose, inr, lactate, potassium, sodium, creatinine, ketones, ecg),
        age,
        pregnant,
        anticoagulant,
        null,
        xrayRegion,
        new Stated(knownEpilepsyRecovered, oxygenCoveredByPlan),
        plan,
        colour == null ? null : new ExternalTriage("RETTS", colour),
        null);
  }

  /** As counted already: what of a plan counts is tested where that is decided. */
  ContextUsed context() {
    return new ContextUsed(
        scale,
        planInForce ? PLAN : null,
        null,
        repeatCallerFlag,
        previousNews2 == null ? null : new EarlierScore(previousNews2, null, previousScale),
        contactHours == null
            ? null
            : new EarlierContact(
                RAISED.minus(Duration.ofMinutes(contactHours.longValue() * 60)),
                null,
                plannedRecheck,
                sameEpisode),
        contactHours,
        earlierHb == null && earlierCreatinine == null
            ? null
            : new EarlierResults(result(earlierHb), result(earlierCreatinine)),
        vitalsRequired);
  }

  private static EarlierResult result(BigDecimal value) {
    return value == null ? null : new EarlierResult(value, null);
  }

  TriageDecision.EarlyWarningScore news2() {
    return News2.score(content(), scale);
  }

  TriageDecision decision() {
    return Shipped.RULES.judge(content(), context());
  }

  TriageDecision decision(HipFractureStrategy strategy) {
    return new TriageRules(Shipped.SET, strategy).judge(content(), context());
  }

  /** The needs as one line, for example {@code TEAM_VISIT[SAMPLING.CRP XRAY.CHEST]}. */
  static String needs(TriageDecision decision) {
    return String.join(
        " ",
        decision.needs().stream()
            .map(
                need ->
                    need.capabilities().isEmpty()
                        ? need.need().name()
                        : need.need()
                            + "["
                            + String.join(
                                " ", need.capabilities().stream().map(c -> c.code()).toList())
                            + "]")
            .toList());
  }

  /** The ids of the rules that fired, in their order. */
  static String fired(TriageDecision decision) {
    return String.join(" ", decision.fired().stream().map(rule -> rule.rule()).toList());
  }

  private static Integer whole(String value) {
    return value == null ? null : Integer.valueOf(value);
  }

  private static BigDecimal decimal(String value) {
    return value == null ? null : new BigDecimal(value);
  }
}
