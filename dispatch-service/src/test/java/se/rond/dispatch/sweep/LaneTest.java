package se.rond.dispatch.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.sweep.Sweep.Due;

class LaneTest {

  private static final Instant NOW = Instant.parse("2026-11-21T11:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int BATCH = 10;
  private static final int MOST_TOGETHER = 8;

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
    return new Lane(deadlines, workers, BATCH, MOST_TOGETHER, new Transactions());
  }

  private static AssessmentRequestId request(int number) {
    return new AssessmentRequestId(new UUID(0, number));
  }

  @Test
  void aFloodIsMetBatchByBatch() {
    var rows = new Rows(95);

    lane(rows).start(NOW, () -> Optional.of(NOW));

    await().atMost(SOON).until(() -> rows.due.isEmpty());
    await().atMost(SOON).untilAsserted(() -> assertThat(rows.listed).hasValue(11));
    assertThat(rows.done).hasValue(95);
  }

  @Test
  void whatBecomesDueMeanwhileIsMetWithoutAnotherStart() {
    var rows = new Rows(5);
    var times = new ConcurrentLinkedQueue<>(List.of(NOW.plusSeconds(1), NOW.plusSeconds(2)));
    var listedAt = new ConcurrentLinkedQueue<Instant>();
    var lane =
        lane(
            (now, limit) -> {
              listedAt.add(now);
              if (listedAt.size() == 2) {
                rows.due.add(99);
              }
              return rows.listDue(now, limit);
            });

    lane.start(NOW, () -> Optional.of(times.remove()));

    await().atMost(SOON).until(() -> listedAt.size() == 3 && rows.due.isEmpty());
    assertThat(rows.done).hasValue(6);
    assertThat(listedAt).containsExactly(NOW, NOW.plusSeconds(1), NOW.plusSeconds(2));
  }

  @Test
  void whileNothingIsToBeDoneTheRestIsLeftForAnotherStart() {
    var rows = new Rows(BATCH + 1);

    lane(rows).start(NOW, Optional::empty);

    await().atMost(SOON).until(() -> rows.due.size() == 1);
    assertThat(rows.listed).hasValue(1);
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

    lane((now, limit) -> rows).start(NOW, () -> Optional.of(NOW));

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

    held.start(NOW, () -> Optional.of(NOW));
    lane(rows).start(NOW, () -> Optional.of(NOW));

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

    lane.start(NOW, () -> Optional.of(NOW));
    lane.start(NOW, () -> Optional.of(NOW));
    lane.start(NOW, () -> Optional.of(NOW));
    await().atMost(SOON).untilAsserted(() -> assertThat(listed).hasValue(1));
    go.countDown();

    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              lane.start(NOW, () -> Optional.of(NOW));
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

    lane.start(NOW, () -> Optional.of(NOW));
    lane(others).start(NOW, () -> Optional.of(NOW));

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

    lane.start(NOW, () -> Optional.of(NOW));

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

  /** Transactions that remember what each of them met, where it was not undone. */
  private static final class Transactions implements Together {
    private final ThreadLocal<List<Integer>> current = new ThreadLocal<>();
    private final ConcurrentLinkedQueue<List<Integer>> committed = new ConcurrentLinkedQueue<>();

    @Override
    public void meet(List<Due> some) {
      var met = new ArrayList<Integer>();
      current.set(met);
      try {
        some.forEach(one -> one.work().run());
        committed.add(met);
      } finally {
        current.remove();
      }
    }

    void met(int one) {
      if (current.get() == null) {
        committed.add(List.of(one));
      } else {
        current.get().add(one);
      }
    }
  }

  /** Lists once, in falling order. */
  private static Sweep once(int count, IntConsumer work) {
    var listed = new AtomicBoolean();
    return (now, limit) ->
        listed.compareAndSet(false, true)
            ? IntStream.range(0, count)
                .map(one -> count - 1 - one)
                .mapToObj(one -> new Due(request(one), () -> work.accept(one)))
                .toList()
            : List.of();
  }

  private void start(Sweep deadlines, Transactions transactions) {
    new Lane(deadlines, workers, BATCH, MOST_TOGETHER, transactions)
        .start(NOW, () -> Optional.of(NOW));
  }

  @Test
  void moreThanThereAreWorkersShareTransactionsWhichLockInOneOrder() {
    var transactions = new Transactions();

    start(once(BATCH, transactions::met), transactions);

    await().atMost(SOON).until(() -> transactions.committed.size() == 3);
    assertThat(transactions.committed)
        .containsExactlyInAnyOrder(List.of(6, 7, 8, 9), List.of(2, 3, 4, 5), List.of(0, 1));
  }

  @Test
  void asManyAsThereAreWorkersAreMetEachByItself() {
    var transactions = new Transactions();

    start(once(3, transactions::met), transactions);

    await().atMost(SOON).until(() -> transactions.committed.size() == 3);
    assertThat(transactions.committed)
        .containsExactlyInAnyOrder(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void whereNoneAreToShareEachIsMetByItself() {
    var transactions = new Transactions();

    new Lane(once(BATCH, transactions::met), workers, BATCH, 1, transactions)
        .start(NOW, () -> Optional.of(NOW));

    await().atMost(SOON).until(() -> transactions.committed.size() == BATCH);
    assertThat(transactions.committed).allSatisfy(one -> assertThat(one).hasSize(1));
  }

  @Test
  void oneThatFailsTakesNoneOfThoseWithItThatShareItsTransaction() {
    var transactions = new Transactions();
    var broken = 5;

    start(
        once(
            BATCH,
            one -> {
              if (one == broken) {
                throw new IllegalStateException("broken on purpose");
              }
              transactions.met(one);
            }),
        transactions);

    await()
        .atMost(SOON)
        .until(() -> transactions.committed.stream().mapToInt(List::size).sum() == BATCH - 1);
    assertThat(transactions.committed.stream().flatMap(List::stream))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 6, 7, 8, 9);
  }

  @Test
  void withTheDatabaseAwayNobodyTriesOneByOne() {
    var tried = new AtomicInteger();
    var listed = new AtomicInteger();
    var others = new Rows(3);

    new Lane(
            (now, limit) -> {
              listed.incrementAndGet();
              return once(BATCH, _ -> tried.incrementAndGet()).listDue(now, limit);
            },
            workers,
            BATCH,
            MOST_TOGETHER,
            _ -> {
              throw new CannotCreateTransactionException("away on purpose");
            })
        .start(NOW, () -> Optional.of(NOW));
    lane(others).start(NOW, () -> Optional.of(NOW));

    await().atMost(SOON).until(() -> listed.get() == 1 && others.due.isEmpty());
    workers.close();
    assertThat(tried).hasValue(0);
  }

  @Test
  void nothingIsBegunOnceTheWorkersAreClosed() {
    var rows = new Rows(5);
    workers.close();

    lane(rows).start(NOW, () -> Optional.of(NOW));

    assertThat(rows.done).hasValue(0);
  }
}
