package se.rond.notification.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientIdTest {

  @Test
  void anHsaIdIsTheSameInAnyCase() {
    assertThat(new RecipientId("SE2120000829-n001"))
        .isEqualTo(new RecipientId("SE2120000829-N001"));
  }

  @Test
  void aResponderIsCalledExactlyAsItIsNamed() {
    assertThat(new RecipientId("m21")).isNotEqualTo(new RecipientId("M21"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "M 21", "M21,M22", "{M21}", "\"", "SE2120000829-Å001"})
  void whatCouldBeReadAsSomethingElseInAListIsRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RecipientId(value));
  }
}
