package se.rond.triage.ruleset;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;
import se.rond.clinical.InvalidRuleSet;
import se.rond.clinical.RuleDocument;

/**
 * What versions say, which never changes. One of before, which says less than every set has to by
 * now, is completed; one that this build cannot read is in nobody's way but its own territory's.
 */
@Component
class Documents {

  private static final Logger log = LoggerFactory.getLogger(Documents.class);

  /** So many that are in force or being worked on; chosen. A document fills some 20 kB. */
  static final int MOST_KEPT = 256;

  private final RuleSets ruleSets;
  private final ConcurrentLruCache<RuleSetId, Read> read;

  Documents(RuleSets ruleSets) {
    this.ruleSets = ruleSets;
    // Read outside of it: whoever asks for another one does not wait for this one's database.
    this.read = new ConcurrentLruCache<>(MOST_KEPT, this::readAnew);
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
    return switch (read.get(version.id())) {
      case Read.Says(var content) -> content;
      case Read.Fails(var why) -> throw new UnreadableRules(version, why);
    };
  }

  /** Reads it now, so that it is at hand while the database is away. */
  void keep(Version version) {
    read.get(version.id());
  }

  private Read readAnew(RuleSetId id) {
    try {
      return new Read.Says(RuleDocument.readTaken(ruleSets.loadDocument(id)));
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
