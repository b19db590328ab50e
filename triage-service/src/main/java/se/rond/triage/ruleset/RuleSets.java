package se.rond.triage.ruleset;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.rond.contracts.care.MunicipalityCode;

/** The rule sets of regions and municipalities, with all their versions. */
public interface RuleSets {

  /** Finds a version. */
  Optional<Version> find(RuleSetId id);

  /**
   * Loads what a version says: YAML, as it was sent.
   *
   * @throws org.springframework.dao.EmptyResultDataAccessException if there is none with that id
   */
  String loadDocument(RuleSetId id);

  /** Lists all versions of a territory, latest draft first. */
  List<Version> listVersions(Territory territory);

  /** Lists all that somebody has set a beginning for, ended ones among them. */
  List<Version> listActivated();

  /** Returns whether a decision by another approved version could name the same as this one. */
  boolean isNameTaken(Version version);

  /** The municipalities of a region; none if there is no such region. */
  Set<MunicipalityCode> listMunicipalities(RegionCode region);

  /** Keeps everybody else from changing anything about rule sets until commit. */
  void lock();

  /** Stores a draft and its document. */
  void add(Version draft, String document);

  /** Stores where a version stands now. */
  void store(Version version);

  /** Lists the vignettes that were put to a version, by name. */
  List<Vignette> listVignettes(RuleSetId id);

  /** Stores a vignette, in the place of one of the same name. */
  void put(RuleSetId id, Vignette vignette, Act by);
}
