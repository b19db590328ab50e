package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionSystemException;

class ErrorPolicyTest {

  @ParameterizedTest(name = "SQLState {0} is a fault: {1}")
  @CsvSource({
    "08006, true", "40001, true", "40P01, true", "53300, true", "57P01, true", "58030, true",
    "55P03, true", "25006, true", "23505, false", "22001, false", "42P01, false", "P0001, false",
    "'', false"
  })
  void tellsAFaultFromADefectByTheSqlState(String state, boolean fault) {
    var thrown =
        new RuntimeException(new UncategorizedSQLException("", null, new SQLException("", state)));

    assertThat(ErrorPolicy.isFault(thrown)).isEqualTo(fault);
  }

  @Test
  void takesALostRaceAndATimeoutForFaultsAndADoubledRowForADefect() {
    assertThat(ErrorPolicy.isFault(new OptimisticLockingFailureException(""))).isTrue();
    assertThat(ErrorPolicy.isFault(new QueryTimeoutException(""))).isTrue();
    assertThat(ErrorPolicy.isFault(new TransactionSystemException("rollback failed"))).isTrue();
    assertThat(ErrorPolicy.isFault(new DuplicateKeyException(""))).isFalse();
    assertThat(ErrorPolicy.isFault(new IllegalStateException())).isFalse();
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatThrownBy(() -> new TopicCreation.Settings(0))
        .hasMessageContaining("rond.messaging.replication-factor");
  }
}
