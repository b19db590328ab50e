package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;

class ErrorPolicyTest {

  @Test
  void takesTheBrokerAndTheDatabaseForFaultsAndTheRestForDefects() {
    assertThat(ErrorPolicy.isFault(new RuntimeException(new TimeoutException()))).isTrue();
    assertThat(ErrorPolicy.isFault(new QueryTimeoutException(""))).isTrue();
    assertThat(ErrorPolicy.isFault(new DuplicateKeyException(""))).isFalse();
    assertThat(ErrorPolicy.isFault(new IllegalStateException())).isFalse();
  }

  @Test
  void namesTheSettingThatIsWrong() {
    assertThatThrownBy(() -> new TopicCreation.Settings(0))
        .hasMessageContaining("rond.messaging.replication-factor");
  }
}
