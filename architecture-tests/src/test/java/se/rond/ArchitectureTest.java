package se.rond;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Holds all modules to the rules, and the rules to fixtures that break them. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("se.rond");

  private static final JavaClasses FIXTURES =
      new ClassFileImporter().importPackages("se.rond.fixture");

  /**
   * A rule, and the fixture that breaks it.
   *
   * @param fixture its package below {@code se.rond.fixture}
   * @param breaches what each violation must name, one entry per violation
   */
  record Checked(
      String name, Function<String, ArchRule> rule, String fixture, List<String> breaches) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Checked> RULES =
      List.of(
          new Checked(
              "a service is imported by nobody",
              ArchitectureRules::aServiceIsImportedByNobody,
              "strangers",
              List.of("dispatch.Asker", "messaging.Relay")),
          new Checked(
              "contracts know no framework",
              ArchitectureRules::contractsKnowNoFramework,
              "framework",
              List.of("SpringPromise", "SqlPromise")),
          new Checked(
              "clinical rules stand alone",
              ArchitectureRules::clinicalRulesStandAlone,
              "impure",
              List.of("clinical.Score", "clinical.Flag")),
          new Checked(
              "messaging stays small",
              ArchitectureRules::messagingStaysSmall,
              "crowded",
              List.of("10 classes")),
          new Checked(
              "an edge is imported by nobody",
              ArchitectureRules::anEdgeIsImportedByNobody,
              "edges",
              List.of("offer.OfferDesk", "web.OfferController")),
          new Checked(
              "edge classes are package-private",
              ArchitectureRules::edgeClassesArePackagePrivate,
              "edges",
              List.of("jdbc.JdbcOffers")),
          new Checked(
              "no ORM and no substitute for the language",
              ArchitectureRules::noOrmAndNoSubstituteForTheLanguage,
              "orm",
              List.of("OfferRow")),
          new Checked(
              "names say what a thing is",
              ArchitectureRules::namesSayWhatAThingIs,
              "names",
              List.of(
                  "OfferManager",
                  "OfferHelper",
                  "OfferUtil",
                  "OfferUtils",
                  "OfferImpl",
                  "OfferDto",
                  "BaseOffer",
                  "IOffer")),
          new Checked(
              "rules draw no time and no chance",
              ArchitectureRules::rulesDrawNoTimeAndNoChance,
              "time",
              List.of(
                  "OfferRules.source()",
                  "OfferRules.id()",
                  "OfferRules.chance()",
                  "OfferRules.other()",
                  "OfferRules.third()",
                  "OfferRules.ticks()")),
          new Checked(
              "time comes from a source passed in",
              ArchitectureRules::timeComesFromASourcePassedIn,
              "time",
              List.of(
                  "OfferDesk.instant()",
                  "OfferDesk.date()",
                  "OfferDesk.time()",
                  "OfferDesk.millis()")),
          new Checked(
              "every package is null-marked",
              ArchitectureRules::everyPackageIsNullMarked,
              "unmarked",
              List.of("unmarked.dispatch.Offer")),
          new Checked(
              "a listener is transactional",
              ArchitectureRules::aListenerIsTransactional,
              "listener",
              List.of("OfferListener.forgotten")),
          new Checked(
              "every edge knows its caller",
              ArchitectureRules::everyEdgeKnowsItsCaller,
              "anonymous",
              List.of("OfferController.anybody", "OfferController.anything")),
          new Checked(
              "who and where passes through a mask",
              ArchitectureRules::whoAndWherePassesThroughAMask,
              "unmasked",
              List.of("OfferEvent.patients", "OfferView.patient", "OfferView.address")),
          new Checked(
              "meters are declared",
              ArchitectureRules::metersAreDeclared,
              "undeclared",
              List.of("OfferCount.taken", "OfferCount.built")),
          new Checked(
              "what a class needs comes through its constructor",
              ArchitectureRules::whatAClassNeedsComesThroughItsConstructor,
              "injected",
              List.of("Desk.offers")));

  @ParameterizedTest(name = "{0}")
  @FieldSource("RULES")
  void allModulesKeepTheRule(Checked checked) {
    checked.rule().apply("se.rond").check(OURS);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("RULES")
  void theRuleCatchesItsFixtureAndNothingElseInIt(Checked checked) {
    var result = checked.rule().apply("se.rond.fixture." + checked.fixture()).evaluate(FIXTURES);

    var details = result.getFailureReport().getDetails();
    assertThat(checked.breaches())
        .allSatisfy(breach -> assertThat(details).anyMatch(detail -> detail.contains(breach)));
    assertThat(details)
        .allSatisfy(
            detail -> assertThat(checked.breaches()).anyMatch(breach -> detail.contains(breach)));
  }

  @Test
  void readsTheClassesOfEveryModuleAndNoFixture() throws Exception {
    for (var module : ModuleDiagramTest.modules()) {
      var sources = Path.of("..", module, "src", "main", "java");
      if (Files.isDirectory(sources)) {
        assertThat(OURS).as(module).anyMatch(type -> isFrom(type, sources));
      }
    }
    assertThat(OURS.containPackage("se.rond.fixture")).isFalse();
  }

  private static boolean isFrom(JavaClass type, Path sources) {
    return Files.exists(sources.resolve(type.getName().replace('.', '/') + ".java"));
  }
}
