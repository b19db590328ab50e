package se.rond.dispatch.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;

class UrgencyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final Urgency NOW = urgency(Level.PHYSICIAN_NOW, NOON.plusSeconds(9_000), NOON, 1);
  private static final Urgency SOON = urgency(Level.NURSE, NOON.plusSeconds(60), NOON, 2);
  private static final Urgency LATER = urgency(Level.NURSE, NOON.plusSeconds(120), NOON, 3);
  private static final Urgency NEWER =
      urgency(Level.NURSE, NOON.plusSeconds(120), NOON.plusSeconds(5), 4);
  private static final Urgency UNPROMISED = urgency(Level.NURSE, null, NOON.minusSeconds(5), 5);
  private static final Urgency TIED = urgency(Level.NURSE, null, NOON.minusSeconds(5), 6);

  @Test
  void theHigherLevelGoesFirstThenTheEarlierPromiseThenWhatWaitsLonger() {
    var expected = List.of(NOW, SOON, LATER, NEWER, UNPROMISED, TIED);
    for (var seed = 0; seed < 50; seed++) {
      var shuffled = new ArrayList<>(expected);
      Collections.shuffle(shuffled, new Random(seed));

      shuffled.sort(Urgency.MOST_URGENT_FIRST);

      assertThat(shuffled).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void saysWhyItStandsBeforeTheNext() {
    assertThat(NOW.before(SOON)).isEqualTo(Precedence.HIGHER_LEVEL);
    assertThat(SOON.before(LATER)).isEqualTo(Precedence.EARLIER_CONTACT);
    assertThat(LATER.before(NEWER)).isEqualTo(Precedence.WAITS_LONGER);
    assertThat(NEWER.before(UNPROMISED)).isEqualTo(Precedence.EARLIER_CONTACT);
    assertThat(UNPROMISED.before(TIED)).isEqualTo(Precedence.WAITS_LONGER);
  }

  private static Urgency urgency(Level level, Instant contactBy, Instant offeredAt, int id) {
    return new Urgency(level, contactBy, offeredAt, new AssignmentId(new UUID(0, id)));
  }
}
