package se.rond.dispatch.assessment;

import java.net.URI;
import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;

/** The rooms that video calls are held in; written under the lock of the request. */
public interface VideoRooms {

  /**
   * A room to store.
   *
   * @param link whoever has it gets in; shown to those who may see the request, told to nobody else
   * @param openUntil how long the link is shown
   */
  record NewRoom(
      AssessmentRequestId request, URI link, Instant openedAt, Instant openUntil, String actor) {
    /** Without the link: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "NewRoom[request=" + request + "]";
    }
  }

  /** Returns whether a room of the request is open at that time. */
  boolean isOpen(AssessmentRequestId request, Instant now);

  void open(NewRoom room);
}
