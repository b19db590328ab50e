package se.rond.dispatch.imaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.care.XrayRegion;
import se.rond.dispatch.request.BodyDigest;

/** The examinations there are; written under the lock of the request. */
public interface Examinations {

  /**
   * What is asked for. Texts are clinical.
   *
   * @param question what the pictures are to answer
   * @param history what has happened
   * @param findings what was found
   */
  record Question(Set<XrayRegion> regions, String question, String history, String findings) {
    public Question {
      regions = Set.copyOf(regions);
    }

    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Question[]";
    }
  }

  /**
   * What is stored under an id.
   *
   * @param digest of the body that asked for it; null if an assessment did
   */
  record Stored(
      AssessmentRequestId request, Examination examination, @Nullable BodyDigest digest) {}

  /** An examination whose next step is late. */
  record Due(AssessmentRequestId request, ExaminationId examination) {}

  Optional<Stored> find(ExaminationId id);

  /**
   * Stores an examination that is asked for; false if the id stands for another already.
   *
   * @param dueAt by when somebody is to have said whether it is justified
   */
  boolean propose(
      ExaminationId id,
      AssessmentRequestId request,
      Question question,
      @Nullable BodyDigest digest,
      Instant dueAt);

  /**
   * Stores what an examination has become.
   *
   * @param dueAt by when the next step is to be taken; null where none is
   */
  void store(Examination after, @Nullable Instant dueAt, Instant now);

  /** Keeps who sees to what comes of it; nothing else about it changes. */
  void passOn(ExaminationId id, Owner owner);

  /**
   * Adds what happened to what people read.
   *
   * @param said clinical; null where nothing was said
   */
  void note(ExaminationId id, String step, Instant at, String actor, @Nullable String said);

  /** Keeps that a late step is alarmed about; false if it was taken meanwhile. */
  boolean keepAlarm(ExaminationId id, Instant at);

  /** Lists whose next step is late, at most {@code limit}, longest first. */
  List<Due> listDue(Instant now, int limit);

  /** Returns whether there is such a responder, who can be told. */
  boolean isKnown(ResponderId responder);
}
