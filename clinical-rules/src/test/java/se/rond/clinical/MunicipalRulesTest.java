package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a municipality adds to its region's rules. */
class MunicipalRulesTest {

  static final String RONNEBY =
      """
      ruleSet:
        id: ronneby
        version: "1"
        municipality: "1081"
        validFrom: 2026-12-01
        changes: {sv: Kateter på läkare., en: Catheters to a physician.}
      rules:
        - id: M1081-CATHETER
          kind: FLOOR
          label: {sv: Kateter i Ronneby, en: Catheter in Ronneby}
          when: {contactCause: CATHETER}
          level: PHYSICIAN_TODAY
          needs: [PHYSICIAN_CONTACT]
        - id: M1081-PULSE
          kind: PROPOSAL
          label: {sv: Snabb puls, en: Fast pulse}
          when: {pulse: {above: 110}}
          level: MOBILE_TEAM_2H
          needs: [TEAM_VISIT]
      """;

  private static final HipFractureStrategy STRATEGY = HipFractureStrategy.MOBILE_XRAY_FIRST;

  @Test
  void theyStandBesideThoseOfTheRegionAndAreNamedWithThem() {
    var both = tightened();

    assertThat(both.version(STRATEGY).id()).isEqualTo("rond-default+ronneby");
    assertThat(both.rules()).hasSize(Shipped.SET.rules().size() + 2);
  }

  @Test
  void theyLowerNothingForAnybody() {
    var seed = System.nanoTime();
    var chance = new Random(seed);
    var region = new TriageRules(Shipped.SET, STRATEGY);
    var both = new TriageRules(tightened(), STRATEGY);

    for (var i = 0; i < 2_000; i++) {
      var patient = i % 2 == 0 ? RandomPatients.anyone(chance) : RandomPatients.calm(chance);
      var before = region.judge(patient.content(), patient.context());
      var after = both.judge(patient.content(), patient.context());

      assertThat(after.level().isAtLeast(before.level())).as("seed %d, %d", seed, i).isTrue();
    }
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: M1081-CATHETER    | id: CATHETER             | an id that begins with M1081-
          id: M1081-CATHETER    | id: M1080-CATHETER       | an id that begins with M1081-
          id: M1081-PULSE       | id: M1081-CATHETER       | an id that no other rule has
          municipality: "1081"  | municipality: Ronneby    | the four digits of a municipality
          municipality: "1081"  | municipality: "1081", region: "10" | a key of what the set is called
          rules:                | signs:                   | the key 'rules'
          rules:                | vitalsNotRequired: [DEVICE_PEG_CVK]\\nrules: | a key of what a municipality adds
          {above: 110}          | {below: 100}             | a worse value must not switch a condition off
          """)
  void whatCannotBeUsedIsTold(String is, String other, String expected) {
    var wrong = RONNEBY.replace(is, other.replace("\\n", "\n").replace(", region", "\n  region"));

    assertThat(wrong).isNotEqualTo(RONNEBY);
    assertThatThrownBy(() -> RuleDocument.read(wrong))
        .isInstanceOf(InvalidRuleSet.class)
        .hasMessageContaining(expected);
  }

  @Test
  void aRegionsRuleHasNoMunicipalId() {
    var wrong = RuleSet.shippedDocument().replace("id: NEWS2-LOW\n", "id: M1081-NEWS2\n");

    assertThatThrownBy(() -> RuleDocument.read(wrong))
        .isInstanceOf(InvalidRuleSet.class)
        .hasMessageContaining("an id that is not a municipality's");
  }

  @Test
  void aTextThatNoPageShowsIsRefused() {
    var wrong = RONNEBY.replace("sv: Snabb puls", "sv: \"Snabb\\0puls\"");

    assertThatThrownBy(() -> RuleDocument.read(wrong))
        .isInstanceOf(InvalidRuleSet.class)
        .hasMessageContaining("characters that are not printed");
  }

  private static RuleSet tightened() {
    return switch (RuleDocument.read(RONNEBY)) {
      case MunicipalRules rules -> Shipped.SET.tightenedBy(rules);
      case RuleSet _ -> throw new AssertionError("Expected a municipality's rules");
    };
  }
}
