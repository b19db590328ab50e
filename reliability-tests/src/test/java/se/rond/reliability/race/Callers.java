package se.rond.reliability.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * 64 callers, four to a heat. Those of a heat set off at the same instant, two to each instance; 16
 * heats run beside each other.
 */
final class Callers {

  /** Callers that set off together. */
  static final int HEAT = 4;

  private static final int CALLERS = 64;

  /** Longest wait for the others of a heat, in seconds. */
  private static final int SET_OFF_WITHIN = 60;

  private Callers() {}

  /** What one caller of a heat does. */
  @FunctionalInterface
  interface Part<T> {
    /**
     * @param heat counts from 0
     * @param caller from 0 to 3; even ones speak to one instance, odd ones to the other
     * @param random of this caller's own
     */
    T play(int heat, int caller, Random random);
  }

  /** Plays so many heats; the answers of the four callers of each, in the order of the heats. */
  static <T> List<List<T>> race(int heats, long seed, Part<T> part) {
    var lanes = CALLERS / HEAT;
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      var answers = new ArrayList<List<Future<List<T>>>>();
      for (var first = 0; first < lanes; first++) {
        var lane = first;
        var start = new CyclicBarrier(HEAT);
        answers.add(
            IntStream.range(0, HEAT)
                .mapToObj(
                    caller ->
                        threads.submit(
                            () -> {
                              var random = new Random(seed + lane * HEAT + caller);
                              var mine = new ArrayList<T>();
                              for (var heat = lane; heat < heats; heat += lanes) {
                                start.await(SET_OFF_WITHIN, TimeUnit.SECONDS);
                                mine.add(part.play(heat, caller, random));
                              }
                              return (List<T>) mine;
                            }))
                .toList());
      }
      return IntStream.range(0, heats)
          .mapToObj(
              heat ->
                  answers.get(heat % lanes).stream()
                      .map(caller -> get(caller).get(heat / lanes))
                      .toList())
          .toList();
    }
  }

  private static <T> T get(Future<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected a caller to get an answer", e.getCause());
    }
  }
}
