package se.rond.triage.ruleset;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import se.rond.clinical.InvalidRuleSet;
import se.rond.clinical.RuleDocument;

/**
 * What versions say, each read once: it never changes. There are a few a year. One that this build
 * cannot read is in nobody's way but its own territory's.
 */
@Component
class Documents {

  private static final Logger log = LoggerFactory.getLogger(Documents.class);

  private final RuleSets ruleSets;
  private final Map<RuleSetId, Read> read = new ConcurrentHashMap<>();

  Documents(RuleSets ruleSets) {
    this.ruleSets = ruleSets;
  }

  private sealed interface Read {
    record Says(RuleDocument content) implements Read {}

    record Fails(InvalidRuleSet why) implements Read {}
  }

  /**
   * Loads what a version says.
   *
   * @throws UnreadableRules if this build cannot read it
   */
  RuleDocument load(Version version) {
    return switch (read(version)) {
      case Read.Says(var content) -> content;
      case Read.Fails(var why) -> throw new UnreadableRules(version, why);
    };
  }

  /** Reads it now, so that it is at hand while the database is away. */
  void keep(Version version) {
    read(version);
  }

  /** Outside the map: whoever asks for another one does not wait for this one's database. */
  private Read read(Version version) {
    var before = read.get(version.id());
    if (before != null) {
      return before;
    }
    var fresh = readAnew(version.id());
    read.put(version.id(), fresh);
    return fresh;
  }

  private Read readAnew(RuleSetId id) {
    try {
      return new Read.Says(RuleDocument.read(ruleSets.loadDocument(id)));
    } catch (InvalidRuleSet why) {
      log.error(
          "Rule set {} cannot be read by this build: {} problems, the first: {}",
          id,
          why.problems().size(),
          why.problems().getFirst());
      return new Read.Fails(why);
    }
  }
}
