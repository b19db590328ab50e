package se.rond.dispatch.assignment;

import java.time.Instant;
import se.rond.contracts.care.HsaId;

/**
 * In whose name accepted work stands: one member of the function, or of the team, that has accepted
 * it. The responsibility is the responder's; a claim tells its members which of them it is.
 *
 * @param name what colleagues call the person
 */
public record Claim(HsaId person, String name, Instant since) {

  /** Who has it since when: a claim as somebody has seen it. */
  public record Holder(HsaId person, Instant since) {}

  Holder holder() {
    return new Holder(person, since);
  }
}
