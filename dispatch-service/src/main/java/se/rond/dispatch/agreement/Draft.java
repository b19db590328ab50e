package se.rond.dispatch.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.intake.FieldError;

/**
 * A version that somebody wants to publish, as far as it could be read.
 *
 * @param id made by the sender, so that it can be sent twice
 * @param replaces the number of a coming version that is withdrawn for it, null if none is
 * @param content {@link Terms} for a region, {@link MunicipalTerms} for a municipality
 * @param unreadable the fields that could not be read; what stands in their place passes most
 *     rules, so that one error does not bring others
 */
public record Draft(
    AgreementId id,
    Territory territory,
    Instant validFrom,
    @Nullable Integer replaces,
    Content content,
    List<FieldError> unreadable) {

  public Draft {
    unreadable = List.copyOf(unreadable);
  }

  /** Returns true if that version was made of the same. */
  boolean isThatOf(Version version) {
    return unreadable.isEmpty()
        && version.territory().equals(territory)
        && version.validFrom().equals(validFrom)
        && Objects.equals(version.replaces(), replaces)
        && version.content().equals(content);
  }

  /** Returns true if that version is withdrawn for this one. */
  boolean isInThePlaceOf(Version version) {
    return version.territory().equals(territory) && Objects.equals(replaces, version.number());
  }

  /** Errors of a content, by their place in the draft. */
  static List<FieldError> inTerms(List<FieldError> errors) {
    return errors.stream()
        .map(one -> new FieldError("terms." + one.field(), one.expected(), one.found()))
        .toList();
  }

  /** What could not be read, and those of the other errors that do not follow from it. */
  List<FieldError> withThoseOf(List<FieldError> others) {
    var all = new ArrayList<>(unreadable);
    others.stream()
        .filter(other -> unreadable.stream().noneMatch(one -> concerns(one.field(), other.field())))
        .forEach(all::add);
    return all;
  }

  private static boolean concerns(String one, String other) {
    return isWithin(one, other) || isWithin(other, one);
  }

  private static boolean isWithin(String field, String place) {
    return field.equals(place) || field.startsWith(place + ".") || field.startsWith(place + "[");
  }
}
