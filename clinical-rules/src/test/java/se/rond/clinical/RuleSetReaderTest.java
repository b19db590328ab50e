package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static se.rond.contracts.care.Need.NURSE_VISIT;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.InvalidRuleSet.Problem;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;

/** What a document may say, and what is said of one that says something else. */
class RuleSetReaderTest {

  private static final String SHIPPED = ShippedText.of("/rule-sets/rond-default.yaml");

  /** A rule that can be read, with a place for its condition. */
  private static final String RULE =
      """
        - id: OWN-RULE
          kind: FLOOR
          label: {sv: Egen regel, en: A rule of our own}
          when: %s
          level: PHYSICIAN_TODAY
      """;

  private static final String RAISED_TO_A_TEAM =
      """
            - when: %s
              level: MOBILE_TEAM_TODAY
      """;

  @Test
  void theShippedSetSaysWhatItIsCalledAndThatNobodyApprovedIt() {
    var header = Shipped.SET.header();

    assertThat(header.id()).isEqualTo("rond-default");
    assertThat(header.version()).isEqualTo("3");
    assertThat(header.validFrom()).isEqualTo(LocalDate.of(2026, 11, 22));
    assertThat(header.approver()).isNull();
    assertThat(Shipped.SET.strategies()).containsExactlyInAnyOrder(HipFractureStrategy.values());
  }

  @Test
  void aRuleOfARegionAddsToTheSet() {
    var rules =
        new TriageRules(
            RuleSet.read(withRule("{pulse: {above: 105}, contactCause: [UTI, CATHETER]}")),
            HipFractureStrategy.MOBILE_XRAY_FIRST);
    var patient = Patient.with(ContactCause.UTI).set("pulse", "106");

    var decision = rules.judge(patient.content(), patient.context());

    assertThat(decision.level()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(decision.fired().getFirst().rule()).isEqualTo("OWN-RULE");
    assertThat(decision.fired().getFirst().facts()).hasToString("{pulse=106}");
    assertThat(rules.judge(patient.set("pulse", "105").content(), patient.context()).level())
        .isEqualTo(Level.NURSE);
  }

  /** That nobody asked is not a no. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pregnant: true}            | pregnant
          {pregnant: false}           | pregnant
          {xrayRegion: HIP}           | xrayRegion
          {xrayRegion: {not: [HIP]}}  | xrayRegion
          {assessedFrom: [PHONE]}     | assessedFrom
          """)
  void aCircumstanceThatIsNotKnownIsUnknown(String when, String fact) {
    var document =
        withRule(when)
            .replace(
                "  UTI:", "  UTI:\n    higher:\n" + RAISED_TO_A_TEAM.formatted(when) + "    #");
    var rules = new TriageRules(RuleSet.read(document), HipFractureStrategy.MOBILE_XRAY_FIRST);
    var patient = Patient.with(ContactCause.UTI);

    var decision = rules.judge(patient.content(), patient.context());

    assertThat(decision.notEvaluated())
        .anySatisfy(
            rule -> {
              assertThat(rule.rule()).isEqualTo("OWN-RULE");
              assertThat(rule.missing()).containsExactly(fact);
            });
    assertThat(decision.level()).isEqualTo(Level.MOBILE_TEAM_TODAY);
  }

  /** Each kind of fact, and what a worse value could switch off. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pulse: {below: 100}}                                     | for pulse a limit that 70 does not meet
          {pulse: {above: 60}}                                      | for pulse a limit that 70 does not meet
          {pulse: {atLeast: 70}}                                    | for pulse a limit that 70 does not meet
          {temperature: {atMost: 37.0}}                             | for temperature a limit that 37.0 does not meet
          {oxygenSaturation: {above: 90}}                           | for oxygenSaturation below or atMost, since less is worse
          {pointOfCare.lactate: {below: 2}}                         | for pointOfCare.lactate above or atLeast, since more is worse
          {pointOfCare.hb: {atLeast: 70}}                           | for pointOfCare.hb below or atMost, since less is worse
          {oxygenFlow: {atLeast: 0}}                                | a limit above 0, which every value meets
          {news2.total: {below: 5}}                                 | for news2.total atLeast, since more is worse
          {crb65: {atMost: 1}}                                      | for crb65 atLeast, since more is worse
          {consciousness: {atMost: VOICE}}                          | for consciousness atLeast, since later is worse
          {infectionSuspected: false}                               | for infectionSuspected true, since it is worse to have it
          {lastContact.hours: {atLeast: 72}}                        | for lastContact.hours below or atMost, since less is worse
          {hbFall: {below: 20}}                                     | for hbFall above or atLeast, since more is worse
          {creatinineRise: {atMost: 1.5}}                           | for creatinineRise above or atLeast, since more is worse
          {news2.rise: {atMost: 2}}                                 | for news2.rise atLeast, since more is worse
          {repeatCallerFlag: false}                                 | for repeatCallerFlag true, since it is worse to have it
          {plan: false}                                             | for plan true, since it is worse to have it
          {findings: {not: [RIGORS]}}                               | for findings a list of which any counts, more is worse
          {redFlags: {not: [RF-A1]}}                                | for redFlags a list of which any counts, more is worse
          {stated.oxygenCoveredByPlan: stated}                      | for stated.oxygenCoveredByPlan notStated, since
          {stated.oxygenCoveredByPlan: denied}                      | for stated.oxygenCoveredByPlan notStated, since
          {palliativePlan.sufficientPrescriptions: stated}          | for palliativePlan.sufficientPrescriptions notStated or denied
          {not: {pulse: {above: 100}}}                              | a fact
          {any: [{pulse: {above: 100}}, {all: [{pulse: {below: 90}}]}]} | for pulse a limit that 70 does not meet
          """)
  void aConditionThatAWorseValueCouldSwitchOffIsRefused(String when, String expected) {
    assertThat(problems(withRule(when)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).startsWith(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pulse: {above: 70}}
          {pulse: {below: 70}}
          {temperature: {atLeast: 37.1}}
          {ageYears: {below: 18}}
          {ageYears: {atLeast: 80}}
          {contactCause: {not: [UTI]}}
          {stated.oxygenCoveredByPlan: notStated}
          {missing: [pulse]}
          {any: [{pulse: {below: 40}}, {pulse: {above: 130}}]}
          """)
  void aConditionThatIsClosedUpwardsIsRead(String when) {
    assertThat(RuleSet.read(withRule(when)).rules()).extracting(Rule::id).contains("OWN-RULE");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pulse: {above: 130}, all: [{pulse: {below: 40}}]}
          {contactCause: UTI, all: [{contactCause: [CATHETER, RETENTION]}]}
          {contactCause: UTI, all: [{contactCause: {not: [UTI]}}]}
          {news2.applies: false, news2.total: {atLeast: 1}}
          {news2.applies: false, news2.singleThree: true}
          {ageYears: {below: 16}, any: [{ageYears: {above: 16}}, {ageYears: {atLeast: 80}}]}
          {temperature: {above: 47}}
          {pregnant: {not: [true, false]}}
          {ageYears: {below: 16}, news2.total: {atLeast: 1}}
          {ageYears: {atMost: 15}, news2.rise: {atLeast: 2}}
          {pregnant: true, news2.singleThree: true}
          {news2.notApplicable: UNDER_16, news2.total: {atLeast: 1}}
          {news2.notApplicable: {not: [UNDER_16]}, all: [{news2.notApplicable: {not: [PREGNANT]}}, {pregnant: true}]}
          {news2.applies: true, ageYears: {below: 12}}
          {news2.applies: false, ageYears: {atLeast: 16}, pregnant: false}
          {pregnant: true, any: [{news2.total: {atLeast: 5}}, {news2.singleThree: true}]}
          """)
  void aRuleThatNoRequestCanReachIsRefused(String when) {
    assertThat(problems(withRule(when)))
        .singleElement()
        .extracting(Problem::expected, Problem::found)
        .containsExactly("a condition that some request can meet", "one that none can");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ageYears: {below: 17}, news2.total: {atLeast: 1}}
          {ageYears: {atLeast: 16}, news2.total: {atLeast: 1}}
          {pregnant: false, news2.singleThree: true}
          {ageYears: {below: 16}, pregnant: true, news2.applies: false}
          {news2.applies: false, ageYears: {atLeast: 16}}
          {news2.notApplicable: {not: [UNDER_16]}, pregnant: true}
          {any: [{pregnant: true}, {news2.total: {atLeast: 5}}]}
          """)
  void aRuleThatSomeRequestCanReachIsRead(String when) {
    assertThat(RuleSet.read(withRule(when)).rules()).extracting(Rule::id).contains("OWN-RULE");
  }

  /** Of a pregnant patient the points are not known, which a step counts as there. */
  @Test
  void aStepThatCountsWhereItIsNotKnownIsRead() {
    var rule =
        RULE.formatted("{pulse: {above: 110}}")
            + "    higher:\n      - when: {pregnant: true, news2.total: {atLeast: 3}}\n        level: EMERGENCY_112\n";

    assertThat(RuleSet.read(SHIPPED.replace("\nrules:\n", "\nrules:\n" + rule)).rules())
        .extracting(Rule::id)
        .contains("OWN-RULE");
  }

  /** What was taken before this was looked into is read and judges as it did. */
  @Test
  void aStoredRuleThatNoRequestCanReachIsReadAllTheSame() {
    var text = withRule("{pregnant: true, news2.singleThree: true}");

    assertThat(((RuleSet) RuleDocument.readTaken(text)).rules())
        .extracting(Rule::id)
        .contains("OWN-RULE");
  }

  /** What a rule asks of a team that it does not ask for. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          level: MOBILE_TEAM_TODAY                                             | level: MOBILE_TEAM           | with the level MOBILE_TEAM_TODAY the need TEAM_VISIT
          level: MOBILE_TEAM_2H\\n    needs: [PHYSICIAN_CONTACT]                | level: MOBILE_TEAM           | with the level MOBILE_TEAM_2H the need TEAM_VISIT
          capabilities: [XRAY.HIP]\\n    level: NURSE                           | capabilities: [XRAY.HIP]     | with capabilities, which a team brings, the need TEAM_VISIT
          higher:\\n      - when: {pulse: {above: 120}}\\n        level: MOBILE_TEAM_2H\\n    level: NURSE | level: MOBILE_TEAM_2H        | with the level MOBILE_TEAM_2H the need TEAM_VISIT of the rule
          higher:\\n      - when: {pulse: {above: 120}}\\n        level: PHYSICIAN_NOW\\n        capabilities: [SAMPLING.ECG]\\n    level: NURSE | capabilities: [SAMPLING.ECG] | with capabilities, which a team brings, the need TEAM_VISIT of the rule
          """)
  void whatATeamIsToDoIsRefusedWhereNobodySendsOne(String says, String line, String expected) {
    var rule = RULE.formatted("{pulse: {above: 110}}");
    var region = SHIPPED.replace("\nrules:\n", "\nrules:\n" + saying(rule, says));
    var municipal =
        MunicipalRulesTest.RONNEBY.replace(
            "\nrules:\n", "\nrules:\n" + saying(rule.replace("OWN-", "M1081-OWN-"), says));

    for (var text : List.of(region, municipal)) {
      var problem =
          catchThrowableOfType(InvalidRuleSet.class, () -> RuleDocument.read(text))
              .problems()
              .getFirst();

      assertThat(problem.expected()).isEqualTo(expected);
      assertThat(problem.found()).startsWith("the needs [");
      assertThat(text.lines().toList().get(problem.place().line() - 1).strip()).startsWith(line);
      assertThat(RuleDocument.readTaken(text)).as("taken before").isNotNull();
    }
    assertThat(RuleDocument.read(region.replace(saying(rule, says), sent(saying(rule, says)))))
        .isNotNull();
  }

  @Test
  void whatATeamBringsForASignIsRefusedWhereNobodySendsOne() {
    var text =
        SHIPPED.replace(
            "    needs: [PHYSICIAN_CONTACT]\n    codes:",
            "    needs: [PHYSICIAN_CONTACT]\n    capabilities: [SAMPLING.CRP]\n    codes:");

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(problems(text))
        .singleElement()
        .extracting(Problem::expected)
        .isEqualTo("with capabilities, which a team brings, the need TEAM_VISIT");
  }

  /** What was taken before this was asked for decides as it did. */
  @Test
  void aStoredRuleForATeamThatNobodySendsJudgesAsItDid() {
    var rule =
        saying(
            RULE.formatted("{pulse: {above: 105}}"),
            "level: MOBILE_TEAM_2H\n    capabilities: [XRAY.HIP]");
    var taken =
        (RuleSet) RuleDocument.readTaken(SHIPPED.replace("\nrules:\n", "\nrules:\n" + rule));
    var patient = Patient.with(ContactCause.UTI).set("pulse", "106");

    var decision =
        new TriageRules(taken, HipFractureStrategy.MOBILE_XRAY_FIRST)
            .judge(patient.content(), patient.context());

    assertThat(decision.level()).isEqualTo(Level.MOBILE_TEAM_2H);
    assertThat(decision.needs())
        .extracting(NeedWithCapabilities::need)
        .containsExactly(NURSE_VISIT);
  }

  private static String saying(String rule, String says) {
    return rule.replace("level: PHYSICIAN_TODAY", says.replace("\\n", "\n"));
  }

  /** The same with the need of a team beside what else it needs. */
  private static String sent(String rule) {
    return rule.contains("    needs: [PHYSICIAN_CONTACT]")
        ? rule.replace("needs: [PHYSICIAN_CONTACT]", "needs: [PHYSICIAN_CONTACT, TEAM_VISIT]")
        : rule + "    needs: [TEAM_VISIT]\n";
  }

  /** Each of these is small and within reach; to see that of all takes long. */
  @Test
  void aDocumentWhoseConditionsBranchTooMuchIsRefusedOnceForAllOfThem() {
    var pair = "{any: [{temperature: {above: 39}}, {temperature: {above: 40}}]}";
    var branching =
        "{any: [{all: [{pulse: {above: 130}}, "
            + (pair + ", ").repeat(11)
            + "{pulse: {below: 40}}]}, {pulse: {above: 125}}]}";
    var one = RULE.formatted(branching);
    var many = new StringBuilder();
    for (var count = 0; count < 100; count++) {
      many.append(one.replace("id: ", "id: R" + count + "-"));
    }

    assertThat(RuleSet.read(SHIPPED.replace("\nrules:\n", "\nrules:\n" + one)).rules())
        .hasSize(Shipped.SET.rules().size() + 1);
    assertThat(problems(SHIPPED.replace("\nrules:\n", "\nrules:\n" + many)))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.expected())
                    .isEqualTo("conditions that together branch into at most 100000 steps"));
  }

  @Test
  void aConditionWithinThatNothingMeetsIsRefused() {
    var never = "{pulse: {above: 130}, all: [{pulse: {below: 40}}]}";
    var unlisted =
        SHIPPED.replace("unlistedWhen: {news2.total: {atLeast: 5}}", "unlistedWhen: " + never);
    var outweighed =
        SHIPPED.replace(
            "      unless:\n        any:",
            "      unless:\n        all: [" + never + "]\n        any:");

    for (var text : List.of(unlisted, outweighed)) {
      assertThat(text).isNotEqualTo(SHIPPED);
      assertThat(problems(text))
          .singleElement()
          .extracting(Problem::expected)
          .isEqualTo("a condition that some request can meet");
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: "3"                       | versoin: "3"                        | a key of what the set is called
          version: "3"                       | version: "1+2"                      | a version of up to 20 letters from a to z, digits, dots and hyphens
          version: "3"                       | version: "2026-11-22.another-one"   | a version of up to 20 letters from a to z, digits, dots and hyphens
          version: "3"                       | # gone                              | the key 'version' in what the set is called
          validFrom: 2026-11-22              | validFrom: soon                     | a date such as 2026-11-21 for validFrom
          en: One level up at                | em: One level up at                 | a key of a text in sv and en, one of sv, en
          usual: NURSE                       | usual: NURSES                       | a level, one of EMERGENCY_112
          SAMPLING.KETONES, SAMPLING.ISTAT   | SAMPLING.KETONE, SAMPLING.ISTAT     | a capability (docs/rule-sets.md), maybe SAMPLING.KETONES
          SAMPLING.KETONES, SAMPLING.ISTAT   | SAMPLING.ISTAT, SAMPLING.ISTAT      | each code once
          infectionSuspected: true, news2    | infectionSuspect: true, news2       | a fact (docs/rule-sets.md), maybe infectionSuspected
          id: NEWS2-MEDIUM                   | id: NEWS2-LOW                       | an id that no other rule has
          id: NEWS2-MEDIUM                   | id: RF-N7                           | an id that no other rule has
          id: NEWS2-MEDIUM                   | id: WS-DROWSY                       | an id that no other rule has
          sv: NEWS2 5–6, en: NEWS2 of 5–6    | sv: NEWS2 5–6                       | the key 'en' in a text in sv and en
          - AMNESIA                          | - STRIDOR                           | a sign that the locked floor leaves open
          - ONGOING                          | - RIGORS                            | each sign once
          - AMNESIA                          | - AMNESIAC                          | a warning sign (docs/rule-sets.md), maybe AMNESIA
          - AMNESIA                          | # gone                              | the warning sign AMNESIA in signs
          contactCause: PAIN                 | contactCause: [PAIN, PAIN]          | each code once
          MOBILE_XRAY_FIRST: rond-default    | MOBILE_XRAY_FIRST: Rond Default     | the id of the set with this choice
          FALL_NO_INJ:                       | FALL_NO_HARM:                       | a contact cause (docs/rule-sets.md)
          PELVIS: [XRAY.PELVIS]              | # gone                              | what a team brings for PELVIS in xray
          raise: 1                           | raise: 2                            | raise: 1, one level up
          raise: 1                           | needs: [TEAM_VISIT]                 | the key 'level' in a rule
          needs: [PHYSICIAN_CONTACT]         | raise: 1                            | a key of a rule, one of id, kind, label, note, when, unlistedWhen, shows, raise
          codes:                             | coeds:                              | the key 'codes' in warning signs of one level
          OTHER:                             | OTHER: &anchor                      | YAML
          OTHER:                             | OTHER: !!java.net.URL               | YAML
          usual: NURSE                       | usual: !!str NURSE                  | YAML
          usual: NURSE                       | usual: ! NURSE                      | YAML
          brings: [                          | brings: !!seq [                     | YAML
          """)
  void whatIsWrongIsToldWithWhatWasExpected(String right, String wrong, String expected) {
    var place = SHIPPED.indexOf(right);
    var text = SHIPPED.substring(0, place) + wrong + SHIPPED.substring(place + right.length());
    var line = SHIPPED.substring(0, place).lines().count();

    assertThat(problems(text))
        .anySatisfy(
            problem -> {
              assertThat(problem.expected()).startsWith(expected);
              assertThat(problem.place().line()).isBetween(1, (int) line + 2);
            });
  }

  @Test
  void aProblemSaysWhereItStands() {
    var problem = problems(withRule("{pulse: {below: 100}}")).getFirst();
    var line = withRule("{pulse: {below: 100}}").lines().toList().get(problem.place().line() - 1);

    assertThat(line.substring(problem.place().column() - 1)).startsWith("below: 100");
    assertThat(problem)
        .hasToString(
            problem.place()
                + ": Expected for pulse a limit that 70 does not meet, since it gets worse away"
                + " from there: a worse value must not switch a condition off, but found 'below:"
                + " 100'");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: rond-default               | Rond                | id:
          2026-11-22                     | soon                | validFrom:
          NEWS2-MEDIUM                   | News2               | - id:
          NEWS2-MEDIUM                   | NEWS2-LOW           | - id:
          level: EMERGENCY_112           | level: ADVICE       | level:
          {above: 20}                    | {above: -5}         | - when:
          """)
  void aProblemOfOneValueStandsAtThatValue(String right, String wrong, String key) {
    var place = SHIPPED.indexOf(right);
    var value = wrong.substring(wrong.indexOf(' ') + 1);
    var text =
        SHIPPED.substring(0, place)
            + (right.startsWith("id: ") ? "id: " : "")
            + wrong
            + SHIPPED.substring(place + right.length());

    assertThat(problems(text))
        .anySatisfy(
            problem -> {
              var line = text.lines().toList().get(problem.place().line() - 1);
              assertThat(line.strip()).startsWith(key);
              assertThat(line.substring(problem.place().column() - 1))
                  .startsWith(value.replace("}", ""));
            });
  }

  @Test
  void aSetThatOffersNoChoiceIsRefused() {
    var text =
        SHIPPED.replaceAll("  hipFractureStrategy:\\n.*\\n.*\\n", "  hipFractureStrategy: {}\n");

    assertThat(problems(text))
        .singleElement()
        .extracting(Problem::expected)
        .isEqualTo("at least one choice");
  }

  @Test
  void everyProblemOfADocumentIsToldAtOnceInItsOrder() {
    var text =
        withRule("{pulse: {below: 100}}")
            .replace("validFrom: 2026-11-22", "validFrom: soon")
            .replace("usual: NURSE\n", "usual: NURSES\n")
            .replace("id: NEWS2-LOW", "id: NEWS2-MEDIUM");

    var problems = problems(text);

    assertThat(problems).hasSizeGreaterThan(8);
    assertThat(problems).extracting(problem -> problem.place().line()).isSorted();
    assertThat(problems)
        .extracting(Problem::expected)
        .anyMatch(expected -> expected.startsWith("a date"))
        .anyMatch(expected -> expected.startsWith("a level"))
        .anyMatch(expected -> expected.startsWith("an id that no other"))
        .anyMatch(expected -> expected.startsWith("for pulse"));
  }

  @Test
  void aStepThatRaisesNothingAndAnExemptionThatLowersNothingAreRefused() {
    var step =
        SHIPPED.replace("level: EMERGENCY_112\n    shows: [hip", "level: NURSE\n    shows: [hip");
    var exemption =
        SHIPPED.replace(
            "      stated: palliativePlan.sufficientPrescriptions\n      level: NURSE",
            "      stated: palliativePlan.sufficientPrescriptions\n      level: EMERGENCY_112");

    assertThat(problems(step))
        .extracting(Problem::expected)
        .contains("a level above MOBILE_TEAM_2H");
    assertThat(problems(exemption))
        .extracting(Problem::expected)
        .contains("a level below the usual PHYSICIAN_NOW");
  }

  @ParameterizedTest(name = "{0}: {1} to {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GI_BLEED   | stated.oxygenCoveredByPlan            | NURSE         | no exemption of GI_BLEED, but of SEIZURE or PALLIATIVE
          STROKE_TIA | stated.knownEpilepsyRecovered         | PHYSICIAN_NOW | no exemption of STROKE_TIA, but of SEIZURE or PALLIATIVE
          SEIZURE    | palliativePlan.sufficientPrescriptions | PHYSICIAN_NOW | of SEIZURE the exemption stated.knownEpilepsyRecovered
          SEIZURE    | stated.knownEpilepsyRecovered         | NURSE         | of SEIZURE the exemption stated.knownEpilepsyRecovered to a level from PHYSICIAN_NOW
          PALLIATIVE | palliativePlan.sufficientPrescriptions | ADVICE        | of PALLIATIVE the exemption palliativePlan.sufficientPrescriptions to a level from NURSE
          """)
  void onlyTheExemptionsOfTheReferenceLowerAndNoFurther(
      ContactCause cause, String exemption, Level level, String expected) {
    var shipped = "\n    exempt:\n";
    var withoutIts = SHIPPED.replaceAll("(?m)^    exempt:\\n(?:      .*\\n)+", "");
    var text =
        withoutIts.replaceFirst(
            "  " + cause + ": #",
            "  %s:%s      stated: %s\n      level: %s\n    #"
                .formatted(cause, shipped, exemption, level));

    assertThat(problems(text))
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).startsWith(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          a: [
          just a text
          - a list
          """)
  void whatIsNoRuleSetAtAllIsToldSo(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  /** What somebody could send on purpose; the largest document has a million characters. */
  @Test
  void aDocumentThatIsMadeToBeHardToReadIsRefusedShortly() {
    var flat = withRule("{all: [" + "{infectionSuspected: true}, ".repeat(30_000) + "]}");
    var longCode = SHIPPED.replaceFirst("SAMPLING.KETONES", "A".repeat(900_000));
    var manyMistakes =
        SHIPPED.replace("[DEVICE_PEG_CVK,", "[" + "a, ".repeat(300_000) + "DEVICE_PEG_CVK,");
    var longId = SHIPPED.replace("id: NEWS2-LOW", "id: " + "A".repeat(900_000));

    assertThat(problems(flat))
        .singleElement()
        .extracting(Problem::expected)
        .isEqualTo("a condition of at most 100 tests");
    assertThat(problems(manyMistakes)).hasSize(100);
    for (var text : List.of(longCode, longId)) {
      assertThat(problems(text))
          .singleElement()
          .satisfies(problem -> assertThat(problem.toString()).hasSizeLessThan(500));
    }
  }

  @Test
  void whereNothingIsWrittenNothingIsSuggested() {
    var problem = problems(SHIPPED.replace("[SAMPLING.URINE, SAMPLING.CRP,", "[\"\",")).getFirst();

    assertThat(problem.expected()).isEqualTo("a capability (docs/rule-sets.md)");
  }

  private static String withRule(String when) {
    return SHIPPED.replace("\nrules:\n", "\nrules:\n" + RULE.formatted(when));
  }

  private static List<Problem> problems(String text) {
    return catchThrowableOfType(InvalidRuleSet.class, () -> RuleSet.read(text)).problems();
  }
}
