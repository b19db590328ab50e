package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.roster.ResponderKind;

/** The agreements there are, with all their versions. */
public interface Agreements {

  /**
   * Finds what is in force for a municipality at an instant; nothing if Rond does not serve it.
   * Before the region's first version began, the first one counts: a phone whose clock starts at
   * 1970 must not be turned away.
   */
  Optional<Agreement> findInForce(MunicipalityCode municipality, Instant at);

  /**
   * Finds what a request of that instant points at, as {@link #findInForce} would, and does not
   * read what it says: a code that only a newer build knows must not turn anybody away.
   */
  Optional<AgreementId> findIdInForce(MunicipalityCode municipality, Instant at);

  /**
   * Loads what a request is judged by.
   *
   * @param id what {@link #findIdInForce} told when it came in
   * @param raisedAt when it was raised; a municipality's version goes with the region's that was in
   *     force then
   * @throws org.springframework.dao.EmptyResultDataAccessException if there is none with that id
   */
  Agreement load(AgreementId id, Instant raisedAt);

  /**
   * Returns whether what {@link #load} would tell asks for vital signs with that cause. Intake
   * asks, so nothing else of what it says is read: a code that only a newer build knows must not
   * turn anybody away. Where it cannot be told, vital signs are asked for.
   */
  boolean asksForVitals(AgreementId id, Instant raisedAt, ContactCause cause);

  /**
   * Finds the region's version in force at an instant, or its first one before that; nothing if the
   * region has none.
   */
  Optional<Version> findRegional(RegionCode region, Instant at);

  /** Finds a version by its id. */
  Optional<Version> find(AgreementId id);

  /** Finds the version of that number. */
  Optional<Version> find(Territory territory, int number);

  /** Lists all versions, withdrawn ones among them, latest first. */
  List<Version> listVersions(Territory territory);

  /** The number that the next version of a territory gets; what the others say is not read. */
  int nextNumber(Territory territory);

  /** Finds the number of the version that begins at that instant, unless it is withdrawn. */
  Optional<Integer> findNumber(Territory territory, Instant validFrom);

  /** The municipalities of a region; none if there is no such region. */
  Set<MunicipalityCode> listMunicipalities(RegionCode region);

  /** All regions with their names, by code. */
  Map<RegionCode, String> listRegions();

  /** Who may be named in a ladder of the region. */
  Map<ResponderId, ResponderKind> listResponders(RegionCode region);

  /** Keeps everybody else from publishing in that region until commit. */
  void lock(RegionCode region);

  /** Stores a version; it gets the next number of its territory. */
  void add(Version version);

  /** Withdraws a version that has not begun. */
  void withdraw(AgreementId id, Instant at);
}
