package se.rond.dispatch.imaging;

import java.util.List;
import se.rond.access.Role;
import se.rond.contracts.care.ExaminationId;

/** What became of something that was said of an examination. */
public sealed interface ImagingResult {

  /** It is so, from now on or before. */
  record Done(ExaminationId id, ExaminationState state) implements ImagingResult {}

  /** It cannot be so. */
  record Refused(Reason reason, String found) implements ImagingResult {}

  /** That field names something that Rond does not know. */
  record Unknown(String field) implements ImagingResult {}

  /** Only those roles say that. */
  record NotForThisRole(List<Role> allowed) implements ImagingResult {
    public NotForThisRole {
      allowed = List.copyOf(allowed);
    }
  }

  /** Why it was refused. The names are problem types: add, never rename. */
  enum Reason {
    /** Nobody is exposed before a physician has found that it is justified. */
    NOT_JUSTIFIED,
    /** Whether it is justified is decided. */
    ALREADY_DECIDED,
    /** The steps before it have not been taken, or later ones have. */
    OUT_OF_ORDER,
    /** There are no pictures yet, or everything is done. */
    NO_OWNER,
    /** All care is over. */
    REQUEST_CLOSED,
    /** Another examination has this id. */
    OTHER_BODY_UNDER_THIS_ID
  }
}
