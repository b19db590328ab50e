package se.rond.dispatch.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.RedFlag;
import se.rond.dispatch.change.KnownContent.Told;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class KnownContentTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final TriageRules RULES =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  /** What is not said is false or absent, as the reader of bodies takes it. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  @Test
  void theLatestOfEachValueCountsWhateverTheOrderItCameIn() {
    var raised =
        told(0, "{'contactCause': 'PNEUMONIA', 'vitals': {'pulse': 80, 'temperature': 38.4}}");
    var newer = told(10, "{'vitals': {'pulse': 104, 'respirationRate': 22}}");
    var older = told(-30, "{'vitals': {'pulse': 60, 'oxygenSaturation': 97}}");

    for (var after : List.of(List.of(newer, older), List.of(older, newer))) {
      var vitals = known(raised, after).vitals();

      assertThat(vitals.pulse()).isEqualTo(104);
      assertThat(vitals.temperature()).isEqualByComparingTo("38.4");
      assertThat(vitals.respirationRate()).isEqualTo(22);
      assertThat(vitals.oxygenSaturation()).isEqualTo(97);
    }
  }

  @Test
  void ofTwoAtTheSameInstantTheOneThatCameLaterCounts() {
    var raised = told(0, "{'contactCause': 'PNEUMONIA', 'pointOfCare': {'lactate': 4.4}}");

    var known = known(raised, List.of(told(0, "{'pointOfCare': {'lactate': 1.4}}")));

    assertThat(known.pointOfCare().lactate()).isEqualByComparingTo("1.4");
  }

  @Test
  void vitalSignsCountByWhenTheyWereMeasuredAndNotByWhenTheyWereWrittenDown() {
    var raised = told(0, "{'contactCause': 'PNEUMONIA', 'vitals': {'pulse': 80}}");
    var measured = told(20, "{'vitals': {'pulse': 104}}");
    var writtenDown =
        told(
            30,
            "{'vitals': {'measuredAt': '2026-11-21T12:10:00Z', 'pulse': 90, 'temperature': 38.1},"
                + " 'pointOfCare': {'crp': 148}}");

    for (var after : List.of(List.of(measured, writtenDown), List.of(writtenDown, measured))) {
      var known = known(raised, after);

      assertThat(known.vitals().pulse()).isEqualTo(104);
      assertThat(known.vitals().temperature()).isEqualByComparingTo("38.1");
      assertThat(known.pointOfCare().crp()).isEqualByComparingTo("148");
    }
  }

  @Test
  void nothingIsMeasuredAfterItWasTold() {
    var raised = told(0, "{'contactCause': 'PNEUMONIA', 'vitals': {'pulse': 80}}");
    var future = told(5, "{'vitals': {'measuredAt': '2027-01-01T00:00:00Z', 'pulse': 60}}");
    var later = told(10, "{'vitals': {'pulse': 104}}");

    assertThat(known(raised, List.of(future, later)).vitals().pulse()).isEqualTo(104);
  }

  @Test
  void oxygenTakenOffTakesItsFlowAlong() {
    var raised =
        told(
            0,
            "{'contactCause': 'PNEUMONIA', 'vitals': {'supplementalOxygen': true, 'oxygenFlow': 2,"
                + " 'systolicPressure': 140, 'diastolicPressure': 90}}");

    var vitals =
        known(
                raised,
                List.of(
                    told(5, "{'vitals': {'supplementalOxygen': false, 'systolicPressure': 85}}")))
            .vitals();

    assertThat(vitals.supplementalOxygen()).isFalse();
    assertThat(vitals.oxygenFlow()).isNull();
    assertThat(vitals.diastolicPressure()).isNull();
  }

  @Test
  void flagsAndFindingsAreNeverLost() {
    var raised = told(0, "{'contactCause': 'CONFUSION', 'redFlags': ['RF-D2']}");

    var known =
        known(
            raised,
            List.of(
                told(5, "{'redFlags': ['RF-B2'], 'findings': ['DROWSY']}"),
                told(9, "{'redFlags': []}")));

    assertThat(known.redFlags()).containsExactlyInAnyOrder(RedFlag.RF_D2, RedFlag.RF_B2);
    assertThat(known.findings()).containsExactly(Finding.DROWSY);
  }

  @Test
  void ofTwoRequestsTheCauseAndTheNursesLevelThatLeadHigherCount() {
    var lower = told(0, "{'contactCause': 'CATHETER', 'nurseLevel': 'NURSE'}");
    var higher = told(5, "{'contactCause': 'STROKE_TIA', 'nurseLevel': 'MOBILE_TEAM_TODAY'}");

    for (var known : List.of(known(lower, List.of(higher)), known(higher, List.of(lower)))) {
      assertThat(known.contactCause()).isEqualTo(ContactCause.STROKE_TIA);
      assertThat(known.nurseLevel()).isEqualTo(Level.MOBILE_TEAM_TODAY);
    }
  }

  @Test
  void whatExemptsCountsOnlyWhereBothRequestsStateIt() {
    var stated = told(0, "{'contactCause': 'SEIZURE', 'stated': {'knownEpilepsyRecovered': true}}");
    var silent = told(5, "{'contactCause': 'SEIZURE'}");
    var observed = told(5, "{'vitals': {'pulse': 90}}");

    assertThat(known(stated, List.of(silent)).stated().knownEpilepsyRecovered()).isFalse();
    assertThat(known(stated, List.of(observed)).stated().knownEpilepsyRecovered()).isTrue();
  }

  @Test
  void oxygenThatIsMeasuredLaterIsNotCoveredByWhatWasSaidBefore() {
    var covered =
        told(
            0,
            "{'contactCause': 'PNEUMONIA', 'stated': {'oxygenCoveredByPlan': true},"
                + " 'vitals': {'supplementalOxygen': true, 'oxygenFlow': 2}}");
    var more = told(30, "{'vitals': {'oxygenFlow': 10}}");
    var pulse = told(30, "{'vitals': {'pulse': 90}}");

    var known = known(covered, List.of());

    assertThat(known(covered, List.of(pulse)).stated().oxygenCoveredByPlan()).isTrue();
    assertThat(known(covered, List.of(more)).stated().oxygenCoveredByPlan()).isFalse();
    assertThat(KnownContent.alone(more.content(), known).stated().oxygenCoveredByPlan()).isFalse();
  }

  @Test
  void prescriptionsSufficeOnlyWhereBothRequestsSaySo() {
    var suffice =
        told(
            5,
            "{'contactCause': 'PALLIATIVE', 'palliativePlan': {'exists': true,"
                + " 'sufficientPrescriptions': true}}");
    var lack =
        told(
            0,
            "{'contactCause': 'PALLIATIVE', 'palliativePlan': {'exists': true,"
                + " 'sufficientPrescriptions': false}}");
    var silent = told(0, "{'contactCause': 'PALLIATIVE'}");

    assertThat(prescriptions(suffice, suffice)).isTrue();
    assertThat(prescriptions(lack, suffice)).isFalse();
    assertThat(prescriptions(silent, suffice)).isNull();
  }

  private static @Nullable Boolean prescriptions(Told raised, Told joined) {
    var plan = known(raised, List.of(joined)).palliativePlan();
    return plan == null ? null : plan.sufficientPrescriptions();
  }

  @Test
  void aWorseValueAloneIsNotOutweighedByABetterOne() {
    var known =
        known(told(0, "{'contactCause': 'PNEUMONIA', 'pointOfCare': {'lactate': 1.1}}"), List.of());
    var late = told(-20, "{'pointOfCare': {'lactate': 5.2}}").content();

    var alone = KnownContent.alone(late, known);

    assertThat(RULES.demandsEmergency(alone, ContextUsed.NOTHING)).isTrue();
    assertThat(alone.contactCause()).isEqualTo(ContactCause.PNEUMONIA);
  }

  private static ClinicalContent known(Told raised, List<Told> after) {
    return KnownContent.of(raised, after, RULES);
  }

  private static Told told(int minutesAfterNoon, String content) {
    var at = NOON.plus(Duration.ofMinutes(minutesAfterNoon));
    return new Told(at, at, JSON.readValue(content.replace('\'', '"'), ClinicalContent.class));
  }
}
