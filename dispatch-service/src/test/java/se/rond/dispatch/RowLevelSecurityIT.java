package se.rond.dispatch;

import static java.sql.Types.VARCHAR;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.dispatch.Examples.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.request.MaySee;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What leaves is read as the caller, by a role that sees no more. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@Import(RowLevelSecurityIT.Forgetful.class)
class RowLevelSecurityIT {

  private static final long SEED = 20_261_123;

  private static final int REQUESTS = 120;

  /** Tables without a policy, with the reason. A new table is on neither list, and fails here. */
  private static final Map<String, String> ABOUT_NOBODY =
      Map.ofEntries(
          Map.entry("region", "a place"),
          Map.entry("municipality", "a place"),
          Map.entry("health_centre", "a place"),
          Map.entry("responder", "functions and teams, and where they are reached"),
          Map.entry("shift", "when they are on duty"),
          Map.entry("agreement", "what was agreed"),
          Map.entry("clock_jump", "a clock"),
          Map.entry("inbox", "numbers of messages; no right to it"),
          Map.entry("outbox", "what is on its way to others; no right to it"),
          Map.entry("access_log_seal", "hashes; no right to it"),
          Map.entry("access_log_unsealed", "numbers of entries; no right to it"),
          Map.entry("patient_block", "what a patient has closed; no right to it"),
          Map.entry("patient_consent", "what a patient has agreed to; no right to it"),
          Map.entry("emergency_opening", "who opened what was closed; no right to it"),
          Map.entry("spot_check", "when a MAS looked through the log; no right to it"),
          Map.entry("spot_check_entry", "numbers of entries; no right to it"),
          Map.entry("flyway_schema_history", "versions; no right to it"));

  private static final Set<String> READ_BY_ANY_CALLER = Set.of("health_centre", "responder");

  /** The request that a row goes by. */
  private static final Map<String, String> GOES_BY =
      Map.ofEntries(
          Map.entry("assessment_request", "id"),
          Map.entry("level_override", "told_of"),
          Map.entry("request_change", "told_of"),
          Map.entry(
              "assessment_order",
              "(select request from assessment where assessment.id = assessment_order.assessment)"),
          Map.entry("climbed_rung", "(select request from need where need.id = climbed_rung.need)"),
          Map.entry(
              "examination_step",
              "(select request from examination where examination.id = examination_step.examination)"));

  /** Read by the municipality whose obligation was not met, too. */
  private static final Set<String> FOLLOWED_UP =
      Set.of(
          "assignment", "climb", "climbed_rung", "contact", "emergency", "need", "reserve_routine");

  /** With a municipality of their own. */
  private static final Set<String> MUNICIPAL = Set.of("physician_task", "unmet_obligation");

  private final Scene scene;
  private final RequestMappingHandlerMapping handlers;
  private final DataSourceTransactionManager administrators;
  private final JdbcClient administrator;

  @Autowired
  RowLevelSecurityIT(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    this.handlers = handlers;
    scene = new Scene(port, broker, jdbc, json);
    var database = EmbeddedDatabase.administrator();
    administrators = new DataSourceTransactionManager(database);
    administrator = JdbcClient.create(database);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void eachTableHasAPolicyOrIsAboutNobody() {
    var tables =
        administrator
            .sql(
                """
                select relname,
                       relrowsecurity and exists (select from pg_policy where polrelid = pg_class.oid) as has_policy
                from pg_class
                where relnamespace = 'dispatch'::regnamespace and relkind in ('r', 'p')
                """)
            .query((row, _) -> Map.entry(row.getString(1), row.getBoolean(2)))
            .list();

    assertThat(tables.stream().filter(table -> !table.getValue()).map(Map.Entry::getKey))
        .containsExactlyInAnyOrderElementsOf(ABOUT_NOBODY.keySet());
    assertThat(tables.stream().filter(Map.Entry::getValue).map(Map.Entry::getKey))
        .as("compared with MaySee below, but for the log, which nobody reads as a caller")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(protectedTables().stream(), Stream.of("access_log")).toList());
  }

  /** By a service that the role is not granted to, in a database of its own. */
  @Test
  void whereTheRoleIsNotGrantedTheMigrationSaysWhatToRun() {
    var name = "without_caller";
    administrator.sql("create database " + name).update();
    var url = EmbeddedDatabase.url().replaceFirst("/rond\\b", "/" + name);
    JdbcClient.create(new DriverManagerDataSource(url, "postgres", "postgres"))
        .sql("create schema notification authorization notification")
        .update();

    assertThatThrownBy(
            () ->
                Flyway.configure()
                    .dataSource(url, "notification", "notification")
                    .locations("classpath:db/messaging", "classpath:db/migration")
                    .load()
                    .migrate())
        .hasMessageContaining("An administrator has to run: grant dispatch_caller to notification");
  }

  @Test
  void eachCallerFindsTheRowsOfTheRequestsTheyMaySeeAndNoOthers() {
    System.out.println("RowLevelSecurityIT: seed " + SEED);
    inSomeWorld(
        () -> {
          var hidden = new TreeSet<String>();
          var shown = new TreeSet<String>();
          for (var caller : callers()) {
            var expected = new LinkedHashMap<String, List<String>>();
            for (var table : protectedTables()) {
              expected.put(table, rows(table, "where " + seen(table), caller));
            }
            become(caller);
            for (var table : protectedTables()) {
              assertThat(rows(table, "", caller))
                  .as("%s as %s of %s", table, caller.role(), caller.municipalities())
                  .containsExactlyElementsOf(expected.get(table));
            }
            administrator.sql("reset role").update();
            for (var table : protectedTables()) {
              (expected.get(table).isEmpty() ? hidden : shown).add(table);
              if (expected.get(table).size() < rows(table, "", caller).size()) {
                hidden.add(table);
              }
            }
          }
          assertThat(shown).containsExactlyElementsOf(protectedTables());
          assertThat(hidden).containsExactlyElementsOf(protectedTables());
        });
  }

  @Test
  void whoSaysNothingOfACallerFindsNothing() {
    inSomeWorld(
        () -> {
          administrator.sql("set local role dispatch_caller").update();
          for (var table : protectedTables()) {
            assertThat(
                    administrator.sql("select count(*) from " + table).query(Long.class).single())
                .as(table)
                .isZero();
          }
        });
  }

  @Test
  void theRoleOwnsNothingAndBypassesNothing() {
    assertThat(
            administrator
                .sql(
                    """
                    select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolcanlogin or rolreplication
                           or exists (select from pg_auth_members where member = pg_roles.oid)
                           or exists (select from pg_shdepend where refobjid = pg_roles.oid and deptype = 'o')
                    from pg_roles where rolname = 'dispatch_caller'
                    """)
                .query(Boolean.class)
                .single())
        .isFalse();
  }

  @Test
  void theRoleReadsWhatIsShownAndEntersWhatWasShown() {
    var rights =
        administrator
            .sql(
                """
                select privilege_type || ' ' || table_name
                from information_schema.table_privileges
                where grantee in ('dispatch_caller', 'PUBLIC') and table_schema = 'dispatch'
                """)
            .query(String.class)
            .list();

    assertThat(rights).allMatch(right -> right.startsWith("SELECT "));
    assertThat(rights)
        .doesNotContain("SELECT patient", "SELECT access_log")
        .doesNotContainAnyElementsOf(
            ABOUT_NOBODY.keySet().stream()
                .filter(table -> !READ_BY_ANY_CALLER.contains(table))
                .map("SELECT "::concat)
                .toList());
    assertThat(
            administrator
                .sql(
                    """
                    select distinct table_name from information_schema.column_privileges
                    where grantee = 'dispatch_caller' and privilege_type <> 'SELECT'
                    """)
                .query(String.class)
                .list())
        .containsExactly("access_log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select from patient",
        "select from outbox",
        "select from access_log",
        "delete from assessment_request",
        "update assessment_request set requester = 'SE-MINE'",
        "alter table assessment_request disable row level security",
        "drop policy seen_by_caller on assessment_request",
        "set local row_security = off; select from assessment_request",
        "create function dispatch.mine() returns int language sql as 'select 1'"
      })
  void noStatementOfTheRoleMakesItMore(String statement) {
    assertThatThrownBy(
            () ->
                new TransactionTemplate(administrators)
                    .executeWithoutResult(
                        _ -> {
                          administrator.sql("set session authorization dispatch").update();
                          administrator.sql("set local search_path = dispatch").update();
                          become(DemoCallers.of(Role.PHYSICIAN));
                          administrator.sql(statement).update();
                        }))
        .rootCause()
        .hasMessageMatching(
            "(?s).*(permission denied|must be owner|would be affected by row-level security).*");
  }

  @Test
  void aQueryThatHasForgottenItsConditionFindsOnlyTheCallers() {
    var mine = scene.raised(example("pneumonia"));
    var anothers = scene.raised(example("pneumonia"));
    hide(anothers);

    var answer = scene.client.getAs("PHYSICIAN", "/forgetful/search");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().valueStream().map(JsonNode::stringValue))
        .contains(mine)
        .doesNotContain(anothers);
  }

  /** What is read past the hook is answered to nobody. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/forgetful/outside-a-transaction",
        "/forgetful/past-the-transaction",
        "/forgetful/as-the-service"
      })
  void whatIsNotReadAsTheCallerDoesNotLeave(String path) {
    hide(scene.raised(example("pneumonia")));

    assertThat(scene.client.getAs("PHYSICIAN", path).status()).isEqualTo(500);
  }

  /** A policy that binds nobody but the role: where its entry is refused the role has made it. */
  @Test
  void eachHandlerThatShowsReadsAsTheCaller() {
    var paths =
        Map.of(
            "RequestController",
            "/assessment-requests/" + scene.raised(example("pneumonia")),
            "WorkController",
            "/responders/LB-10-1/assignments",
            "QueueController",
            "/responders/LB-10-1/queue",
            "TaskController",
            "/health-centres/" + centre() + "/tasks",
            "UnmetObligationController",
            "/unmet-obligations",
            "ReserveRoutineController",
            "/reserve-routines");
    assertThat(
            handlers.getHandlerMethods().values().stream()
                .filter(
                    handler -> {
                      var logged = handler.getMethodAnnotation(AccessLogged.class);
                      return logged != null && logged.value().shows() && !logged.asService();
                    })
                .map(handler -> handler.getBeanType().getSimpleName())
                .filter(name -> !name.equals("Forgetful")))
        .containsExactlyInAnyOrderElementsOf(paths.keySet());
    paths.forEach(
        (handler, path) ->
            assertThat(scene.client.getAs("COORDINATOR", path).status())
                .as(handler)
                .isEqualTo(200));

    administrator
        .sql(
            "create policy none_at_all on dispatch.access_log as restrictive for insert to dispatch_caller with check (false)")
        .update();
    try {
      paths.forEach(
          (handler, path) ->
              assertThat(scene.client.getAs("COORDINATOR", path).status())
                  .as(handler)
                  .isEqualTo(500));
    } finally {
      administrator.sql("drop policy none_at_all on dispatch.access_log").update();
    }
  }

  @Test
  void whatIsReadAsTheCallerIsFoundByItsIndexes() {
    inSomeWorld(
        () -> {
          administrator
              .sql(
                  """
                  insert into assessment_request (
                    id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level, agreement, raised_at,
                    received_at, marks, body, body_digest, first_answer)
                  select gen_random_uuid(), 'CLOSED', patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
                    agreement, raised_at, received_at, marks, body, body_digest, first_answer
                  from (select * from assessment_request limit 100) example, generate_series(1, 50)
                  """)
              .update();
          administrator
              .sql(
                  """
                  insert into need (id, request, kind, capabilities, level, ended_at)
                  select gen_random_uuid(), id, 'TEAM_VISIT', '{}', 'NURSE', received_at from assessment_request
                  """)
              .update();
          administrator
              .sql(
                  """
                  insert into assignment (id, request, need, responder, exclusive, token, state, offered_at, answer_by)
                  select gen_random_uuid(), request, id, 'M11', false, gen_random_uuid(), 'LAPSED', ended_at, ended_at
                  from need where capabilities = '{}' and ended_at is not null
                  """)
              .update();
          administrator.sql("analyze assessment_request, need, assignment").update();
          var caller = DemoCallers.of(Role.PHYSICIAN);
          become(caller);
          for (var query :
              List.of(
                  "select body from assessment_request where id = '00000000-0000-0000-0000-000000000000' and "
                      + MaySee.CONDITION,
                  """
                  select body
                  from assignment
                    join need on need.id = assignment.need
                    join assessment_request on assessment_request.id = assignment.request
                  where responder = 'LB-10-1'
                    and assignment.state in ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and
                  """
                      + MaySee.CONDITION)) {
            var plan =
                administrator
                    .sql("explain " + query)
                    .params(MaySee.parameters(caller))
                    .query(String.class)
                    .list();
            assertThat(plan)
                .as(String.join("\n", plan))
                .noneMatch(
                    step ->
                        step.matches(".*Seq Scan on (assessment_request|assignment|need)\\b.*"));
          }
        });
  }

  private String centre() {
    return administrator
        .sql(
            "select id from dispatch.health_centre where municipality = '1080' order by id limit 1")
        .query(String.class)
        .single();
  }

  private void hide(String request) {
    scene.provideStockholm();
    administrator
        .sql(
            "update dispatch.assessment_request set municipality = '0180', requester = 'SE-ELSEWHERE' where id = ?::uuid")
        .param(request)
        .update();
  }

  /** Each role, at home and where it has no municipality. */
  private static List<Caller> callers() {
    return Stream.of(Role.values())
        .map(DemoCallers::of)
        .flatMap(
            caller ->
                Stream.of(
                    caller,
                    new Caller(
                        caller.person(),
                        caller.name(),
                        caller.role(),
                        caller.commission(),
                        caller.unit(),
                        caller.careProvider(),
                        Set.of(),
                        caller.responders())))
        .toList();
  }

  private void become(Caller caller) {
    var known = MaySee.parameters(caller);
    for (var name : List.of("municipalities", "own", "responders")) {
      administrator
          .sql("select set_config(:name, cast(cast(:value as text[]) as text), true)")
          .param("name", "rond." + name)
          .param("value", known.get(name))
          .query(String.class)
          .single();
    }
    administrator.sql("set local role dispatch_caller").update();
  }

  private static List<String> protectedTables() {
    return Stream.of(
            "acknowledgement",
            "assessment",
            "assessment_order",
            "assessment_request",
            "assignment",
            "ball",
            "climb",
            "climbed_rung",
            "colleague_asked",
            "contact",
            "counted_decision",
            "emergency",
            "examination",
            "examination_step",
            "floor_without_triage",
            "level_override",
            "need",
            "own_task",
            "patient",
            "physician_task",
            "remeasure",
            "request_change",
            "reserve_routine",
            "timeline",
            "unmet_obligation",
            "video_room")
        .toList();
  }

  /** Where each row stands, which is its own. */
  private List<String> rows(String table, String where, Caller caller) {
    var statement =
        administrator.sql("select ctid::text from " + table + " " + where + " order by ctid");
    return (where.isEmpty() ? statement : statement.params(MaySee.parameters(caller)))
        .query(String.class)
        .list();
  }

  /** By what the queries of the service say. */
  private static String seen(String table) {
    var all =
        """
        array(
          with head as (select id from assessment_request where %s)
          select id from head
          union select assessment_request.id from assessment_request join head on head.id = joined_to)
        """
            .formatted(MaySee.CONDITION);
    if (table.equals("patient")) {
      return "reference in (select patient from assessment_request where id = any (%s))"
          .formatted(all);
    }
    var goesBy = GOES_BY.getOrDefault(table, "request");
    var seen = "%s = any (%s)".formatted(goesBy, all);
    if (MUNICIPAL.contains(table)) {
      return seen + " or municipality = any (:municipalities)";
    }
    return FOLLOWED_UP.contains(table)
        ? seen
            + " or %s in (select request from unmet_obligation where municipality = any (:municipalities))"
                .formatted(goesBy)
        : seen;
  }

  /** Nothing of it is ever committed; one snapshot, since rows of others move meanwhile. */
  private void inSomeWorld(Runnable test) {
    scene.provideStockholm();
    scene.raised(example("pneumonia"));
    var world = new TransactionTemplate(administrators);
    world.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    world.executeWithoutResult(
        transaction -> {
          transaction.setRollbackOnly();
          administrator.sql("set local search_path = dispatch").update();
          populate(new Random(SEED));
          administrator
              .sql("grant select on all tables in schema dispatch to dispatch_caller")
              .update();
          test.run();
        });
  }

  private void populate(Random random) {
    var heads = new ArrayList<UUID>();
    for (var i = 0; i < REQUESTS; i++) {
      var id = new UUID(random.nextLong(), random.nextLong());
      var joinedTo =
          heads.isEmpty() || random.nextInt(4) > 0 ? null : heads.get(random.nextInt(heads.size()));
      if (joinedTo == null) {
        heads.add(id);
      }
      administrator
          .sql(
              """
              insert into patient (reference, identifier_system, identifier_value) values (:id, 'urn:test', cast(:id as text))
              """)
          .param("id", id)
          .update();
      administrator
          .sql(
              """
              insert into assessment_request (
                id, state, joined_to, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
                agreement, raised_at, received_at, marks, body, body_digest, first_answer)
              select :id, case when cast(:joinedTo as uuid) is null then 'CLOSED' else 'JOINED' end, cast(:joinedTo as uuid), :id, :municipality, 'SE-UNIT',
                :requester, '0', 56, 15, 'NURSE', agreement, now(), now(), '{}', '{}', '', '{}'
              from (select id as agreement from agreement limit 1) one
              """)
          .param("id", id)
          .param("joinedTo", joinedTo == null ? null : joinedTo.toString(), VARCHAR)
          .param("municipality", oneOf(random, "1080", "0180", "0180", "0180", "0180"))
          .param(
              "requester",
              oneOf(
                  random,
                  "SE-ELSEWHERE",
                  "SE-ELSEWHERE",
                  "SE-ELSEWHERE",
                  "SE-ELSEWHERE",
                  "SE-ELSEWHERE",
                  "SE2321000081-DEMONURSE",
                  "SE2321000081-DEMOUNIT"))
          .update();
      populate(id, random);
    }
  }

  /** Something of each kind that belongs to a request. */
  private void populate(UUID request, Random random) {
    var state =
        oneOf(
            random,
            "OFFERED",
            "HANDOVER_OFFERED",
            "ACCEPTED",
            "EN_ROUTE",
            "WITH_PATIENT",
            "COMPLETED",
            "HANDED_OVER",
            "FAILED",
            "DECLINED",
            "LAPSED",
            "WITHDRAWN");
    var responder = oneOf(random, "M11", "LB-10-1", "NF-1080", "KF-10", "CB-10-1");
    for (var sql :
        """
        insert into need (id, request, kind, capabilities, level, ended_at) values (:id, :id, 'TEAM_VISIT', '{}', 'NURSE', now());
        insert into assignment (
          id, request, need, responder, exclusive, token, state, offered_at, answer_by, failure_cause, ambulance_unit, received_by,
          ambulance_sbar)
        select :id, :id, :id, :responder, false, :id, :state, now(), now(), case when :state = 'FAILED' then 'OTHER' end,
          case when :state = 'HANDED_OVER' then 'A' end, case when :state = 'HANDED_OVER' then 'B' end,
          case when :state = 'HANDED_OVER' then '{}'::json end;
        insert into acknowledgement (
          id, made_by_device, request, alarm, acknowledgement, provisional, received_at, actor, body_digest, first_answer)
        values (:id, true, :id, 1, 'CALLED', false, now(), 'A', '', '{}');
        insert into assessment (
          id, request, told_of, mode, at, received_at, role, actor, conclusion, conclusion_text, body_digest, first_answer)
        values (:id, :id, :id, 'VISIT', now(), now(), 'PHYSICIAN', 'A', 'C', 'C', '', '{}');
        insert into assessment_order (id, assessment, position, kind, content) values (:id, :id, 1, 'NEED', '{}');
        insert into ball (request, told, told_at) values (:id, '{}', now());
        insert into climb (need, request, level, climbed, promised) values (:id, :id, 'NURSE', 1, now());
        insert into climbed_rung (need, position, at, level, step, outcome) values (:id, 1, now(), 'NURSE', '{}', 'TOLD');
        insert into colleague_asked (id, request, responder, asked_at, body_digest) values (:id, :id, :responder, now(), '');
        insert into contact (id, request, told_of, mode, contacted, reached, keeps, looks, at, received_at, actor, body_digest, first_answer)
        values (:id, :id, :id, 'VISIT', 'PATIENT', true, '{}', true, now(), now(), 'A', '', '{}');
        insert into counted_decision (request, revision, level, counted_at, floor_level) values (:id, 1, 'NURSE', now(), 'NURSE');
        insert into emergency (request, directed_at) values (:id, now());
        insert into examination (id, request, regions, question, history, findings, state)
        values (:id, :id, '{HIP}', 'Q', 'H', 'F', 'PROPOSED');
        insert into examination_step (examination, position, step, at, actor) values (:id, 1, 'PROPOSED', now(), 'A');
        insert into floor_without_triage (request, revision, floor_level) values (:id, 1, 'NURSE');
        insert into level_override (
          id, request, told_of, position, revision, covers, at, actor, direction, from_level, level, floor_level, below_floor, over_floors,
          reason, body_digest)
        values (:id, :id, :id, 1, 1, 1, now(), 'A', 'UP', 'NURSE', 'NURSE', 'NURSE', false, false, 'R', '');
        insert into own_task (
          id, request, need, person, person_name, keeper, callback, state, kept_at, due_at, ended_at, given_back_reason, body_digest)
        values (:id, :id, :id, 'P', 'P', 'K', '0', 'GIVEN_BACK', now(), now(), now(), 'OTHER', '');
        insert into physician_task (id, request, assessment, health_centre, municipality, raised_at, due_at)
        select :id, :id, :id, (select id from health_centre limit 1), :other, now(), now();
        insert into remeasure (request, measured_at, judged_revision) values (:id, now(), 1);
        insert into request_change (id, request, told_of, revision, kind, at, received_at, actor, body, body_digest)
        values (:id, :id, :id, 1, 'OBSERVATIONS', now(), now(), 'A', '{}', '');
        insert into reserve_routine (id, request, role, managers, contacts, activated_at) values (:id, :id, 'R', '{}', '[]', now());
        insert into timeline (request, position, at, event, actor) values (:id, 1, now(), 'E', 'A');
        insert into video_room (request, link, opened_at, open_until, opened_by) values (:id, :id::text, now(), now(), 'A');
        """
            .split(";")) {
      if (!sql.isBlank()) {
        insert(sql, request, state, responder, random);
      }
    }
    if (random.nextInt(3) == 0) {
      insert(
          """
          insert into unmet_obligation (routine, need, request, region, municipality, level, accept_by, contact_by, at)
          values (:id, :id, :id, '10', :other, 'NURSE', now(), now(), now())
          """,
          request,
          state,
          responder,
          random);
    }
  }

  private void insert(String sql, UUID request, String state, String responder, Random random) {
    administrator
        .sql(sql)
        .param("id", request)
        .param("state", state)
        .param("responder", responder)
        .param("other", oneOf(random, "1080", "0180", "0180"))
        .update();
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  /** Handlers as nobody should write them. */
  @RestController
  static class Forgetful {

    private final JdbcClient jdbc;
    private final AccessLog log;
    private final TransactionTemplate none;

    Forgetful(JdbcClient jdbc, AccessLog log, PlatformTransactionManager transactions) {
      this.jdbc = jdbc;
      this.log = log;
      none = new TransactionTemplate(transactions);
      none.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    @AllowedTo.Readers
    @AccessLogged(Activity.SEARCH)
    @Transactional
    @GetMapping("/forgetful/search")
    public Set<UUID> search() {
      return all();
    }

    @AllowedTo.Readers
    @AccessLogged(Activity.SEARCH)
    @GetMapping("/forgetful/outside-a-transaction")
    public Set<UUID> outside() {
      return all();
    }

    @AllowedTo.Readers
    @AccessLogged(Activity.SEARCH)
    @Transactional
    @GetMapping("/forgetful/past-the-transaction")
    public Set<UUID> past() {
      var found = requireNonNull(none.execute(_ -> read()));
      log.search(Map.of(), found.stream().map(AssessmentRequestId::new).toList());
      return found;
    }

    @AllowedTo.Readers
    @AccessLogged(Activity.CHANGE)
    @Transactional
    @GetMapping("/forgetful/as-the-service")
    public Set<UUID> asTheService() {
      return all();
    }

    private Set<UUID> all() {
      var found = read();
      log.search(Map.of(), found.stream().map(AssessmentRequestId::new).toList());
      return found;
    }

    private Set<UUID> read() {
      return jdbc.sql("select id from assessment_request").query(UUID.class).list().stream()
          .collect(Collectors.toSet());
    }
  }
}
