package se.rond.dispatch.request;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody who may know that there is a request may not read it. The names stand in the
 * database and in problem types: add, never rename.
 */
public enum Closed {
  /** The patient has blocked it (<i>spärr</i>). */
  BLOCKED,
  /** It is another care provider's, and the patient has not agreed (<i>samtycke</i>). */
  NO_CONSENT;

  /** The header of a list that says how many requests are left out of it. */
  public static final String HEADER = "X-Rond-Closed";

  /**
   * A line of a list.
   *
   * @param closed what it is closed by, as {@link MaySee#CLOSED} says; null where it is open
   */
  public record Line<T>(T content, @Nullable String closed) {}

  /**
   * What is left of a list.
   *
   * @param closed how many requests are left out: that there are some may be known, not which
   */
  public record Shown<T>(List<T> lines, long closed) {
    public Shown {
      lines = List.copyOf(lines);
    }
  }

  /** Leaves out what is closed. */
  public static <T> Shown<T> leaveOut(List<Line<T>> found, Function<T, ?> request) {
    return new Shown<>(
        found.stream().filter(line -> line.closed() == null).map(Line::content).toList(),
        found.stream()
            .filter(line -> line.closed() != null)
            .map(Line::content)
            .map(request)
            .distinct()
            .count());
  }
}
