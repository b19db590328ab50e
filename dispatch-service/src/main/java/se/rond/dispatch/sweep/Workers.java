package se.rond.dispatch.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** Threads that do what is due, so many at once; each holds a connection of the database. */
public final class Workers implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free;

  /**
   * @param atOnce how many things are worked on at a time, above 0
   */
  public Workers(int atOnce) {
    free = new Semaphore(atOnce);
  }

  /** Begins something that has others do its work; it counts for none of them. */
  void begin(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException closed) {
      // What is due is still due after the next start.
    }
  }

  /**
   * Does everything, and waits until it is done.
   *
   * @return how many of them succeeded; fewer if the process stops
   */
  <T> int doAll(List<T> all, Predicate<T> succeeds) {
    var begun = new ArrayList<Future<Boolean>>();
    try {
      for (var one : all) {
        free.acquire();
        begun.add(
            threads.submit(
                () -> {
                  try {
                    return succeeds.test(one);
                  } finally {
                    free.release();
                  }
                }));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException closed) {
      free.release();
    }
    return (int) begun.stream().filter(Workers::isTrue).count();
  }

  private static boolean isTrue(Future<Boolean> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected a failure to be counted, not thrown", e.getCause());
    }
  }

  /** Begins nothing more, and waits for what is begun. */
  @Override
  public void close() {
    threads.close();
  }
}
