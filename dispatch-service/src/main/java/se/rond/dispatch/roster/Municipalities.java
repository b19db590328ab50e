package se.rond.dispatch.roster;

import java.util.List;
import java.util.Optional;
import se.rond.access.Caller;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Position;

/** The municipalities that Rond serves. */
public interface Municipalities {

  /** Returns the central town of a municipality, or nothing if Rond does not know the code. */
  Optional<Position> findCentre(MunicipalityCode municipality);

  /** Lists the codes that the caller may raise requests in and that Rond serves. */
  List<String> listServed(Caller caller);

  /** Lists the contact functions that watch over a municipality, on duty or not. */
  List<ResponderId> listCoordinators(MunicipalityCode municipality);
}
