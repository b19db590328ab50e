package se.rond.contracts.intake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.RedFlag;

class QuotedFlagsTest {

  private static final byte[] NOTHING = {};

  /** Wherever the border between two pieces lies. */
  @Test
  void findsAFlagAcrossEveryBorder() throws IOException {
    for (var before = 8_150; before < 8_220; before++) {
      var sent = ("x".repeat(before) + "\"EMERGENCY_112\" \"RF-A1\"").getBytes(US_ASCII);

      assertThat(QuotedFlags.in(NOTHING, new ByteArrayInputStream(sent), sent.length))
          .as("%d bytes before", before)
          .containsExactly(RedFlag.RF_A1, RedFlag.RF_X0);
    }
  }

  @Test
  void findsAFlagAcrossTheEndOfWhatIsAtHand() throws IOException {
    var sent = "...., \"RF-D2\", ....";
    for (var border = 0; border <= sent.length(); border++) {
      var beginning = sent.substring(0, border).getBytes(US_ASCII);
      var rest = new ByteArrayInputStream(sent.substring(border).getBytes(US_ASCII));

      assertThat(QuotedFlags.in(beginning, rest, 100))
          .as("border at %d", border)
          .containsExactly(RedFlag.RF_D2);
    }
  }

  @Test
  void readsNoFurtherThanItsBound() throws IOException {
    var rest = new ByteArrayInputStream(("x".repeat(20_000) + "\"RF-D2\"").getBytes(US_ASCII));

    assertThat(QuotedFlags.in(NOTHING, rest, 20_006)).isEmpty();
    assertThat(rest.available()).isEqualTo(1);
  }

  @Test
  void anUnknownCodeIsNoFlag() {
    assertThat(QuotedFlags.in("\"RF-Z9\" RF-D2 \"EMERGENCY_113\"".getBytes(US_ASCII))).isEmpty();
  }
}
