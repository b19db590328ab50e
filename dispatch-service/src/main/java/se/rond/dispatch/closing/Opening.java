package se.rond.dispatch.closing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;

/**
 * An emergency opening (<i>nödöppning</i>) of one request for one person.
 *
 * @param person who opens, at the unit and in the role of the first step
 * @param shown the blocks that were shown in the first step, and that the second opens
 * @param confirmBy until when the second step counts
 * @param openUntil null until it is confirmed
 */
public record Opening(
    UUID id,
    AssessmentRequestId request,
    HsaId person,
    HsaId unit,
    Wish wish,
    Way way,
    List<UUID> shown,
    Instant begunAt,
    Instant confirmBy,
    @Nullable Instant openUntil) {

  /** Longest comment, in characters. */
  public static final int MAX_COMMENT = 500;

  public Opening {
    shown = List.copyOf(shown);
  }

  /**
   * What somebody says who wants to open.
   *
   * @param comment for who follows it up; goes into no log and no event
   */
  public record Wish(UUID id, Ground ground, WhyNotAsked reason, @Nullable String comment) {
    /** Without the comment: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Wish[id=" + id + ", ground=" + ground + "]";
    }
  }

  boolean isOf(Caller caller) {
    return person.equals(caller.person()) && unit.equals(caller.unit());
  }

  /**
   * What a request is closed by.
   *
   * @param blocks those between it and the reader
   * @param holders whose unblocked data is closed, for want of consent
   * @param isOwn whether all of it is the reader's own care provider's
   */
  public record Standing(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId requester,
      boolean isClosed,
      boolean isOwn,
      List<Block> blocks,
      List<Holder> holders) {
    public Standing {
      blocks = List.copyOf(blocks);
      holders = List.copyOf(holders);
    }
  }

  /**
   * Who has closed, or has what is closed.
   *
   * @param careUnit null where only the care provider may be known (SVOD 3:5)
   */
  public record Holder(@Nullable HsaId careUnit, @Nullable HsaId careProvider) {}
}
