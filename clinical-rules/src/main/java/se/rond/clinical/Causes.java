package se.rond.clinical;

import static se.rond.contracts.care.Capability.SAMPLING_BLADDER_SCAN;
import static se.rond.contracts.care.Capability.SAMPLING_CRP;
import static se.rond.contracts.care.Capability.SAMPLING_ECG;
import static se.rond.contracts.care.Capability.SAMPLING_GLUCOSE;
import static se.rond.contracts.care.Capability.SAMPLING_HB;
import static se.rond.contracts.care.Capability.SAMPLING_INR;
import static se.rond.contracts.care.Capability.SAMPLING_ISTAT;
import static se.rond.contracts.care.Capability.SAMPLING_KETONES;
import static se.rond.contracts.care.Capability.SAMPLING_LACTATE;
import static se.rond.contracts.care.Capability.SAMPLING_URINE;
import static se.rond.contracts.care.Capability.XRAY_CHEST;
import static se.rond.contracts.care.Capability.XRAY_EXTREMITY;
import static se.rond.contracts.care.Capability.XRAY_HIP;
import static se.rond.contracts.care.Capability.XRAY_PELVIS;
import static se.rond.contracts.care.Level.EMERGENCY_112;
import static se.rond.contracts.care.Level.MOBILE_TEAM_2H;
import static se.rond.contracts.care.Level.MOBILE_TEAM_TODAY;
import static se.rond.contracts.care.Level.NURSE;
import static se.rond.contracts.care.Level.PHYSICIAN_NOW;
import static se.rond.contracts.care.Level.PHYSICIAN_TODAY;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;

/**
 * What a contact cause usually leads to: the table of clinical reference 2.12 and the four further
 * codes below it (all DEFAULT, to be approved by a region). A usual level is a proposal; floors may
 * demand more.
 */
final class Causes {

  /** HYPERGLYC: above this a physician now, mmol/L (2.12, row 23). */
  private static final BigDecimal HIGH_GLUCOSE = new BigDecimal("20");

  /** Causes that vitals need not be measured for (2.10.5; issue of the first light). */
  private static final Set<ContactCause> VITALS_NOT_REQUIRED =
      Set.of(ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH);

  private Causes() {}

  /**
   * What a cause proposes.
   *
   * @param level the usual level
   * @param teamBrings samples and X-ray that a team brings when one is needed, by this or any other
   *     rule
   * @param facts what the level turned on, where it turns on something
   */
  record Proposal(Level level, Set<Capability> teamBrings, SortedMap<String, String> facts) {
    Proposal {
      teamBrings = Collections.unmodifiableSet(teamBrings);
      facts = Collections.unmodifiableSortedMap(facts);
    }
  }

  /** A cause that could not be read is judged as OTHER. */
  static ContactCause causeOf(ClinicalContent content) {
    return content.contactCause() == null ? ContactCause.OTHER : content.contactCause();
  }

  static boolean requiresVitals(ContactCause cause) {
    return !VITALS_NOT_REQUIRED.contains(cause);
  }

  static Proposal propose(ClinicalContent content, HipFractureStrategy strategy) {
    return switch (causeOf(content)) {
      case FALL_NO_INJ -> usually(NURSE, content, SAMPLING_GLUCOSE, SAMPLING_ECG, SAMPLING_HB);
      case FALL_INJ -> fallWithInjury(content);
      case HIP_PAIN -> suspectedHipFracture(content, strategy);
      case HEAD_TRAUMA -> usually(PHYSICIAN_NOW, content, SAMPLING_INR, SAMPLING_GLUCOSE);
      case DYSPNOEA ->
          usually(
              MOBILE_TEAM_2H,
              content,
              SAMPLING_CRP,
              SAMPLING_HB,
              SAMPLING_ECG,
              SAMPLING_ISTAT,
              SAMPLING_LACTATE,
              XRAY_CHEST);
      case COPD_EXAC ->
          usually(MOBILE_TEAM_2H, content, SAMPLING_CRP, SAMPLING_ISTAT, SAMPLING_ECG, XRAY_CHEST);
      case HEART_FAIL ->
          usually(
              MOBILE_TEAM_TODAY, content, SAMPLING_ISTAT, SAMPLING_HB, SAMPLING_ECG, XRAY_CHEST);
      case CHEST_PAIN -> chestPain(content);
      case ARRHYTHMIA -> usually(PHYSICIAN_NOW, content, SAMPLING_ECG, SAMPLING_ISTAT, SAMPLING_HB);
      case FEVER_INF ->
          usually(
              MOBILE_TEAM_2H,
              content,
              SAMPLING_CRP,
              SAMPLING_LACTATE,
              SAMPLING_HB,
              SAMPLING_URINE,
              SAMPLING_ISTAT,
              SAMPLING_GLUCOSE);
      case PNEUMONIA ->
          usually(
              MOBILE_TEAM_2H, content, SAMPLING_CRP, SAMPLING_ISTAT, SAMPLING_LACTATE, XRAY_CHEST);
      case UTI ->
          usually(
              NURSE,
              content,
              SAMPLING_URINE,
              SAMPLING_CRP,
              SAMPLING_BLADDER_SCAN,
              SAMPLING_GLUCOSE);
      case CATHETER -> usually(NURSE, content, SAMPLING_BLADDER_SCAN, SAMPLING_URINE);
      case RETENTION -> usually(NURSE, content, SAMPLING_BLADDER_SCAN, SAMPLING_ISTAT);
      case HAEMATURIA ->
          usually(
              PHYSICIAN_TODAY,
              content,
              SAMPLING_HB,
              SAMPLING_INR,
              SAMPLING_BLADDER_SCAN,
              SAMPLING_URINE);
      case CONFUSION -> confusion(content);
      case GEN_DETERIOR ->
          usually(
              MOBILE_TEAM_TODAY,
              content,
              SAMPLING_CRP,
              SAMPLING_HB,
              SAMPLING_GLUCOSE,
              SAMPLING_ISTAT,
              SAMPLING_LACTATE,
              SAMPLING_URINE,
              SAMPLING_ECG);
      case STROKE_TIA -> usually(EMERGENCY_112, content, SAMPLING_GLUCOSE);
      case SEIZURE -> seizure(content);
      case SYNCOPE ->
          usually(
              PHYSICIAN_NOW, content, SAMPLING_ECG, SAMPLING_GLUCOSE, SAMPLING_HB, SAMPLING_ISTAT);
      case DIZZINESS ->
          usually(PHYSICIAN_TODAY, content, SAMPLING_ECG, SAMPLING_GLUCOSE, SAMPLING_HB);
      case HYPOGLYC -> usually(PHYSICIAN_NOW, content, SAMPLING_GLUCOSE);
      case HYPERGLYC -> highGlucose(content);
      case ABDO_PAIN ->
          usually(
              PHYSICIAN_NOW,
              content,
              SAMPLING_CRP,
              SAMPLING_HB,
              SAMPLING_LACTATE,
              SAMPLING_ISTAT,
              SAMPLING_URINE,
              SAMPLING_ECG,
              SAMPLING_BLADDER_SCAN);
      case VOMIT_DIARR -> usually(NURSE, content, SAMPLING_ISTAT, SAMPLING_GLUCOSE, SAMPLING_CRP);
      case CONSTIPATION -> usually(NURSE, content);
      case GI_BLEED -> gastrointestinalBleeding(content);
      case DEHYDRATION ->
          usually(
              MOBILE_TEAM_TODAY,
              content,
              SAMPLING_ISTAT,
              SAMPLING_GLUCOSE,
              SAMPLING_HB,
              SAMPLING_LACTATE);
      case WOUND_PU -> usually(NURSE, content, SAMPLING_CRP, SAMPLING_GLUCOSE, SAMPLING_HB);
      case SKIN_INF ->
          usually(MOBILE_TEAM_TODAY, content, SAMPLING_CRP, SAMPLING_LACTATE, SAMPLING_GLUCOSE);
      case LEG_SWELL -> usually(PHYSICIAN_TODAY, content, SAMPLING_HB, SAMPLING_ISTAT);
      case PAIN -> usually(PHYSICIAN_TODAY, content, SAMPLING_CRP, SAMPLING_HB);
      case PALLIATIVE -> palliative(content);
      case MED_ERROR ->
          usually(
              PHYSICIAN_NOW, content, SAMPLING_GLUCOSE, SAMPLING_ECG, SAMPLING_ISTAT, SAMPLING_INR);
      case BLEED_AC -> usually(PHYSICIAN_NOW, content, SAMPLING_HB, SAMPLING_INR);
      case PSYCH_BPSD -> psychiatric(content);
      case ALLERGY, OTHER -> usually(PHYSICIAN_TODAY, content);
      case DEVICE_PEG_CVK -> usually(NURSE, content);
      case EXPECTED_DEATH -> usually(PHYSICIAN_TODAY, content);
    };
  }

  /** Row 2. The X-ray is of the region the nurse names; without one, of an extremity. */
  private static Proposal fallWithInjury(ClinicalContent content) {
    return content.xrayRegion() == null
        ? usually(MOBILE_TEAM_TODAY, content, SAMPLING_HB, SAMPLING_INR, XRAY_EXTREMITY)
        : usually(MOBILE_TEAM_TODAY, content, SAMPLING_HB, SAMPLING_INR);
  }

  /** Row 3 and section 2.7; also where another cause comes with hip signs. */
  static Proposal suspectedHipFracture(ClinicalContent content, HipFractureStrategy strategy) {
    var level =
        switch (strategy) {
          case AMBULANCE_FIRST -> EMERGENCY_112;
          case MOBILE_XRAY_FIRST -> MOBILE_TEAM_2H;
        };
    return because(
        "hipFractureStrategy",
        strategy.name(),
        usually(level, content, SAMPLING_HB, SAMPLING_ISTAT, XRAY_HIP, XRAY_PELVIS));
  }

  /** Row 8: 112 if the pain is there now. Chest X-ray only where the nurse asks for it. */
  private static Proposal chestPain(ClinicalContent content) {
    return content.findings().contains(Finding.ONGOING)
        ? because(
            "findings",
            Finding.ONGOING.name(),
            usually(EMERGENCY_112, content, SAMPLING_ECG, SAMPLING_HB))
        : usually(PHYSICIAN_NOW, content, SAMPLING_ECG, SAMPLING_HB);
  }

  /** Row 16. */
  private static Proposal confusion(ClinicalContent content) {
    return usually(
        MOBILE_TEAM_2H,
        content,
        SAMPLING_GLUCOSE,
        SAMPLING_CRP,
        SAMPLING_URINE,
        SAMPLING_BLADDER_SCAN,
        SAMPLING_ISTAT,
        SAMPLING_HB,
        SAMPLING_ECG);
  }

  /**
   * Row 19: 112, unless it is stated that the epilepsy is known and the patient recovered, and the
   * patient is alert: what is stated does not outweigh what was measured, or was not.
   */
  private static Proposal seizure(ClinicalContent content) {
    return content.stated().knownEpilepsyRecovered()
            && content.vitals().consciousness() == Consciousness.ALERT
            && !content.findings().contains(Finding.DROWSY)
        ? because(
            "stated.knownEpilepsyRecovered",
            "true",
            usually(PHYSICIAN_NOW, content, SAMPLING_GLUCOSE))
        : usually(EMERGENCY_112, content, SAMPLING_GLUCOSE);
  }

  /**
   * Row 23: a physician now above 20 mmol/L, else the same day. A glucose that was not measured
   * counts as above, since only a known one can tell that the day has time.
   */
  private static Proposal highGlucose(ClinicalContent content) {
    var glucose = content.pointOfCare().glucose();
    var isKnownToBeLower = glucose != null && glucose.compareTo(HIGH_GLUCOSE) <= 0;
    return because(
        "pointOfCare.glucose",
        glucose == null ? "not measured" : glucose.toPlainString(),
        usually(
            isKnownToBeLower ? PHYSICIAN_TODAY : PHYSICIAN_NOW,
            content,
            SAMPLING_GLUCOSE,
            SAMPLING_KETONES,
            SAMPLING_ISTAT));
  }

  /** Row 27: 112 if the bleeding gives symptoms; that is also RF-C3. */
  private static Proposal gastrointestinalBleeding(ClinicalContent content) {
    return content.findings().contains(Finding.SYMPTOMATIC)
        ? because(
            "findings",
            Finding.SYMPTOMATIC.name(),
            usually(EMERGENCY_112, content, SAMPLING_HB, SAMPLING_INR, SAMPLING_LACTATE))
        : usually(PHYSICIAN_NOW, content, SAMPLING_HB, SAMPLING_INR, SAMPLING_LACTATE);
  }

  /**
   * Row 33: the plan's prescriptions first, by a nurse, if a plan is stated to exist and they are
   * stated to suffice; else a physician now. Samples only if they change the care: none by rule.
   */
  private static Proposal palliative(ClinicalContent content) {
    var plan = content.palliativePlan();
    return plan != null && plan.exists() && Boolean.TRUE.equals(plan.sufficientPrescriptions())
        ? because("palliativePlan.sufficientPrescriptions", "true", usually(NURSE, content))
        : usually(PHYSICIAN_NOW, content);
  }

  /** Row 36: what is new is treated as CONFUSION. */
  private static Proposal psychiatric(ClinicalContent content) {
    return content.findings().contains(Finding.NEW_ONSET_PSYCHIATRIC)
        ? because("findings", Finding.NEW_ONSET_PSYCHIATRIC.name(), confusion(content))
        : usually(
            PHYSICIAN_TODAY, content, SAMPLING_GLUCOSE, SAMPLING_URINE, SAMPLING_BLADDER_SCAN);
  }

  private static Proposal usually(Level level, ClinicalContent content, Capability... teamBrings) {
    var capabilities = EnumSet.noneOf(Capability.class);
    Collections.addAll(capabilities, teamBrings);
    capabilities.addAll(xrayAskedFor(content));
    return new Proposal(level, capabilities, new TreeMap<>());
  }

  private static Proposal because(String fact, String value, Proposal proposal) {
    var facts = new TreeMap<>(proposal.facts());
    facts.put(fact, value);
    return new Proposal(proposal.level(), proposal.teamBrings(), facts);
  }

  /** The X-ray of the region the nurse names, whatever the cause. */
  private static Set<Capability> xrayAskedFor(ClinicalContent content) {
    return switch (content.xrayRegion()) {
      case null -> Set.of();
      case WRIST, SHOULDER, KNEE, FOOT -> Set.of(XRAY_EXTREMITY);
      case HIP -> Set.of(XRAY_HIP);
      case PELVIS -> Set.of(XRAY_PELVIS);
      case CHEST -> Set.of(XRAY_CHEST);
    };
  }
}
