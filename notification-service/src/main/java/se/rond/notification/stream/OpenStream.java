package se.rond.notification.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import se.rond.notification.recipient.RecipientId;

/**
 * One device that listens. Its own thread reads and sends; others only wake it or end it.
 *
 * <p>Listens from the moment it is made, so that a notice added while the thread is still reading
 * wakes it afterwards.
 */
public final class OpenStream implements AutoCloseable {
  private final RecipientId recipient;
  private final OpenStreams streams;
  private final Semaphore news = new Semaphore(0);
  private volatile boolean ended;

  /** The number of the last notice looked at; written by the stream's thread only. */
  private volatile long position;

  OpenStream(RecipientId recipient, OpenStreams streams) {
    this.recipient = recipient;
    this.streams = streams;
  }

  RecipientId recipient() {
    return recipient;
  }

  /** Returns the number of the last notice that the device has or is not to have. */
  public long position() {
    return position;
  }

  /** Says that the device has all notices up to {@code sequence} that it may have. */
  public void reached(long sequence) {
    position = sequence;
  }

  /** Returns false once the process is about to end; nothing more is to be sent then. */
  public boolean isOpen() {
    return !ended;
  }

  /**
   * Waits for something new, without a database connection.
   *
   * @return true if there may be news, or the end; false after {@code longest} of silence
   */
  public boolean awaitNews(Duration longest) throws InterruptedException {
    var woken = news.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
    news.drainPermits();
    return woken;
  }

  void wake() {
    news.release();
  }

  void end() {
    ended = true;
    wake();
  }

  @Override
  public void close() {
    streams.forget(this);
  }
}
