package se.rond.clinical;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;

/** A request as it is, to be made otherwise in one value and read once. */
final class Supposed {

  private final ClinicalContent actual;

  Set<RedFlag> redFlags;
  Set<Finding> findings;
  boolean suspectedInfection;
  @Nullable Level nurseLevel;
  @Nullable Boolean anticoagulant;
  Stated stated;
  @Nullable PalliativePlan plan;
  @Nullable Integer respirationRate;
  @Nullable Integer saturation;
  @Nullable Boolean oxygen;
  @Nullable BigDecimal oxygenFlow;
  @Nullable Integer systolic;
  @Nullable Integer diastolic;
  @Nullable Integer pulse;
  @Nullable Consciousness consciousness;
  @Nullable BigDecimal temperature;
  @Nullable BigDecimal crp;
  @Nullable BigDecimal hb;
  @Nullable BigDecimal glucose;
  @Nullable BigDecimal inr;
  @Nullable BigDecimal lactate;
  @Nullable BigDecimal potassium;
  @Nullable BigDecimal sodium;
  @Nullable BigDecimal creatinine;
  @Nullable BigDecimal ketones;
  @Nullable Ecg ecg;

  Supposed(ClinicalContent actual) {
    this.actual = actual;
    var vitals = actual.vitals();
    var samples = actual.pointOfCare();
    nurseLevel = actual.nurseLevel();
    anticoagulant = actual.anticoagulant();
    stated = actual.stated();
    plan = actual.palliativePlan();
    redFlags = actual.redFlags();
    findings = actual.findings();
    suspectedInfection = actual.suspectedInfection();
    respirationRate = vitals.respirationRate();
    saturation = vitals.oxygenSaturation();
    oxygen = vitals.supplementalOxygen();
    oxygenFlow = vitals.oxygenFlow();
    systolic = vitals.systolicPressure();
    diastolic = vitals.diastolicPressure();
    pulse = vitals.pulse();
    consciousness = vitals.consciousness();
    temperature = vitals.temperature();
    crp = samples.crp();
    hb = samples.hb();
    glucose = samples.glucose();
    inr = samples.inr();
    lactate = samples.lactate();
    potassium = samples.potassium();
    sodium = samples.sodium();
    creatinine = samples.creatinine();
    ketones = samples.ketones();
    ecg = samples.ecg();
  }

  ClinicalContent content() {
    var vitals = actual.vitals();
    return new ClinicalContent(
        actual.contactCause(),
        nurseLevel,
        redFlags,
        findings,
        suspectedInfection,
        new Vitals(
            vitals.measuredAt(),
            respirationRate,
            saturation,
            oxygen,
            oxygenFlow,
            systolic,
            diastolic,
            pulse,
            consciousness,
            temperature,
            vitals.confirmedExtreme(),
            vitals.measuredBy(),
            vitals.notMeasuredReason()),
        new PointOfCare(
            crp, hb, glucose, inr, lactate, potassium, sodium, creatinine, ketones, ecg),
        actual.ageYears(),
        actual.pregnant(),
        anticoagulant,
        actual.lastKnownWell(),
        actual.xrayRegion(),
        stated,
        plan,
        actual.externalTriage(),
        actual.assessedFrom());
  }
}
