package se.rond.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import se.rond.access.DemoMode;
import se.rond.access.Role;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.InvalidRuleSet;
import se.rond.clinical.RuleSet;
import se.rond.clinical.Statement;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.triage.ClinicalSettings;

class RulesInForceTest {

  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final MunicipalityCode KARLSKRONA = new MunicipalityCode("1080");
  private static final MunicipalityCode HALMSTAD = new MunicipalityCode("1380");
  private static final Act SOMEBODY = new Act("SE1-A", "A", Role.PHYSICIAN, NOON.minus(HOUR));

  private final RuleSetsInMemory ruleSets = new RuleSetsInMemory();
  private Instant now = NOON;
  private RulesInForce inForce;

  @BeforeEach
  void inDemoMode() {
    inForce = rules(true);
  }

  @Test
  void whileTheDatabaseIsAwayPreviewsGoByWhatWasKnownAndOneOfThemAsks() {
    activate("10", "blekinge", NOON.minus(HOUR));
    assertThat(preview(KARLSKRONA)).isEqualTo("blekinge");
    var asked = ruleSets.timesAsked();
    ruleSets.goAway();

    now = now.plus(RulesInForce.LONGEST_AGE);
    for (var i = 0; i < 100; i++) {
      assertThat(preview(KARLSKRONA)).isEqualTo("blekinge");
    }
    assertThat(ruleSets.timesAsked()).isEqualTo(asked + 1);

    now = now.plus(RulesInForce.LONGEST_AGE);
    ruleSets.comeBack();
    activate("13", "halland", NOON);
    assertThat(preview(HALMSTAD)).isEqualTo("halland");
    assertThat(ruleSets.timesAsked()).isEqualTo(asked + 2);
  }

  @Test
  void whatBeginsWhileTheDatabaseIsAwayIsKnownToPreviews() {
    activate("10", "blekinge", NOON.plus(HOUR));
    assertThat(preview(KARLSKRONA)).isEqualTo("rond-default");
    ruleSets.goAway();

    now = now.plus(HOUR);

    assertThat(preview(KARLSKRONA)).isEqualTo("blekinge");
  }

  @Test
  void nothingIsJudgedByWhatMayBeOutOfDate() {
    activate("10", "blekinge", NOON.minus(HOUR));
    assertThat(judgedBy(KARLSKRONA, NOON)).isEqualTo("blekinge");
    ruleSets.goAway();
    now = now.plus(RulesInForce.LONGEST_AGE);

    assertThatThrownBy(() -> inForce.forJudging(KARLSKRONA, NOON))
        .isInstanceOf(DataAccessException.class);
    assertThat(preview(KARLSKRONA)).isEqualTo("blekinge");
    assertThatThrownBy(() -> inForce.forJudging(KARLSKRONA, NOON))
        .as("also after a preview has asked in vain")
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void aSetThatThisBuildCannotReadIsInNobodysWayButItsRegions() {
    activate("13", "halland", NOON.minus(HOUR));
    var blekinge = activate("10", "blekinge", NOON.minus(HOUR));
    ruleSets.add(blekinge, "ruleSet: {id: blekinge}");

    assertThat(judgedBy(HALMSTAD, NOON)).isEqualTo("halland");
    assertThatThrownBy(() -> inForce.forJudging(KARLSKRONA, NOON))
        .isInstanceOf(UnreadableRules.class)
        .hasMessageContaining("blekinge 1");
  }

  /**
   * Taken by a build that asked for less; its decisions go on, by no less than is asked for now.
   */
  @Test
  void aSetOfBeforeJudgesWithWhatEverySetSaysByNow() {
    var blekinge = activate("10", "blekinge", NOON.minus(HOUR));
    var document = ruleSets.loadDocument(blekinge.id());
    var less = document.replaceFirst("(?s)  - id: REPEAT-CONTACT\n.*?(?=  - id: NEWS2-RISE\n)", "");
    assertThat(less).isNotEqualTo(document);
    assertThatThrownBy(() -> RuleSet.read(less)).isInstanceOf(InvalidRuleSet.class);
    ruleSets.add(blekinge, less);

    assertThat(inForce.find(Territory.of(KARLSKRONA), NOON).set().statements())
        .extracting(Statement::field)
        .contains("rules.LEAST-REPEAT-CONTACT.level")
        .doesNotContain("rules.REPEAT-CONTACT.level");
    assertThat(judgedBy(KARLSKRONA, NOON)).isEqualTo("blekinge");
  }

  @Test
  void outsideDemoModeARequestWaitsForTheFirstSetThatSomebodyApproved() {
    inForce = rules(false);
    assertThatThrownBy(() -> inForce.forJudging(KARLSKRONA, NOON))
        .isInstanceOf(NotApproved.class)
        .hasMessageContaining("1080");
    activate("10", "blekinge", NOON.plus(HOUR));
    activate("10", "blekinge-next", NOON.plus(HOUR.multipliedBy(2)));

    now = NOON.plus(HOUR.multipliedBy(3));

    assertThat(judgedBy(KARLSKRONA, NOON)).isEqualTo("blekinge");
    assertThat(judgedBy(KARLSKRONA, now)).isEqualTo("blekinge-next");
    assertThatThrownBy(() -> inForce.forJudging(HALMSTAD, NOON)).isInstanceOf(NotApproved.class);
    assertThatThrownBy(() -> inForce.forPreview(null)).isInstanceOf(NotApproved.class);
  }

  @Test
  void whatIsEndedGivesWayToWhatWasBeforeIt() {
    activate("10", "blekinge", NOON.minus(HOUR));
    var wrong = activate("10", "blekinge-wrong", NOON);
    ruleSets.store(wrong.retiredBy(SOMEBODY, NOON.plus(HOUR), false));
    now = NOON.plus(HOUR.multipliedBy(2));

    assertThat(judgedBy(KARLSKRONA, NOON.plusSeconds(1))).isEqualTo("blekinge-wrong");
    assertThat(judgedBy(KARLSKRONA, NOON.plus(HOUR))).isEqualTo("blekinge");
    assertThat(preview(KARLSKRONA)).isEqualTo("blekinge");
  }

  @Test
  void whatIsUnsafeJudgesNothingThatWasRaisedBeforeItsEnd() {
    activate("10", "blekinge", NOON.minus(HOUR));
    var wrong = activate("10", "blekinge-wrong", NOON);
    ruleSets.store(wrong.retiredBy(SOMEBODY, NOON.plus(HOUR), true));
    now = NOON.plus(HOUR.multipliedBy(2));

    assertThat(judgedBy(KARLSKRONA, NOON.plusSeconds(1))).isEqualTo("blekinge");
  }

  @Test
  void aVersionComesAfterWhatItBeganInThePlaceOf() {
    var first = activate("10", "blekinge", NOON.minus(HOUR.multipliedBy(9)));
    var wrong = activate("10", "blekinge-wrong", NOON.minus(HOUR.multipliedBy(7)));
    ruleSets.store(wrong.retiredBy(SOMEBODY, NOON.minus(HOUR.multipliedBy(6)), false));
    var second = activate("10", "blekinge-2", NOON.minus(HOUR.multipliedBy(5)));
    ruleSets.store(second.retiredBy(SOMEBODY, NOON.minus(HOUR), false));
    var third = activate("10", "blekinge-3", NOON.minus(HOUR.multipliedBy(3)));
    activate("10", "blekinge-4", NOON.plus(HOUR));
    activate("13", "halland", NOON.minus(HOUR));

    assertThat(inForce.listLine(Territory.of(new RegionCode("10")), NOON))
        .as("the second held when the third began, and ended since")
        .extracting(Version::id)
        .containsExactly(first.id(), second.id(), third.id());
  }

  private RulesInForce rules(boolean demo) {
    return new RulesInForce(
        ruleSets,
        new Documents(ruleSets),
        RuleSet.shipped(),
        new ClinicalSettings(HipFractureStrategy.MOBILE_XRAY_FIRST),
        new DemoMode(demo),
        () -> now);
  }

  private Version activate(String region, String name, Instant from) {
    var document =
        RuleSet.shippedDocument()
            .replace("id: rond-default\n", "id: " + name + "\n  region: \"" + region + "\"\n")
            .replace("MOBILE_XRAY_FIRST: rond-default\n", "MOBILE_XRAY_FIRST: " + name + "\n")
            .replaceFirst("version: \"[0-9]+\"", "version: \"1\"");
    var version =
        Version.draft(
                new RuleSetId(UUID.randomUUID()),
                Territory.of(new RegionCode(region)),
                RuleSet.read(document),
                SOMEBODY)
            .approvedBy(SOMEBODY)
            .activatedBy(SOMEBODY, from);
    ruleSets.add(version, document);
    inForce.forget();
    return version;
  }

  private String preview(MunicipalityCode municipality) {
    return inForce.forPreview(municipality).rules().version().id();
  }

  private String judgedBy(MunicipalityCode municipality, Instant raisedAt) {
    return inForce.forJudging(municipality, raisedAt).version().id();
  }
}
