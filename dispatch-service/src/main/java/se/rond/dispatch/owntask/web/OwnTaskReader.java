package se.rond.dispatch.owntask.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.AssignmentCommand.Document;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.EndingReader;
import se.rond.dispatch.assignment.Outcome;
import se.rond.dispatch.owntask.OwnTask;
import se.rond.dispatch.owntask.OwnTaskId;
import se.rond.dispatch.owntask.ReturnReason;

/** Reads what nurses send about their own tasks; every field that cannot be used is named. */
final class OwnTaskReader {

  private static final Text ID = Text.of("a UUID made by the device", "en UUID från enheten");

  /** Of a telephone number, in characters: as in a request. */
  private static final int MAX_CALLBACK = 32;

  private static final Text RESPONDER =
      Text.of("a nurse function's id", "en sjuksköterskefunktions id");

  private OwnTaskReader() {}

  /** What she wants with a nurse's visit. */
  sealed interface Choice {
    record Keep(OwnTask.Wish wish) implements Choice {}

    record AskColleague(OwnTask.Asking asking) implements Choice {}
  }

  /** How she has done it. */
  record Completion(Ending ending, String journalReference) {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Completion[]";
    }
  }

  /**
   * Reads whether she keeps it or asks a colleague.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Choice choice(JsonBody body) {
    var fields = Fields.of(body);
    var colleague =
        fields.parsed(
            "askColleague",
            RESPONDER,
            text ->
                ResponderId.isWellFormed(text)
                    ? Optional.of(new ResponderId(text))
                    : Optional.empty());
    var id = fields.required("id", ID, fields.uuid("id"));
    if (colleague != null) {
      return good(
          fields,
          id == null
              ? null
              : new Choice.AskColleague(new OwnTask.Asking(new OwnTaskId(id), colleague)));
    }
    var by = fields.instant("by");
    var callback = fields.text("callback", MAX_CALLBACK);
    return good(
        fields,
        id == null ? null : new Choice.Keep(new OwnTask.Wish(new OwnTaskId(id), by, callback)));
  }

  /**
   * Reads how she has done it. A door that stayed closed is nothing done: that goes back.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Completion completion(JsonBody body) {
    var fields = Fields.of(body);
    var ending = EndingReader.read(fields);
    var reference = fields.requiredText("journalReference", Document.MAX_REFERENCE);
    if (ending != null && ending.outcome() == Outcome.NOBODY_THERE) {
      fields.refuse(
          "outcome",
          Text.of(
              "what became of the patient; give it back where nobody is there",
              "vad det blev av patienten; lämna tillbaka uppgiften om ingen är på plats"),
          Text.same(ending.outcome()));
    }
    return good(
        fields, ending == null || reference == null ? null : new Completion(ending, reference));
  }

  /**
   * Reads why she gives it back.
   *
   * @throws Problem that names every field that cannot be used
   */
  static ReturnReason reason(JsonBody body) {
    var fields = Fields.of(body);
    var reasons =
        Stream.of(ReturnReason.values())
            .filter(ReturnReason::isStated)
            .toArray(ReturnReason[]::new);
    return good(fields, fields.requiredCode("reason", reasons));
  }

  /** A time that is not between now and the latest. */
  static Problem tooLate(Instant now, Instant latest) {
    return Problem.invalid(
        List.of(
            new FieldError(
                "by",
                Text.of("a time after {0}, {1} at the latest", "en tid efter {0}, senast {1}")
                    .with(now, latest),
                Text.of("another time", "en annan tid"))));
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
