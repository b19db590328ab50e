package se.rond.dispatch.closing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.dispatch.closing.Block;
import se.rond.dispatch.closing.Ground;
import se.rond.dispatch.closing.Opening;
import se.rond.dispatch.closing.Opening.Holder;
import se.rond.dispatch.closing.Opening.Standing;
import se.rond.dispatch.closing.Opening.Wish;
import se.rond.dispatch.closing.Openings;
import se.rond.dispatch.closing.Way;
import se.rond.dispatch.closing.WhyNotAsked;
import se.rond.dispatch.request.MaySee;

@Repository
class JdbcOpenings implements Openings {

  private final JdbcClient jdbc;

  JdbcOpenings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Standing> findStanding(AssessmentRequestId request, Caller caller) {
    return jdbc.sql(
            """
            select id, municipality, requester, %s is not null as is_closed,
                   not exists (
                     select from parts_of(assessment_request.id) part
                     where part.care_provider is null or upper(part.care_provider) <> upper(:readerProvider)) as is_own
            from assessment_request
            where id = (select coalesce(joined_to, id) from assessment_request where id = :id) and
            """
                    .formatted(MaySee.CLOSED)
                + MaySee.CONDITION)
        .param("id", request.value())
        .params(MaySee.parameters(caller))
        .query((row, _) -> standing(row, caller))
        .optional();
  }

  private Standing standing(ResultSet row, Caller caller) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new Standing(
        new AssessmentRequestId(id),
        new MunicipalityCode(row.getString("municipality")),
        new HsaId(row.getString("requester")),
        row.getBoolean("is_closed"),
        row.getBoolean("is_own"),
        blocks(id, caller),
        holders(id, caller));
  }

  private List<Block> blocks(UUID request, Caller caller) {
    return jdbc.sql("select * from blocks_between(?, ?, ?) order by since, id")
        .params(request, caller.unit().value(), caller.careProvider().value())
        .query((row, _) -> JdbcBlocks.block(row))
        .list();
  }

  private List<Holder> holders(UUID request, Caller caller) {
    return jdbc.sql(
            """
            select distinct care_unit, care_provider from parts_of(?)
            where care_provider is null or upper(care_provider) <> upper(?)
            order by care_provider, care_unit
            """)
        .params(request, caller.careProvider().value())
        .query(
            (row, _) ->
                new Holder(
                    hsaId(row.getString("care_unit")), hsaId(row.getString("care_provider"))))
        .list();
  }

  private static @Nullable HsaId hsaId(@Nullable String text) {
    return text == null ? null : new HsaId(text);
  }

  @Override
  public boolean add(Opening opening, Caller caller) {
    return jdbc.sql(
                """
                insert into emergency_opening (
                  id, request, person, role, care_unit, care_provider, ground, reason, comment, way, shown, begun_at, confirm_by)
                values (
                  :id, :request, :person, :role, :unit, :provider, :ground, :reason, :comment, :way, :shown, :begunAt, :confirmBy)
                on conflict (id) do nothing
                """)
            .param("id", opening.id())
            .param("request", opening.request().value())
            .param("person", opening.person().value())
            .param("role", caller.role().name())
            .param("unit", opening.unit().value())
            .param("provider", caller.careProvider().value())
            .param("ground", opening.wish().ground().name())
            .param("reason", opening.wish().reason().name())
            .param("comment", opening.wish().comment())
            .param("way", opening.way().name())
            .param("shown", opening.shown().toArray(UUID[]::new))
            .param("begunAt", opening.begunAt().atOffset(ZoneOffset.UTC))
            .param("confirmBy", opening.confirmBy().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  @Override
  public Optional<Opening> findAndLock(UUID id) {
    return jdbc.sql("select * from emergency_opening where id = ? for update")
        .param(id)
        .query((row, _) -> opening(row))
        .optional();
  }

  @Override
  public void confirm(UUID id, Instant now, Instant openUntil) {
    jdbc.sql("update emergency_opening set confirmed_at = ?, open_until = ? where id = ?")
        .params(now.atOffset(ZoneOffset.UTC), openUntil.atOffset(ZoneOffset.UTC), id)
        .update();
  }

  private static Opening opening(ResultSet row) throws SQLException {
    var openUntil = row.getObject("open_until", OffsetDateTime.class);
    return new Opening(
        row.getObject("id", UUID.class),
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        new HsaId(row.getString("person")),
        new HsaId(row.getString("care_unit")),
        new Wish(
            row.getObject("id", UUID.class),
            Ground.valueOf(row.getString("ground")),
            WhyNotAsked.valueOf(row.getString("reason")),
            row.getString("comment")),
        Way.valueOf(row.getString("way")),
        List.of((UUID[]) row.getArray("shown").getArray()),
        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
        row.getObject("confirm_by", OffsetDateTime.class).toInstant(),
        openUntil == null ? null : openUntil.toInstant());
  }
}
