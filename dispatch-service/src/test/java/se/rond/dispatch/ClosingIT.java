package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.rond.contracts.care.Level;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a patient has closed, and to whom: the rows of decision 0037. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ClosingIT {

  /** Where everybody of the demonstration works. */
  private static final String OWN_UNIT = "SE2321000081-DEMOUNIT";

  private static final String OWN_PROVIDER = "SE2321000081-DEMOPROVIDER";
  private static final String OTHER_UNIT = "SE2321000081-OTHERUNIT";
  private static final String THIRD_UNIT = "SE2321000081-THIRDUNIT";
  private static final String OTHER_PROVIDER = "SE2120000829-OTHERPROVIDER";

  private static final long SEED = 20261123;

  private final Scene scene;
  private final RequestMappingHandlerMapping handlers;
  private final TransactionTemplate transactions;

  @Autowired
  ClosingIT(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      PlatformTransactionManager transactions,
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    this.handlers = handlers;
    this.transactions = new TransactionTemplate(transactions);
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  /** What stands between a request and a reader. */
  private enum Between {
    NOTHING,
    BLOCK_OF_UNIT,
    BLOCK_OF_PROVIDER,
    LIFTED_BLOCK,
    CONSENT,
    CONSENT_OF_WHO_IS_NOT_CAPABLE,
    CONSENT_TO_ANOTHER_UNIT,
    CONSENT_THAT_IS_OVER,
    WITHDRAWN_CONSENT,
    BLOCK_IN_SPITE_OF_CONSENT
  }

  private static Arguments row(
      String law,
      String unit,
      @Nullable String provider,
      Between between,
      String roles,
      String answer) {
    return Arguments.of(law, unit, provider, between, roles, answer);
  }

  static Stream<Arguments> rows() {
    var care = "MUNICIPAL_NURSE,MOBILE_TEAM,PHYSICIAN,AMBULANCE_LIAISON,CARE_COORDINATION_NURSE";
    var others = "MAS,MANAGER,INTEGRATION";
    var all = care + "," + others;
    return Stream.of(
        row("PDL 4:4", OTHER_UNIT, OWN_PROVIDER, Between.NOTHING, all, "OPEN"),
        row("PDL 4:4", OTHER_UNIT, OWN_PROVIDER, Between.BLOCK_OF_UNIT, all, "BLOCKED"),
        row("PDL 4:4", OTHER_UNIT, OWN_PROVIDER, Between.LIFTED_BLOCK, all, "OPEN"),
        row("PDL 4:4", OWN_UNIT, OWN_PROVIDER, Between.BLOCK_OF_UNIT, all, "OPEN"),
        row("SVOD 2:3", OTHER_UNIT, OWN_PROVIDER, Between.BLOCK_OF_PROVIDER, all, "OPEN"),
        row("SVOD 2:3", OTHER_UNIT, OTHER_PROVIDER, Between.BLOCK_OF_PROVIDER, all, "BLOCKED"),
        row("PDL 4:4", OTHER_UNIT, OTHER_PROVIDER, Between.BLOCK_OF_UNIT, all, "BLOCKED"),
        row("SVOD 3:1", OTHER_UNIT, OTHER_PROVIDER, Between.NOTHING, all, "NO_CONSENT"),
        row("SVOD 3:1", OTHER_UNIT, OTHER_PROVIDER, Between.CONSENT, care, "OPEN"),
        row("SVOD 3:1", OTHER_UNIT, OTHER_PROVIDER, Between.CONSENT, others, "NO_CONSENT"),
        row(
            "SVOD 3:3",
            OTHER_UNIT,
            OTHER_PROVIDER,
            Between.CONSENT_OF_WHO_IS_NOT_CAPABLE,
            care,
            "OPEN"),
        row(
            "SVOD 3:1",
            OTHER_UNIT,
            OTHER_PROVIDER,
            Between.CONSENT_TO_ANOTHER_UNIT,
            care,
            "NO_CONSENT"),
        row(
            "SVOD 3:1",
            OTHER_UNIT,
            OTHER_PROVIDER,
            Between.CONSENT_THAT_IS_OVER,
            care,
            "NO_CONSENT"),
        row("SVOD 3:1", OTHER_UNIT, OTHER_PROVIDER, Between.WITHDRAWN_CONSENT, care, "NO_CONSENT"),
        row(
            "SVOD 3:7",
            OTHER_UNIT,
            OTHER_PROVIDER,
            Between.BLOCK_IN_SPITE_OF_CONSENT,
            care,
            "BLOCKED"),
        row("SVOD 3:1", OTHER_UNIT, null, Between.NOTHING, all, "NO_CONSENT"),
        row(
            "disclosure",
            OTHER_UNIT,
            OTHER_PROVIDER,
            Between.BLOCK_OF_PROVIDER,
            "COORDINATOR",
            "OPEN"),
        row("disclosure", OTHER_UNIT, OWN_PROVIDER, Between.BLOCK_OF_UNIT, "COORDINATOR", "OPEN"));
  }

  @ParameterizedTest(name = "{0}: {1} of {2}, {3}, read by {4} is {5}")
  @MethodSource("rows")
  void whoMayReadWhat(
      String law,
      String unit,
      @Nullable String provider,
      Between between,
      String roles,
      String answer) {
    var id = elsewhere(example("pneumonia"), unit, provider);
    put(between, id, unit, provider);
    for (var role : roles.split(",")) {
      assertThat(reading(role, id)).as("%s by %s", law, role).isEqualTo(answer);
    }
  }

  @Test
  void whoRaisedItReadsItAlthoughItIsBlocked() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    set(id, "requester = 'SE2321000081-DEMONURSE'");

    assertThat(reading("MUNICIPAL_NURSE", id)).isEqualTo("OPEN");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @Test
  void whoIsAskedReadsItAndAcceptsItAlthoughItIsBlocked() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");
    belongsTo(id, OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    assertThat(reading("MOBILE_TEAM", id)).isEqualTo("OPEN");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);
    assertThat(reading("MOBILE_TEAM", id)).isEqualTo("OPEN");
  }

  @Test
  void theAmbulanceServiceReadsAnEmergencyAlthoughItIsBlocked() {
    var id = elsewhere(example("stroke-red-flag"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    assertThat(reading("AMBULANCE_LIAISON", id)).isEqualTo("OPEN");
    assertThat(reading("CARE_COORDINATION_NURSE", id)).isEqualTo("BLOCKED");
  }

  @Test
  void theManagerWhoIsAlarmedReadsItAlthoughItIsBlocked() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    scene
        .jdbc
        .sql(
            """
            insert into dispatch.reserve_routine (id, request, role, managers, contacts, activated_at)
            values (gen_random_uuid(), ?::uuid, 'CHEF', array['CB-10-1'], '[]', clock_timestamp())
            """)
        .param(id)
        .update();

    assertThat(reading("MANAGER", id)).isEqualTo("OPEN");
    assertThat(closed(scene.client.getAs("MANAGER", "/reserve-routines"))).isZero();
    assertThat(closed(scene.client.getAs("PHYSICIAN", "/reserve-routines"))).isPositive();
  }

  @Test
  void aBlockAndItsEndCountFromTheNextReadOn() {
    var patient = somebody();
    var id = elsewhere(about(example("pneumonia"), patient), OTHER_UNIT, OWN_PROVIDER);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");

    var block = block("MUNICIPAL_NURSE", patient, "PATIENT");
    assertThat(block.status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");

    assertThat(lift(block, "OTHER").body().get("type").stringValue()).endsWith("ONLY_THE_PATIENT");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
    assertThat(lift(block, "PATIENT").status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");
  }

  @Test
  void aBlockStandsBeforeTheFirstRequestAndIsRecordedOnce() {
    var patient = somebody();
    var first = block("PHYSICIAN", patient, "PATIENT");

    var again = block("MAS", patient, "PATIENT");

    assertThat(again.body().get("id")).isEqualTo(first.body().get("id"));
    var id = elsewhere(about(example("pneumonia"), patient), OTHER_UNIT, OWN_PROVIDER);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
    var list =
        scene.client.postAs(
            "MAS", "/patient-blocks/search", "{\"patient\": " + named(patient) + "}");
    assertThat(list.body().valueStream().map(one -> one.get("id")))
        .containsExactly(first.body().get("id"));
  }

  @Test
  void aGuardianMayNotBlock() {
    var patient = somebody();

    var refused = block("MUNICIPAL_NURSE", patient, "GUARDIAN");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().get("type").stringValue()).endsWith("GUARDIAN_MAY_NOT_BLOCK");
    var id = elsewhere(about(example("pneumonia"), patient), OTHER_UNIT, OWN_PROVIDER);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");
  }

  @Test
  void anotherCareProvidersBlockIsNotThere() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);
    var block =
        scene
            .jdbc
            .sql(
                "select id::text from dispatch.patient_block where patient = (select patient from dispatch.assessment_request where id = ?::uuid)")
            .param(id)
            .query(String.class)
            .single();

    assertThat(
            scene
                .client
                .putAs("MAS", "/patient-blocks/" + block + "/lifting", "{\"askedBy\": \"PATIENT\"}")
                .status())
        .isEqualTo(404);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @Test
  void aBlockCountsFromItsCommitOn() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OWN_PROVIDER);

    transactions.executeWithoutResult(
        _ -> {
          put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);
          assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");
        });

    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @Test
  void whatIsJoinedClosesTheWhole() {
    var patient = somebody();
    var id = elsewhere(about(example("pneumonia"), patient), THIRD_UNIT, OWN_PROVIDER);
    var joined = elsewhere(about(example("pneumonia"), patient), OTHER_UNIT, OWN_PROVIDER);
    assertThat(
            scene
                .jdbc
                .sql("select joined_to::text from dispatch.assessment_request where id = ?::uuid")
                .param(joined)
                .query(String.class)
                .single())
        .isEqualTo(id);

    put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);

    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
    assertThat(reading("PHYSICIAN", joined)).isEqualTo("BLOCKED");
  }

  @Test
  void aRefusalTellsThatThereIsSomethingAndNothingElse() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    var answer = scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().propertyNames())
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "emergencyOpening");
    assertThat(answer.raw().body()).doesNotContain(OTHER_UNIT, OTHER_PROVIDER, id);
    assertThat(logged(id).getLast()).isEqualTo(List.of("DENIED", "GET /assessment-requests/{id}"));
  }

  @Test
  void nothingOfWhatIsBlockedLeavesByAnyRead() {
    var marker = "hemligt" + somebody();
    var body = example("pneumonia");
    ((ObjectNode) body.get("sbar")).put("situation", marker);
    ((ObjectNode) body.get("place")).put("address", marker);
    var taken = scene.accepted(scene.raised(body));
    var id = taken.request();
    belongsTo(id, OTHER_UNIT, OWN_PROVIDER);
    put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);
    var paths = reads(id, taken.responder());
    assertThat(paths).hasSizeGreaterThan(5);
    assertThat(scene.client.getAs("COORDINATOR", "/assessment-requests/" + id).raw().body())
        .contains(marker);

    for (var role :
        List.of(
            "MUNICIPAL_NURSE",
            "PHYSICIAN",
            "AMBULANCE_LIAISON",
            "CARE_COORDINATION_NURSE",
            "MAS",
            "MANAGER",
            "INTEGRATION")) {
      for (var path : paths) {
        assertThat(scene.client.getAs(role, path).raw().body())
            .as("%s by %s", path, role)
            .doesNotContain(marker);
      }
    }
    var work = "/responders/" + taken.responder() + "/assignments";
    assertThat(closed(scene.client.getAs("PHYSICIAN", work))).isEqualTo(1);
    assertThat(scene.client.getAs("MOBILE_TEAM", work).raw().body()).contains(marker);
  }

  /** Every path that is read, with this request and responder in it. */
  private Set<String> reads(String request, String responder) {
    var paths = new TreeSet<String>();
    handlers
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (handler.hasMethodAnnotation(AccessLogged.class)
                  && mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                mapping
                    .getPatternValues()
                    .forEach(
                        pattern ->
                            paths.add(
                                pattern
                                    .replaceAll("\\{(id|request)}", request)
                                    .replace("{responder}", responder)
                                    .replaceAll("\\{[a-z]+}", "VC-1080-1")));
              }
            });
    return paths;
  }

  @Test
  void anEmergencyOpeningShowsWhoHasBlockedAndThenOpensForAWhile() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OWN_PROVIDER);
    put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);

    var begun = begin("PHYSICIAN", id, "INDISPENSABLE_CARE");
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.body().get("way").stringValue()).isEqualTo("CONFIRM");
    assertThat(begun.body().at("/closedBy/0/careUnit").stringValue()).isEqualTo(OTHER_UNIT);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");

    var opened = confirm("PHYSICIAN", id, begun);
    assertThat(opened.status()).isEqualTo(200);
    assertThat(confirm("PHYSICIAN", id, begun).body()).isEqualTo(opened.body());
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");
    assertThat(reading("MUNICIPAL_NURSE", id)).isEqualTo("BLOCKED");
    assertThat(logged(id))
        .contains(
            List.of("EMERGENCY_OPENING", "POST /assessment-requests/{request}/emergency-openings"),
            List.of(
                "EMERGENCY_OPENING",
                "PUT /assessment-requests/{request}/emergency-openings/{opening}/confirmation"));
    assertThat(scene.heard(id, "RecordOpenedInEmergency").propertyNames())
        .containsExactlyInAnyOrder("type", "request", "municipality", "requester", "occurredAt");
    assertThat(
            scene
                .client
                .getAs("MAS", "/emergency-openings")
                .body()
                .valueStream()
                .filter(one -> one.get("request").stringValue().equals(id))
                .map(one -> tuple(one.get("role").stringValue(), one.get("reason").stringValue())))
        .containsExactly(tuple("PHYSICIAN", "UNCONSCIOUS"));

    setOpening(begun, "open_until = clock_timestamp()");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @Test
  void whatIsBlockedSinceIsNotOpenedAlong() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    var begun = begin("PHYSICIAN", id, "DANGER_TO_LIFE");
    var later = begin("PHYSICIAN", id, "DANGER_TO_LIFE");
    assertThat(confirm("PHYSICIAN", id, begun).status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");

    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
    assertThat(type(confirm("PHYSICIAN", id, later))).isEqualTo("CLOSED_MEANWHILE");
  }

  @Test
  void anotherCareProvidersBlockIsAskedToBeLiftedAndNeverOpened() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);
    put(Between.BLOCK_OF_PROVIDER, id, OTHER_UNIT, OTHER_PROVIDER);

    var begun = begin("PHYSICIAN", id, "DANGER_TO_LIFE");

    assertThat(begun.body().get("way").stringValue()).isEqualTo("ASK_PROVIDER");
    assertThat(begun.body().at("/closedBy/0/careProvider").stringValue()).isEqualTo(OTHER_PROVIDER);
    assertThat(begun.raw().body()).doesNotContain(OTHER_UNIT);
    assertThat(type(confirm("PHYSICIAN", id, begun))).isEqualTo("PROVIDER_HAS_TO_LIFT");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @Test
  void whatIsNotBlockedIsOpenedInDangerAlone() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OTHER_PROVIDER);

    assertThat(type(begin("PHYSICIAN", id, "INDISPENSABLE_CARE"))).isEqualTo("GROUND_NOT_ENOUGH");

    var begun = begin("PHYSICIAN", id, "SERIOUS_RISK_TO_HEALTH");
    assertThat(begun.body().at("/closedBy/0/careUnit").stringValue()).isEqualTo(OTHER_UNIT);
    assertThat(confirm("PHYSICIAN", id, begun).status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");
    assertThat(reading("CARE_COORDINATION_NURSE", id)).isEqualTo("NO_CONSENT");
  }

  @Test
  void aFirstStepIsForgottenAfterAWhileAndNobodyElsesIsTaken() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OWN_PROVIDER);
    put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);
    var begun = begin("PHYSICIAN", id, "DANGER_TO_LIFE");

    assertThat(confirm("MUNICIPAL_NURSE", id, begun).status()).isEqualTo(404);
    setOpening(begun, "confirm_by = clock_timestamp() - interval '1 second'");
    assertThat(type(confirm("PHYSICIAN", id, begun))).isEqualTo("OPENING_TOO_OLD");
    assertThat(reading("PHYSICIAN", id)).isEqualTo("BLOCKED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAS", "MANAGER", "INTEGRATION", "OPERATIONS"})
  void whoDoesNotCareForThePatientOpensNothing(String role) {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OWN_PROVIDER);
    put(Between.BLOCK_OF_UNIT, id, OTHER_UNIT, OWN_PROVIDER);

    assertThat(type(begin(role, id, "DANGER_TO_LIFE"))).isEqualTo("NOT_FOR_THIS_ROLE");
  }

  @Test
  void whatIsOpenNeedsNoOpening() {
    var id = elsewhere(example("pneumonia"), OTHER_UNIT, OWN_PROVIDER);

    assertThat(type(begin("PHYSICIAN", id, "DANGER_TO_LIFE"))).isEqualTo("NOT_CLOSED");
  }

  @Test
  void aConsentCountsFromTheNextReadOnUntilItIsWithdrawn() {
    var patient = somebody();
    var id = elsewhere(about(example("pneumonia"), patient), OTHER_UNIT, OTHER_PROVIDER);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("NO_CONSENT");

    var consent = consent(patient, "\"basis\": \"CONSENT\", \"patientRelation\": true", 1);
    assertThat(consent.status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("OPEN");

    var withdrawal = "/patient-consents/" + consent.body().get("id").stringValue() + "/withdrawal";
    assertThat(scene.client.putAs("MUNICIPAL_NURSE", withdrawal, "").status()).isEqualTo(200);
    assertThat(reading("PHYSICIAN", id)).isEqualTo("NO_CONSENT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"basis\": \"CONSENT\", \"patientRelation\": false",
        "\"basis\": \"NOT_CAPABLE\", \"patientRelation\": true",
        "\"basis\": \"EVERYTHING\", \"patientRelation\": true"
      })
  void aConsentHasARelationAndABasis(String said) {
    assertThat(consent(somebody(), said, 1).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 400})
  void aConsentHasAnEndWithinAYear(int days) {
    assertThat(
            consent(somebody(), "\"basis\": \"CONSENT\", \"patientRelation\": true", days).status())
        .isEqualTo(400);
  }

  private Answer consent(String patient, String said, int days) {
    return scene.client.postAs(
        "PHYSICIAN",
        "/patient-consents",
        "{\"id\": \"%s\", \"patient\": %s, \"scope\": \"UNIT\", %s, \"until\": \"%s\"}"
            .formatted(
                UUID.randomUUID(),
                named(patient),
                said,
                Instant.now().plus(Duration.ofDays(days))));
  }

  /** What is done for a patient is the same, whatever is closed: the random choices are printed. */
  @Test
  void dispatchDoesTheSameWhateverIsClosed() {
    var random = new Random(SEED);
    var asWithout = new ArrayList<String>();
    for (var round = 0; round < 5; round++) {
      var chosen = new ArrayList<Between>();
      var patient = somebody();
      if (round > 0) {
        block("MAS", patient, "PATIENT");
        for (var between : Between.values()) {
          if (random.nextBoolean()) {
            chosen.add(between);
          }
        }
      }
      var id = scene.raised(about(example("pneumonia"), patient));
      chosen.forEach(
          between -> {
            put(between, id, OWN_UNIT, OWN_PROVIDER);
            put(between, id, OWN_UNIT, OTHER_PROVIDER);
          });
      var taken = scene.accepted(id);
      scene.complete(taken);
      var emergency = scene.client.raise(about(example("stroke-red-flag"), patient));
      var outcome =
          Scene.timeline(scene.client.show(id)).replace(taken.responder(), "TEAM")
              + " "
              + scene.state(id)
              + " "
              + emergency.status()
              + emergency.body().get("advice");
      if (round == 0) {
        asWithout.add(outcome);
      }
      assertThat(outcome)
          .as("seed %d, round %d, closed by %s", SEED, round, chosen)
          .isEqualTo(asWithout.getFirst())
          .contains("RING_112_NU");
    }
  }

  private String elsewhere(ObjectNode body, String unit, @Nullable String provider) {
    var id = scene.raised(body);
    belongsTo(id, unit, provider);
    return id;
  }

  private void belongsTo(String id, String unit, @Nullable String provider) {
    scene
        .jdbc
        .sql(
            """
            update dispatch.assessment_request
            set requester = 'SE2120000829-NOBODYHERE', care_unit = ?, care_provider = ?
            where id = ?::uuid
            """)
        .params(Arrays.asList(unit, provider, id))
        .update();
  }

  private void set(String id, String what) {
    scene
        .jdbc
        .sql("update dispatch.assessment_request set " + what + " where id = ?::uuid")
        .param(id)
        .update();
  }

  private void setOpening(Answer begun, String what) {
    scene
        .jdbc
        .sql("update dispatch.emergency_opening set " + what + " where id = ?::uuid")
        .param(begun.body().get("id").stringValue())
        .update();
  }

  private void put(Between between, String id, String unit, @Nullable String provider) {
    switch (between) {
      case NOTHING -> {}
      case BLOCK_OF_UNIT -> putBlock(id, unit, provider, null);
      case BLOCK_OF_PROVIDER -> putBlock(id, null, provider, null);
      case LIFTED_BLOCK -> putBlock(id, unit, provider, "SE2321000081-DEMOMAS");
      case CONSENT -> putConsent(id, OWN_UNIT, "CONSENT", "1 hour", false);
      case CONSENT_OF_WHO_IS_NOT_CAPABLE -> putConsent(id, null, "NOT_CAPABLE", "1 hour", false);
      case CONSENT_TO_ANOTHER_UNIT -> putConsent(id, OTHER_UNIT, "CONSENT", "1 hour", false);
      case CONSENT_THAT_IS_OVER -> putConsent(id, null, "CONSENT", "-1 second", false);
      case WITHDRAWN_CONSENT -> putConsent(id, null, "CONSENT", "1 hour", true);
      case BLOCK_IN_SPITE_OF_CONSENT -> {
        putConsent(id, null, "CONSENT", "1 hour", false);
        putBlock(id, null, provider, null);
      }
    }
  }

  private void putBlock(
      String id, @Nullable String unit, @Nullable String provider, @Nullable String liftedBy) {
    scene
        .jdbc
        .sql(
            """
            insert into dispatch.patient_block (id, patient, care_unit, care_provider, since, informed_at, recorded_by, lifted_at, lifted_by)
            select gen_random_uuid(), patient, :unit, :provider, clock_timestamp(), clock_timestamp(), 'SE2321000081-DEMOMAS',
                   case when cast(:liftedBy as text) is not null then clock_timestamp() end, :liftedBy
            from dispatch.assessment_request where id = cast(:id as uuid)
            on conflict do nothing
            """)
        .param("id", id)
        .param("unit", unit, Types.VARCHAR)
        .param("provider", provider)
        .param("liftedBy", liftedBy, Types.VARCHAR)
        .update();
  }

  private void putConsent(
      String id, @Nullable String unit, String basis, String length, boolean withdrawn) {
    scene
        .jdbc
        .sql(
            """
            insert into dispatch.patient_consent (
              id, patient, care_unit, care_provider, basis, attitude, valid_from, valid_until, recorded_by, withdrawn_at, withdrawn_by)
            select gen_random_uuid(), patient, :unit, :provider, :basis, case when :basis = 'NOT_CAPABLE' then 'has always agreed' end,
                   clock_timestamp() - interval '1 day', clock_timestamp() + cast(:length as interval), 'SE2321000081-DEMOMAS',
                   case when :withdrawn then clock_timestamp() end, case when :withdrawn then 'SE2321000081-DEMOMAS' end
            from dispatch.assessment_request where id = cast(:id as uuid)
            """)
        .param("id", id)
        .param("unit", unit, Types.VARCHAR)
        .param("provider", OWN_PROVIDER)
        .param("basis", basis)
        .param("length", length)
        .param("withdrawn", withdrawn)
        .update();
  }

  private String reading(String role, String id) {
    var answer = scene.client.getAs(role, "/assessment-requests/" + id);
    return answer.status() == 200 ? "OPEN" : type(answer);
  }

  private static String type(Answer answer) {
    return answer.body().path("type").asString("").replace("urn:rond:problem:", "");
  }

  private static long closed(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.raw().headers().firstValueAsLong("X-Rond-Closed").orElseThrow();
  }

  private Answer block(String role, String patient, String askedBy) {
    return scene.client.postAs(
        role,
        "/patient-blocks",
        """
        {"id": "%s", "patient": %s, "scope": "UNIT", "careUnit": "%s", "askedBy": "%s", "informedAt": "2026-01-02T10:00:00Z"}
        """
            .formatted(UUID.randomUUID(), named(patient), OTHER_UNIT, askedBy));
  }

  private static String named(String patient) {
    return "{\"identifier\": {\"system\": \"%s\", \"value\": \"%s\"}}"
        .formatted(Examples.TEST_PATIENTS, patient);
  }

  private Answer lift(Answer block, String askedBy) {
    return scene.client.putAs(
        "MUNICIPAL_NURSE",
        "/patient-blocks/" + block.body().get("id").stringValue() + "/lifting",
        "{\"askedBy\": \"%s\"}".formatted(askedBy));
  }

  private Answer begin(String role, String id, String ground) {
    return scene.client.postAs(
        role,
        "/assessment-requests/" + id + "/emergency-openings",
        "{\"id\": \"%s\", \"ground\": \"%s\", \"reason\": \"UNCONSCIOUS\", \"comment\": \"svarar inte\"}"
            .formatted(UUID.randomUUID(), ground));
  }

  private Answer confirm(String role, String id, Answer begun) {
    return scene.client.putAs(
        role,
        "/assessment-requests/%s/emergency-openings/%s/confirmation"
            .formatted(id, begun.body().get("id").stringValue()),
        "");
  }

  private List<List<Object>> logged(String request) {
    return scene
        .jdbc
        .sql(
            "select activity, operation from dispatch.access_log where resource = ?::uuid order by at, id")
        .param(request)
        .query((row, _) -> List.<Object>of(row.getString(1), row.getString(2)))
        .list();
  }
}
