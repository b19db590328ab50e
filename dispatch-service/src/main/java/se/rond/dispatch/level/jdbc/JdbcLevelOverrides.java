package se.rond.dispatch.level.jdbc;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.level.LevelAnswer;
import se.rond.dispatch.level.LevelOverrides;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.Lowering;
import se.rond.dispatch.request.Lowerings;
import se.rond.dispatch.request.Raisings;
import se.rond.dispatch.request.ToldOf;
import tools.jackson.databind.json.JsonMapper;

/** See {@code db/migration/V15__levels_and_late_triage.sql}. */
@Repository
class JdbcLevelOverrides implements LevelOverrides, Lowerings, Raisings {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcLevelOverrides(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Stored> find(UUID id) {
    return jdbc.sql(
            """
            select coalesce(told.joined_to, told.id) as request, said.body_digest, said.first_answer
            from level_override said join assessment_request told on told.id = said.told_of
            where said.id = ?
            """)
        .param(id)
        .query(
            (row, _) ->
                new Stored(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new BodyDigest(row.getBytes("body_digest")),
                    json.readValue(row.getString("first_answer"), LevelAnswer.class)))
        .optional();
  }

  @Override
  public boolean add(NewOverride said) {
    return jdbc.sql(
                """
                insert into level_override
                  (id, request, told_of, position, revision, covers, at, actor, direction, from_level, level,
                   floor_level, below_floor, over_floors, reason, comment, body_digest)
                select :id, :request, :toldOf, coalesce(max(position), 0) + 1, :revision,
                       (select coalesce(decision_revision, 0) from assessment_request where id = :request),
                       :at, :actor, :direction, :from, :level, :floor, :belowFloor, :overFloors, :reason,
                       :comment, :digest
                from level_override
                where request = :request
                on conflict (id) do nothing
                """)
            .param("id", said.wish().id())
            .param("request", said.request().value())
            .param("toldOf", said.toldOf().value())
            .param("revision", said.revision())
            .param("at", said.at().atOffset(ZoneOffset.UTC))
            .param("actor", said.actor())
            .param("direction", said.direction().name())
            .param("from", said.from().name())
            .param("level", said.wish().level().name())
            .param("floor", said.floor().name())
            .param("belowFloor", said.belowFloor())
            .param("overFloors", said.overFloors())
            .param("reason", said.wish().reason().name())
            .param("comment", said.wish().comment())
            .param("digest", said.digest().sha256())
            .update()
        == 1;
  }

  @Override
  public void keepAnswer(UUID id, LevelAnswer answer) {
    jdbc.sql("update level_override set first_answer = ?::json where id = ?")
        .params(json.writeValueAsString(answer), id)
        .update();
  }

  @Override
  public Level highestFloor(AssessmentRequestId request) {
    return highest(
        jdbc.sql(
                """
                select floor_level from counted_decision where request = :request
                union
                select floor_level from floor_without_triage where request = :request
                """)
            .param("request", request.value())
            .query(String.class)
            .list());
  }

  /**
   * Until somebody who may, too, has lowered it again. The revisions of one that is parted go on
   * from the other one's, so that they tell which of two words was said first.
   */
  @Override
  public Level heldAt(AssessmentRequestId request) {
    return highest(
        jdbc.sql(
                """
                select level from level_override said
                where direction = 'UP' and over_floors
                  and not exists (
                    select from level_override later
                    where later.request = :request and later.direction = 'DOWN' and later.over_floors
                      and (later.revision, later.position) > (said.revision, said.position)) and
                """
                    + ToldOf.CONDITION)
            .param("request", request.value())
            .query(String.class)
            .list());
  }

  @Override
  public Optional<Level> findHighest(AssessmentRequestId request) {
    return jdbc
        .sql("select level from level_override where direction = 'UP' and " + ToldOf.CONDITION)
        .param("request", request.value())
        .query(String.class)
        .list()
        .stream()
        .map(Level::valueOf)
        .reduce(Level::highest);
  }

  private static Level highest(List<String> levels) {
    return levels.stream().map(Level::valueOf).reduce(Level.ADVICE, Level::highest);
  }

  /**
   * Where the patient is moved, or something else is known from another request, nothing new is
   * found of the patient: the revisions up to the next one at which something was told follow. The
   * latter are no change, as is the one at which a request was raised or parted from another, which
   * is not covered before triage has judged it.
   *
   * <p>What was said before the patient was corrected was said by somebody else's number and plan.
   */
  @Override
  public Optional<Lowering> findLast(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select revision, over_floors,
                   case when covers = 0 then 0 else coalesce(
                     (select min(revision) - 1
                      from request_change
                      where request = last.request and kind <> 'PLACE' and revision > last.covers),
                     (select revision from assessment_request where id = last.request)) end as covered
            from level_override last
            where request = ? and direction = 'DOWN'
              and not exists (
                select from request_change
                where request = last.request and revision > last.revision and old_patient is not null)
            order by position desc
            limit 1
            """)
        .param(request.value())
        .query(
            (row, _) ->
                new Lowering(
                    row.getInt("covered"),
                    judgedSince(request, row.getInt("revision")),
                    row.getBoolean("over_floors")))
        .optional();
  }

  private @Nullable Level judgedSince(AssessmentRequestId request, int revision) {
    return jdbc
        .sql(
            """
            select content ->> 'nurseLevel' as level from request_change
            where request = ? and revision > ? and content ->> 'nurseLevel' is not null
            """)
        .params(request.value(), revision)
        .query(String.class)
        .list()
        .stream()
        .map(Level::valueOf)
        .reduce(Level::highest)
        .orElse(null);
  }
}
