package se.rond.dispatch.accesslog.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.accesslog.LoggedAccess;

/**
 * An entry in the shape of the national log contract (StoreLog v2, clinical reference 7.3).
 *
 * @param logId the same for all time
 */
record EntryView(
    UUID logId, SystemView system, ActivityView activity, UserView user, ResourceView resource) {

  private static final String SYSTEM = "rond-dispatch";

  private static final String DENIED = "DENIED";

  record SystemView(String systemId) {}

  /**
   * What was done.
   *
   * @param activityType as READ; DENIED where nothing was given
   * @param outcome GRANTED or DENIED
   * @param activityArgs method and pattern of the path
   * @param startDate in UTC
   */
  record ActivityView(
      String activityType,
      String outcome,
      String activityArgs,
      Instant startDate,
      String purpose) {}

  /**
   * Who did it.
   *
   * @param title the role
   * @param assignment chosen at login; null of a system
   */
  record UserView(
      String userId,
      String title,
      @Nullable String assignment,
      String careUnitId,
      String careProviderId) {}

  /**
   * With what. Null where it was about nobody, or about no one request.
   *
   * @param patientId the random reference
   */
  record ResourceView(String resourceType, @Nullable UUID resourceId, @Nullable UUID patientId) {}

  static EntryView of(LoggedAccess entry) {
    return new EntryView(
        entry.id(),
        new SystemView(SYSTEM),
        new ActivityView(
            entry.activity(),
            entry.activity().equals(DENIED) ? DENIED : "GRANTED",
            entry.operation(),
            entry.at(),
            entry.purpose()),
        new UserView(
            entry.person(),
            entry.role(),
            entry.commission(),
            entry.careUnit(),
            entry.careProvider()),
        new ResourceView("assessment request", entry.resource(), entry.patient()));
  }
}
