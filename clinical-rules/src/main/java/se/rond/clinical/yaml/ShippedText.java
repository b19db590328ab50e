package se.rond.clinical.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that are part of this program. */
public final class ShippedText {

  private ShippedText() {}

  /**
   * Reads a resource, for example {@code /rule-sets/rond-default.yaml}.
   *
   * @throws IllegalStateException if there is none: then the program was built wrong
   */
  public static String of(String resource) {
    try (var stream = ShippedText.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("Expected the resource " + resource + ", but found none");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
