package se.rond.dispatch.request;

import java.util.Collection;
import java.util.HashMap;
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

  /**
   * What a row of {@code assessment_request} that the caller may see is closed by, with {@link
   * #parameters}: the name of a {@link Closed}, and null where it may be read. Every read asks it;
   * whatever dispatches, takes a word or alarms does not, since a block delays nobody's help.
   */
  public static final String CLOSED =
      "closed_to(assessment_request.id, :reader, :readerUnit, :readerProvider, :readerRole, :responders)";

  private MaySee() {}

  /**
   * What the conditions have to know of the caller, and what the database's policies are set to.
   */
  public static Map<String, Object> parameters(Caller caller) {
    var parameters = new HashMap<String, Object>();
    parameters.put("municipalities", array(caller.municipalities(), MunicipalityCode::value));
    parameters.put("own", array(List.of(caller.person(), caller.unit()), HsaId::value));
    parameters.put("responders", array(caller.responders(), ResponderId::value));
    parameters.put("reader", caller.person().value());
    parameters.put("readerUnit", caller.unit().value());
    parameters.put("readerProvider", caller.careProvider().value());
    parameters.put("readerRole", caller.role().name());
    return parameters;
  }

  private static <T> String[] array(Collection<T> values, Function<T, String> text) {
    return values.stream().map(text).toArray(String[]::new);
  }
}
