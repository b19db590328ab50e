package se.rond.dispatch.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.ToIntFunction;

/** Threads that do what is due, so many at once; each holds a connection of the database. */
public final class Workers implements AutoCloseable {

  private final ExecutorService foremen = Executors.newVirtualThreadPerTaskExecutor();

  /** Of the platform: what waits for a statement's answer is woken at once, and not by a poller. */
  private final ExecutorService threads;

  private final int atOnce;
  private final Semaphore free;

  /**
   * @param atOnce how many things are worked on at a time, above 0
   */
  public Workers(int atOnce) {
    this.atOnce = atOnce;
    threads = Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().name("due-", 1).factory());
    free = new Semaphore(atOnce);
  }

  int atOnce() {
    return atOnce;
  }

  /** Begins something that has others do its work; it counts for none of them. */
  void begin(Runnable work) {
    try {
      foremen.execute(work);
    } catch (RejectedExecutionException closed) {
      // What is due is still due after the next start.
    }
  }

  /**
   * Does everything, and waits until it is done.
   *
   * @param succeeded how many deadlines are met by doing one of them
   * @return how many deadlines are met; fewer if the process stops
   */
  <T> int doAll(List<T> all, ToIntFunction<T> succeeded) {
    var begun = new ArrayList<Future<Integer>>();
    try {
      for (var one : all) {
        free.acquire();
        begun.add(
            threads.submit(
                () -> {
                  try {
                    return succeeded.applyAsInt(one);
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
    return begun.stream().mapToInt(Workers::met).sum();
  }

  private static int met(Future<Integer> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Expected a failure to be counted, not thrown", e.getCause());
    }
  }

  /** Begins nothing more, and waits for what is begun. */
  @Override
  public void close() {
    foremen.shutdown();
    threads.close();
    foremen.close();
  }
}
