package se.rond.dispatch.change.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.change.Acknowledgements;
import se.rond.dispatch.change.ChangeAnswer;
import se.rond.dispatch.request.BodyDigest;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAcknowledgements implements Acknowledgements {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcAcknowledgements(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Stored> find(AssessmentRequestId request, UUID id) {
    return jdbc.sql(
            "select received_at, body_digest, first_answer from acknowledgement where request = ? and id = ?")
        .params(request.value(), id)
        .query((row, number) -> stored(row))
        .optional();
  }

  @Override
  public Optional<Stored> find(AssessmentRequestId request, BodyDigest digest) {
    return jdbc.sql(
            """
            select received_at, body_digest, first_answer from acknowledgement
            where request = ? and not made_by_device and body_digest = ?
            """)
        .params(request.value(), digest.sha256())
        .query((row, number) -> stored(row))
        .optional();
  }

  @Override
  public boolean add(NewAcknowledgement said) {
    var told = said.told();
    return jdbc.sql(
                """
                insert into acknowledgement
                  (id, made_by_device, request, alarm, acknowledgement, provisional, reason, received_at, actor,
                   body_digest, first_answer)
                values
                  (:id, :madeByDevice, :request, :alarm, :acknowledgement, :provisional, :reason, :receivedAt, :actor,
                   :digest, :answer::json)
                on conflict (id) do nothing
                """)
            .param("id", said.id())
            .param("madeByDevice", told.id() != null)
            .param("request", said.request().value())
            .param("alarm", told.alarm())
            .param("acknowledgement", told.said().emergency().name())
            .param("provisional", told.said().provisional())
            .param("reason", told.said().reason())
            .param("receivedAt", said.receivedAt().atOffset(ZoneOffset.UTC))
            .param("actor", said.actor())
            .param("digest", said.digest().sha256())
            .param("answer", json.writeValueAsString(said.answer()))
            .update()
        == 1;
  }

  private Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getObject("received_at", OffsetDateTime.class).toInstant(),
        new BodyDigest(row.getBytes("body_digest")),
        json.readValue(row.getString("first_answer"), ChangeAnswer.class));
  }
}
