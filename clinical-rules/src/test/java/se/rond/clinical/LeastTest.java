package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.clinical.InvalidRuleSet.Problem;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.language.Language;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * No document can say less than clinical reference 1.2, 2.6, 2.10.5, 2.10.9, 2.10.10 and the plain
 * signs.
 */
class LeastTest {

  private static final String SHIPPED = ShippedText.of("/rule-sets/rond-default.yaml");

  /** The floors that the least asks for; each by itself, whatever else the set says. */
  private static final List<String> ASKED_FOR =
      List.of(
          "NEWS2-NOT-APPLICABLE",
          "NEWS2-LOW",
          "NEWS2-SINGLE-3",
          "NEWS2-MEDIUM",
          "INFECTION-WITHOUT-NEWS2",
          "SEPSIS-PHYSICIAN",
          "VITALS-MISSING",
          "WS-HEART-FAILURE-PRESSURE",
          "WS-NEW-CONFUSION",
          "SAMPLE-POTASSIUM",
          "SAMPLE-SODIUM",
          "SAMPLE-INR",
          "SAMPLE-HB",
          "SAMPLE-CRP",
          "SAMPLE-LACTATE",
          "SAMPLE-HB-FALL",
          "SAMPLE-CREATININE-RISE",
          "REPEAT-CONTACT",
          "NEWS2-RISE",
          "EXTERNAL-TRIAGE-RED");

  @Test
  void theShippedSetSaysTheLeast() {
    assertThat(Least.gaps(Shipped.SET.rules())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("floorsAskedFor")
  void aSetWithoutAFloorThatIsAskedForSaysTooLittle(String id) {
    var without = new ArrayList<>(Shipped.SET.rules());

    assertThat(without.removeIf(rule -> rule.id().equals(id))).isTrue();
    assertThat(Least.gaps(without)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("floorsAskedFor")
  void aFloorThatIsAskedForCannotBeAProposalNorLower(String id) {
    assertThat(Least.gaps(changed(id, RuleKind.PROPOSAL, null))).isNotEmpty();
    if (!id.equals("SEPSIS-PHYSICIAN")) { // Its level is that of NEWS2; it adds the visit.
      assertThat(Least.gaps(changed(id, RuleKind.FLOOR, Level.ADVICE))).isNotEmpty();
    }
  }

  static List<String> floorsAskedFor() {
    return ASKED_FOR;
  }

  /** The same id, and a condition that holds less often. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 6}}
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 5}, ageYears: {atLeast: 65}}
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 5}, contactCause: {not: [UTI]}}
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 5}, stated.oxygenCoveredByPlan: notStated}
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 5}, spo2Scale: "1"}
          {news2.applies: true, news2.singleThree: true}        | {news2.applies: true, news2.singleThree: true, pulse: {above: 100}}
          {infectionSuspected: true, news2.applies: false}      | {infectionSuspected: true, news2.applies: false, findings: [RIGORS]}
          {contactCause: HEART_FAIL, systolicPressure: {below: 100}} | {contactCause: HEART_FAIL, systolicPressure: {atMost: 98}}
          [respirationRate, oxygenSaturation, supplemental      | [respirationRate, supplemental
          needs: [PHYSICIAN_CONTACT, TEAM_VISIT]                | needs: [PHYSICIAN_CONTACT]
          {contactCause: PNEUMONIA, crb65: {atLeast: 2}}        | {contactCause: PNEUMONIA, crb65: {atLeast: 3}}
          {contactCause: CATHETER, temperature: {atLeast: 38.0}} | {contactCause: CATHETER, temperature: {atLeast: 39.5}}
          {contactCause: HYPERGLYC, respirationRate: {above: 20}} | {contactCause: HYPERGLYC, respirationRate: {above: 21}}
          - pointOfCare.potassium: {atLeast: 6.0}               | - pointOfCare.potassium: {atLeast: 6.2}
          - pointOfCare.sodium: {atMost: 120}                   | - pointOfCare.sodium: {below: 120}
          {pointOfCare.inr: {atLeast: 6.0}}                     | {pointOfCare.inr: {above: 6.0}}
          {pointOfCare.hb: {below: 70}}                         | {pointOfCare.hb: {below: 60}}
          {pointOfCare.crp: {atLeast: 100}}                     | {pointOfCare.crp: {atLeast: 100}, infectionSuspected: true}
          {pointOfCare.lactate: {atLeast: 2.0}}                 | {pointOfCare.lactate: {above: 2.0}}
          {hbFall: {atLeast: 20}}                               | {hbFall: {atLeast: 25}}
          {creatinineRise: {atLeast: 1.5}}                      | {creatinineRise: {atLeast: 2}}
          {lastContact.hours: {atMost: 72}}                     | {lastContact.hours: {atMost: 48}}
          {lastContact.hours: {atMost: 72}}                     | {lastContact.hours: {atMost: 72}, contactCause: {not: [OTHER]}}
          {news2.applies: true, news2.rise: {atLeast: 2}}       | {news2.applies: true, news2.rise: {atLeast: 3}}
          {lastContact.hours: {atMost: 72}}\\n    raise: 1      | {lastContact.hours: {atMost: 72}}\\n    level: MOBILE_TEAM_2H\\n    needs: [TEAM_VISIT]
          {externalTriage.colour: {atLeast: RED}}\\n    level: EMERGENCY_112 | {externalTriage.colour: {atLeast: RED}}\\n    level: PHYSICIAN_NOW\\n    needs: [PHYSICIAN_CONTACT]
          """)
  void aDocumentWithAWeakenedConditionIsRefused(String right, String wrong) {
    var text = SHIPPED.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(problems(text))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.expected()).startsWith("floors by which "));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {news2.applies: true, news2.total: {atLeast: 5}}      | {news2.applies: true, news2.total: {atLeast: 4}}
          {contactCause: HEART_FAIL, systolicPressure: {below: 100}} | {contactCause: HEART_FAIL, systolicPressure: {atMost: 100}}
          {contactCause: HEART_FAIL, systolicPressure: {below: 100}} | {systolicPressure: {below: 110}}
          {contactCause: CATHETER, temperature: {atLeast: 38.0}} | {contactCause: CATHETER, temperature: {atLeast: 38.5}}
          {lastContact.hours: {atMost: 72}}                     | {lastContact.hours: {atMost: 96}}
          {lastContact.hours: {atMost: 72}}\\n    raise: 1      | {lastContact.hours: {atMost: 72}}\\n    level: PHYSICIAN_NOW\\n    needs: [PHYSICIAN_CONTACT]
          """)
  void aDocumentThatSaysMoreIsRead(String right, String more) {
    var text = SHIPPED.replace(right.replace("\\n", "\n"), more.replace("\\n", "\n"));

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(RuleSet.read(text).rules()).hasSameSizeAs(Shipped.SET.rules());
  }

  @Test
  void aDocumentWithoutRulesOrSignsIsRefused() {
    var text = SHIPPED.substring(0, SHIPPED.indexOf("\nrules:\n"));

    assertThat(problems(text))
        .extracting(Problem::expected)
        .contains("the key 'rules' in a rule set", "the key 'signs' in a rule set");
  }

  @Test
  void aDocumentWithoutSignsByValueIsRefused() {
    var text = SHIPPED.substring(0, SHIPPED.indexOf("\nsignsByValue:\n"));

    assertThat(problems(text)).hasSize(4);
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EXPECTED_DEATH] | EXPECTED_DEATH, UTI] | a contact cause with which vital signs may be missing
          level: PHYSICIAN_NOW\\n    needs: [PHYSICIAN_CONTACT]\\n    codes: | level: ADVICE\\n    needs: [PHYSICIAN_CONTACT]\\n    codes: | of warning signs at least PHYSICIAN_NOW
          level: PHYSICIAN_NOW\\n    needs: [PHYSICIAN_CONTACT]\\n    codes: | level: PHYSICIAN_NOW\\n    codes: | of warning signs at least PHYSICIAN_NOW
          """)
  void aWiderListOrASignOfLessIsRefused(String right, String wrong, String expected) {
    var text = SHIPPED.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(problems(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).startsWith(expected));
  }

  /** As a region had it in force before there was more to say. */
  @ParameterizedTest(name = "version {0} lacks {1}")
  @CsvSource({
    "1, LEAST-POTASSIUM LEAST-SODIUM LEAST-INR LEAST-HB LEAST-CRP LEAST-LACTATE LEAST-HB-FALL"
        + " LEAST-CREATININE-RISE LEAST-REPEAT-CONTACT LEAST-NEWS2-RISE LEAST-EXTERNAL-TRIAGE-RED",
    "2, LEAST-LACTATE LEAST-HB-FALL LEAST-CREATININE-RISE LEAST-REPEAT-CONTACT LEAST-NEWS2-RISE"
  })
  void aSetOfBeforeIsReadWithWhatIsMissingAndRefusedAsADraft(String version, String missing) {
    var document = ShippedText.of("/rule-sets/rond-default-" + version + ".yaml");
    var asItIs = RuleSetReader.readToReplay(document);

    var completed = (RuleSet) RuleDocument.readTaken(document);

    assertThat(completed.rules())
        .extracting(Rule::id)
        .startsWith(asItIs.rules().stream().map(Rule::id).toArray(String[]::new))
        .endsWith(missing.split(" "))
        .hasSize(asItIs.rules().size() + missing.split(" ").length);
    assertThat(Least.gaps(completed.rules())).isEmpty();
    var withTheRegion = document.replace("\nxray:\n", "\nxray:\n  CLAVICLE: [XRAY.CLAVICLE]\n");
    assertThat(problems(withTheRegion)).hasSameSizeAs(missing.split(" "));
  }

  /** No set of before knew the region; one of now has to say what a team brings. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void aSetOfBeforeBringsTheXrayOfARegionThatWasAdded(String version) {
    var document = ShippedText.of("/rule-sets/rond-default-" + version + ".yaml");

    assertThat(((RuleSet) RuleDocument.readTaken(document)).xrayOf(XrayRegion.CLAVICLE))
        .containsExactly(Capability.XRAY_CLAVICLE);
    assertThat(problems(SHIPPED.replaceFirst("  CLAVICLE: .*\n", "")))
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).contains("brings for CLAVICLE"));
  }

  @Test
  void whatIsMissingIsJudgedAndStandsOnThePage() {
    var completed =
        (RuleSet) RuleDocument.readTaken(ShippedText.of("/rule-sets/rond-default-2.yaml"));
    var rules = new TriageRules(completed, HipFractureStrategy.MOBILE_XRAY_FIRST);
    var patient = Patient.with(ContactCause.CATHETER).setAll("contactHours=5");

    var decision = rules.judge(patient.content(), patient.context());

    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(decision.floor()).isEqualTo(Level.NURSE);
    assertThat(Patient.fired(decision))
        .isEqualTo("LEAST-REPEAT-CONTACT LEAST-REPEAT-CONTACT CAUSE-CATHETER");
    assertThat(completed.statements())
        .filteredOn(one -> one.field().equals("rules.LEAST-REPEAT-CONTACT.note"))
        .singleElement()
        .satisfies(one -> assertThat(one.says().in(Language.ENGLISH)).startsWith("Added: "));
  }

  /** What is not missing is not said twice. */
  @Test
  void aSetThatSaysTheLeastIsReadAsItIs() {
    assertThat(((RuleSet) RuleDocument.readTaken(SHIPPED)).rules())
        .extracting(Rule::id)
        .containsExactlyElementsOf(Shipped.SET.rules().stream().map(Rule::id).toList());
  }

  /** The exemption of SEIZURE, outweighed by less than new confusion, or by nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "      unless: {findings: [DROWSY]}\n",
        "      unless: {consciousness: {atLeast: NEW_CONFUSION}}\n",
        "      unless: {any: [{consciousness: {atLeast: VOICE}}, {findings: [DROWSY]}]}\n",
        "      unless: {consciousness: {atLeast: NEW_CONFUSION}, findings: [DROWSY]}\n",
        "      unless: {any: [{consciousness: {atLeast: NEW_CONFUSION}, ageYears: {atLeast: 65}},"
            + " {findings: [DROWSY]}]}\n"
      })
  void anExemptionThatIsOutweighedByLessIsRefusedAsADraftAndCompletedWhereItWasTaken(
      String unless) {
    var text = withUnless(unless);
    var line = text.substring(0, text.indexOf("stated: stated.known")).lines().count();

    assertThat(problems(text))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.expected()).startsWith("of SEIZURE an exemption that does not");
              assertThat(problem.place().line()).isBetween((int) line - 1, (int) line + 1);
            });
    assertThat(seizure((RuleSet) RuleDocument.readTaken(text), "consciousness=NEW_CONFUSION"))
        .isEqualTo(Level.EMERGENCY_112);
    assertThat(seizure((RuleSet) RuleDocument.readTaken(text), "consciousness=-"))
        .isEqualTo(Level.EMERGENCY_112);
    assertThat(seizure((RuleSet) RuleDocument.readTaken(text), "finding=DROWSY"))
        .isEqualTo(Level.EMERGENCY_112);
    assertThat(seizure((RuleSet) RuleDocument.readTaken(text), "")).isEqualTo(Level.PHYSICIAN_NOW);
  }

  @Test
  void anExemptionThatIsOutweighedByMoreIsRead() {
    var text =
        withUnless(
            "      unless: {any: [{consciousness: {atLeast: NEW_CONFUSION}},"
                + " {findings: [DROWSY, AMNESIA]}, {pulse: {above: 110}}]}\n");

    assertThat(seizure(RuleSet.read(text), "")).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(seizure(RuleSet.read(text), "pulse=111")).isEqualTo(Level.EMERGENCY_112);
  }

  /** A set may do without an exemption. */
  @Test
  void aSetWithoutAnExemptionIsNotAskedWhatOutweighsIt() {
    var text = SHIPPED.replaceAll("(?m)^    exempt:\\n(?:      .*\\n)+", "");

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(seizure(RuleSet.read(text), "")).isEqualTo(Level.EMERGENCY_112);
  }

  /** Or what completes a set could not be told from what its document says. */
  @Test
  void anIdAsTheLeastHasItIsRefusedInADraftAlone() {
    var text = SHIPPED.replace("id: NEWS2-LOW", "id: LEAST-NEWS2-LOW");

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(problems(text))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.expected()).startsWith("an id that does not begin with LEAST-"));
    assertThat(((RuleSet) RuleDocument.readTaken(text)).rules()).hasSameSizeAs(Shipped.SET.rules());
  }

  @Test
  void everyRuleOfTheLeastHasSuchAnId() {
    assertThat(RuleSetReader.readLeast(ShippedText.of("/rule-sets/least.yaml")).rules())
        .allSatisfy(rule -> assertThat(rule.id()).startsWith(Least.PREFIX));
  }

  private static String withUnless(String unless) {
    var shipped =
        "      unless:\n        any:\n          - consciousness: {atLeast: NEW_CONFUSION}\n";
    var text = SHIPPED.replace(shipped + "          - findings: [DROWSY]\n", unless);
    assertThat(text).isNotEqualTo(SHIPPED);
    return text;
  }

  private static Level seizure(RuleSet set, String facts) {
    var patient =
        Patient.with(ContactCause.SEIZURE).setAll(("knownEpilepsyRecovered=true " + facts).strip());
    return new TriageRules(set, HipFractureStrategy.MOBILE_XRAY_FIRST)
        .judge(patient.content(), patient.context())
        .level();
  }

  private static List<Rule> changed(String id, RuleKind kind, Level level) {
    return Shipped.SET.rules().stream()
        .map(
            rule ->
                rule.id().equals(id)
                    ? new Rule(
                        rule.id(),
                        kind,
                        rule.label(),
                        rule.note(),
                        rule.when(),
                        rule.unlistedWhen(),
                        level == null ? rule.level() : level,
                        rule.needs(),
                        rule.capabilities(),
                        rule.higher(),
                        rule.shows(),
                        rule.raises() && level == null)
                    : rule)
        .toList();
  }

  private static List<Problem> problems(String text) {
    return catchThrowableOfType(InvalidRuleSet.class, () -> RuleSet.read(text)).problems();
  }
}
