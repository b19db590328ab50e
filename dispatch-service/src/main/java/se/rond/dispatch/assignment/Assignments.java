package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Matching;

/** The needs and assignments there are. */
public interface Assignments {

  /**
   * An assignment as it was read.
   *
   * @param version to notice if somebody stored a later one
   */
  record Stored(OpenNeed need, Assignment state, int version) {}

  /**
   * Where one need stands: its live or completed assignment, or {@code Unassigned}.
   *
   * @param ended whether the need is met or given up
   * @param eta when the responder is expected, as it was estimated for the offer; null if nobody is
   *     asked, or nobody knows
   * @param isOwn whether the raising nurse meets it herself, or has: nobody else is asked then
   */
  record Standing(
      OpenNeed need,
      boolean ended,
      Assignment assignment,
      int version,
      @Nullable Instant eta,
      boolean isOwn) {

    /** Returns true if somebody is asked, has accepted or is at work. */
    boolean isLive() {
      return switch (assignment) {
        case Assignment.Offered _,
            Assignment.Accepted _,
            Assignment.EnRoute _,
            Assignment.WithPatient _ ->
            true;
        case Assignment.Unassigned _,
            Assignment.HandoverOffered _,
            Assignment.Completed _,
            Assignment.HandedOver _,
            Assignment.Failed _,
            Assignment.Declined _,
            Assignment.Lapsed _,
            Assignment.Withdrawn _ ->
            false;
      };
    }

    /**
     * When the responder is expected: as it says, else as it was estimated; null if nobody knows.
     */
    @Nullable Instant arrival() {
      return assignment instanceof Assignment.OnItsWay onItsWay && onItsWay.expectedAt() != null
          ? onItsWay.expectedAt()
          : eta;
    }

    /**
     * Returns true if a team has said yes and was expected a visit ago, and has not set out: when
     * it comes is not known. A visit, since it may have had one to end first. Who answers by
     * telephone sets out for nowhere.
     */
    boolean isOverdueAt(Instant now) {
      var arrival = arrival();
      return assignment instanceof Assignment.Accepted
          && need.kind() == Need.TEAM_VISIT
          && arrival != null
          && arrival.plus(Matching.VISIT).isBefore(now);
    }

    /** Returns true if somebody has said yes and is not done, or the raising nurse keeps it. */
    public boolean isCarried() {
      return isKept() || isLive() && !(assignment instanceof Assignment.Offered);
    }

    /** Returns true if somebody is with the patient for it, or was. */
    boolean hasMet() {
      return switch (assignment) {
        case Assignment.WithPatient _, Assignment.HandedOver _ -> true;
        case Assignment.Completed c -> c.ending().outcome() != Outcome.NOBODY_THERE;
        case Assignment.Unassigned _ -> isOwn && ended;
        case Assignment.Offered _,
            Assignment.Accepted _,
            Assignment.EnRoute _,
            Assignment.HandoverOffered _,
            Assignment.Failed _,
            Assignment.Declined _,
            Assignment.Lapsed _,
            Assignment.Withdrawn _ ->
            false;
      };
    }

    /** Returns true if whoever met it has ended the care of the patient for everybody. */
    boolean hasEndedCare() {
      return assignment instanceof Assignment.HandedOver
          || assignment instanceof Assignment.Completed done && done.ending().outcome().endsCare();
    }

    /** Returns true if nobody is to meet the need any more. */
    boolean isGivenUp() {
      return ended && !isOwn && assignment instanceof Assignment.Unassigned;
    }

    /** Returns true if the raising nurse is to meet it herself. */
    public boolean isKept() {
      return isOwn && !ended;
    }

    /** The assignment as it was read. */
    Stored stored() {
      return new Stored(need, assignment, version);
    }
  }

  /** A deadline of an offer that has passed. */
  record DueOffer(AssessmentRequestId request, OfferToken token) {}

  /** Adds a need. It is due for matching at once, so that nothing forgets it. */
  void addNeed(OpenNeed need, Instant now);

  /** Keeps that a need asks for more than before, for a higher level, or is demanded now. */
  void keep(OpenNeed need, Instant now);

  /** Keeps that a person has ordered a need, which a lower level does not give up. */
  void keepOrdered(OpenNeed need, Instant at);

  /** Returns whether a person has ordered it. */
  boolean isOrdered(OpenNeed need);

  /**
   * Keeps that nobody is to be asked for a need again, though somebody is with the patient for it
   * still; until it is {@linkplain #keep asked for} anew.
   */
  void keepUnwanted(OpenNeed need, Instant at);

  /** Returns whether nobody is to be asked for it again. */
  boolean isUnwanted(OpenNeed need);

  /** Keeps that a need is met or given up; it is not looked at again, and nothing of it watched. */
  void end(OpenNeed need, Instant at);

  /**
   * Returns whether the need still is to be matched at that time; another instance may have done
   * it.
   */
  boolean isDue(OpenNeed need, Instant now);

  Optional<Stored> findByToken(AssessmentRequestId request, OfferToken token);

  Optional<Stored> findById(AssessmentRequestId request, AssignmentId id);

  /** Lists where each need of the request stands. */
  List<Standing> listCurrent(AssessmentRequestId request);

  /**
   * Stores a new assignment, offered.
   *
   * @param eta when the responder is expected with the patient
   * @return how long the request had waited since its receipt, if nobody was asked before
   */
  Optional<Duration> add(
      OpenNeed need, AssignmentEvent.ResponderOffered offered, boolean exclusive, Instant eta);

  /** Stores a new assignment, offered to somebody who is to take over from another. */
  void addHandover(OpenNeed need, AssignmentEvent.HandoverOffered offered, boolean exclusive);

  /** Finds the unanswered offer to take over from that assignment. */
  Optional<Stored> findHandover(AssessmentRequestId request, AssignmentId giver);

  /**
   * Stores what an assignment has become.
   *
   * @throws org.springframework.dao.OptimisticLockingFailureException if somebody stored a later
   *     one; reload and decide again
   */
  void store(Stored basis, Assignment after, AssignmentEvent event);

  /** Keeps who could go and why not the others, and when to look again; null if an offer lives. */
  void keepMatching(OpenNeed need, Matching matching, @Nullable Instant matchAgainAt);

  /**
   * Returns whether the responder is a team that is active in another assignment, and holds that
   * still.
   */
  boolean isElsewhere(ResponderId responder, AssignmentId assignment);

  /**
   * Keeps that a responder was heard of, and until when it may be silent; null for as long as it
   * likes. Returns whether an alarm about its silence was open, which this closes.
   */
  boolean hear(AssignmentId assignment, @Nullable Instant silentAt);

  /**
   * Keeps that the silence of a responder is alarmed about, and says whose; nothing if it was heard
   * of meanwhile, or somebody has done so.
   */
  Optional<ResponderId> keepAlarm(AssignmentId assignment, Instant at);

  /**
   * Lists what those can do who have met the patient for a need, and have neither given it up nor
   * handed over to a colleague, as that stops no clock either.
   */
  Set<Capability> listBrought(OpenNeed need);

  /**
   * Returns whether anybody has met the patient who has not given up or handed over to a colleague
   * since, or has made a contact that keeps the promise; that stops the target's clock.
   */
  boolean isPatientMet(AssessmentRequestId request);

  /** Returns whether a contact keeps the promise, whoever has met the patient or not. */
  boolean isPromiseKeptByContact(AssessmentRequestId request);

  /** Keeps that contacts which kept the promise of one level keep that of a higher one, too. */
  void keepPromiseKept(AssessmentRequestId request, Level before, Level higher);

  /**
   * Returns whether anybody has met the patient for that need, likewise; for a physician who is
   * asked in the place of 112, also by a call since then.
   */
  boolean isPatientMet(OpenNeed need);

  /** An assignment whose responder has been silent for too long. */
  record Silent(AssessmentRequestId request, AssignmentId assignment) {}

  /** Lists whose silence is a matter of concern, at most {@code limit}, longest first. */
  List<Silent> listSilent(Instant now, int limit);

  /** Keeps by when it is to be said where a visit is documented; null for when it is. */
  void dueJournal(AssignmentId assignment, @Nullable Instant by);

  /** Keeps that nobody said in time where whose visit is documented; nothing if somebody has. */
  Optional<ResponderId> keepJournalAlarm(AssignmentId assignment, Instant at);

  /** An assignment of which it is not said where it is documented. */
  record Undocumented(AssessmentRequestId request, AssignmentId assignment) {}

  /** Lists of what it was to be said by now, at most {@code limit}, longest due first. */
  List<Undocumented> listUndocumented(Instant now, int limit);

  /**
   * Lists offers whose time to answer is over, at most {@code limit}, oldest first; of one moment
   * by their responders, so that what follows does not depend on chance.
   */
  List<DueOffer> listDueOffers(Instant now, int limit);

  /**
   * Lists needs that are to be matched again, at most {@code limit}, oldest first, then by kind.
   */
  List<OpenNeed> listDueNeeds(Instant now, int limit);
}
