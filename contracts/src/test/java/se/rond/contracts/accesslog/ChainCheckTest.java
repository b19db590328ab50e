package se.rond.contracts.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import se.rond.contracts.accesslog.ChainCheck.Finding.Cut;
import se.rond.contracts.accesslog.ChainCheck.Finding.Edited;
import se.rond.contracts.accesslog.ChainCheck.Finding.Missing;
import se.rond.contracts.accesslog.ChainCheck.Finding.Rewritten;
import se.rond.contracts.accesslog.ChainCheck.Link;

/** A hundred of each, by seeds that are the number of the repetition. */
class ChainCheckTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** As many entries as a chain has here. */
  private static final int LENGTH = 300;

  /** The head is told after each so many, and at the end. */
  private static final int TOLD_EVERY = 7;

  @Test
  void findsNothingWhereNothingWasTouched() {
    var chain = chain(1);

    assertThat(check(chain, chain)).isEmpty();
  }

  @RepeatedTest(100)
  void findsAnEdit(RepetitionInfo repetition) {
    var chance = new Random(repetition.getCurrentRepetition());
    var chain = chain(repetition.getCurrentRepetition());
    var edited = new ArrayList<>(chain);
    var place = chance.nextInt(LENGTH);
    var link = chain.get(place);
    edited.set(place, new Link(link.sequence(), link.hash(), edit(link, chance)));

    assertThat(check(chain, edited)).containsExactly(new Edited(place + 1));
  }

  @RepeatedTest(100)
  void findsADeletion(RepetitionInfo repetition) {
    var chance = new Random(repetition.getCurrentRepetition());
    var chain = chain(repetition.getCurrentRepetition());
    var place = chance.nextInt(LENGTH - 1);
    var without = new ArrayList<>(chain);
    without.remove(place);
    var withoutEntry = new ArrayList<>(chain);
    withoutEntry.set(place, new Link(place + 1, chain.get(place).hash(), null));

    assertThat(check(chain, without)).contains(new Missing(place + 1, place + 1));
    assertThat(check(chain, withoutEntry)).contains(new Missing(place + 1, place + 1));
  }

  @RepeatedTest(100)
  void findsATailThatWasCut(RepetitionInfo repetition) {
    var chance = new Random(repetition.getCurrentRepetition());
    var chain = chain(repetition.getCurrentRepetition());
    var kept = chance.nextInt(LENGTH);

    assertThat(check(chain, chain.subList(0, kept))).containsExactly(new Cut(kept, LENGTH));
  }

  /**
   * Somebody who owns the database edits, deletes or cuts, and makes a chain without a flaw of it.
   */
  @RepeatedTest(100)
  void findsAChainThatWasMadeAnew(RepetitionInfo repetition) {
    var chance = new Random(repetition.getCurrentRepetition());
    var chain = chain(repetition.getCurrentRepetition());
    var entries = new ArrayList<>(chain.stream().map(Link::entry).toList());
    var place = chance.nextInt(LENGTH - 1);
    if (chance.nextBoolean()) {
      entries.set(place, edit(chain.get(place), chance));
    } else {
      entries.remove(place);
      entries.add(chain.get(place).entry());
    }

    assertThat(check(chain, sealed(entries))).hasAtLeastOneElementOfType(Rewritten.class);
  }

  private static List<ChainCheck.Finding> check(List<Link> told, List<Link> found) {
    var check = new ChainCheck();
    var stored = found.stream().collect(Collectors.toUnmodifiableMap(Link::sequence, Link::hash));
    told.stream()
        .filter(link -> link.sequence() % TOLD_EVERY == 0 || link.sequence() == LENGTH)
        .forEach(
            link ->
                check.told(link.sequence(), link.hash().toString(), stored.get(link.sequence())));
    found.forEach(check::next);
    return check.findings();
  }

  private static LoggedAccess edit(Link link, RandomGenerator chance) {
    var e = Objects.requireNonNull(link.entry());
    var field = chance.nextInt(5);
    return new LoggedAccess(
        e.id(),
        e.call(),
        field == 0 ? e.at().plus(Duration.of(1, ChronoUnit.MICROS)) : e.at(),
        field == 1 ? "DENIED" : e.activity(),
        e.operation(),
        e.resource(),
        field == 2 ? null : e.patient(),
        e.criteria(),
        e.purpose(),
        field == 3 ? "SE2321000081-SOMEBODYELSE" : e.person(),
        e.role(),
        field == 4 ? "SE2321000081-ANOTHER" : e.commission(),
        e.careUnit(),
        e.careProvider());
  }

  private static List<Link> chain(int seed) {
    var chance = new Random(seed);
    var entries = new ArrayList<LoggedAccess>();
    for (var i = 0; i < LENGTH; i++) {
      entries.add(
          new LoggedAccess(
              new UUID(chance.nextLong(), chance.nextLong()),
              new UUID(chance.nextLong(), chance.nextLong()),
              NOON.plusMillis(i),
              "READ",
              "GET /assessment-requests/{id}",
              new UUID(chance.nextLong(), chance.nextLong()),
              new UUID(chance.nextLong(), chance.nextLong()),
              null,
              "CARE",
              "SE2321000081-DEMONURSE",
              "MUNICIPAL_NURSE",
              null,
              "SE2321000081-DEMOUNIT",
              "SE2321000081-DEMOPROVIDER"));
    }
    return sealed(entries);
  }

  private static List<Link> sealed(List<LoggedAccess> entries) {
    var links = new ArrayList<Link>();
    var before = SealHash.beforeAll();
    for (var entry : entries) {
      before = SealHash.of(links.size() + 1L, before, entry);
      links.add(new Link(links.size() + 1L, before, entry));
    }
    return links;
  }
}
