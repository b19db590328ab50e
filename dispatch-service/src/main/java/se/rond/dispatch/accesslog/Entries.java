package se.rond.dispatch.accesslog;

import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ResponderId;

/** The entries there are; more can be added, and nothing else. */
public interface Entries {

  /**
   * Adds one for each of those requests that exist, in one statement, about its patient.
   *
   * @return how many
   */
  int add(Entry entry, Collection<AssessmentRequestId> requests);

  /**
   * Adds one about that patient.
   *
   * @param resource the request or other thing of the patient's; null where it is about no one of
   *     them
   */
  void add(Entry entry, @Nullable UUID resource, PatientReference patient);

  /** Adds one that is about nobody. */
  void add(Entry entry);

  /** Whether there is a responder with that id. */
  boolean isResponder(ResponderId id);
}
