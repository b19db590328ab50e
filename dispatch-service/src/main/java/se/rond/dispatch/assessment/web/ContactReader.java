package se.rond.dispatch.assessment.web;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assessment.Contact;
import se.rond.dispatch.assessment.Contacted;
import se.rond.dispatch.assessment.DeviceTime;
import se.rond.dispatch.assignment.ContactMode;

/** Reads that somebody was contacted; every field that cannot be used is named at once. */
final class ContactReader {

  /** How far a time may lie in the future and still be taken for a clock that differs a little. */
  private static final Duration TOLERATED_FUTURE = Duration.ofMinutes(2);

  private ContactReader() {}

  /**
   * Reads a contact.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Contact contact(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.requiredUuid("id");
    var mode = fields.requiredCode("mode", ContactMode.values());
    var with = fields.requiredCode("with", Contacted.values());
    var assignment = fields.uuid("assignment");
    var reached = fields.requiredBool("reached");
    var when = when(fields);
    return good(
        fields,
        id == null || mode == null || with == null || reached == null
            ? null
            : new Contact(id, mode, with, assignment(assignment), reached, when));
  }

  static @Nullable AssignmentId assignment(@Nullable UUID id) {
    return Optional.ofNullable(id).map(AssignmentId::new).orElse(null);
  }

  /** When it was: nothing is told before it has happened. */
  static DeviceTime when(Fields fields) {
    var at = fields.instant("at");
    var deviceClock = fields.instant("deviceClock");
    if (at != null && deviceClock != null && at.isAfter(deviceClock.plus(TOLERATED_FUTURE))) {
      fields.refuse(
          "at",
          Text.of("a time that is not after deviceClock", "en tid som inte är efter deviceClock"),
          Text.of("a time {0} min after it", "en tid {0} min efter den")
              .with(Duration.between(deviceClock, at).toMinutes()));
    }
    return new DeviceTime(at, deviceClock);
  }

  static <T> T good(Fields fields, @Nullable T read) {
    fields.refuseUnstorable();
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
