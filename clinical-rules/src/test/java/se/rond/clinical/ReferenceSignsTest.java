package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;

/**
 * The column "warning signs" of clinical reference 2.12, from the table in the test resources,
 * against what the rules make of it: every printed sign at its row, and no sign that is printed
 * nowhere.
 */
class ReferenceSignsTest {

  /** Triggers of 2.9 that no row of 2.12 repeats; each is 112 at every cause. */
  private static final Set<Finding> ONLY_IN_THE_CATALOGUE =
      EnumSet.of(
          Finding.STRIDOR,
          Finding.CHOKING,
          Finding.CANNOT_CLEAR_AIRWAY,
          Finding.OPEN_FRACTURE,
          Finding.HIGH_ENERGY_TRAUMA);

  record Sign(ContactCause row, boolean bold, String words, String fact) {

    boolean isTold(Finding finding) {
      return fact.equals("finding=" + finding);
    }
  }

  /** The cells of the table that are signs, each as it is told in a request. */
  static List<Sign> signs() throws IOException {
    try (var table =
        ReferenceSignsTest.class.getResourceAsStream("/reference/contact-causes.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|"))
          .filter(cells -> cells[1].strip().equals("bold") || cells[1].strip().equals("plain"))
          .map(
              cells ->
                  new Sign(
                      ContactCause.valueOf(cells[0].strip()),
                      cells[1].strip().equals("bold"),
                      cells[2].strip(),
                      cells[3].strip()))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("signs")
  void aPrintedSignWeighsWhatItsRowPrints(Sign sign) {
    var patient = Patient.with(sign.row()).setAll("knownEpilepsyRecovered=true " + sign.fact());

    assertThat(LockedFloor.demandsEmergency(patient.content(), patient.context()))
        .isEqualTo(sign.bold());
    if (!sign.bold()) {
      assertThat(patient.decision().level()).isEqualTo(Level.PHYSICIAN_NOW);
    }
  }

  /** The other way: what weighs as 112 at one cause and not at every one is printed bold there. */
  @Test
  void noSignIsBoldAtARowThatDoesNotPrintIt() throws IOException {
    var bold = new TreeSet<String>();
    for (var finding : Finding.values()) {
      if (isBold(finding, ContactCause.OTHER)) {
        continue;
      }
      for (var cause : ContactCause.values()) {
        if (isBold(finding, cause)) {
          bold.add(cause + " " + finding);
        }
      }
    }

    assertThat(bold)
        .containsExactlyInAnyOrderElementsOf(
            signs().stream()
                .filter(Sign::bold)
                .flatMap(
                    sign ->
                        Stream.of(Finding.values())
                            .filter(sign::isTold)
                            .filter(finding -> !isBold(finding, ContactCause.OTHER))
                            .map(finding -> sign.row() + " " + finding))
                .toList());
  }

  @Test
  void everyCodeIsPrintedSomewhereAndBoldEverywhereOnlyIfNoRowPrintsItPlain() throws IOException {
    for (var finding : Finding.values()) {
      var printed = signs().stream().filter(sign -> sign.isTold(finding)).toList();

      assertThat(printed.isEmpty())
          .as(finding.name())
          .isEqualTo(ONLY_IN_THE_CATALOGUE.contains(finding));
      if (isBold(finding, ContactCause.OTHER)) {
        assertThat(printed).allMatch(Sign::bold);
      }
    }
  }

  @Test
  void everyRowOfTheTableIsHere() throws IOException {
    var rows = EnumSet.noneOf(ContactCause.class);
    signs().forEach(sign -> rows.add(sign.row()));

    assertThat(EnumSet.complementOf(rows))
        .containsExactlyInAnyOrder(
            ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH, ContactCause.OTHER);
  }

  private static boolean isBold(Finding finding, ContactCause cause) {
    var patient = Patient.with(cause).found(finding);
    return LockedFloor.demandsEmergency(patient.content(), patient.context());
  }
}
