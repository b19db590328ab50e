package se.rond.contracts.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HsaIdTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SE2120000829-N001",
        "SE165565594230-1000",
        "SE2120000829-1",
        "SE2120000829-abcdefghij12345678",
        "SE2120000829-a'(b)+,-./:=?",
        // Stored before check digits were asked for.
        "SE2120000828-N001"
      })
  void takesTenDigitsOrSixteenAndTenDigits(String value) {
    assertThat(new HsaId(value)).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({
    "SE2120000829-N001, true",
    "SE165565594230-1000, true",
    "SE2120000828-N001, false",
    "SE2120008029-N001, false",
    "SE165565594231-1000, false"
  })
  void tellsWhetherTheOrganisationNumberIsRight(String value, boolean isRight) {
    assertThat(new HsaId(value).hasCheckDigit()).isEqualTo(isRight);
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
        "SE2120000829-N_1",
        "SE165565594230-abcdefghij1234567",
        ""
      })
  void refusesEverythingElse(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HsaId(value));
  }
}
