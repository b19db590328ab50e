package se.rond.dispatch.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an agreement as it is stored. Nothing of it ever changes, but that one which has
 * not begun can be withdrawn.
 *
 * @param number counts the versions of its region, or of its municipality, from 1
 * @param replaces the version that was withdrawn for it, null if none was
 * @param content {@link Terms} of a region, {@link MunicipalTerms} of a municipality
 * @param publishedBy who put it in; {@code migration} or {@code demonstration} where nobody did
 */
public record Version(
    AgreementId id,
    Territory territory,
    int number,
    Instant validFrom,
    @Nullable Integer replaces,
    Content content,
    String publishedBy,
    Instant publishedAt,
    @Nullable Instant withdrawnAt) {

  /** Returns true if it has not begun, and will. */
  public boolean isComing(Instant now) {
    return withdrawnAt == null && validFrom.isAfter(now);
  }

  /**
   * @throws IllegalStateException if it is a municipality's
   */
  public Terms terms() {
    return switch (content) {
      case Terms terms -> terms;
      case MunicipalTerms _ ->
          throw new IllegalStateException("Expected " + id + " to be a region's version");
    };
  }
}
