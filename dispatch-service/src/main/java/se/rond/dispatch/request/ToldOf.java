package se.rond.dispatch.request;

/**
 * What was told of a request, and of those that are joined to it now. In one place, since what is
 * shown and what is judged must be the same.
 */
public final class ToldOf {

  /**
   * A condition on a row of {@code request_change}, with the parameter {@code request}. An array
   * and no {@code or}, which no index of the changes would serve: they are read whole then.
   */
  public static final String CONDITION =
      """
      told_of = any (array(
        select cast(:request as uuid) union all select id from assessment_request where joined_to = :request))
      """;

  private ToldOf() {}
}
