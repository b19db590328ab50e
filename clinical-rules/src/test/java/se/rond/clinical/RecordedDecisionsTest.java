package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.TriageContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Replays decisions that version 1 of the shipped set made when its rules were still written in
 * Java: four requests for each contact cause, made by chance. The same input and version give the
 * same bytes. The file is never edited; another version of the set records its own.
 */
class RecordedDecisionsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One line of the file. */
  private record Recorded(
      HipFractureStrategy strategy,
      ClinicalContent content,
      TriageContext context,
      JsonNode decision) {}

  @Test
  void aRecordedRequestGetsTheSameDecisionToTheByte() throws IOException {
    var records = records();

    assertThat(records).hasSize(160);
    assertThat(records)
        .allSatisfy(
            record -> {
              var decision =
                  new TriageRules(Shipped.SET, record.strategy())
                      .judge(record.content(), record.context());

              assertThat(bytes(JSON.valueToTree(decision))).isEqualTo(bytes(record.decision()));
            });
  }

  /**
   * Where NEWS2 does not apply, the Java named what it could not evaluate in another order
   * (docs/decisions/0025).
   */
  private static String bytes(JsonNode decision) {
    if (!decision.at("/news2/notApplicable").isNull()
        && decision.get("notEvaluated") instanceof ArrayNode notEvaluated) {
      var inOrder =
          notEvaluated
              .valueStream()
              .sorted(Comparator.comparing(rule -> rule.get("rule").asString()))
              .toList();
      notEvaluated.removeAll();
      notEvaluated.addAll(inOrder);
    }
    return JSON.writeValueAsString(decision);
  }

  private static List<Recorded> records() throws IOException {
    try (var stream =
        RecordedDecisionsTest.class.getResourceAsStream("/recorded-decisions.jsonl")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JSON.readValue(line, Recorded.class))
          .toList();
    }
  }
}
