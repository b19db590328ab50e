package se.rond.notification.recipient;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;

/** Every recipient's notices, numbered in the order they become visible. */
public interface Notices {

  /**
   * Adds the event to the notices of each recipient who has not been told of it, in the caller's
   * transaction.
   *
   * <p>Whoever has read notice <i>n</i> of a recipient will find all later ones above <i>n</i>:
   * numbers are given under a lock that is held until commit.
   *
   * @return for each notice that was added, how long ago its event occurred, by the database's
   *     clock
   */
  List<Duration> add(UUID eventId, AboutRequest event, Set<RecipientId> recipients);

  /**
   * Returns the recipient's notices with a number above {@code sequence}, lowest first, wherever
   * the patient is. For the recipient only.
   *
   * @param limit most notices to return
   */
  List<Notice> listAfter(RecipientId recipient, long sequence, int limit);

  /**
   * As {@link #listAfter(RecipientId, long, int)}, for somebody else than the recipient: those
   * about other municipalities than the given ones are left out.
   */
  List<Notice> listAfter(
      RecipientId recipient, Set<MunicipalityCode> municipalities, long sequence, int limit);

  /** Returns the number of the recipient's newest notice, 0 if there is none. */
  long lastSequence(RecipientId recipient);

  /**
   * Returns the numbers of the newest notices, without those recipients who have none. One query.
   */
  Map<RecipientId, Long> lastSequences(Collection<RecipientId> recipients);
}
