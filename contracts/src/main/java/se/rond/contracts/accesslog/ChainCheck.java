package se.rond.contracts.accesslog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the access log, place by place from the first one on: against itself, and against the
 * heads that were told outside the database. Whoever rewrites the chain from one place to its end
 * is found by the latter alone.
 */
public final class ChainCheck {

  /**
   * What stands at a place.
   *
   * @param entry null if it is gone
   */
  public record Link(long sequence, SealHash hash, @Nullable LoggedAccess entry) {}

  /** Something that is not as it was written. */
  public sealed interface Finding {
    /** Nothing stands from there to there. */
    record Missing(long first, long last) implements Finding {}

    /** The entry there is another one than was sealed, or the seal before it is. */
    record Edited(long sequence) implements Finding {}

    /** The chain up to there is another one than was told. */
    record Rewritten(long sequence) implements Finding {}

    /** The chain ends before what was told. */
    record Cut(long last, long told) implements Finding {}
  }

  private final List<Finding> findings = new ArrayList<>();
  private long last;
  private long lastTold;
  private SealHash head = SealHash.beforeAll();

  /**
   * A head that was told.
   *
   * @param stored what stands at its place; null if nothing does
   */
  public void told(long sequence, String hash, @Nullable SealHash stored) {
    if (stored != null && !stored.toString().equals(hash)) {
      findings.add(new Finding.Rewritten(sequence));
    }
    lastTold = Math.max(lastTold, sequence);
  }

  /** The next link, in order. */
  public void next(Link link) {
    if (link.sequence() <= last) {
      throw new IllegalArgumentException(
          "Expected a place after " + last + ", but found " + link.sequence());
    }
    var follows = link.sequence() == last + 1;
    if (!follows) {
      findings.add(new Finding.Missing(last + 1, link.sequence() - 1));
    }
    if (link.entry() == null) {
      findings.add(new Finding.Missing(link.sequence(), link.sequence()));
    } else if (follows && !link.hash().equals(SealHash.of(link.sequence(), head, link.entry()))) {
      findings.add(new Finding.Edited(link.sequence()));
    }
    // What follows is judged by what is stored: one thing that is wrong is found once.
    head = link.hash();
    last = link.sequence();
  }

  /** What was found when all links have been seen; nothing if all is as it was written. */
  public List<Finding> findings() {
    var all = new ArrayList<>(findings);
    if (lastTold > last) {
      all.add(new Finding.Cut(last, lastTold));
    }
    return List.copyOf(all);
  }

  /** The last place that was told; 0 if none was. */
  public long lastTold() {
    return lastTold;
  }

  /** The place of the last link. */
  public long last() {
    return last;
  }

  /** The hash of the last link. */
  public SealHash head() {
    return head;
  }
}
