package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Climbing.FALKENBERG;
import static se.rond.dispatch.Climbing.RONNEBY;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Promises that are about to be broken and that are, the reserve routine, and a clock that is set.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class BreachIT {

  private static final NeedWithCapabilities PHYSICIAN =
      new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  private static final NeedWithCapabilities TEAM =
      new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());
  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());
  private static final String RESOLUTION = "/assessment-requests/%s/reserve-routine/resolution";

  private static final String HIRED =
      "{\"name\": \"Hyrläkarna\", \"careProvider\": \"SE2321000115-1001\", \"costSek\": 4200}";

  private final Scene scene;
  private final Climbing climbing;

  @Autowired
  BreachIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
    climbing = new Climbing(scene);
  }

  @AfterEach
  void leave() {
    scene.jdbc.sql("delete from clock_jump").update();
    climbing.close();
    scene.close();
  }

  @Test
  void deadlinesRunFromReceiptAndFromWhenItWasRaised() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofMinutes(20)), Level.MOBILE_TEAM_2H, TEAM);

    var shown = scene.client.show(id);
    assertThat(climbing.need(id, "TEAM_VISIT").get("acceptBy").stringValue())
        .isEqualTo(instant(shown, "receivedAt").plus(Duration.ofMinutes(15)).toString());
    assertThat(deadline(id, "warn_at"))
        .isEqualTo(instant(shown, "raisedAt").plus(Duration.ofMinutes(96)));
    assertThat(deadline(id, "breach_at")).isEqualTo(instant(shown, "contactBy"));
  }

  private Instant deadline(String id, String column) {
    return scene
        .jdbc
        .sql("select " + column + " from climb where request = ?::uuid")
        .param(id)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .single();
  }

  private static Instant instant(JsonNode shown, String field) {
    return Instant.parse(shown.get(field).stringValue());
  }

  @Test
  void whereNobodyHasAcceptedInTimeNobodyIsWaitedForAnyMore() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);

    climbing.isDue(id, "TEAM_VISIT", "accept_by");

    var breach = scene.heard(id, "BreachOccurred");
    assertThat(breach.get("limit").stringValue()).isEqualTo("ACCEPT");
    assertThat(breach.has("responder")).isFalse();
    assertThat(climbing.ladder(id, "TEAM_VISIT"))
        .isEqualTo(
            "ASKED M11 | SKIPPED TIME_OVER | FELL_BACK | SKIPPED TIME_OVER | SKIPPED TIME_OVER | TOLD"
                + " | RESERVE");
    assertThat(climbing.isAsked("M11", id)).as("who is asked may still say yes").isTrue();
    assertThat(climbing.isAsked("LB-10-1", id)).as("and a physician is asked").isTrue();
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  @Test
  void whereSomebodyHasAcceptedNobodyIsAlarmed() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    scene.client.accept(climbing.offerTo("M11", id), id);

    climbing.isDue(id, "TEAM_VISIT", "accept_by");

    assertThat(climbing.told(id, "BreachOccurred")).isZero();
    assertThat(climbing.ladder(id, "TEAM_VISIT")).isEqualTo("ASKED M11");
  }

  @Test
  void aBreachIsWarnedOfOnceAndToldToWhoeverIsResponsible() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    climbing.isDue(id, "TEAM_VISIT", "warn_at");
    var warning = scene.heard(id, "BreachWarned");
    assertThat(warning.has("responder")).as("the nurse").isFalse();
    assertThat(warning.get("contactBy")).isEqualTo(scene.client.show(id).get("contactBy"));
    scene.client.accept(climbing.offerTo("M11", id), id);

    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    var breach = scene.heard(id, "BreachOccurred");
    assertThat(breach.get("limit").stringValue()).isEqualTo("CONTACT");
    assertThat(breach.get("responder").stringValue()).isEqualTo("M11");
    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
    assertThat(scene.client.show(id).get("reserveRoutines")).as("somebody is on the way").isEmpty();
  }

  @Test
  void whereNobodyHasAcceptedByTheTimeOfContactTheManagerIsToldAtOnce() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);

    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by = null, breach_at");

    assertThat(climbing.ladder(id, "PHYSICIAN_CONTACT"))
        .isEqualTo("ASKED LB-13-1 | TOLD | SKIPPED TIME_OVER | RESERVE");
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
  }

  /** Whoever is asked at the new level has the time to accept, before anybody is woken. */
  @Test
  void whatIsOrderedHasAPromiseOfItsOwnThatTheFirstContactDoesNotKeep() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    var physician = climbing.offerTo("LB-10-1", id);
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H);
    assertThat(climbing.isAsked("M11", id)).isTrue();
    var contactBy = climbing.need(id, "TEAM_VISIT").get("contactBy");

    climbing.isDue(id, "PHYSICIAN_CONTACT", "breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).as("the physician has called").isZero();
    climbing.isDue(id, "TEAM_VISIT", "ordered_warn_at");
    assertThat(scene.heard(id, "BreachWarned").get("contactBy")).isEqualTo(contactBy);
    climbing.isDue(id, "TEAM_VISIT", "accept_by = null, ordered_breach_at");

    var breach = scene.heard(id, "BreachOccurred");
    assertThat(breach.get("limit").stringValue()).isEqualTo("CONTACT");
    assertThat(breach.get("dueAt")).isEqualTo(contactBy);
    assertThat(breach.get("responder").stringValue()).isEqualTo("LB-10-1");
    assertThat(scene.client.show(id).get("reserveRoutines")).as("no team has said yes").hasSize(1);
  }

  @Test
  void whatACallHasKeptIsNotBrokenByWhatWasOrderedInIt() {
    var id = climbing.triaged(RONNEBY, Level.ADVICE, NURSE);
    climbing.contacted(id, "PHYSICIAN", "PHONE");

    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H);
    climbing.isDue(id, "TEAM_VISIT", "warn_at");
    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    assertThat(climbing.told(id, "BreachWarned")).isZero();
    assertThat(climbing.told(id, "BreachOccurred")).isZero();
    climbing.isDue(id, "TEAM_VISIT", "ordered_breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).as("the team's own").isEqualTo(1);
  }

  /** The one who was on the way already is the one who is asked, at the same time as before. */
  @Test
  void aPhysicianInThePlaceOf112HasAPromiseThatIsWatched() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);
    climbing.becomesEmergency(id);
    assertThat(climbing.watching(id)).isZero();

    climbing.declines112(id);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_warn_at");
    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  @Test
  void aTeamThatIsThereKeepsNoPromiseOfAPhysicianInThePlaceOf112() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    climbing.becomesEmergency(id);
    climbing.declines112(id);

    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  @Test
  void aCallOfThePhysicianInThePlaceOf112KeepsThePromise() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    climbing.becomesEmergency(id);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    climbing.declines112(id);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_warn_at");
    assertThat(climbing.told(id, "BreachWarned")).as("called before that").isEqualTo(1);
    climbing.contacted(id, "PHYSICIAN", "PHONE");

    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_breach_at");

    assertThat(climbing.told(id, "BreachOccurred")).isZero();
  }

  @Test
  void theLineNamesTheBrokenPromiseOfAPhysicianInThePlaceOf112() {
    var id = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);
    climbing.becomesEmergency(id);
    climbing.declines112(id);
    assertThat(alarm(id)).isEmpty();

    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_by = clock_timestamp(), ordered_breach_at");

    assertThat(alarm(id)).isEqualTo("CONTACT_BROKEN");
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    assertThat(alarm(id)).as("a call since then").isEmpty();
  }

  @Test
  void theLineNamesTheBrokenPromiseOfATeamThatWasOrderedInACall() {
    var id = climbing.triaged(RONNEBY, Level.ADVICE, NURSE);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    assertThat(alarm(id)).isEmpty();

    climbing.isDue(id, "TEAM_VISIT", "ordered_by = clock_timestamp(), ordered_breach_at");

    assertThat(alarm(id)).isEqualTo("CONTACT_BROKEN");
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    assertThat(alarm(id)).isEmpty();
  }

  private String alarm(String id) {
    return scene.client.show(id).at("/ball/alarm/alarm").asString("");
  }

  @Test
  void whatWasBrokenBeforeAnEmergencyIsToldOnce() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofHours(3)), Level.MOBILE_TEAM_2H, TEAM);
    await().atMost(Scene.SOON).until(() -> climbing.told(id, "BreachOccurred") == 1);
    climbing.becomesEmergency(id);

    climbing.declines112(id);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "ordered_warn_at");

    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(1);
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
  }

  /** As one that was ordered before there were ladders. */
  @Test
  void whatWasOrderedBeforeThereWereLaddersIsWarnedOfFromWhenItIsWatched() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofHours(3)), Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.ordered(id, Need.TEAM_VISIT, Level.MOBILE_TEAM_2H);
    var offer = climbing.offerTo("M11", id);
    scene
        .jdbc
        .sql(
            "delete from climb where need in (select id from need where request = ?::uuid and kind = 'TEAM_VISIT')")
        .param(id)
        .update();
    var now = Instant.now();

    scene.timeToAnswerIsOver(offer);

    await().atMost(Scene.SOON).until(() -> climbing.states(id).contains("M11 LAPSED"));
    var warnAt =
        scene
            .jdbc
            .sql(
                """
                select ordered_warn_at from climb
                where need in (select id from need where request = ?::uuid and kind = 'TEAM_VISIT')
                """)
            .param(id)
            .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
            .single();
    assertThat(warnAt).isAfter(now.plus(Duration.ofMinutes(90)));
  }

  @Test
  void aLevelThatRisesLateIsToldAtOnceAndWakesNobodyBeforeTheTimeToAcceptIsOver() {
    var id =
        climbing.triaged(
            Climbing.request(RONNEBY, Duration.ofHours(3)), Level.MOBILE_TEAM_TODAY, TEAM);
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 108}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);

    await().atMost(Scene.SOON).until(() -> climbing.told(id, "BreachOccurred") == 1);

    assertThat(climbing.isAsked("LB-10-1", id)).isTrue();
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isZero();
    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
  }

  /** A routine that is resolved while nobody has said yes is not the end of it. */
  @Test
  void whatIsResolvedAndStillHasNobodyIsToldAgain() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    var first = scene.client.show(id).at("/reserveRoutines/0/id").stringValue();
    resolve("COORDINATOR", id, "{\"routine\": \"%s\", \"cause\": \"NO_ANSWER\"}".formatted(first));

    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");

    assertThat(scene.client.show(id).get("reserveRoutines")).hasSize(2);
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(2);
  }

  /** The manager has three minutes of the ten to accept left, and says what it was. */
  @Test
  void whatIsResolvedHasTheTimeToAcceptAnew() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    var before = deadline(id, "accept_by");

    resolveOpen(id, "NO_ANSWER", "null");

    assertThat(deadline(id, "accept_by")).isAfter(before);
  }

  @Test
  void whereSomebodyWasHiredOnlyTheContactIsWatched() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);

    resolveOpen(id, "NO_PHYSICIAN", HIRED);

    assertThat(watches(id, "accept_by")).as("no yes is waited for").isFalse();
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
    climbing.isDue(id, "PHYSICIAN_CONTACT", "breach_at");
    assertThat(climbing.told(id, "BreachOccurred")).isEqualTo(1);
    assertThat(climbing.told(id, "ReserveRoutineActivated")).as("nobody has come").isEqualTo(2);
    assertThat(unmet(id)).as("and it is one obligation").hasSize(1);
    assertThat(unmet(id).getFirst().get("routines")).hasSize(2);
  }

  /** The time for contact would tell nothing, since the call has kept it. */
  @Test
  void whereTheContactWasKeptBeforeAYesIsWaitedForAlsoOfWhoWasHired() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    climbing.silentToTheEnd(id);

    resolveOpen(id, "NO_PHYSICIAN", HIRED);

    assertThat(watches(id, "accept_by")).isTrue();
    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(2);
  }

  /** Both ladders have ended; a physician who was hired is no team. */
  @Test
  void whoWasHiredForOneNeedIsNotWaitedForInThePlaceOfAnother() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    climbing.silentToTheEnd(id);

    resolveOpen(id, "NO_PHYSICIAN", HIRED);

    assertThat(climbing.need(id, "PHYSICIAN_CONTACT").get("acceptBy").isNull()).isTrue();
    assertThat(acceptBy(id, "TEAM_VISIT")).isNotNull();
  }

  @Test
  void whatWasNotNeededAfterAllIsWatchedByItsContact() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);

    resolveOpen(id, "NOT_NEEDED", "null");

    assertThat(watches(id, "accept_by")).isFalse();
    assertThat(watches(id, "breach_at")).isTrue();
  }

  /** What a ladder that is still climbed waits for is no matter of the routine. */
  @Test
  void anotherLadderThatIsStillClimbedKeepsItsTime() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);
    scene.client.decline(climbing.offerTo("M11", id), id, "VEHICLE");
    var physician = acceptBy(id, "PHYSICIAN_CONTACT");
    var team = acceptBy(id, "TEAM_VISIT");

    resolveOpen(id, "NO_TEAM", "null");

    assertThat(acceptBy(id, "PHYSICIAN_CONTACT")).isEqualTo(physician);
    assertThat(acceptBy(id, "TEAM_VISIT")).isNotEqualTo(team);
  }

  private String acceptBy(String id, String kind) {
    return climbing.need(id, kind).get("acceptBy").stringValue();
  }

  private boolean watches(String id, String column) {
    return scene
        .jdbc
        .sql("select " + column + " is not null from climb where request = ?::uuid")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  private void resolveOpen(String id, String cause, String hired) {
    var routine = scene.client.show(id).at("/reserveRoutines/0/id").stringValue();
    var said = "{\"routine\": \"%s\", \"cause\": \"%s\", \"hired\": %s}";
    assertThat(resolve("COORDINATOR", id, said.formatted(routine, cause, hired))).isEqualTo("200");
  }

  private List<JsonNode> unmet(String id) {
    return scene
        .client
        .getAs("MAS", "/unmet-obligations?region=13")
        .body()
        .valueStream()
        .filter(one -> one.get("request").stringValue().equals(id))
        .toList();
  }

  @Test
  void aPhysicianWhoCameAfterAllHasMetTheObligation() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    assertThat(unmet(id).getFirst().get("metAt").isNull()).isTrue();
    resolveOpen(id, "NO_ANSWER", "null");
    var physician = climbing.offerTo("LB-13-1", id);
    scene.client.accept(physician, id);

    scene.client.report(physician, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");

    assertThat(unmet(id).getFirst().get("metAt").isString()).isTrue();
  }

  @Test
  void aCallInWhichAPhysicianWasOrderedIsNotTheOneThatWasOrdered() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_TODAY, PHYSICIAN);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    climbing.ordered(id, Need.PHYSICIAN_CONTACT, Level.PHYSICIAN_NOW);

    climbing.silentToTheEnd(id);

    assertThat(unmet(id).getFirst().get("metAt").isNull()).isTrue();
  }

  @Test
  void aCallBeforeTheLevelRoseKeepsNoPromiseOfTheHigherOne() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_TODAY, PHYSICIAN);
    climbing.contacted(id, "PHYSICIAN", "PHONE");
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 108}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, PHYSICIAN);
    await()
        .atMost(Scene.SOON)
        .until(
            () -> scene.client.show(id).get("neededLevel").stringValue().equals("PHYSICIAN_NOW"));
    climbing.silentToTheEnd(id);
    assertThat(unmet(id).getFirst().get("level").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(unmet(id).getFirst().get("metAt").isNull()).isTrue();

    climbing.contacted(id, "PHYSICIAN", "PHONE");

    assertThat(unmet(id).getFirst().get("metAt").isString()).isTrue();
  }

  /** Whoever sees to where the patient is now sees what was not to be had there. */
  @Test
  void whatWasUnmetElsewhereBeforeHidesNothing() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    scene.provideStockholm();
    scene
        .jdbc
        .sql("update unmet_obligation set municipality = '0180' where request = ?::uuid")
        .param(id)
        .update();
    assertThat(unmet(id)).as("not the caller's").isEmpty();
    resolveOpen(id, "NO_ANSWER", "null");

    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");

    assertThat(unmet(id)).hasSize(1);
  }

  @Test
  void whereNobodyIsOnDutyTheSkippedRungsAreOnRecord() {
    physiciansOfFalkenberg("array_remove");
    try {
      var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
      await().atMost(Scene.SOON).until(() -> climbing.told(id, "ReserveRoutineActivated") == 1);

      var record = unmet(id).getFirst();

      assertThat(record.get("attempts")).isEmpty();
      assertThat(record.get("ladder").findValuesAsString("outcome")).contains("SKIPPED", "RESERVE");
      assertThat(record.get("ladder").findValuesAsString("reason")).contains("NOBODY");
      assertThat(record.at("/ladder/0/at").isString()).isTrue();
    } finally {
      physiciansOfFalkenberg("array_append");
    }
  }

  private void physiciansOfFalkenberg(String how) {
    scene
        .jdbc
        .sql(
            """
            update responder set municipalities = %s(municipalities, cast('1382' as char(4)))
            where id in ('LB-13-1', 'LB-13-2')
            """
                .formatted(how))
        .update();
  }

  @Test
  void aReserveRoutineAsksToMeasureAgainAtOnce() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    assertThat(climbing.told(id, "RemeasureDue")).isZero();

    climbing.silentToTheEnd(id);

    assertThat(scene.heard(id, "RemeasureDue").has("responder")).as("the nurse").isFalse();
    assertThat(Scene.timeline(scene.client.show(id)))
        .contains("ReserveRoutineActivated | RemeasureDue");
    assertThat(climbing.told(id, "RemeasureDue")).isEqualTo(1);
    assertThat(instant(scene.client.show(id), "remeasureBy")).as("stays").isAfter(Instant.now());

    scene
        .jdbc
        .sql("update remeasure set remeasure_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();

    await().atMost(Scene.SOON).until(() -> climbing.told(id, "RemeasureDue") == 2);
  }

  /** The manager of the day was told; by now it is somebody else's shift. */
  @Test
  void whoHasTheShiftByNowIsRungAndMayResolve() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    var routine = scene.client.show(id).at("/reserveRoutines/0/id").stringValue();
    scene
        .jdbc
        .sql(
            """
            update reserve_routine
            set managers = '{KF-13}', contacts = '[{"name": "Dagchef", "telephone": "+46 40 628 04 99"}]'
            where request = ?::uuid
            """)
        .param(id)
        .update();

    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");

    var shown = scene.client.show(id);
    assertThat(shown.at("/reserveRoutines/0/contacts").findValuesAsString("telephone"))
        .containsExactly("+46 40 628 04 10", "+46 40 628 04 99");
    assertThat(shown.at("/ball/alarm/telephone").stringValue()).isEqualTo("+46 40 628 04 10");
    scene
        .jdbc
        .sql("update reserve_routine set managers = '{KF-13}' where request = ?::uuid")
        .param(id)
        .update();
    assertThat(
            resolve(
                "MANAGER",
                id,
                "{\"routine\": \"%s\", \"cause\": \"NO_ANSWER\"}".formatted(routine)))
        .as("not told, but it is her shift")
        .isEqualTo("200");
    assertThat(managers(id)).as("may say so again after it").containsExactly("KF-13", "CB-13-1");
  }

  @Test
  void anotherManagerOfAnOpenRoutineIsToldToo() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    scene
        .jdbc
        .sql("update reserve_routine set managers = '{KF-13}' where request = ?::uuid")
        .param(id)
        .update();

    climbing.isDue(id, "PHYSICIAN_CONTACT", "accept_by");

    assertThat(managers(id)).containsExactly("KF-13", "CB-13-1");
    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(2);
  }

  private Stream<String> managers(String id) {
    return scene
        .client
        .show(id)
        .at("/reserveRoutines/0/managers")
        .valueStream()
        .map(JsonNode::stringValue);
  }

  @Test
  void whoHasMetThePatientBreaksNoPromise() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var team = climbing.offerTo("M11", id);
    scene.client.accept(team, id);
    scene.client.report(team, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    climbing.isDue(id, "TEAM_VISIT", "warn_at");
    climbing.isDue(id, "TEAM_VISIT", "breach_at");

    assertThat(climbing.told(id, "BreachWarned")).isZero();
    assertThat(climbing.told(id, "BreachOccurred")).isZero();
  }

  @Test
  void aTighterTargetIsWarnedOfAnew() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_TODAY, TEAM);
    climbing.isDue(id, "TEAM_VISIT", "warn_at");
    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 108}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.MOBILE_TEAM_2H, TEAM);
    await()
        .atMost(Scene.SOON)
        .until(
            () -> scene.client.show(id).get("neededLevel").stringValue().equals("MOBILE_TEAM_2H"));

    climbing.isDue(id, "TEAM_VISIT", "warn_at");

    assertThat(climbing.told(id, "BreachWarned")).isEqualTo(2);
  }

  @Test
  void aReserveRoutineIsToldToItsManagerAndStaysUntilSomebodySaysWhatItWas() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    var told = scene.heard(id, "ReserveRoutineActivated");
    assertThat(told.get("managers").valueStream().map(JsonNode::stringValue))
        .containsExactly("CB-13-1");
    assertThat(told.get("coordinators").valueStream().map(JsonNode::stringValue))
        .containsExactly("KF-13");
    var routine = told.get("routine").stringValue();

    scene.client.cancel(id, "CARED_FOR_ELSEWHERE");

    assertThat(scene.state(id)).isEqualTo("CANCELLED");
    assertThat(listed("?open=true", "MANAGER")).contains(routine);
    assertThat(scene.client.show(id).at("/reserveRoutines/0/contacts/0/telephone").stringValue())
        .isEqualTo("+46 40 628 04 10");
    var resolution =
        """
        {"routine": "%s", "cause": "NO_PHYSICIAN",
         "hired": {"name": "Hyrläkarna", "careProvider": "SE2321000115-1001", "costSek": 4200}}
        """
            .formatted(routine);
    assertThat(resolve("MUNICIPAL_NURSE", id, resolution)).isEqualTo("403 NOT_YOURS_TO_RESOLVE");
    assertThat(resolve("MANAGER", id, resolution)).isEqualTo("200");
    assertThat(resolve("COORDINATOR", id, resolution)).as("sent twice").isEqualTo("200");
    assertThat(resolve("COORDINATOR", id, resolution.replace("NO_PHYSICIAN", "SYSTEM")))
        .isEqualTo("409 ALREADY_RESOLVED");

    assertThat(listed("?open=true", "COORDINATOR")).doesNotContain(routine);
    assertThat(listed("?open=false", "COORDINATOR")).contains(routine);
    assertThat(scene.heard(id, "ReserveRoutineResolved").get("routine").stringValue())
        .isEqualTo(routine);
    assertThat(climbing.told(id, "ReserveRoutineResolved")).isEqualTo(1);
    assertThat(scene.client.show(id).at("/reserveRoutines/0/cause").stringValue())
        .isEqualTo("NO_PHYSICIAN");
  }

  @Test
  void aLateResolutionResolvesNoLaterRoutine() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);
    climbing.silentToTheEnd(id);
    var first = scene.client.show(id).at("/reserveRoutines/0/id").stringValue();
    var resolution = "{\"routine\": \"%s\", \"cause\": \"NO_ANSWER\"}".formatted(first);
    assertThat(resolve("COORDINATOR", id, resolution)).isEqualTo("200");
    var physician = climbing.offerTo("LB-13-1", id);
    scene.client.accept(physician, id);
    scene.client.report(physician, id, "{\"status\": \"FAILED\", \"cause\": \"ILL\"}");
    climbing.silentToTheEnd(id);
    assertThat(scene.client.show(id).get("reserveRoutines")).hasSize(2);

    assertThat(resolve("COORDINATOR", id, resolution)).isEqualTo("200");

    assertThat(scene.client.show(id).at("/reserveRoutines/0/resolvedAt").isNull()).isTrue();
    assertThat(resolve("COORDINATOR", id, resolution.replace(first, UUID.randomUUID().toString())))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void everyFieldOfAResolutionThatCannotBeUsedIsNamed() {
    var id = climbing.triaged(FALKENBERG, Level.PHYSICIAN_NOW, PHYSICIAN);

    var refused =
        scene.client.putAs(
            "COORDINATOR",
            RESOLUTION.formatted(id),
            "{\"cause\": \"LUNCH\", \"hired\": {\"name\": \"X\", \"careProvider\": \"Y\", \"costSek\": -1}}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("routine", "cause", "hired.careProvider", "hired.costSek");
  }

  @Test
  void aPhysicianWhoWasNotToBeHadIsOnRecordWithEverybodyWhoWasAsked() {
    var before = Instant.now().minusSeconds(1);
    var id = climbing.triaged(FALKENBERG, Level.MOBILE_TEAM_2H, TEAM);
    climbing.silentToTheEnd(id);
    var routine = scene.client.show(id).at("/reserveRoutines/0/id").stringValue();
    resolve(
        "COORDINATOR",
        id,
        """
        {"routine": "%s", "cause": "NO_ANSWER",
         "hired": {"name": "Hyrläkarna", "careProvider": "SE2321000115-1001", "costSek": 4200}}
        """
            .formatted(routine));

    var record =
        scene
            .client
            .getAs("MAS", "/unmet-obligations?region=13&from=" + before)
            .body()
            .valueStream()
            .filter(one -> one.get("request").stringValue().equals(id))
            .findFirst()
            .orElseThrow();

    assertThat(record.get("level").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(record.get("municipality").stringValue()).isEqualTo(FALKENBERG);
    assertThat(record.get("contactBy")).isEqualTo(scene.client.show(id).get("contactBy"));
    assertThat(record.at("/routines/0/hired/costSek").intValue()).isEqualTo(4200);
    assertThat(record.get("attempts").findValuesAsString("responder"))
        .startsWith("LB-13-1", "LB-13-2");
    assertThat(record.at("/attempts/0/state").stringValue()).isEqualTo("LAPSED");
    assertThat(
            scene.client.getAs("COORDINATOR", "/unmet-obligations?region=10&from=" + before).body())
        .noneMatch(one -> one.get("request").stringValue().equals(id));
    assertThat(scene.client.getAs("MUNICIPAL_NURSE", "/unmet-obligations").status()).isEqualTo(403);
    for (var odd : List.of("from=yesterday", "from=%2B300000-01-01T00:00:00Z", "region=%00")) {
      assertThat(scene.client.getAs("MAS", "/unmet-obligations?" + odd).status())
          .as(odd)
          .isEqualTo(400);
    }
  }

  @Test
  void aTeamThatWasNotToBeHadIsNoObligation() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, PHYSICIAN, TEAM);
    scene.client.accept(climbing.offerTo("LB-10-1", id), id);
    scene.client.decline(climbing.offerTo("M11", id), id, "VEHICLE");

    assertThat(climbing.told(id, "ReserveRoutineActivated")).isEqualTo(1);
    assertThat(scene.client.getAs("MAS", "/unmet-obligations").body())
        .noneMatch(one -> one.get("request").stringValue().equals(id));
  }

  /** The sweep goes on beside it, which another need that is matched again shows. */
  @Test
  void whileTheClockHasJustBeenSetNothingLapses() {
    var id = climbing.triaged(RONNEBY, Level.MOBILE_TEAM_2H, TEAM);
    var other = climbing.triaged(RONNEBY, Level.PHYSICIAN_NOW, PHYSICIAN);
    scene.client.decline(climbing.offerTo("LB-10-1", other), other, "BUSY");
    scene.client.decline(climbing.offerTo("LB-10-2", other), other, "BUSY");
    scene
        .jdbc
        .sql(
            """
            insert into clock_jump (seen_at, jump_ms, held_until)
            values (clock_timestamp(), 3600000, clock_timestamp() + interval '5 minutes')
            """)
        .update();
    var offer = climbing.offerTo("M11", id);
    scene.timeToAnswerIsOver(offer);
    scene
        .jdbc
        .sql("update climb set accept_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
    var matched = matchAgainAt(other);
    scene
        .jdbc
        .sql("update need set match_at = clock_timestamp() where request = ?::uuid")
        .param(other)
        .update();
    await().atMost(Scene.SOON).until(() -> matchAgainAt(other).isAfter(matched));

    assertThat(climbing.isAsked("M11", id)).isTrue();
    assertThat(climbing.told(id, "BreachOccurred")).isZero();
    assertThat(scene.client.accept(offer, id).status())
        .as("an answer that the clock has made late")
        .isEqualTo(204);
  }

  private Instant matchAgainAt(String id) {
    return Instant.parse(scene.client.show(id).at("/needs/0/matchAgainAt").stringValue());
  }

  private String resolve(String role, String id, String body) {
    var answer = scene.client.putAs(role, RESOLUTION.formatted(id), body);
    return answer.status() == 200
        ? "200"
        : answer.status()
            + " "
            + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }

  private List<String> listed(String query, String role) {
    return scene.client.getAs(role, "/reserve-routines" + query).body().findValuesAsString("id");
  }
}
