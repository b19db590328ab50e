package se.rond.triage.shadow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import se.rond.contracts.care.Level;

/**
 * What a shadow run has counted.
 *
 * @param judged revisions of requests; one that was judged three times counts three times
 * @param unreadable what this build could not read, and did not judge
 * @param changed those with another level, floor or needs
 * @param levels how often each level became which, highest first
 */
public record Tally(long judged, long unreadable, long changed, List<Count> levels) {

  /** Before anything was judged. */
  public static final Tally NONE = new Tally(0, 0, 0, List.of());

  public Tally {
    levels = List.copyOf(levels);
  }

  /** How often one level became another, or stayed what it was. */
  public record Count(Level was, Level becomes, long requests) {}

  /** From which level to which. */
  record Move(Level was, Level becomes) implements Comparable<Move> {

    private static final Comparator<Move> HIGHEST_FIRST =
        Comparator.comparing(Move::was).thenComparing(Move::becomes);

    @Override
    public int compareTo(Move other) {
      return HIGHEST_FIRST.compare(this, other);
    }
  }

  Tally plus(Collection<Move> moves, long unreadableMore, long changedMore) {
    SortedMap<Move, Long> all = new TreeMap<>();
    levels.forEach(one -> all.put(new Move(one.was(), one.becomes()), one.requests()));
    moves.forEach(move -> all.merge(move, 1L, Long::sum));
    return new Tally(
        judged + moves.size(),
        unreadable + unreadableMore,
        changed + changedMore,
        all.entrySet().stream()
            .map(one -> new Count(one.getKey().was(), one.getKey().becomes(), one.getValue()))
            .toList());
  }
}
