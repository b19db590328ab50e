package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.accesslog.SpotCheck.Drawn;
import se.rond.dispatch.accesslog.SpotCheck.Finding;

/** The checks there are; they are kept as long as what they are about. */
public interface SpotChecks {

  /** Adds one with its list, drawn now; false if there is one with that id. */
  boolean draw(SpotCheckId id, HsaId careProvider, HsaId by, Instant begins, Instant ends);

  /** Finds one of that care provider. */
  Optional<SpotCheck> find(SpotCheckId id, HsaId careProvider);

  /** Lists its entries, ground by ground, each in order of time. */
  List<Drawn> listEntries(SpotCheckId id);

  /** Lists those of a care provider: what nobody has concluded first, then the latest. */
  List<SpotCheck> list(HsaId careProvider, int limit);

  /** Adds what was found; false if somebody has done so before. */
  boolean conclude(SpotCheckId id, Finding finding, @Nullable String note, HsaId by);
}
