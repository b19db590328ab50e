package se.rond.dispatch.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;

/**
 * What holds in a municipality at an instant: the region's version in force, and the municipality's
 * own where there is one.
 *
 * @param region the region's version
 * @param municipal what the municipality wants tighter; null if it is content
 */
public record Agreement(Version region, @Nullable Version municipal) {

  /** What a request points at: with the time it was raised, it tells both versions. */
  public AgreementId id() {
    return municipal == null ? region.id() : municipal.id();
  }

  /** The terms, with whatever the municipality wants tighter. */
  public Terms terms() {
    return municipal != null && municipal.content() instanceof MunicipalTerms tighter
        ? region.terms().tightenedBy(tighter)
        : region.terms();
  }

  /** What a level promises. */
  public Target target(Level level) {
    return terms().target(level);
  }

  /** When somebody is to be in contact, and whose ladder leads there. */
  public Promise promise(Level level, Occasion occasion) {
    return Deadlines.of(terms(), level, occasion);
  }

  /** When somebody is to have accepted a request that came in then. */
  public Instant acceptBy(Level level, Instant receivedAt) {
    return receivedAt.plus(target(level).acceptWithin());
  }
}
