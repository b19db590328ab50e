package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.Optional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.PhysicianTaskId;

/** What regular physicians have to look at; written under the lock of the request. */
public interface PhysicianTasks {

  /** A task to store. */
  record NewTask(
      PhysicianTaskId id,
      AssessmentRequestId request,
      AssessmentId assessment,
      HealthCentreId healthCentre,
      Instant raisedAt,
      Instant dueAt) {}

  /**
   * Finds the patient's health centre: the one that was stated with the request, else the
   * municipality's if it has one alone; nothing if nobody can tell which.
   */
  Optional<HealthCentreId> findHealthCentre(AssessmentRequestId request);

  /** Returns whether the request has a task that nobody has completed. */
  boolean isOpen(AssessmentRequestId request);

  /** Returns whether it was told that nobody can tell whose task the request's is. */
  boolean isToldUnaddressed(AssessmentRequestId request);

  void add(NewTask task);

  /** Finds the request of a task of a health centre in the caller's municipalities. */
  Optional<AssessmentRequestId> findRequest(
      HealthCentreId healthCentre, PhysicianTaskId task, Caller caller);

  /** Keeps that a task is done; false if it was before. */
  boolean complete(PhysicianTaskId task, Instant at, String actor);
}
