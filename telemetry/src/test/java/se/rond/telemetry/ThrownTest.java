package se.rond.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionSystemException;

class ThrownTest {

  @ParameterizedTest(name = "SQLState {0} is a fault: {1}")
  @CsvSource({
    "08006, true", "40001, true", "40P01, true", "53300, true", "57P01, true", "58030, true",
    "55P03, true", "25006, true", "23505, false", "22001, false", "42P01, false", "P0001, false",
    "'', false"
  })
  void tellsAFaultFromADefectByTheSqlState(String state, boolean fault) {
    var thrown =
        new RuntimeException(new DataIntegrityViolationException("", new SQLException("", state)));

    assertThat(Thrown.isDatabaseFault(thrown)).isEqualTo(fault);
  }

  @Test
  void takesALostRaceAndATimeoutForFaultsAndADoubledRowForADefect() {
    assertThat(Thrown.isDatabaseFault(new OptimisticLockingFailureException(""))).isTrue();
    assertThat(Thrown.isDatabaseFault(new QueryTimeoutException(""))).isTrue();
    assertThat(Thrown.isDatabaseFault(new TransactionSystemException("rollback failed"))).isTrue();
    assertThat(Thrown.isDatabaseFault(new DuplicateKeyException(""))).isFalse();
    assertThat(Thrown.isDatabaseFault(new IllegalStateException())).isFalse();
  }

  @Test
  void namesClassesAndOurLinesAndNoMessage() {
    var thrown = new IllegalStateException("of 193310148410", new SQLException("Lovisa"));

    assertThat(Thrown.causes(thrown))
        .matches(
            "java.lang.IllegalStateException at se.rond.telemetry.ThrownTest\\..*"
                + ", caused by java.sql.SQLException at se.rond.telemetry.ThrownTest\\..*")
        .doesNotContain("193310148410", "Lovisa");
  }

  @Test
  void aCircleOfCausesEnds() {
    var one = new IllegalStateException();
    one.initCause(new IllegalArgumentException(one));

    assertThat(Thrown.chain(one)).hasSize(20);
    assertThat(Thrown.isDatabaseFault(one)).isFalse();
  }
}
