package se.rond.benchmarks.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.intake.SubmissionReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The example requests, each with every contact cause: from nothing the matter to 112, with vital
 * signs that are there and that are missing. One after the other, so that no branch is learnt by
 * heart.
 */
@State(Scope.Thread)
public class Requests {

  private static final Instant RECEIVED = Instant.parse("2026-11-21T08:14:06Z");

  private final List<ClinicalContent> contents = new ArrayList<>();
  private int next;

  /** Reads the folder that the system property {@code rond.examples} names. */
  @Setup(Level.Trial)
  public void read() {
    var json = JsonMapper.builder().build();
    var examples = Path.of(System.getProperty("rond.examples", "docs/examples"));
    try (var files = Files.newDirectoryStream(examples, "*.json")) {
      for (var file : files) {
        var body = (ObjectNode) json.readTree(file.toFile());
        for (var cause : ContactCause.values()) {
          body.put("contactCause", cause.name());
          contents.add(SubmissionReader.preview(body, RECEIVED).content());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (contents.isEmpty()) {
      throw new IllegalStateException("Expected examples in " + examples.toAbsolutePath());
    }
  }

  ClinicalContent next() {
    next = next + 1 == contents.size() ? 0 : next + 1;
    return contents.get(next);
  }
}
