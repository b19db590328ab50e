package se.rond.notification.stream.web;

import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;
import se.rond.access.problem.Problem;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.notification.recipient.RecipientId;

/**
 * What a device asks for.
 *
 * @param recipient whose notices
 * @param isOwn whether those are the caller's: as a person, a unit or a responder
 * @param after the number of the last notice it has, empty at its first connect
 */
record StreamRequest(RecipientId recipient, boolean isOwn, OptionalLong after) {
  private static final Text FORM_OF_RECIPIENT =
      Text.of(
          "an HSA-id, or a responder id: letters, digits, dot, underscore and hyphen, 1 to 64 characters",
          "ett HSA-id eller ett id för en utförare: bokstäver, siffror, punkt, understreck och bindestreck, 1 till 64 tecken");

  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  /**
   * @param recipient whose notices instead of the caller's own; a responder id or an HSA-id
   * @param lastEventId the header {@code Last-Event-ID}
   * @throws Problem a 400 that names each bad value
   */
  static StreamRequest of(Caller caller, @Nullable String recipient, @Nullable String lastEventId) {
    var errors = new ArrayList<FieldError>();
    if (recipient != null && !RecipientId.isWellFormed(recipient)) {
      errors.add(new FieldError("recipient", FORM_OF_RECIPIENT, described(recipient)));
    }
    if (lastEventId != null && !SEQUENCE.matcher(lastEventId).matches()) {
      errors.add(
          new FieldError(
              "Last-Event-ID",
              Text.of(
                  "the id of an event, a number of 1 to 18 digits",
                  "id för en händelse, ett tal med 1 till 18 siffror"),
              described(lastEventId)));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    var wanted = recipient == null ? RecipientId.of(caller.person()) : new RecipientId(recipient);
    return new StreamRequest(
        wanted,
        own(caller).anyMatch(wanted::equals),
        lastEventId == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lastEventId)));
  }

  private static Stream<RecipientId> own(Caller caller) {
    return Stream.concat(
        Stream.of(caller.person(), caller.unit()).map(RecipientId::of),
        caller.responders().stream().map(RecipientId::of));
  }

  private static Text described(String value) {
    return Text.of("text of {0} characters", "text på {0} tecken").with(value.length());
  }
}
