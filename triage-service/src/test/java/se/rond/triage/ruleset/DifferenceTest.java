package se.rond.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import se.rond.clinical.RuleSet;
import se.rond.contracts.language.Language;

class DifferenceTest {

  private static final String LABEL = "label: {sv: NEWS2 5–6, en: NEWS2 of 5–6}";

  @Test
  void aReasonThatReadsDifferentlyIsShown() {
    assertThat(sentences(LABEL.replace("sv: NEWS2 5–6", "sv: Måttlig risk")))
        .contains(
            "Regel NEWS2-MEDIUM, vad sjuksköterskan läser: ”Måttlig risk”, på engelska ”NEWS2 of"
                + " 5–6” i stället för ”NEWS2 5–6”, på engelska ”NEWS2 of 5–6”");
  }

  @Test
  void aReasonThatReadsDifferentlyInTheOtherLanguageIsShownInBoth() {
    assertThat(sentences(LABEL.replace("en: NEWS2 of 5–6", "en: Medium risk")))
        .singleElement()
        .asString()
        .contains("”Medium risk”", "”NEWS2 of 5–6”");
  }

  private static List<String> sentences(String label) {
    var shipped = RuleSet.shippedDocument();
    assertThat(shipped).contains(LABEL);
    return Difference.between(RuleSet.read(shipped), RuleSet.read(shipped.replace(LABEL, label)))
        .stream()
        .map(one -> one.sentence().in(Language.SWEDISH))
        .toList();
  }
}
