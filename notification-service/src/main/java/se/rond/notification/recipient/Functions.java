package se.rond.notification.recipient;

import java.util.Set;
import se.rond.contracts.care.MunicipalityCode;

/** The functions that are told about everything in their municipalities, such as coordinators. */
public interface Functions {

  /** Returns the functions that watch over the municipality; none if nobody does. */
  Set<RecipientId> listFor(MunicipalityCode municipality);

  /** Returns those of them that coordinate, and so are alarmed; none if nobody does. */
  Set<RecipientId> listCoordinating(MunicipalityCode municipality);

  /**
   * Returns who answers for quality there, and is told of nothing but what is to be followed up.
   */
  Set<RecipientId> listFollowingUp(MunicipalityCode municipality);
}
