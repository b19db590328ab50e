package se.rond.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.notification.recipient.Notice;
import se.rond.notification.recipient.Notices;
import se.rond.notification.recipient.NoticesAdded;
import se.rond.notification.recipient.RecipientId;

class OpenStreamsTest {
  private static final RecipientId M21 = new RecipientId("M21");
  private static final RecipientId M22 = new RecipientId("M22");

  /** Longer than any of these tests takes, so that only the calls below wake anybody. */
  private static final Duration NEVER = Duration.ofMinutes(1);

  private final KnownSequences notices = new KnownSequences();
  private final OpenStreams streams = new OpenStreams(notices, new StreamSettings(NEVER, NEVER, 2));

  @BeforeEach
  void start() {
    streams.start();
  }

  @AfterEach
  void stop() {
    streams.stop();
  }

  @Test
  void aCommitWakesTheRecipientsOnly() throws InterruptedException {
    var concerned = streams.open(M21).orElseThrow();
    var other = streams.open(M22).orElseThrow();

    streams.on(new NoticesAdded(Set.of(M21)));

    assertThat(concerned.awaitNews(NEVER)).isTrue();
    assertThat(other.awaitNews(Duration.ZERO)).isFalse();
  }

  @Test
  void newsThatCameWhileTheStreamWasReadingAreNotMissed() throws InterruptedException {
    var stream = streams.open(M21).orElseThrow();

    streams.on(new NoticesAdded(Set.of(M21)));
    streams.on(new NoticesAdded(Set.of(M21)));

    assertThat(stream.awaitNews(Duration.ZERO)).isTrue();
    assertThat(stream.awaitNews(Duration.ZERO)).isFalse();
  }

  @Test
  void thePollWakesThoseWhoAreBehindOnly() throws InterruptedException {
    var behind = streams.open(M21).orElseThrow();
    var upToDate = streams.open(M22).orElseThrow();
    behind.reached(6);
    upToDate.reached(7);
    notices.last.putAll(Map.of(M21, 7L, M22, 7L));

    streams.wakeThoseBehind();

    assertThat(behind.awaitNews(Duration.ZERO)).isTrue();
    assertThat(upToDate.awaitNews(Duration.ZERO)).isFalse();
  }

  @Test
  void thePollAsksNothingWhenNobodyListens() {
    streams.open(M21).orElseThrow().close();

    streams.wakeThoseBehind();

    assertThat(notices.asked).isZero();
  }

  @Test
  void noMoreStreamsOpenThanMayBeAndAClosedOneMakesRoomOnce() {
    var first = streams.open(M21).orElseThrow();
    streams.open(M21).orElseThrow();
    assertThat(streams.open(M22)).isEmpty();

    first.close();
    first.close();

    assertThat(streams.open(M22)).isPresent();
    assertThat(streams.open(M22)).isEmpty();
  }

  @Test
  void theEndOfTheProcessEndsAllStreamsAndOpensNoMore() throws InterruptedException {
    var stream = streams.open(M21).orElseThrow();

    streams.stop();

    assertThat(stream.awaitNews(NEVER)).isTrue();
    assertThat(stream.isOpen()).isFalse();
    assertThat(streams.open(M22)).isEmpty();
  }

  /** Knows the numbers of the newest notices, and counts how often it is asked for them. */
  private static final class KnownSequences implements Notices {
    private final Map<RecipientId, Long> last = new HashMap<>();
    private int asked;

    @Override
    public List<Duration> add(UUID eventId, AboutRequest event, Set<RecipientId> recipients) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> listAfter(RecipientId recipient, long sequence, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> listAfter(
        RecipientId recipient, Set<MunicipalityCode> municipalities, long sequence, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long lastSequence(RecipientId recipient) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<RecipientId, Long> lastSequences(Collection<RecipientId> recipients) {
      asked++;
      var known = new HashMap<>(last);
      known.keySet().retainAll(recipients);
      return known;
    }
  }
}
