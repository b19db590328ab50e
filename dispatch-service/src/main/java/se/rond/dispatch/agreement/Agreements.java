package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.Optional;
import se.rond.contracts.care.MunicipalityCode;

/** The agreements there are. */
public interface Agreements {

  /**
   * Finds the version in force for a municipality at an instant; none if Rond does not serve it.
   * Before the first version began, the first one counts: a phone whose clock starts at 1970 must
   * not be turned away.
   */
  Optional<Agreement> findInForce(MunicipalityCode municipality, Instant at);

  /**
   * @throws org.springframework.dao.EmptyResultDataAccessException if there is none with that id
   */
  Agreement load(AgreementId id);
}
