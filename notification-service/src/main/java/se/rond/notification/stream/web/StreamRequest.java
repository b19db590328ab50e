package se.rond.notification.stream.web;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import se.rond.access.Caller;
import se.rond.contracts.intake.FieldError;
import se.rond.notification.recipient.RecipientId;

/**
 * What a device asks for.
 *
 * @param recipient whose notices
 * @param after the number of the last notice it has, empty at its first connect
 */
record StreamRequest(RecipientId recipient, OptionalLong after) {
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  /**
   * @param recipient whose notices instead of the caller's own; a responder id or an HSA-id
   * @param lastEventId the header {@code Last-Event-ID}
   * @throws ErrorResponseException a 400 that names each bad value
   */
  static StreamRequest of(Caller caller, @Nullable String recipient, @Nullable String lastEventId) {
    var errors = new ArrayList<FieldError>();
    if (recipient != null && !RecipientId.isWellFormed(recipient)) {
      errors.add(new FieldError("recipient", RecipientId.FORM, described(recipient)));
    }
    if (lastEventId != null && !SEQUENCE.matcher(lastEventId).matches()) {
      errors.add(
          new FieldError(
              "Last-Event-ID",
              "the id of an event, a number of 1 to 18 digits",
              described(lastEventId)));
    }
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return new StreamRequest(
        recipient == null ? RecipientId.of(caller.person()) : new RecipientId(recipient),
        lastEventId == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lastEventId)));
  }

  private static String described(String value) {
    return "text of " + value.length() + " characters";
  }

  private static ErrorResponseException refused(List<FieldError> errors) {
    var problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "Expected other values in the fields that errors names.");
    problem.setProperty("errors", errors);
    return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
  }
}
