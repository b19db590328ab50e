package se.rond.dispatch.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.ReserveContact;

/**
 * The end of a ladder (<i>reservrutin</i>): a manager is in charge until a person resolves it.
 *
 * @param role what the ladder calls the manager
 * @param managers those who were told; none where the agreement names no recipient
 * @param contacts whom to ring, those who were told last first
 * @param resolution null while it is open
 */
public record ReserveRoutine(
    ReserveRoutineId id,
    AssessmentRequestId request,
    String role,
    List<ResponderId> managers,
    List<Reached> contacts,
    Instant activatedAt,
    @Nullable Resolution resolution) {

  /** Somebody, and where that one is reached; each null if nobody has said. */
  public record Reached(@Nullable String name, @Nullable String telephone) {}

  public ReserveRoutine {
    managers = List.copyOf(managers);
    contacts = List.copyOf(contacts);
  }

  /** One that nobody was told of yet. */
  static ReserveRoutine open(
      ReserveRoutineId id, AssessmentRequestId request, String role, Instant at) {
    return new ReserveRoutine(id, request, role, List.of(), List.of(), at, null);
  }

  /** The same, told to those whom the agreement names by now, too. */
  ReserveRoutine toldTo(List<ReserveContact> named) {
    return new ReserveRoutine(
        id,
        request,
        role,
        Stream.concat(managers.stream(), recipients(named)).distinct().toList(),
        Stream.concat(
                named.stream().map(one -> new Reached(one.name(), one.telephone())),
                contacts.stream())
            .distinct()
            .toList(),
        activatedAt,
        resolution);
  }

  private static Stream<ResponderId> recipients(List<ReserveContact> named) {
    return named.stream().map(ReserveContact::recipient).filter(Objects::nonNull);
  }
}
