package se.rond.contracts.care;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.contracts.triage.AssessmentRequestEvent.AssessmentRequested;
import tools.jackson.databind.json.JsonMapper;

class AbsentBlocksTest {

  @Test
  void aBlockThatIsAbsentIsAsGoodAsEmpty() {
    var event =
        (AssessmentRequested)
            new JsonMapper()
                .readValue(
                    """
                    {
                      "type": "AssessmentRequested",
                      "request": "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01",
                      "revision": 1,
                      "patient": "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b02",
                      "municipality": "1080",
                      "raisedAt": "2026-11-21T08:14:00Z",
                      "content": {"contactCause": "OTHER", "suspectedInfection": false},
                      "occurredAt": "2026-11-21T08:14:01Z"
                    }
                    """,
                    AssessmentRequestEvent.class);

    assertThat(event.context()).isEqualTo(TriageContext.UNKNOWN);
    assertThat(event.contextUsed()).isEqualTo(ContextUsed.NOTHING);
    assertThat(event.content().vitals()).isEqualTo(Vitals.NONE);
    assertThat(event.content().pointOfCare()).isEqualTo(PointOfCare.NONE);
    assertThat(event.content().stated()).isEqualTo(Stated.NOTHING);
    assertThat(event.content().redFlags()).isEmpty();
    assertThat(event.content().findings()).isEmpty();
  }

  /** What was written before a context told anything else, in an event and in a decision. */
  @Test
  void aContextOfTheScaleAloneIsReadAndWrittenAsItWas() {
    var json = new JsonMapper();
    var before = "{\"spo2Scale\":1}";

    assertThat(json.readValue(before, TriageContext.class)).isEqualTo(TriageContext.UNKNOWN);
    assertThat(json.writeValueAsString(TriageContext.UNKNOWN)).isEqualTo(before);
    assertThat(json.readValue(before, ContextUsed.class)).isEqualTo(ContextUsed.NOTHING);
    assertThat(json.writeValueAsString(ContextUsed.NOTHING)).isEqualTo(before);
  }
}
