package se.rond.dispatch.request.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What professionals told of a request: a part of what is shown of it. */
@Component
class ToldViews {

  private final JdbcClient jdbc;

  ToldViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A contact.
   *
   * @param with whom it was with
   * @param keepsPromise whether it keeps the promise of the level that is needed now
   */
  record ContactView(
      UUID id,
      String mode,
      String with,
      boolean reached,
      boolean keepsPromise,
      Instant at,
      Instant receivedAt,
      String actor,
      @Nullable UUID assignment) {}

  /** A room for a video call; whoever has the link gets in. */
  record VideoView(String link, Instant openedAt, Instant openUntil) {
    /** Without the link: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "VideoView[]";
    }
  }

  List<ContactView> contacts(UUID request) {
    return jdbc.sql(
            """
            select contact.id, mode, contacted, reached, needed_level = any (keeps) as keeps_promise, at,
                   contact.received_at, actor, assignment
            from contact join assessment_request on assessment_request.id = contact.request
            where contact.request = ?
            order by at, contact.received_at, contact.id
            """)
        .param(request)
        .query(
            (row, number) ->
                new ContactView(
                    row.getObject("id", UUID.class),
                    row.getString("mode"),
                    row.getString("contacted"),
                    row.getBoolean("reached"),
                    row.getBoolean("keeps_promise"),
                    at(row, "at"),
                    at(row, "received_at"),
                    row.getString("actor"),
                    row.getObject("assignment", UUID.class)))
        .list();
  }

  /** The room that is open now; null if none is, or the request is over. */
  @Nullable VideoView video(UUID request) {
    return jdbc.sql(
            """
            select link, opened_at, open_until
            from video_room join assessment_request on assessment_request.id = video_room.request
            where request = ? and open_until > clock_timestamp()
              and state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY', 'EMERGENCY_DIRECTED')
            order by open_until desc
            limit 1
            """)
        .param(request)
        .query(
            (row, number) ->
                new VideoView(
                    row.getString("link"), at(row, "opened_at"), at(row, "open_until")))
        .optional()
        .orElse(null);
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
