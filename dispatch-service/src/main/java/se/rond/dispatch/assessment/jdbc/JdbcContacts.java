package se.rond.dispatch.assessment.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.assessment.Contacts;
import se.rond.dispatch.assessment.Earlier;
import se.rond.dispatch.assessment.Receipt;
import se.rond.dispatch.assessment.VideoRooms;
import se.rond.dispatch.request.BodyDigest;
import tools.jackson.databind.json.JsonMapper;

/** See {@code db/migration/V9__contacts_and_assessments.sql}. */
@Repository
class JdbcContacts implements Contacts, VideoRooms {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcContacts(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Earlier> find(UUID id) {
    return jdbc.sql(
            "select request, told_of, received_at, body_digest, first_answer from contact where id = ?")
        .param(id)
        .query(
            (row, number) ->
                new Earlier(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new AssessmentRequestId(row.getObject("told_of", UUID.class)),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new BodyDigest(row.getBytes("body_digest")),
                    json.readValue(row.getString("first_answer"), Receipt.class)))
        .optional();
  }

  @Override
  public boolean isRaisedSince(AssessmentRequestId request, Instant at) {
    return jdbc.sql(
            "select exists (select from timeline where request = ? and event = 'LevelRaised' and at > ?)")
        .params(request.value(), at.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean add(NewContact contact) {
    var told = contact.told();
    return jdbc.sql(
                """
                insert into contact
                  (id, request, told_of, assignment, mode, contacted, reached, keeps, looks, at, received_at, actor,
                   body_digest, first_answer)
                values
                  (:id, :request, :toldOf, :assignment, :mode, :contacted, :reached, :keeps, :looks, :at, :receivedAt, :actor,
                   :digest, :answer::json)
                on conflict (id) do nothing
                """)
            .param("id", told.id())
            .param("request", contact.request().value())
            .param("toldOf", contact.toldOf().value())
            .param("assignment", contact.assignment() == null ? null : contact.assignment().value())
            .param("mode", told.mode().name())
            .param("contacted", told.with().name())
            .param("reached", told.reached())
            .param(
                "keeps", contact.keeps().stream().map(Level::name).sorted().toArray(String[]::new))
            .param("looks", contact.looks())
            .param("at", contact.at().atOffset(ZoneOffset.UTC))
            .param("receivedAt", contact.receivedAt().atOffset(ZoneOffset.UTC))
            .param("actor", contact.actor())
            .param("digest", contact.digest().sha256())
            .param("answer", json.writeValueAsString(contact.receipt()))
            .update()
        == 1;
  }

  @Override
  public void keepReceipt(Receipt receipt) {
    jdbc.sql("update contact set first_answer = ?::json where id = ?")
        .params(json.writeValueAsString(receipt), receipt.id())
        .update();
  }

  @Override
  public boolean isOpen(AssessmentRequestId request, Instant now) {
    return jdbc.sql("select exists (select from video_room where request = ? and open_until > ?)")
        .params(request.value(), now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  @Override
  public void open(NewRoom room) {
    jdbc.sql(
            "insert into video_room (request, link, opened_at, open_until, opened_by) values (?, ?, ?, ?, ?)")
        .params(
            room.request().value(),
            room.link().toString(),
            room.openedAt().atOffset(ZoneOffset.UTC),
            room.openUntil().atOffset(ZoneOffset.UTC),
            room.actor())
        .update();
  }
}
