package se.rond.contracts.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HsaIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SE2120000829-N001",
        "SE165565594230-1000",
        "SE2120000829-1",
        "SE2120000829-abcdefghij12345678"
      })
  void takesTenDigitsOrSixteenAndTenDigits(String value) {
    assertThat(new HsaId(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SE21200008291-N001",
        "SE212000082912-N001",
        "SE212000082-N001",
        "SE2120000829-",
        "SE2120000829-Å1",
        "SE2120000829N001",
        "se2120000829-N001",
        "SE2120000829-abcdefghij123456789",
        "SE2120000828-N001",
        "SE2120008029-N001",
        "SE165565594231-1000",
        ""
      })
  void refusesEverythingElse(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HsaId(value));
  }
}
