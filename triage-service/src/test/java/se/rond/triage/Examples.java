package se.rond.triage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The project's example requests. */
public final class Examples {

  private Examples() {}

  public static String read(String name) {
    try (var file = Examples.class.getResourceAsStream("/examples/" + name + ".json")) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
