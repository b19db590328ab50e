package se.rond.contracts.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.RedFlag;

/**
 * The red flags that stand in quotes in something that cannot be taken as a body. A nurse's own
 * {@code "EMERGENCY_112"} counts as RF-X0.
 */
final class QuotedFlags {

  private static final Pattern QUOTED =
      Pattern.compile("\"(RF-[A-Z][0-9]{1,2}|" + Level.EMERGENCY_112 + ")\"");

  /** Bytes of {@code "EMERGENCY_112"} with its quotes, the longest of them. */
  private static final int LONGEST = Level.EMERGENCY_112.name().length() + 2;

  private static final int CHUNK = 8 * 1024;

  private QuotedFlags() {}

  static Set<RedFlag> in(byte[] sent) {
    return in(sent, 0, sent.length);
  }

  /** Reads also from {@code rest}, piece by piece, at most {@code longestRest} bytes of it. */
  static Set<RedFlag> in(byte[] beginning, InputStream rest, int longestRest) throws IOException {
    var flags = in(beginning);
    var chunk = new byte[LONGEST + CHUNK];
    var kept = Math.min(beginning.length, LONGEST);
    System.arraycopy(beginning, beginning.length - kept, chunk, 0, kept);
    var left = longestRest;
    while (left > 0) {
      var read = rest.readNBytes(chunk, kept, Math.min(left, CHUNK));
      if (read == 0) {
        break;
      }
      left -= read;
      flags.addAll(in(chunk, 0, kept + read));
      // One that lies across the border stands whole in the next piece.
      var end = kept + read;
      kept = Math.min(end, LONGEST);
      System.arraycopy(chunk, end - kept, chunk, 0, kept);
    }
    return flags;
  }

  private static Set<RedFlag> in(byte[] bytes, int from, int length) {
    var flags = EnumSet.noneOf(RedFlag.class);
    QUOTED
        .matcher(new String(bytes, from, length, StandardCharsets.ISO_8859_1))
        .results()
        .map(quoted -> quoted.group(1))
        .map(code -> code.equals(Level.EMERGENCY_112.name()) ? RedFlag.RF_X0.code() : code)
        .flatMap(code -> RedFlag.find(code).stream())
        .forEach(flags::add);
    return flags;
  }
}
