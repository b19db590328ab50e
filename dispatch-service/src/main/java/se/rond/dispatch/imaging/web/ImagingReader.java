package se.rond.dispatch.imaging.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.imaging.Examinations.Question;
import se.rond.dispatch.imaging.Owner;
import se.rond.dispatch.imaging.Step;
import se.rond.dispatch.imaging.Step.Act;
import se.rond.dispatch.imaging.Step.Answer;
import se.rond.dispatch.imaging.Step.Cancel;
import se.rond.dispatch.imaging.Step.Justify;
import se.rond.dispatch.imaging.Step.PassOn;
import se.rond.dispatch.imaging.Step.Perform;
import se.rond.dispatch.imaging.Step.Read;
import se.rond.dispatch.imaging.Step.Reject;

/** Reads what is said of examinations; every field that cannot be used is named at once. */
final class ImagingReader {

  private static final Text RESPONDER = Text.of("a responder's id", "en utförares id");

  private ImagingReader() {}

  /** The states that somebody reports. */
  private enum Status {
    JUSTIFIED,
    REJECTED,
    PERFORMED,
    READ,
    ANSWERED,
    ACTED_ON,
    CANCELLED
  }

  /** What is asked for, under an id made by the device. */
  record Proposal(ExaminationId id, Question question) {}

  /**
   * Reads what is asked for.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Proposal proposal(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.requiredUuid("id");
    var regions = fields.codes("regions", XrayRegion.values(), Enum::name);
    if (regions.isEmpty()) {
      fields.refuse(
          "regions",
          Text.of("at least one region", "minst en kroppsdel"),
          Text.of("none that can be used", "ingen som går att använda"));
    }
    var question = fields.requiredText("question", Step.MAX_TEXT);
    var history = fields.requiredText("history", Step.MAX_TEXT);
    var status = fields.requiredText("status", Step.MAX_TEXT);
    return good(
        fields,
        id == null || question == null || history == null || status == null
            ? null
            : new Proposal(
                new ExaminationId(id), new Question(regions, question, history, status)));
  }

  /**
   * Reads what has become of an examination.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Step step(JsonBody body) {
    var fields = Fields.of(body);
    var status = fields.requiredCode("status", Status.values());
    return good(fields, status == null ? null : step(status, fields));
  }

  /**
   * Reads who sees to what comes of the pictures.
   *
   * @throws Problem that names every field that cannot be used
   */
  static PassOn owner(JsonBody body) {
    var fields = Fields.of(body);
    var owner = owner(fields.object("owner"));
    return good(fields, owner == null ? null : new PassOn(owner));
  }

  private static @Nullable Step step(Status status, Fields fields) {
    return switch (status) {
      case JUSTIFIED -> new Justify(fields.text("delegation", Owner.MAX_NAME));
      case REJECTED -> {
        var reason = fields.requiredText("reason", Step.MAX_TEXT);
        yield reason == null ? null : new Reject(reason);
      }
      case PERFORMED -> {
        var owner = owner(fields.object("owner"));
        yield owner == null ? null : new Perform(owner);
      }
      case READ -> new Read();
      case ANSWERED -> {
        var text = fields.requiredText("answer", Step.MAX_TEXT);
        yield text == null ? null : new Answer(text);
      }
      case ACTED_ON -> {
        var text = fields.requiredText("action", Step.MAX_TEXT);
        yield text == null ? null : new Act(text);
      }
      case CANCELLED -> new Cancel();
    };
  }

  private static @Nullable Owner owner(Fields fields) {
    var responder =
        fields.required(
            "responder",
            RESPONDER,
            fields.parsed(
                "responder",
                RESPONDER,
                text ->
                    ResponderId.isWellFormed(text)
                        ? Optional.of(new ResponderId(text))
                        : Optional.empty()));
    var name = fields.requiredText("name", Owner.MAX_NAME);
    var phone = fields.requiredText("phone", Owner.MAX_NAME);
    return responder == null || name == null || phone == null
        ? null
        : new Owner(responder, name, phone);
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    fields.refuseUnstorable();
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
