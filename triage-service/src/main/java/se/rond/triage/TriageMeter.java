package se.rond.triage;

import java.time.Duration;
import java.util.stream.Stream;
import se.rond.contracts.care.Level;
import se.rond.telemetry.ClosedTag;
import se.rond.telemetry.DocumentedMeter;

/** What triage measures. */
public enum TriageMeter implements DocumentedMeter {
  DECISIONS(
      Definition.counter(
          "rond.triage.decisions",
          "Revisions of requests that were judged, by the level that is needed",
          ClosedTag.of("level", Level.class))),
  EVALUATION(
      Definition.timer(
          "rond.triage.evaluation",
          "How long the rules took to judge, for a request or a preview",
          Stream.of(100, 500, 1_000, 5_000, 20_000, 100_000)
              .map(micros -> Duration.ofNanos(micros * 1_000L))
              .toList(),
          ClosedTag.of("asked", Asked.class)));

  /** Who wants to know. */
  public enum Asked {
    /** Dispatch, for a request. */
    REQUEST,
    /** Somebody who only wants to see. */
    PREVIEW
  }

  private final Definition definition;

  TriageMeter(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
