package se.rond.dispatch.assignment.web;

import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.AssignmentCommand;
import se.rond.dispatch.assignment.AssignmentCommand.Complete;
import se.rond.dispatch.assignment.AssignmentCommand.Fail;
import se.rond.dispatch.assignment.AssignmentCommand.Meet;
import se.rond.dispatch.assignment.AssignmentCommand.SetOut;
import se.rond.dispatch.assignment.CareDeclined;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.FailureCause;
import se.rond.dispatch.assignment.Outcome;

/** Reads what responders send; every field that cannot be used is named at once. */
final class ReportReader {

  private ReportReader() {}

  /** The statuses a responder reports. */
  private enum Status {
    EN_ROUTE,
    WITH_PATIENT,
    COMPLETED,
    FAILED
  }

  /**
   * Reads a report.
   *
   * @throws Problem that names every field that cannot be used
   */
  static AssignmentCommand report(JsonBody body) {
    var fields = Fields.of(body);
    var status = fields.requiredCode("status", Status.values());
    return good(fields, status == null ? null : command(status, fields));
  }

  /**
   * Reads why a responder says no.
   *
   * @throws Problem that names every field that cannot be used
   */
  static DeclineReason declination(JsonBody body) {
    var fields = Fields.of(body);
    return good(fields, fields.requiredCode("reason", DeclineReason.values()));
  }

  private static @Nullable AssignmentCommand command(Status status, Fields fields) {
    return switch (status) {
      case EN_ROUTE -> new SetOut();
      case WITH_PATIENT -> {
        var mode = fields.requiredCode("mode", ContactMode.values());
        yield mode == null ? null : new Meet(mode);
      }
      case COMPLETED -> {
        var ending = ending(fields);
        yield ending == null ? null : new Complete(ending);
      }
      case FAILED -> {
        var cause = fields.requiredCode("cause", FailureCause.values());
        yield cause == null ? null : new Fail(cause);
      }
    };
  }

  private static @Nullable Ending ending(Fields fields) {
    var outcome = fields.requiredCode("outcome", Outcome.values());
    var declined = fields.object("declined");
    if (outcome == Outcome.PATIENT_DECLINED) {
      var stated = declined(declined);
      return stated == null ? null : new Ending(outcome, stated);
    }
    if (outcome != null && declined.isPresent()) {
      fields.refuse(
          "declined",
          Text.of("nothing but with PATIENT_DECLINED", "ingenting utom vid PATIENT_DECLINED"),
          Text.of("an object with {0}", "ett objekt vid {0}").with(outcome));
    }
    return outcome == null ? null : Ending.of(outcome);
  }

  private static @Nullable CareDeclined declined(Fields fields) {
    var capacity = fields.requiredCode("capacity", DecisionCapacity.values());
    var informed = fields.requiredBool("informed");
    var safetyNet = fields.requiredText("safetyNet", CareDeclined.MAX_SAFETY_NET);
    return capacity == null || informed == null || safetyNet == null
        ? null
        : new CareDeclined(capacity, informed, safetyNet);
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
