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
import se.rond.access.masking.Mask;
import se.rond.access.masking.Masked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What professionals told of a request: a part of what is shown of it. */
@Component
class ToldViews {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ToldViews(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
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

  /**
   * A medical assessment.
   *
   * @param supersededBy the one that stands in its place; null if this one stands
   * @param reassessAlarmedAt when it was alarmed about that nobody had looked at the patient again;
   *     null if it was not
   */
  record AssessmentView(
      UUID id,
      String mode,
      Instant at,
      Instant receivedAt,
      String actor,
      @Nullable UUID assignment,
      ConclusionView conclusion,
      List<Masked<JsonNode>> orders,
      @Nullable Masked<String> interimInstructions,
      @Nullable Instant reassessAt,
      @Nullable Instant reassessAlarmedAt,
      ClosedLoopView closedLoop,
      @Nullable UUID supersedes,
      @Nullable UUID supersededBy) {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "AssessmentView[id=" + id + "]";
    }
  }

  /** What was concluded, as a code and in words. */
  record ConclusionView(String code, Masked<String> text) {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "ConclusionView[]";
    }
  }

  /** Who decided, and whether somebody repeated the decision. */
  record ClosedLoopView(
      boolean repeatedBack,
      @Nullable String repeatedBy,
      @Nullable Instant repeatedAt,
      String decidedBy,
      Instant decidedAt) {
    /** Without the person: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "ClosedLoopView[repeatedBack=" + repeatedBack + "]";
    }
  }

  List<AssessmentView> assessments(UUID request, Mask mask) {
    return jdbc.sql(
            """
            select assessment.*,
                   (select later.id from assessment later where later.supersedes = assessment.id) as superseded_by
            from assessment
            where request = ?
            order by at, received_at, id
            """)
        .param(request)
        .query((row, number) -> assessment(row, mask))
        .list();
  }

  private AssessmentView assessment(ResultSet row, Mask mask) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var repeatedBy = row.getString("read_back_by");
    return new AssessmentView(
        id,
        row.getString("mode"),
        at(row, "at"),
        at(row, "received_at"),
        row.getString("actor"),
        row.getObject("assignment", UUID.class),
        new ConclusionView(
            row.getString("conclusion"), mask.words(row.getString("conclusion_text"))),
        orders(id, mask),
        mask.text(row.getString("interim_instructions")),
        instant(row, "reassess_at"),
        instant(row, "reassess_alarmed_at"),
        new ClosedLoopView(
            repeatedBy != null,
            repeatedBy,
            instant(row, "read_back_at"),
            row.getString("actor"),
            at(row, "at")),
        row.getObject("supersedes", UUID.class),
        row.getObject("superseded_by", UUID.class));
  }

  /** What was ordered, with an id and a kind before what each says. */
  private List<Masked<JsonNode>> orders(UUID assessment, Mask mask) {
    return jdbc.sql(
            "select id, kind, content from assessment_order where assessment = ? order by position")
        .param(assessment)
        .query(
            (row, number) -> {
              var order = json.createObjectNode();
              order.put("id", row.getString("id")).put("kind", row.getString("kind"));
              order.setAll((ObjectNode) json.readTree(row.getString("content")));
              return mask.writtenIn(order);
            })
        .list();
  }

  /** What the patient's regular physician has to look at. */
  record TaskView(
      UUID id,
      String healthCentre,
      Instant raisedAt,
      Instant dueAt,
      @Nullable Instant completedAt,
      @Nullable String completedBy) {}

  List<TaskView> tasks(UUID request) {
    return jdbc.sql(
            """
            select id, health_centre, raised_at, due_at, completed_at, completed_by
            from physician_task
            where request = ?
            order by raised_at, id
            """)
        .param(request)
        .query(
            (row, number) ->
                new TaskView(
                    row.getObject("id", UUID.class),
                    row.getString("health_centre"),
                    at(row, "raised_at"),
                    at(row, "due_at"),
                    instant(row, "completed_at"),
                    row.getString("completed_by")))
        .list();
  }

  /**
   * An X-ray.
   *
   * @param owner who sees to what comes of it; null before the pictures are taken
   * @param dueAt by when the next step is to be taken; null where none is, or somebody was alarmed
   */
  record ExaminationView(
      UUID id,
      String state,
      List<String> regions,
      Masked<String> question,
      Masked<String> history,
      Masked<String> status,
      @Nullable OwnerView owner,
      @Nullable Instant dueAt,
      @Nullable Instant alarmedAt,
      List<StepView> steps) {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "ExaminationView[id=" + id + "]";
    }
  }

  /** Who sees to what comes of an X-ray. */
  record OwnerView(String responder, String name, String phone) {
    /** Without the person: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "OwnerView[responder=" + responder + "]";
    }
  }

  /**
   * Something that happened to an X-ray.
   *
   * @param said why it was rejected, who delegated, what was found, what was done; null where
   *     nothing was said
   */
  record StepView(String step, Instant at, String actor, @Nullable Masked<String> said) {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "StepView[step=" + step + "]";
    }
  }

  List<ExaminationView> examinations(UUID request, Mask mask) {
    return jdbc.sql(
            """
            select *,
                   (select min(at) from examination_step where examination_step.examination = examination.id) as asked_at
            from examination
            where request = ?
            order by asked_at, id
            """)
        .param(request)
        .query(
            (row, number) -> {
              var id = row.getObject("id", UUID.class);
              var owner = row.getString("owner_responder");
              return new ExaminationView(
                  id,
                  row.getString("state"),
                  List.of((String[]) row.getArray("regions").getArray()),
                  mask.words(row.getString("question")),
                  mask.words(row.getString("history")),
                  mask.words(row.getString("findings")),
                  owner == null
                      ? null
                      : new OwnerView(
                          owner, row.getString("owner_name"), row.getString("owner_phone")),
                  instant(row, "due_at"),
                  instant(row, "alarmed_at"),
                  steps(id, mask));
            })
        .list();
  }

  private List<StepView> steps(UUID examination, Mask mask) {
    return jdbc.sql(
            "select step, at, actor, said from examination_step where examination = ? order by position")
        .param(examination)
        .query(
            (row, number) ->
                new StepView(
                    row.getString("step"),
                    at(row, "at"),
                    row.getString("actor"),
                    mask.text(row.getString("said"))))
        .list();
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
                new VideoView(row.getString("link"), at(row, "opened_at"), at(row, "open_until")))
        .optional()
        .orElse(null);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
