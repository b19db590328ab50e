package se.rond.dispatch.assignment;

import static java.util.Comparator.comparing;
import static se.rond.dispatch.assignment.AssignmentRules.decide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.AssignmentCommand.Offer;
import se.rond.dispatch.assignment.AssignmentCommand.OfferHandover;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverOffered;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderOffered;
import se.rond.dispatch.assignment.AssignmentRules.Circumstances;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.matching.Candidate;
import se.rond.dispatch.matching.Matching;
import se.rond.dispatch.matching.OnRoster;
import se.rond.dispatch.matching.Wanted;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.roster.ResponderKind;
import se.rond.dispatch.roster.Roster;
import se.rond.telemetry.Meters;

/** Asks the best responder for a need, and says when to look again if there is none. */
@Component
class OfferRound {

  /**
   * How soon to look again when nobody can: soon enough for a shift that begins, rare enough to
   * cost nothing.
   */
  static final Duration MATCH_AGAIN_AFTER = Duration.ofSeconds(30);

  /** How soon to look again for what can wait: soon enough for a shift that begins. */
  private static final Duration MATCH_AGAIN_UNHURRIED = Duration.ofMinutes(10);

  private final Assignments assignments;
  private final Roster roster;
  private final Agreements agreements;
  private final RequestProgress progress;
  private final Meters meters;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  OfferRound(
      Assignments assignments,
      Roster roster,
      Agreements agreements,
      RequestProgress progress,
      Meters meters,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.assignments = assignments;
    this.roster = roster;
    this.agreements = agreements;
    this.progress = progress;
    this.meters = meters;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Offers the need of a locked request to whoever comes first; everyone's turn comes again after a
   * decline.
   *
   * @return whether there is anybody
   */
  boolean offerNext(AssessmentRequest request, OpenNeed need, String actor) {
    var now = clock.instant();
    var matching = match(request, need, now);
    if (matching.candidates().isEmpty()) {
      var again = need.canWaitAt(now) ? MATCH_AGAIN_UNHURRIED : MATCH_AGAIN_AFTER;
      assignments.keepMatching(need, matching, now.plus(again));
      return false;
    }
    offer(
        request,
        need,
        matching,
        matching.candidates().getFirst(),
        answerWithin(request, need),
        now,
        actor);
    return true;
  }

  /** Judges who could be asked for a need of a locked request now. */
  Matching match(AssessmentRequest request, OpenNeed need, Instant now) {
    return match(
        request, need, roster.listFor(need.kind(), need.id(), request.municipality(), now), now);
  }

  /**
   * When somebody is to be with the patient for a need: what was ordered, and what stands in for
   * it, has a time of its own. That loosens nothing: as long as what the request promises is to
   * come and nobody has kept it, that counts where it is sooner.
   */
  Instant contactBy(AssessmentRequest request, OpenNeed need, Instant now) {
    var usual = usualContactBy(request, need);
    var ordered = need.contactBy();
    if (ordered == null) {
      return usual;
    }
    var isPromised =
        usual.isBefore(ordered)
            && usual.isAfter(now)
            && isAboutLevel(request, need)
            && !assignments.isPatientMet(request.id());
    return isPromised ? usual : ordered;
  }

  /**
   * When somebody is to be with the patient for a need that nobody ordered: what the level is not
   * about goes by the time of the level that is usual for it.
   */
  Instant usualContactBy(AssessmentRequest request, OpenNeed need) {
    return isAboutLevel(request, need) ? contactBy(request) : contactBeside(request, need.kind());
  }

  /** When somebody is to meet what a rule names beside the level's own need. */
  Instant contactBeside(AssessmentRequest request, Need kind) {
    var promised = contactBy(request);
    var offered = level(request);
    var usual =
        agreements
            .load(request.agreement(), request.raisedAt())
            .promise(Ladder.levelFor(kind, offered, offered), Occasion.at(request.raisedAt()))
            .contactBy();
    return usual.isAfter(promised) ? usual : promised;
  }

  /** Returns true if the clock of the request is about it. */
  static boolean isAboutLevel(AssessmentRequest request, OpenNeed need) {
    return need.isSubstitute() || LadderRound.isOwn(request, need.kind());
  }

  /**
   * Asks one of those who were judged.
   *
   * @param answerWithin how long that one may take to answer
   * @param now when they were judged: the offer is of that time
   * @return the new assignment
   */
  AssignmentId offer(
      AssessmentRequest request,
      OpenNeed need,
      Matching matching,
      Candidate candidate,
      Duration answerWithin,
      Instant now,
      String actor) {
    assignments.keepMatching(need, matching, null);
    var offer = newOffer(candidate.responder(), answerWithin);
    var decision = decide(new Unassigned(), offer, new Circumstances(now, false));
    if (!(decision instanceof Happened(ResponderOffered offered))) {
      throw new IllegalStateException(
          "Expected a need without an offer to be offered, but the rules said " + decision);
    }
    var waited =
        assignments.add(
            need, offered, ResponderKind.meeting(need.kind()).isExclusive(), candidate.eta());
    progress.note(request, offered, actor);
    waited.ifPresent(first -> meters.record(DispatchMeter.FIRST_OFFER, first, level(request)));
    return offered.assignment();
  }

  /** Finds who else could be with the patient in time, best first. */
  Optional<Candidate> findInTime(AssessmentRequest request, OpenNeed need, ResponderId besides) {
    var now = clock.instant();
    // Judged without that one: its room is no reason to spare the others.
    var others =
        roster.listFor(need.kind(), need.id(), request.municipality(), now).stream()
            .filter(one -> !one.responder().equals(besides))
            .toList();
    return match(request, need, others, now).candidates().stream()
        .filter(Candidate::inTime)
        .findFirst();
  }

  /** Asks that one, whoever else could go. */
  void offerTo(Candidate candidate, AssessmentRequest request, OpenNeed need, String actor) {
    var now = clock.instant();
    var matching = match(request, need, now);
    offer(request, need, matching, candidate, answerWithin(request, need), now, actor);
  }

  /**
   * What is asked for in the place of something else goes by the times of its own level; nobody is
   * hurried to answer for what can wait.
   */
  private Duration answerWithin(AssessmentRequest request, OpenNeed need) {
    if (need.canWaitAt(clock.instant())) {
      return answerWithin(request, Level.MOBILE_TEAM_TODAY);
    }
    return answerWithin(request, need.isSubstitute() ? need.level() : level(request));
  }

  private Duration answerWithin(AssessmentRequest request, Level level) {
    return agreements.load(request.agreement(), request.raisedAt()).target(level).answerWithin();
  }

  /** Asks that one by name, whatever its place in the ranking and whatever it said before. */
  void offerTo(ResponderId responder, AssessmentRequest request, OpenNeed need, String actor) {
    var now = clock.instant();
    var matching = match(request, need, now);
    var candidate =
        matching.candidates().stream()
            .filter(one -> one.responder().equals(responder))
            .findFirst()
            .orElseGet(() -> byName(responder, estimateArrival(request, need, responder)));
    offer(request, need, matching, candidate, answerWithin(request, need), now, actor);
  }

  private static Candidate byName(ResponderId responder, Instant eta) {
    return new Candidate(responder, eta, true, Set.of(), 0, null, null, false);
  }

  private static Level level(AssessmentRequest request) {
    return known(request.offeredLevel(), request);
  }

  private static Instant contactBy(AssessmentRequest request) {
    return known(request.contactBy(), request);
  }

  private static <T> T known(@Nullable T judged, AssessmentRequest request) {
    if (judged == null) {
      throw new IllegalStateException(
          "Expected request " + request.id() + " to be triaged before it is offered");
    }
    return judged;
  }

  /** Returns whether a responder serves the place where the patient is. */
  boolean serves(AssessmentRequest request, OpenNeed need, ResponderId responder) {
    return roster.listFor(need.kind(), need.id(), request.municipality(), clock.instant()).stream()
        .filter(one -> one.responder().equals(responder))
        .anyMatch(OnRoster::inArea);
  }

  /** Estimates when a responder is with the patient that sets out now from its base. */
  Instant estimateArrival(AssessmentRequest request, OpenNeed need, ResponderId responder) {
    var now = clock.instant();
    return roster.listFor(need.kind(), need.id(), request.municipality(), now).stream()
        .filter(one -> one.responder().equals(responder))
        .map(one -> now.plus(one.base().drivingTimeTo(request.place())))
        .findFirst()
        .orElse(now);
  }

  /** Lists who could take over from that one. */
  List<ResponderId> listReceivers(AssessmentRequest request, OpenNeed need, ResponderId giver) {
    return listSuitable(request, need).stream().filter(one -> !one.equals(giver)).toList();
  }

  /** Lists who could be asked by name: of the right kind, for that place, and on duty. */
  List<ResponderId> listSuitable(AssessmentRequest request, OpenNeed need) {
    return roster.listFor(need.kind(), need.id(), request.municipality(), clock.instant()).stream()
        .filter(OnRoster::inArea)
        .filter(one -> one.onDutyUntil() != null)
        .map(OnRoster::responder)
        .sorted(comparing(ResponderId::value))
        .toList();
  }

  /** Asks a responder to take over from another. */
  HandoverOffered offerHandover(
      AssessmentRequest request,
      OpenNeed need,
      Giver giver,
      ResponderId receiver,
      Sbar sbar,
      String actor) {
    var level = request.offeredLevel();
    if (level == null) {
      throw new IllegalStateException(
          "Expected request " + request.id() + " to be triaged before it is handed over");
    }
    var offer = newOffer(receiver, answerWithin(request, level));
    var decision =
        decide(
            new Unassigned(),
            new OfferHandover(offer, giver, sbar),
            new Circumstances(clock.instant(), false));
    if (!(decision instanceof Happened(HandoverOffered offered))) {
      throw new IllegalStateException(
          "Expected a new assignment to be offered, but the rules said " + decision);
    }
    assignments.addHandover(need, offered, ResponderKind.meeting(need.kind()).isExclusive());
    progress.note(request, offered, actor);
    return offered;
  }

  private Offer newOffer(ResponderId responder, Duration answerWithin) {
    return new Offer(
        new AssignmentId(freshIds.get()), responder, new OfferToken(freshIds.get()), answerWithin);
  }

  private Matching match(
      AssessmentRequest request, OpenNeed need, List<OnRoster> among, Instant now) {
    var contactBy = contactBy(request, need, now);
    return Matching.of(
        new Wanted(request.place(), need.capabilities(), contactBy, need.canWaitAt(now)),
        among,
        now);
  }
}
