package se.rond.access.problem;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what large bodies fill: each keeps a place until its request is answered, and there are
 * {@value #MOST_AT_ONCE} of them. Ordinary bodies need no place, so that no number of large ones,
 * nor one that is sent slowly, keeps a nurse waiting.
 */
final class LargeBodies implements ServletRequestListener {

  /** With its bytes, texts and nodes a body of the largest size fills at most some 2 MB. */
  static final int MOST_AT_ONCE = 16;

  /** How long one waits for a place, in milliseconds; an answer takes less. */
  private static final long LONGEST_WAIT_MILLIS = 500;

  private static final String PLACE = LargeBodies.class.getName();

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    event.getServletRequest().setAttribute(PLACE, new Place());
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    if (event.getServletRequest().getAttribute(PLACE) instanceof Place place) {
      place.leave();
    }
  }

  /** Returns true if this request may read a large body, until it is answered. */
  static boolean take(HttpServletRequest request) throws InterruptedIOException {
    var place = (Place) request.getAttribute(PLACE);
    return requireNonNull(place, "Expected LargeBodies to listen to every request").take();
  }

  /** The place of one request, which one thread at a time works on. */
  private final class Place {
    private boolean isTaken;

    boolean take() throws InterruptedIOException {
      try {
        isTaken = isTaken || places.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        return isTaken;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Expected a place for a large body, but was interrupted");
      }
    }

    void leave() {
      if (isTaken) {
        isTaken = false;
        places.release();
      }
    }
  }
}
