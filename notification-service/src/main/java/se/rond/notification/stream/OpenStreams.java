package se.rond.notification.stream;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import se.rond.notification.recipient.Notices;
import se.rond.notification.recipient.NoticesAdded;
import se.rond.notification.recipient.RecipientId;

/**
 * The devices that listen at this instance, and what wakes them: a commit here at once; what
 * another instance has committed, after the poll.
 */
@Component
public class OpenStreams implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OpenStreams.class);

  private final Notices notices;
  private final StreamSettings settings;
  private final Semaphore free;
  private final ConcurrentHashMap<RecipientId, Set<OpenStream>> streams = new ConcurrentHashMap<>();
  private volatile boolean running;
  private @Nullable Thread poller;

  OpenStreams(Notices notices, StreamSettings settings) {
    this.notices = notices;
    this.settings = settings;
    this.free = new Semaphore(settings.connections());
  }

  /**
   * Opens a stream, which the caller closes; nothing if there are as many as may be, or the process
   * is about to end.
   */
  public Optional<OpenStream> open(RecipientId recipient) {
    if (!running || !free.tryAcquire()) {
      return Optional.empty();
    }
    var stream = new OpenStream(recipient, this);
    streams.compute(
        recipient,
        (_, others) -> {
          var all = others == null ? ConcurrentHashMap.<OpenStream>newKeySet() : others;
          all.add(stream);
          return all;
        });
    if (!running) {
      stream.end();
    }
    return Optional.of(stream);
  }

  void forget(OpenStream stream) {
    streams.computeIfPresent(
        stream.recipient(),
        (_, all) -> {
          if (all.remove(stream)) {
            free.release();
          }
          return all.isEmpty() ? null : all;
        });
  }

  /** Returns how many streams are open at this instance. */
  int count() {
    return settings.connections() - free.availablePermits();
  }

  /** After the commit only: a reader who is woken earlier would find nothing. */
  @TransactionalEventListener
  void on(NoticesAdded added) {
    for (var recipient : added.recipients()) {
      streams.getOrDefault(recipient, Set.of()).forEach(OpenStream::wake);
    }
  }

  private void poll() {
    var available = true;
    while (running) {
      try {
        Thread.sleep(settings.poll());
        wakeThoseBehind();
        available = true;
      } catch (InterruptedException _) {
        return;
      } catch (DataAccessException fault) {
        if (available) {
          log.warn("Expected to read what is new for open streams; trying again", fault);
          available = false;
        }
      }
    }
  }

  /** One query for all streams, whatever their number; none if nobody listens. */
  void wakeThoseBehind() {
    var listening = Set.copyOf(streams.keySet());
    if (listening.isEmpty()) {
      return;
    }
    notices
        .lastSequences(listening)
        .forEach(
            (recipient, last) ->
                streams.getOrDefault(recipient, Set.of()).stream()
                    .filter(stream -> stream.position() < last)
                    .forEach(OpenStream::wake));
  }

  @Override
  public synchronized void start() {
    running = true;
    poller = Thread.ofVirtual().name("stream-poll").start(this::poll);
  }

  /**
   * Ends all streams. Being of the highest phase, this comes before the web server waits for its
   * requests to finish, which streams would else never do.
   */
  @Override
  public synchronized void stop() {
    running = false;
    if (poller != null) {
      poller.interrupt();
      poller = null;
    }
    streams.values().forEach(all -> all.forEach(OpenStream::end));
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
