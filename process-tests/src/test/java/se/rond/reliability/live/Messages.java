package se.rond.reliability.live;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each message between the services, by their own tables: an outbox has what was
 * said, an inbox what was heard, and a notice is what somebody is told.
 */
final class Messages {
  private final Quickstart rond;

  Messages(Quickstart rond) {
    this.rond = rond;
  }

  /** Rows that dispatch has not sent yet. */
  List<String> unsentByDispatch() throws IOException, SQLException {
    return list(
        """
        select type || ' ' || message_id from dispatch.outbox where sent_at is null and parked_reason is null
        """);
  }

  /**
   * Messages that have not come to their end: unsent, or not in the inbox of the topic's reader, or
   * somebody who is concerned has no notice of it. All of it is read at one instant. The heads of
   * the access log have no reader among the services.
   *
   * <p>Who is concerned is worked out here once more, from what docs/events.md says: an event with
   * coordinators is an alarm, and only some alarms are told to the nurse.
   */
  List<String> underWay() throws IOException, SQLException {
    return list(
        """
        with said as (
          select *, payload::json as event from dispatch.outbox
          union all
          select *, payload::json from triage.outbox
          union all
          select *, payload::json from notification.outbox
        ), heard (topic, message_id) as (
          select 'dispatch.assessment-requests.v1', message_id from triage.inbox where consumer = 'assessment-requests'
          union all
          select 'triage.decisions.v1', message_id from dispatch.inbox where consumer = 'triage-decisions'
          union all
          select 'dispatch.requests.v1', message_id from notification.inbox where consumer = 'dispatch-requests'
        ), told as (
          select said.message_id, said.type, event ->> 'requester' as recipient
          from said where topic = 'dispatch.requests.v1'
            and (event -> 'coordinators' is null
                 or type in ('NobodyThere', 'ReserveRoutineActivated', 'ReserveRoutineResolved')
                 or type in ('BreachWarned', 'BreachOccurred') and event ->> 'responder' is null)
          union
          select message_id, type, json_array_elements_text(event -> 'coordinators')
          from said where topic = 'dispatch.requests.v1' and event -> 'coordinators' is not null
          union
          select message_id, type, json_array_elements_text(event -> 'managers')
          from said where topic = 'dispatch.requests.v1' and event -> 'managers' is not null
          union
          select message_id, type, event ->> 'responder'
          from said where topic = 'dispatch.requests.v1' and event ->> 'responder' is not null
            and type <> 'ContactEndangered'
          union
          select message_id, type, area.recipient
          from said join notification.function_area area on area.municipality = event ->> 'municipality'
          where topic = 'dispatch.requests.v1' and not area.follows_up
            and (event -> 'coordinators' is null or area.coordinates)
        )
        select 'not sent: ' || type || ' ' || message_id from said where sent_at is null
        union all
        select topic || ', not heard: ' || type || ' ' || message_id
        from said where topic <> 'dispatch.access-log.v1' and not exists (
          select from heard where heard.topic = said.topic and heard.message_id = said.message_id)
        union all
        select told.recipient || ' was not told: ' || told.type || ' ' || told.message_id
        from told where not exists (
          select from notification.notice
          where notice.event_id = told.message_id and notice.recipient = upper(told.recipient))
        """);
  }

  /** Events of which a recipient has more than one notice, whatever device has read them. */
  List<String> toldTwice() throws IOException, SQLException {
    return list(
        """
        select recipient || ' has ' || count(*) || ' notices of ' || event_id
        from notification.notice group by recipient, event_id having count(*) > 1
        """);
  }

  /** The number of each recipient's newest notice. */
  Map<String, Long> lastSequences() throws IOException, SQLException {
    var last = new HashMap<String, Long>();
    try (var database = rond.database();
        var statement = database.createStatement();
        var rows = statement.executeQuery("select id, last_sequence from notification.recipient")) {
      while (rows.next()) {
        last.put(rows.getString("id"), rows.getLong("last_sequence"));
      }
    }
    return last;
  }

  /** Rows that no broker would take. */
  List<String> parkedInOutboxes() throws IOException, SQLException {
    return list(
        """
        select 'dispatch outbox ' || position || ' ' || parked_reason from dispatch.outbox where parked_reason is not null
        union all
        select 'triage outbox ' || position || ' ' || parked_reason from triage.outbox where parked_reason is not null
        union all
        select 'notification outbox ' || position || ' ' || parked_reason
        from notification.outbox where parked_reason is not null
        """);
  }

  /** The first column of what is found. */
  List<String> list(String sql) throws IOException, SQLException {
    var found = new ArrayList<String>();
    try (var database = rond.database();
        var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
