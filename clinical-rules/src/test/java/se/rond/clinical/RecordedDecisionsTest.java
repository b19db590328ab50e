package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Replays decisions that the versions of the shipped set made: four requests for each contact
 * cause, made by chance. The same input and version give the same bytes. Neither the documents of
 * earlier versions nor the files of decisions are ever edited; another version records its own.
 */
class RecordedDecisionsTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One line of the file. */
  private record Recorded(
      HipFractureStrategy strategy,
      ClinicalContent content,
      ContextUsed context,
      JsonNode decision) {}

  /** Made when the rules were still written in Java, and before samples were of the least. */
  @Test
  void version1DecidesAsItDid() throws IOException {
    var version1 = RuleSetReader.readToReplay(ShippedText.of("/rule-sets/rond-default-1.yaml"));

    assertReplays(version1, records("/recorded-decisions.jsonl"));
  }

  /** Made before a request told anything of what was before it. */
  @Test
  void version2DecidesAsItDid() throws IOException {
    var version2 = RuleSetReader.readToReplay(ShippedText.of("/rule-sets/rond-default-2.yaml"));

    assertReplays(version2, records("/recorded-decisions-2.jsonl"));
  }

  @Test
  void version3DecidesAsItDid() throws IOException {
    assertReplays(Shipped.SET, records("/recorded-decisions-3.jsonl"));
  }

  private static void assertReplays(RuleSet set, List<Recorded> records) {
    assertThat(records).hasSize(160);
    assertThat(records)
        .allSatisfy(
            record -> {
              var decision =
                  new TriageRules(set, record.strategy()).judge(record.content(), record.context());

              assertThat(bytes(JSON.valueToTree(decision))).isEqualTo(bytes(record.decision()));
            });
  }

  /**
   * Where NEWS2 does not apply, version 1 in Java named what it could not evaluate in another order
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

  private static List<Recorded> records(String file) throws IOException {
    try (var stream = RecordedDecisionsTest.class.getResourceAsStream(file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JSON.readValue(line, Recorded.class))
          .toList();
    }
  }
}
