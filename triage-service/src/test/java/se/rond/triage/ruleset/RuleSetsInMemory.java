package se.rond.triage.ruleset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessResourceFailureException;
import se.rond.contracts.care.MunicipalityCode;

/** Rule sets that somebody has brought into force, in a database that can be away. */
final class RuleSetsInMemory implements RuleSets {

  private final Map<RuleSetId, Version> versions = new LinkedHashMap<>();
  private final Map<RuleSetId, String> documents = new LinkedHashMap<>();
  private boolean isAway;
  private int timesAsked;

  void goAway() {
    isAway = true;
  }

  void comeBack() {
    isAway = false;
  }

  /** How often somebody asked what is active. */
  int timesAsked() {
    return timesAsked;
  }

  @Override
  public Optional<Version> find(RuleSetId id) {
    return Optional.ofNullable(versions.get(id));
  }

  @Override
  public String loadDocument(RuleSetId id) {
    answer();
    return documents.get(id);
  }

  @Override
  public List<Version> listActivated() {
    timesAsked++;
    answer();
    return versions.values().stream().filter(one -> one.activeFrom() != null).toList();
  }

  @Override
  public void add(Version draft, String document) {
    versions.put(draft.id(), draft);
    documents.put(draft.id(), document);
  }

  @Override
  public void store(Version version) {
    versions.put(version.id(), version);
  }

  @Override
  public List<Version> listVersions(Territory territory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isNameTaken(Version version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<MunicipalityCode> listMunicipalities(RegionCode region) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void lock() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Vignette> listVignettes(RuleSetId id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(RuleSetId id, Vignette vignette, Act by) {
    throw new UnsupportedOperationException();
  }

  private void answer() {
    if (isAway) {
      throw new DataAccessResourceFailureException("away");
    }
  }
}
