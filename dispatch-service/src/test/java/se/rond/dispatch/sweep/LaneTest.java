package se.rond.dispatch.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.sweep.Sweep.Due;

class LaneTest {

  private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int BATCH = 10;

  private final Workers workers = new Workers(3);

  @AfterEach
  void stop() {
    workers.close();
  }

  /** Deadlines that are gone once they are met, as rows are. */
  private static final class Rows implements Sweep {
    private final ConcurrentLinkedQueue<Integer> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger listed = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    Rows(int count) {
      IntStream.range(0, count).forEach(due::add);
    }

    @Override
    public List<Due> listDue(Instant now, int limit) {
      listed.incrementAndGet();
      return due.stream().limit(limit).map(one -> new Due(request(one), () -> meet(one))).toList();
    }

    private void meet(Integer one) {
      due.remove(one);
      done.incrementAndGet();
    }
  }

  private Lane lane(Sweep deadlines) {
    return new Lane(deadlines, workers, BATCH, TransactionOperations.withoutTransaction());
  }

  private static AssessmentRequestId request(int number) {
    return new AssessmentRequestId(new UUID(0, number));
  }

  @Test
  void aFloodIsMetBatchByBatch() {
    var rows = new Rows(95);

    lane(rows).start(NOW);

    await().atMost(SOON).until(() -> rows.due.isEmpty());
    await().atMost(SOON).untilAsserted(() -> assertThat(rows.listed).hasValue(10));
    assertThat(rows.done).hasValue(95);
  }

  @Test
  void onlySoManyAreWorkedOnAtOnce() {
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(BATCH - 1);
    var rows =
        IntStream.range(1, BATCH)
            .mapToObj(
                one ->
                    new Due(
                        request(one),
                        () -> {
                          most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                          Thread.yield();
                          atOnce.decrementAndGet();
                          done.countDown();
                        }))
            .toList();

    lane((now, limit) -> rows).start(NOW);

    await().atMost(SOON).until(() -> done.getCount() == 0);
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void oneThatIsHeldUpKeepsNoOtherKindWaiting() {
    var go = new CountDownLatch(1);
    var held =
        lane(
            (now, limit) ->
                List.of(new Due(request(1), () -> await().until(() -> go.getCount() == 0))));
    var rows = new Rows(5);

    held.start(NOW);
    lane(rows).start(NOW);

    await().atMost(SOON).until(() -> rows.due.isEmpty());
    go.countDown();
  }

  @Test
  void aKindThatIsStillAtItIsLeftAlone() {
    var go = new CountDownLatch(1);
    var listed = new AtomicInteger();
    var lane =
        lane(
            (now, limit) -> {
              listed.incrementAndGet();
              await().until(() -> go.getCount() == 0);
              return List.of();
            });

    lane.start(NOW);
    lane.start(NOW);
    lane.start(NOW);
    await().atMost(SOON).untilAsserted(() -> assertThat(listed).hasValue(1));
    go.countDown();

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              lane.start(NOW);
              assertThat(listed).hasValueGreaterThan(1);
            });
  }

  @Test
  void whatFailsKeepsNothingWaitingAndIsLeftForTheNextSweep() {
    var listed = new AtomicInteger();
    var tried = ConcurrentHashMap.newKeySet();
    var lane =
        lane(
            (now, limit) -> {
              listed.incrementAndGet();
              return IntStream.range(0, limit)
                  .mapToObj(
                      one ->
                          new Due(
                              request(one),
                              () -> {
                                tried.add(one);
                                throw new IllegalStateException("broken on purpose");
                              }))
                  .toList();
            });
    var others = new Rows(3);

    lane.start(NOW);
    lane(others).start(NOW);

    await().atMost(SOON).until(() -> tried.size() == BATCH && others.due.isEmpty());
    await().atMost(SOON).untilAsserted(() -> assertThat(listed).hasValue(1));
  }

  @Test
  void whatStaysDueThoughItWasDoneKeepsNobodyBusyForEver() {
    var listed = new AtomicInteger();
    var lane =
        lane(
            (now, limit) -> {
              listed.incrementAndGet();
              return IntStream.range(0, limit)
                  .mapToObj(one -> new Due(request(one), () -> {}))
                  .toList();
            });

    lane.start(NOW);

    await().atMost(SOON).untilAsserted(() -> assertThat(listed).hasValue(20));
  }

  @Test
  void walkingIsInOrderAndWhatFailsStopsNothing() {
    var walked = new ConcurrentLinkedQueue<Integer>();
    var lane =
        lane(
            (now, limit) ->
                IntStream.range(0, limit)
                    .mapToObj(
                        one ->
                            new Due(
                                request(one),
                                () -> {
                                  walked.add(one);
                                  if (one == 3) {
                                    throw new IllegalStateException("broken on purpose");
                                  }
                                }))
                    .toList());

    lane.walk(NOW);

    assertThat(walked).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  /** Transactions that remember what each of them met. */
  private static final class Remembered implements TransactionOperations {
    private final ThreadLocal<List<Integer>> current = new ThreadLocal<>();
    private final ConcurrentLinkedQueue<List<Integer>> all = new ConcurrentLinkedQueue<>();

    @Override
    public <T> @Nullable T execute(TransactionCallback<T> work) {
      var met = new ArrayList<Integer>();
      current.set(met);
      try {
        return work.doInTransaction(new SimpleTransactionStatus());
      } finally {
        current.remove();
        all.add(met);
      }
    }

    void met(int one) {
      if (current.get() != null) {
        current.get().add(one);
      }
    }
  }

  @Test
  void moreThanThereAreWorkersShareTransactionsWhichLockInOneOrder() {
    var transactions = new Remembered();
    var listed = new AtomicBoolean();
    var lane =
        new Lane(
            (now, limit) ->
                listed.compareAndSet(false, true)
                    ? IntStream.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
                        .mapToObj(one -> new Due(request(one), () -> transactions.met(one)))
                        .toList()
                    : List.of(),
            workers,
            BATCH,
            transactions);

    lane.start(NOW);

    await().atMost(SOON).until(() -> transactions.all.size() == 3);
    assertThat(transactions.all)
        .containsExactlyInAnyOrder(List.of(6, 7, 8, 9), List.of(2, 3, 4, 5), List.of(0, 1));
  }

  @Test
  void asManyAsThereAreWorkersAreMetEachByItself() {
    var transactions = new Remembered();
    var rows = new Rows(3);

    new Lane(rows, workers, BATCH, transactions).start(NOW);

    await().atMost(SOON).until(() -> rows.due.isEmpty());
    assertThat(transactions.all).isEmpty();
  }

  @Test
  void oneThatFailsTakesNoneOfThoseWithItThatShareItsTransaction() {
    var rows = new Rows(BATCH);
    var broken = 5;

    new Lane(
            (now, limit) ->
                rows.listDue(now, limit).stream()
                    .map(due -> due.request().equals(request(broken)) ? failing(due) : due)
                    .toList(),
            workers,
            BATCH,
            TransactionOperations.withoutTransaction())
        .start(NOW);

    await().atMost(SOON).until(() -> List.copyOf(rows.due).equals(List.of(broken)));
  }

  private static Due failing(Due due) {
    return new Due(
        due.request(),
        () -> {
          throw new IllegalStateException("broken on purpose");
        });
  }

  @Test
  void nothingIsBegunOnceTheWorkersAreClosed() {
    var rows = new Rows(5);
    workers.close();

    lane(rows).start(NOW);

    assertThat(rows.done).hasValue(0);
  }
}
