package se.rond.dispatch.request;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;

/**
 * Which requests a caller may see: those of the caller's municipalities, those the caller raised,
 * and those that the caller is asked about, has accepted, has completed, has handed over or has
 * given up. The last two stay when the patient is moved to another municipality, since the
 * responsibility does. In one place, unlike other SQL, so that no query can forget a part of it.
 * The function {@code caller_may_see} says the same in the database, for a query that forgets all
 * of it: neither changes without the other.
 */
public final class MaySee {

  /** A condition on a row of {@code assessment_request}, with {@link #parameters}. */
  public static final String CONDITION =
      """
      (assessment_request.municipality = any (:municipalities)
        or assessment_request.requester = any (:own)
        or exists (select from assessment_request joined
                   where joined.joined_to = assessment_request.id and joined.requester = any (:own))
        or exists (select from assignment theirs
                   where theirs.request = assessment_request.id and theirs.responder = any (:responders)
                     and theirs.state in (
                       'OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED', 'HANDED_OVER',
                       'FAILED')))
      """;

  private MaySee() {}

  /** What the condition has to know of the caller, and what the database's policies are set to. */
  public static Map<String, Object> parameters(Caller caller) {
    return Map.of(
        "municipalities",
        array(caller.municipalities(), MunicipalityCode::value),
        "own",
        array(List.of(caller.person(), caller.unit()), HsaId::value),
        "responders",
        array(caller.responders(), ResponderId::value));
  }

  private static <T> String[] array(Collection<T> values, Function<T, String> text) {
    return values.stream().map(text).toArray(String[]::new);
  }
}
