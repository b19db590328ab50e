package se.rond.contracts.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of an entry, its place in the chain and the hash before.
 *
 * <p>What is hashed, the canonical form, is text in UTF-8: the line {@code rond-access-log-1}, and
 * then a line {@code name length value} for each field, in the order of {@link #of}. The length
 * counts the bytes of the value; a value that is absent has the length -1 and nothing behind it.
 * Ids are lower-case UUIDs, the time is microseconds since 1970, the hash before is lower-case
 * hexadecimal. Never changed: another form gets another first line.
 */
public final class SealHash {

  private static final String FORM = "rond-access-log-1";

  private static final int BYTES = 32;

  private final byte[] value;

  private SealHash(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("Expected 32 bytes, but found " + value.length);
    }
    this.value = value.clone();
  }

  /** What stands before the first entry. */
  public static SealHash beforeAll() {
    return new SealHash(new byte[BYTES]);
  }

  /** One that is stored. */
  public static SealHash stored(byte[] bytes) {
    return new SealHash(bytes);
  }

  /** One that was told as {@link #toString}. */
  public static SealHash parse(String hexadecimal) {
    return new SealHash(HexFormat.of().parseHex(hexadecimal));
  }

  /** The hash of that entry at that place, above 0, after that other one. */
  public static SealHash of(long sequence, SealHash before, LoggedAccess entry) {
    var form = new Form();
    form.add("sequence", Long.toString(sequence));
    form.add("before", before.toString());
    form.add("id", entry.id().toString());
    form.add("call", entry.call().toString());
    form.add(
        "at",
        Long.toString(
            Math.addExact(
                Math.multiplyExact(entry.at().getEpochSecond(), 1_000_000L),
                entry.at().getNano() / 1_000)));
    form.add("activity", entry.activity());
    form.add("operation", entry.operation());
    form.add("resource", entry.resource());
    form.add("patient", entry.patient());
    form.add("criteria", entry.criteria());
    form.add("purpose", entry.purpose());
    form.add("person", entry.person());
    form.add("role", entry.role());
    form.add("commission", entry.commission());
    form.add("careUnit", entry.careUnit());
    form.add("careProvider", entry.careProvider());
    return new SealHash(form.digest());
  }

  private static final class Form {
    private final StringBuilder text = new StringBuilder(FORM).append('\n');

    void add(String name, @Nullable Object value) {
      text.append(name).append(' ');
      if (value == null) {
        text.append("-1\n");
      } else {
        var written = value.toString();
        text.append(written.getBytes(UTF_8).length).append(' ').append(written).append('\n');
      }
    }

    byte[] digest() {
      try {
        return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Expected SHA-256 in every Java, but found none", e);
      }
    }
  }

  /** To be stored. */
  public byte[] bytes() {
    return value.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SealHash hash && Arrays.equals(value, hash.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }
}
