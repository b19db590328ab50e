package se.rond;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.rond.telemetry.ClosedTag;
import se.rond.telemetry.DocumentedMeter;

/**
 * Writes the list of meters from the enums that declare them, so that docs/metrics.md stays true.
 */
class MetricsDocumentTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");

  private static final String REFRESH = "rond.docs.refresh";

  private static final String COMMAND =
      "./mvnw -pl architecture-tests -am test -Dtest=MetricsDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + REFRESH;

  /** Read once: there are many classes to look through. */
  private static final List<Class<? extends DocumentedMeter>> ENUMS = enums();

  @Test
  void theCommittedPageListsTheMetersAsTheEnumsHaveThem() throws Exception {
    var written = page();
    if (System.getProperty(REFRESH) != null) {
      Files.writeString(PAGE, written);
    }

    assertThat(PAGE)
        .as("The list of meters is out of date. Refresh it with\n  %s", COMMAND)
        .hasContent(written);
  }

  @Test
  void everyServiceAndMessagingDeclareMetersUnderNamesOfTheirOwn() {
    assertThat(ENUMS)
        .extracting(type -> type.getEnumConstants()[0].getClass().getSimpleName())
        .containsExactly("DispatchMeter", "MessagingMeter", "NotificationMeter", "TriageMeter");
    assertThat(ENUMS.stream().flatMap(MetricsDocumentTest::meters))
        .extracting(DocumentedMeter::getName)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("rond(\\.[a-z]+)+"));
  }

  @Test
  void noTagCanGrow() {
    assertThat(
            ENUMS.stream()
                .flatMap(MetricsDocumentTest::meters)
                .flatMap(meter -> meter.definition().tags().stream()))
        .isNotEmpty()
        .allSatisfy(tag -> assertThat(tag.values()).isNotEmpty().hasSizeLessThan(30));
  }

  private static String page() {
    return """
    # Meters

    Written from the enums that declare them, by `MetricsDocumentTest`; do not edit. At `/actuator/prometheus` a point
    becomes an underscore, a counter ends in `_total` and a timer in `_seconds`. What to watch, and what to do then:
    [how-to/observe.md](how-to/observe.md). Refresh with

        %s

    %s"""
        .formatted(
            COMMAND,
            ENUMS.stream().map(MetricsDocumentTest::section).collect(Collectors.joining("\n")));
  }

  private static String section(Class<? extends DocumentedMeter> type) {
    return "## `%s`\n\n| Meter | Kind | Says | Tags |\n|---|---|---|---|\n%s\n"
        .formatted(
            type.getSimpleName(),
            meters(type).map(MetricsDocumentTest::row).collect(Collectors.joining("\n")));
  }

  private static String row(DocumentedMeter meter) {
    var definition = meter.definition();
    var kind =
        switch (definition.type()) {
          case COUNTER -> "counter";
          case TIMER -> "timer" + buckets(definition.buckets());
          case GAUGE -> definition.unit() == null ? "gauge" : "gauge, " + definition.unit();
          case LONG_TASK_TIMER, DISTRIBUTION_SUMMARY, OTHER ->
              throw new IllegalStateException("Expected no such meter: " + meter.getName());
        };
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            kind,
            definition.description(),
            definition.tags().stream()
                .map(MetricsDocumentTest::tag)
                .collect(Collectors.joining("<br>")));
  }

  private static String tag(ClosedTag tag) {
    return "`%s`: %s".formatted(tag.asString(), String.join(", ", tag.values()));
  }

  private static String buckets(List<Duration> buckets) {
    return buckets.isEmpty()
        ? ""
        : buckets.stream()
            .map(end -> end.toString().substring(2).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "; buckets to ", ""));
  }

  private static Stream<DocumentedMeter> meters(Class<? extends DocumentedMeter> type) {
    return Stream.of(type.getEnumConstants());
  }

  private static List<Class<? extends DocumentedMeter>> enums() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("se.rond")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(DocumentedMeter.class))
            .sorted(comparing(JavaClass::getSimpleName))
            .<Class<? extends DocumentedMeter>>map(
                type -> type.reflect().asSubclass(DocumentedMeter.class))
            .toList();
  }
}
