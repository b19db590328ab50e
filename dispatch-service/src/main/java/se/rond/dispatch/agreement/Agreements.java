package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.rond.contracts.care.MunicipalityCode;

/** The agreements there are. */
public interface Agreements {

  /**
   * Finds the version in force for a municipality at an instant; none if Rond does not serve it.
   */
  Optional<Agreement> findInForce(MunicipalityCode municipality, Instant at);

  /**
   * @throws org.springframework.dao.EmptyResultDataAccessException if there is none with that id
   */
  Agreement load(UUID id);
}
