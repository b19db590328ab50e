package se.rond.dispatch.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Tells a repetition from another body under the same id: a SHA-256 over what the body says,
 * whatever the order of its fields, the spelling of its numbers and the device's clock. Null, blank
 * and absent are the same.
 */
public record BodyDigest(byte[] sha256) {

  /** Changes with every sending, and says nothing about the patient. */
  private static final String PASSED_OVER = "deviceClock";

  public BodyDigest {
    sha256 = sha256.clone();
  }

  @Override
  public byte[] sha256() {
    return sha256.clone();
  }

  public static BodyDigest of(JsonNode body) {
    var canonical = new StringBuilder();
    append(canonical, body, true);
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return new BodyDigest(sha256.digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JDK to have SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BodyDigest digest && MessageDigest.isEqual(sha256, digest.sha256);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }

  private static void append(StringBuilder canonical, JsonNode node, boolean atTop) {
    if (node.isObject()) {
      canonical.append('{');
      node.properties().stream()
          .filter(field -> !isAbsent(field.getValue()))
          .filter(field -> !(atTop && field.getKey().equals(PASSED_OVER)))
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              field -> {
                text(canonical, field.getKey());
                append(canonical, field.getValue(), false);
              });
      canonical.append('}');
    } else if (node.isArray()) {
      canonical.append('[');
      node.forEach(element -> append(canonical, element, false));
      canonical.append(']');
    } else if (node.isNumber()) {
      canonical.append(node.decimalValue().stripTrailingZeros()).append(',');
    } else if (node.isString()) {
      text(canonical, node.stringValue());
    } else {
      canonical.append(node.asString()).append(',');
    }
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isNull() || node.isString() && node.stringValue().isBlank();
  }

  /** The length goes before the text, so that no text can pretend to be two. */
  private static void text(StringBuilder canonical, String text) {
    canonical.append(text.length()).append(':').append(text);
  }
}
