package se.rond.dispatch.escalation.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.escalation.Hired;
import se.rond.dispatch.escalation.Resolution;
import se.rond.dispatch.escalation.ResolutionCause;

/** Reads what a reserve routine was; every field that cannot be used is named at once. */
final class ResolutionReader {

  private static final Text ROUTINE = Text.of("the id of the reserve routine", "reservrutinens id");

  private static final Text KRONOR = Text.of("kronor", "kronor");

  private static final Text CARE_PROVIDER =
      Text.of("an HSA-id of a care provider", "en vårdgivares HSA-id");

  private ResolutionReader() {}

  /**
   * @throws Problem that names every field that cannot be used
   */
  static Resolution read(JsonBody body) {
    var fields = Fields.of(body);
    var routine = fields.required("routine", ROUTINE, fields.uuid("routine"));
    var cause = fields.requiredCode("cause", ResolutionCause.values());
    var hired = hired(fields.object("hired"));
    if (routine == null || cause == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return new Resolution(new ReserveRoutineId(routine), cause, hired);
  }

  private static @Nullable Hired hired(Fields fields) {
    if (!fields.isPresent()) {
      return null;
    }
    var name = fields.requiredText("name", Hired.MAX_NAME);
    var careProvider =
        fields.required(
            "careProvider",
            CARE_PROVIDER,
            fields.parsed(
                "careProvider",
                CARE_PROVIDER,
                text ->
                    Optional.of(text)
                        .filter(HsaId::isWellFormed)
                        .map(HsaId::new)
                        .filter(HsaId::hasCheckDigit)));
    var cost =
        fields.required(
            "costSek", KRONOR, fields.integer("costSek", 0, Hired.MAX_COST_SEK, KRONOR));
    return name == null || careProvider == null || cost == null
        ? null
        : new Hired(name, careProvider, cost);
  }
}
