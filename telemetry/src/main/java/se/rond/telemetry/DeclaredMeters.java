package se.rond.telemetry;

import java.util.List;

/** The meters that a service or a module declares; each offers one such bean. */
public record DeclaredMeters(List<DocumentedMeter> meters) {

  public DeclaredMeters {
    meters = List.copyOf(meters);
  }

  /** All constants of an enum. */
  public static DeclaredMeters of(DocumentedMeter... constants) {
    return new DeclaredMeters(List.of(constants));
  }
}
