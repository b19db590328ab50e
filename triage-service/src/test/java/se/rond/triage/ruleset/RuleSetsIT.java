package se.rond.triage.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.RuleDocument;
import se.rond.clinical.RuleSet;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.testsupport.DatabaseOutage;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.ruleset.RuleSetDesk.Result.NotFound;
import se.rond.triage.ruleset.RuleSetDesk.Result.NotTheirs;
import se.rond.triage.ruleset.RuleSetDesk.Result.Stands;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A region's rules from a changed limit to retirement, over HTTP and on a real database. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@Import(ShiftedClock.Configuration.class)
class RuleSetsIT {

  private static final Duration SOON = Duration.ofMinutes(10);

  private final UUID id = UUID.randomUUID();

  /** Decisions name id and version, so no two sets of this database have the same. */
  private final String name = "blekinge-" + id.toString().substring(0, 8);

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;
  @Autowired private ShiftedClock clock;
  @Autowired private RuleSets ruleSets;
  @Autowired private RulesInForce inForce;
  @Autowired private RuleSetDesk desk;
  @Autowired private JdbcClient jdbc;
  @Autowired private Vignettes vignettes;

  @AfterEach
  void endWhatWasActivated() throws Exception {
    for (var one : ruleSets.listActivated()) {
      send("PUT", "/rule-sets/" + one.id() + "/retirement", "{}", "COORDINATOR");
    }
    clock.goBack();
    inForce.forget();
  }

  @Test
  void aRegionGoesFromAChangedLimitToASetThatDecidesAndBack() throws Exception {
    var draft = send("PUT", "/rule-sets/" + id, changed(), "PHYSICIAN");
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(200);
    assertThat(tree(draft).get("state").asString()).isEqualTo("DRAFT");

    var differences = tree(send("GET", "/rule-sets/" + id + "/differences", null, "PHYSICIAN"));
    assertThat(differences.at("/differences").findValuesAsString("says"))
        .containsExactly(
            "Misstänkt höftfraktur, val: röntgen i hemmet först i stället för ambulans först,"
                + " röntgen i hemmet först",
            "Kateterstopp / KAD-problem: Läkare i dag i stället för Sjuksköterska");

    var refused = approval(id, "PHYSICIAN/2");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(tree(refused).get("type").asString()).isEqualTo("urn:rond:problem:VIGNETTES_FAIL");
    var failed = tree(refused).get("vignettes");
    assertThat(failed.findValuesAsString("name"))
        .contains("usual-catheter", "catheter-fever-37-9")
        .doesNotContain("usual-uti");
    for (var vignette : failed) {
      sayTheNewLevel(vignette.get("name").asString());
    }

    assertThat(approval(id, "PHYSICIAN").statusCode())
        .as("who drafted it does not approve it")
        .isEqualTo(403);
    assertThat(approval(id, "COORDINATOR").statusCode()).isEqualTo(403);
    var replaced =
        tree(send("GET", "/rule-sets/" + id + "/vignettes", null, "PHYSICIAN/2"))
            .get("vignettes")
            .valueStream()
            .filter(one -> one.get("name").asString().equals("usual-catheter"))
            .findFirst()
            .orElseThrow();
    assertThat(replaced.at("/insteadOf/level").asString()).isEqualTo("NURSE");
    assertThat(replaced.get("expectedLevel").asString()).isEqualTo("PHYSICIAN_TODAY");
    assertThat(replaced.at("/request/contactCause").asString()).isEqualTo("CATHETER");
    var approved = tree(approval(id, "PHYSICIAN/2"));
    assertThat(approved.get("state").asString()).isEqualTo("APPROVED");
    assertThat(approved.at("/approved/name").asString()).isEqualTo("Demoläkare 2");
    assertThat(approved.at("/approved/role").asString()).isEqualTo("PHYSICIAN");

    var raisedBefore = clock.instant();
    activate(id);
    assertThat(level("1080")).as("before it begins").isEqualTo("NURSE");
    clock.goAhead(SOON.plusMinutes(1));

    var preview = preview("1080");
    assertThat(tree(preview).get("level").asString()).isEqualTo("PHYSICIAN_TODAY");
    assertThat(tree(preview).at("/ruleSet/id").asString()).isEqualTo(name);
    assertThat(preview.headers().firstValue("X-Rond-Rule-Set")).isEmpty();
    var elsewhere = preview("1380");
    assertThat(tree(elsewhere).get("level").asString()).isEqualTo("NURSE");
    assertThat(elsewhere.headers().firstValue("X-Rond-Rule-Set")).hasValue("unapproved");
    var karlskrona = new MunicipalityCode("1080");
    assertThat(inForce.forJudging(karlskrona, raisedBefore).version().id())
        .isEqualTo("rond-default");
    assertThat(inForce.forJudging(karlskrona, clock.instant()).version().id()).isEqualTo(name);
    var page = send("GET", "/rule-sets/active?region=10", null, "MUNICIPAL_NURSE").body();
    assertThat(page).contains("Demoläkare 2 (läkare)").doesNotContain("Ingen har godkänt");

    assertThat(
            tree(send("GET", "/rule-sets/" + id + "/differences", null, "PHYSICIAN"))
                .at("/differences")
                .size())
        .as("what it changes, also while it is in force")
        .isEqualTo(2);

    assertThat(
            tree(send("PUT", "/rule-sets/" + id + "/retirement", "{}", "COORDINATOR"))
                .get("state")
                .asString())
        .isEqualTo("RETIRED");
    assertThat(level("1080")).isEqualTo("NURSE");
  }

  /**
   * Clinical reference 2.7 and row 3 of 2.12, the other choice than the one that {@code
   * ReferenceTablesIT} goes through.
   */
  @Test
  void aSuspectedHipFractureIs112WhereTheAmbulanceComesFirstAndNowhereElse() throws Exception {
    var document =
        changed()
            .replace("usual: PHYSICIAN_TODAY # ours", "usual: NURSE")
            .replace("MOBILE_XRAY_FIRST: " + name, "AMBULANCE_FIRST: " + name);
    var draft = send("PUT", "/rule-sets/" + id, document, "COORDINATOR");
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(200);
    var otherwise = failing(id);
    assertThat(otherwise).contains("usual-hip-pain").doesNotContain("usual-catheter");
    for (var vignette : otherwise) {
      sayTheNewLevel(vignette);
    }
    approve(id);
    activate(id);
    clock.goAhead(SOON.plusMinutes(1));

    var suspected = List.of("HIP_PAIN", "HIP_PAIN CANNOT_LIFT_LEG", "FALL_INJ HIP_SIGNS");

    assertThat(suspected).allSatisfy(what -> assertThat(answer("1080", what)).isEqualTo("112 []"));
    assertThat(answer("1380", "HIP_PAIN"))
        .isEqualTo("MOBILE_TEAM_2H [TEAM_VISIT]")
        .isNotEqualTo(answer("1080", "HIP_PAIN"));
    assertThat(answer("1080", "FALL_INJ"))
        .as("without signs of a hip fracture")
        .isEqualTo("MOBILE_TEAM_TODAY [TEAM_VISIT]");
    assertThat(answer("1380", "HIP_PAIN SHORTENED_ROTATED_LEG"))
        .as("hard signs, whatever comes first")
        .isEqualTo("112 []");
  }

  @Test
  void whatIsSentTwiceIsAnsweredTwiceAndAnotherBodyIsRefused() throws Exception {
    var first = send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");
    var again = send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(tree(again).at("/drafted/at").asString())
        .isEqualTo(tree(first).at("/drafted/at").asString());
    assertThat(send("PUT", "/rule-sets/" + id, changed() + "\n", "COORDINATOR").statusCode())
        .isEqualTo(409);
    assertThat(send("GET", "/rule-sets/" + id + "/document", null, "COORDINATOR").body())
        .isEqualTo(changed());
  }

  @Test
  void aDocumentIsRefusedWithAllThatIsWrongAndWhere() throws Exception {
    var refused =
        send(
            "PUT",
            "/rule-sets/" + id,
            changed()
                .replace("when: {findings: [ONGOING]}", "when: {pulse: {below: 100}}")
                .replace("level: EMERGENCY_112\n  ARRHYTHMIA", "level: NURSE\n  ARRHYTHMIA")
                .replace("usual: PHYSICIAN_TODAY # ours", "usual: NURS"),
            "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).get("type").asString())
        .isEqualTo("urn:rond:problem:RULE_SET_CANNOT_BE_USED");
    var errors = tree(refused).get("errors");
    assertThat(errors.size()).isEqualTo(3);
    for (var error : errors) {
      assertThat(error.get("line").asInt()).isGreaterThan(20);
      assertThat(error.get("column").asInt()).isGreaterThan(1);
      assertThat(error.get("expected").asString()).isNotBlank();
    }
    assertThat(errors.findValuesAsString("found")).contains("'NURS'", "'below: 100'");
    assertThat(send("GET", "/rule-sets/" + id, null, "COORDINATOR").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "region: \"10\", region: \"25\", ruleSet.region",
    "region: \"10\", region: south, ruleSet.region",
    "'region: \"10\"', 'region: \"10\"\n  approver: {name: A, role: B}', ruleSet.approver"
  })
  void aHeaderThatSaysTooMuchOrTooLittleIsRefused(String is, String other, String field)
      throws Exception {
    var refused = send("PUT", "/rule-sets/" + id, changed().replace(is, other), "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString()).isEqualTo(field);
  }

  @Test
  void aNurseReadsRulesAndWritesNone() throws Exception {
    assertThat(send("PUT", "/rule-sets/" + id, changed(), "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(403);
    assertThat(send("PUT", "/rule-sets/" + id, "no document", "MUNICIPAL_NURSE").statusCode())
        .as("before it is read")
        .isEqualTo(403);
    send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");
    assertThat(send("GET", "/rule-sets/" + id, null, "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(200);
    assertThat(
            send("PUT", "/rule-sets/" + id + "/activation", soon(), "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aDraftIsNotActivated() throws Exception {
    send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");

    var refused = send("PUT", "/rule-sets/" + id + "/activation", soon(), "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(tree(refused).get("type").asString())
        .isEqualTo("urn:rond:problem:RULE_SET_IN_OTHER_STATE");
    assertThat(tree(refused).get("detail").asString()).contains("men det är ett utkast");
  }

  @Test
  void aMunicipalityAddsRulesAndCanTakeNothingAway() throws Exception {
    var municipal =
        """
        ruleSet:
          id: %s
          version: "1"
          municipality: "1081"
          validFrom: 2026-11-01
          changes: {sv: Kateter på läkare., en: Catheters to a physician.}
        rules:
          - id: M1081-CATHETER
            kind: FLOOR
            label: {sv: Kateter i Ronneby, en: Catheter in Ronneby}
            when: {contactCause: CATHETER}
            level: PHYSICIAN_TODAY
            needs: [PHYSICIAN_CONTACT]
        """
            .formatted(name);
    assertThat(
            tree(send(
                    "PUT",
                    "/rule-sets/" + id,
                    municipal.replace("M1081-CATHETER", "CATHETER"),
                    "COORDINATOR"))
                .at("/errors/0/expected")
                .asString())
        .isEqualTo("an id that begins with M1081-");
    assertThat(
            send("PUT", "/rule-sets/" + id, municipal + "vitalsNotRequired: [UTI]\n", "COORDINATOR")
                .statusCode())
        .as("it has nothing but rules")
        .isEqualTo(400);
    assertThat(send("PUT", "/rule-sets/" + id, municipal, "COORDINATOR").statusCode())
        .isEqualTo(200);
    for (var vignette : tree(approval(id, "MAS")).get("vignettes")) {
      sayTheNewLevel(vignette.get("name").asString());
    }
    var approved = approval(id, "MAS");
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
    activate(id);
    clock.goAhead(SOON.plusMinutes(1));

    assertThat(level("1081")).isEqualTo("PHYSICIAN_TODAY");
    assertThat(tree(preview("1081")).at("/ruleSet/id").asString())
        .isEqualTo("rond-default+" + name);
    assertThat(level("1080")).isEqualTo("NURSE");
    var differences = tree(send("GET", "/rule-sets/" + id + "/differences", null, "MAS"));
    assertThat(differences.get("differences").findValuesAsString("field"))
        .as("its own, not its region's")
        .isNotEmpty()
        .allMatch(field -> field.startsWith("rules.M1081-"));
    var page = send("GET", "/rule-sets/active?municipality=1081", null, "MUNICIPAL_NURSE").body();
    assertThat(page).contains("Kateter i Ronneby");
  }

  @Test
  void theActiveSetIsAPageThatSaysThatNobodyHasApprovedIt() throws Exception {
    var page = send("GET", "/rule-sets/active?region=13", null, "MUNICIPAL_NURSE");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("X-Rond-Rule-Set")).hasValue("unapproved");
    assertThat(page.body())
        .startsWith("<!doctype html>\n<html lang=\"sv\">")
        .contains(
            "Ingen har godkänt dessa regler",
            "RF-B2 Andningsfrekvens under 8 eller över 30</th>"
                + "<td>andningsfrekvens (/min) under 8 eller över 30",
            "kalium (mmol/l) minst 6,5; kalium (mmol/l) högst 2,5</td>",
            "WS-DROWSY Slö</th><td>vid kontaktorsak ",
            "NEWS2 © Royal College of Physicians 2017.",
            "NEWS2 5–6",
            "<th scope=\"row\">Hjärtsvikt och systoliskt blodtryck under 100, när</th>"
                + "<td>kontaktorsak Försämrad hjärtsvikt och systoliskt blodtryck (mmHg) under 100</td>",
            "Kateterstopp / KAD-problem</th><td>Sjuksköterska</td>")
        .doesNotContain("<script", "{0}");
    assertThat(send("GET", "/rule-sets/active", null, "MUNICIPAL_NURSE").statusCode())
        .as("the caller works in two regions")
        .isEqualTo(400);
    assertThat(send("GET", "/rule-sets/active?region=25", null, "MUNICIPAL_NURSE").statusCode())
        .isEqualTo(404);
  }

  @Test
  void theActiveSetIsTheDocumentAsItWasWrittenIfYamlIsAskedFor() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(at("/rule-sets/active?region=13"))
                  .header("Accept", "application/yaml")
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.headers().firstValue("Content-Type"))
          .hasValue("application/yaml;charset=UTF-8");
      assertThat(answer.body()).isEqualTo(RuleSet.shippedDocument());
    }
  }

  @Test
  void aDeviceFetchesTheCatalogueOnce() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var first =
          client.send(
              HttpRequest.newBuilder(at("/rule-sets/catalogue")).build(), BodyHandlers.ofString());
      var tag = first.headers().firstValue("ETag").orElseThrow();
      var again =
          client.send(
              HttpRequest.newBuilder(at("/rule-sets/catalogue"))
                  .header("If-None-Match", tag)
                  .build(),
              BodyHandlers.ofString());

      var catalogue = json.readTree(first.body());
      assertThat(catalogue.at("/redFlags").findValuesAsString("code")).contains("RF-D2", "RF-L3");
      assertThat(catalogue.at("/redFlags/0/label/sv").asString())
          .isEqualTo("Ofri luftväg eller främmande kropp");
      assertThat(sign(catalogue, "STRIDOR").get("always112").asBoolean()).isTrue();
      assertThat(sign(catalogue, "STRIDOR").at("/redFlags/0").asString()).isEqualTo("RF-A1");
      assertThat(sign(catalogue, "DROWSY").get("always112").asBoolean()).isFalse();
      assertThat(sign(catalogue, "DROWSY").get("emergencyWith").toString())
          .contains("COPD_EXAC", "MED_ERROR")
          .doesNotContain("UTI");
      assertThat(catalogue.get("limits"))
          .anySatisfy(
              limit ->
                  assertThat(limit.toString())
                      .isEqualTo(
                          """
                          {"rule":"RF-D5","fact":"pointOfCare.ketones","comparison":"atLeast","value":3.0,\
                          "unit":"mmol/L","anyOf":[],"spo2Scale":null,"unless":null}\
                          """));
      assertThat(catalogue.get("limits").findValuesAsString("spo2Scale")).contains("1", "2");
      assertThat(catalogue.get("combinations"))
          .anySatisfy(
              together -> {
                assertThat(together.get("rule").asString()).isEqualTo("RF-D5");
                assertThat(together.get("contactCauses").toString())
                    .isEqualTo("[\"HYPOGLYC\",\"HYPERGLYC\"]");
                assertThat(together.at("/together/0/findings/0").asString()).isEqualTo("DROWSY");
                assertThat(together.get("unmeasured").asString()).isEqualTo("pointOfCare.glucose");
              });
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"COORDINATOR", "PHYSICIAN", "MAS"})
  void whoWorksInAPartOfTheRegionReadsItsRulesAndWritesNone(Role role) throws Exception {
    var everywhere = DemoCallers.of(role);
    var somewhere = in(everywhere, "1080", "1081", "1082", "1083", "1315");
    var content = RuleDocument.read(changed());

    assertThat(desk.draft(new RuleSetId(id), changed(), content, somewhere))
        .isInstanceOf(NotTheirs.class);
    assertThat(desk.draft(new RuleSetId(id), changed(), content, everywhere))
        .isInstanceOf(Stands.class);
    var vignette = vignettes.shipped().getFirst();
    assertThat(desk.put(new RuleSetId(id), vignette, somewhere)).isInstanceOf(NotTheirs.class);
    var colleague = in(DemoCallers.colleagueOf(Role.PHYSICIAN), "1060");
    assertThat(desk.approve(new RuleSetId(id), "0".repeat(64), colleague))
        .isInstanceOf(NotTheirs.class);
    assertThat(desk.activate(new RuleSetId(id), clock.instant().plus(SOON), somewhere))
        .isInstanceOf(NotTheirs.class);
    assertThat(desk.retire(new RuleSetId(id), null, false, somewhere))
        .isInstanceOf(NotTheirs.class);
    assertThat(desk.put(new RuleSetId(id), vignette, in(everywhere, "1380")))
        .as("of another region alone")
        .isInstanceOf(NotFound.class);
  }

  @Test
  void aRegionThatIsNotServedHasNoRules() throws Exception {
    var elsewhere = in(DemoCallers.of(Role.COORDINATOR), "2580");
    var document = changed().replace("region: \"10\"", "region: \"25\"");

    assertThat(desk.draft(new RuleSetId(id), document, RuleDocument.read(document), elsewhere))
        .isInstanceOf(NotTheirs.class);
  }

  @Test
  void aMisspeltTimeDoesNotEndASetAtOnce() throws Exception {
    var refused =
        send("PUT", "/rule-sets/" + id + "/retirement", "{\"form\": \"2030\"}", "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/expected").asString())
        .isEqualTo("inga fält utom from, unsafe");
  }

  @ParameterizedTest
  @EnumSource(HipFractureStrategy.class)
  void noRegionsSetIsCalledLikeWhatIsShippedInAnyVersion(HipFractureStrategy choice)
      throws Exception {
    var unchanged = changed().replace("usual: PHYSICIAN_TODAY # ours", "usual: NURSE");
    var document =
        unchanged
            .replace("MOBILE_XRAY_FIRST: " + name, choice + ": rond-default")
            .replaceFirst("version: \"[0-9]+\"", "version: \"3000\"");
    assertThat(document).contains(choice + ": rond-default");
    send("PUT", "/rule-sets/" + id, document, "COORDINATOR");

    var refused = approval(id, "PHYSICIAN");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString()).isEqualTo("ruleSet.id");
  }

  @Test
  void whatWasPutToADraftAfterItWasReadIsNotApprovedUnread() throws Exception {
    draftUnchanged(id, "1");
    var read =
        tree(send("GET", "/rule-sets/" + id + "/vignettes", null, "PHYSICIAN"))
            .get("digest")
            .asString();
    var put =
        send(
            "PUT",
            "/rule-sets/" + id + "/vignettes/own-late",
            """
            {"says": {"sv": "Sent inlagd", "en": "Put late"}, "level": "EMERGENCY_112", "needs": [],
             "request": {"contactCause": "STROKE_TIA"}}
            """,
            "COORDINATOR");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

    var unread = send("PUT", "/rule-sets/" + id + "/approval", read(read), "PHYSICIAN");
    assertThat(unread.statusCode()).isEqualTo(409);
    assertThat(tree(unread).get("type").asString())
        .isEqualTo("urn:rond:problem:RULE_SET_CHANGED_SINCE_READ");
    var without = send("PUT", "/rule-sets/" + id + "/approval", "{}", "PHYSICIAN");
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(tree(without).at("/errors/0/field").asString()).isEqualTo("digest");

    assertThat(tree(approval(id, "PHYSICIAN")).get("state").asString()).isEqualTo("APPROVED");
    assertThat(send("PUT", "/rule-sets/" + id + "/approval", read(read), "PHYSICIAN").statusCode())
        .as("what is approved stays so")
        .isEqualTo(200);
  }

  @Test
  void anApprovalLeavesNoChoiceToWhoeverRunsTheService() throws Exception {
    draftWithTwoChoices();

    var refused = approval(id, "PHYSICIAN");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString())
        .isEqualTo("choices.hipFractureStrategy");
  }

  /** Approved by a build that did not ask for one. */
  @Test
  void whatWasApprovedWithSeveralChoicesDoesNotBegin() throws Exception {
    draftWithTwoChoices();
    jdbc.sql(
            """
            update rule_set
            set approved_by = 'SE2120000829-L009', approved_by_name = 'Lena', approved_by_role = 'PHYSICIAN',
                approved_at = :at
            where id = :id
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();

    var refused = send("PUT", "/rule-sets/" + id + "/activation", soon(), "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString())
        .isEqualTo("choices.hipFractureStrategy");
  }

  @Test
  void whatWasApprovedIsTriedAgainOnWhatItTakesThePlaceOf() throws Exception {
    var second = UUID.randomUUID();
    draftUnchanged(id, "1");
    approve(id);
    draftUnchanged(second, "2", "usual: PHYSICIAN_TODAY");
    for (var one : failing(second)) {
      sayTheNewLevel(second, one);
    }
    approve(second);
    activate(second);
    clock.goAhead(SOON.plusMinutes(1));

    var refused = send("PUT", "/rule-sets/" + id + "/activation", soon(), "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(tree(refused).get("type").asString()).isEqualTo("urn:rond:problem:VIGNETTES_FAIL");
    assertThat(tree(refused).get("vignettes").findValuesAsString("name"))
        .contains("usual-catheter");
  }

  @Test
  void noVersionComesBeforeOneThatWasTriedWithoutIt() throws Exception {
    var second = UUID.randomUUID();
    draftUnchanged(id, "1");
    approve(id);
    draftUnchanged(second, "2");
    approve(second);
    activate(second);

    var refused =
        send(
            "PUT",
            "/rule-sets/" + id + "/activation",
            "{\"from\": \"%s\"}".formatted(clock.instant().plus(Duration.ofMinutes(6))),
            "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).at("/errors/0/field").asString()).isEqualTo("from");
  }

  @Test
  void anApprovalIsTakenBack() throws Exception {
    draftUnchanged(id, "1");
    assertThat(end("{}").statusCode()).as("a draft").isEqualTo(409);
    approve(id);

    assertThat(end("{\"from\": \"2030-01-01T00:00:00Z\"}").statusCode()).isEqualTo(400);
    assertThat(tree(end("{}")).get("state").asString()).isEqualTo("RETIRED");

    var late = send("PUT", "/rule-sets/" + id + "/activation", soon(), "COORDINATOR");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(approval(id, "PHYSICIAN").statusCode()).as("approved again").isEqualTo(409);
  }

  @Test
  void whatIsUnsafeJudgesNothingAnyMore() throws Exception {
    draftUnchanged(id, "1");
    approve(id);
    activate(id);
    clock.goAhead(SOON.plusMinutes(1));
    var raised = clock.instant();
    var karlskrona = new MunicipalityCode("1080");
    assertThat(inForce.forJudging(karlskrona, raised).version().id()).isEqualTo(name);
    assertThat(end("{}").statusCode()).isEqualTo(200);
    assertThat(inForce.forJudging(karlskrona, raised).version().id())
        .as("raised while it was in force")
        .isEqualTo(name);

    assertThat(end("{\"unsafe\": true, \"from\": \"2030-01-01T00:00:00Z\"}").statusCode())
        .isEqualTo(400);
    assertThat(end("{\"unsafe\": \"yes\"}").statusCode()).isEqualTo(400);
    var ended = tree(end("{\"unsafe\": true}"));

    assertThat(ended.get("unsafe").asBoolean()).isTrue();
    assertThat(inForce.forJudging(karlskrona, raised).version().id()).isEqualTo("rond-default");
    assertThat(end("{\"unsafe\": true}").statusCode()).as("again").isEqualTo(200);
    assertThat(tree(end("{}")).get("unsafe").asBoolean()).as("stays so").isTrue();
  }

  @Test
  void whoWritesOneFetchesItsForm() throws Exception {
    var schema = send("GET", "/rule-sets/schema", null, "MUNICIPAL_NURSE");

    assertThat(schema.statusCode()).isEqualTo(200);
    assertThat(tree(schema).at("/$schema").asString()).contains("json-schema.org");
  }

  @Test
  void aRegionsOwnVignettesHoldForAllVersionsThatComeAfter() throws Exception {
    var own = "own-" + id;
    draftUnchanged(id, "1");
    var put =
        send(
            "PUT",
            "/rule-sets/" + id + "/vignettes/" + own,
            """
            {"says": {"sv": "Vår egen", "en": "Our own"}, "level": "EMERGENCY_112", "needs": [],
             "request": {"contactCause": "STROKE_TIA"}}
            """,
            "COORDINATOR");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    approve(id);
    activate(id);
    clock.goAhead(SOON.plusMinutes(1));
    var second = UUID.randomUUID();
    draftUnchanged(second, "2");
    approve(second);
    activate(second);
    clock.goAhead(SOON.plusMinutes(1));
    var third = UUID.randomUUID();
    draftUnchanged(third, "3");

    var runs = tree(send("GET", "/rule-sets/" + third + "/vignettes", null, "COORDINATOR"));

    assertThat(runs.get("vignettes").findValuesAsString("name")).contains(own);
  }

  @Test
  void aVignetteAsksForAFloorAndForWhatATeamBrings() throws Exception {
    draftUnchanged(id, "1");
    var body =
        """
        {"says": {"sv": "Vår egen", "en": "Our own"}, "level": "MOBILE_TEAM_TODAY", "needs": ["TEAM_VISIT"],
         "floor": "%s", "capabilities": ["%s", "SAMPLING.INR", "XRAY.EXTREMITY"],
         "request": {"contactCause": "FALL_INJ", "vitals": {"respirationRate": 16, "oxygenSaturation": 97,
           "supplementalOxygen": false, "systolicPressure": 138, "pulse": 72, "consciousness": "ALERT", "temperature": 36.8}}}
        """;
    var path = "/rule-sets/" + id + "/vignettes/own-fall";

    for (var wrong : List.of("NURSE SAMPLING.HB", "ADVICE SAMPLING.CRP")) {
      var parts = wrong.split(" ");
      assertThat(send("PUT", path, body.formatted(parts[0], parts[1]), "COORDINATOR").statusCode())
          .isEqualTo(200);
      assertThat(failing(id)).as(wrong).containsExactly("own-fall");
    }
    assertThat(
            send("PUT", path, body.formatted("ADVICE", "SAMPLING.HB"), "COORDINATOR").statusCode())
        .isEqualTo(200);
    assertThat(failing(id)).isEmpty();
    var refused =
        send(
            "PUT",
            path,
            body.formatted("ADVISE", "XRAY.HEAD").replace("\"TEAM_VISIT\"", ""),
            "COORDINATOR");
    assertThat(tree(refused).get("errors").findValuesAsString("field"))
        .containsExactly("floor", "capabilities", "needs");
    approve(id);
  }

  @Test
  void anEndThatLiesAheadIsMovedToAnEarlierTimeAndToNoLaterOne() throws Exception {
    draftUnchanged(id, "1");
    approve(id);
    activate(id);
    clock.goAhead(SOON.plusMinutes(1));
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    assertThat(retire(now.plus(Duration.ofDays(30))).statusCode()).isEqualTo(200);

    var again = retire(now.plus(Duration.ofDays(30)));
    var later = retire(now.plus(Duration.ofDays(31)));
    var earlier = retire(now.plus(Duration.ofDays(7)));

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(later.statusCode()).isEqualTo(409);
    assertThat(tree(later).get("detail").asString())
        .contains("ett slut före " + now.plus(Duration.ofDays(30)));
    assertThat(tree(earlier).get("retiredFrom").asString())
        .isEqualTo(now.plus(Duration.ofDays(7)).toString());
    assertThat(tree(preview("1080")).at("/ruleSet/id").asString()).isEqualTo(name);

    var atOnce = send("PUT", "/rule-sets/" + id + "/retirement", "{}", "COORDINATOR");

    assertThat(tree(atOnce).get("state").asString()).isEqualTo("RETIRED");
    assertThat(tree(preview("1080")).at("/ruleSet/id").asString()).isEqualTo("rond-default");
    assertThat(
            tree(send("PUT", "/rule-sets/" + id + "/retirement", "{}", "COORDINATOR"))
                .get("retiredFrom"))
        .as("sent again")
        .isEqualTo(tree(atOnce).get("retiredFrom"));
    assertThat(retire(now.plus(Duration.ofDays(7))).statusCode())
        .as("what has ended has no other end")
        .isEqualTo(409);
  }

  @Test
  void aVignetteThatCannotBeUsedIsRefusedWithEveryReason() throws Exception {
    send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");

    var refused =
        send(
            "PUT",
            "/rule-sets/" + id + "/vignettes/usual-catheter",
            "{\"says\": {\"sv\": \"A\\u0000\", \"en\": \"A\"}, \"level\": \"SOON\", \"needs\": [], \"request\": {}}",
            "COORDINATOR");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(tree(refused).get("errors").findValuesAsString("field"))
        .containsExactly("says.sv", "level");
  }

  @Test
  void aVersionThatThisBuildCannotReadIsListedAndSaysSo() throws Exception {
    send("PUT", "/rule-sets/" + id, changed(), "COORDINATOR");
    jdbc.sql("update rule_set set document = 'ruleSet: {}' where id = ?").param(id).update();

    var listed = tree(send("GET", "/rule-sets?region=10", null, "COORDINATOR"));
    var differences = send("GET", "/rule-sets/" + id + "/differences", null, "COORDINATOR");
    var approval = send("PUT", "/rule-sets/" + id + "/approval", read("0".repeat(64)), "PHYSICIAN");

    assertThat(listed.findValuesAsString("id")).contains(id.toString());
    assertThat(differences.statusCode()).isEqualTo(409);
    assertThat(tree(differences).get("type").asString())
        .isEqualTo("urn:rond:problem:RULE_SET_CANNOT_BE_READ");
    assertThat(approval.statusCode()).isEqualTo(409);
  }

  @Test
  void whileTheDatabaseIsAwayAPreviewIsAnswered() throws Exception {
    assertThat(level("1080")).isEqualTo("NURSE");

    try (var _ = DatabaseOutage.of("triage")) {
      clock.goAhead(RulesInForce.LONGEST_AGE);

      assertThat(level("1080")).isEqualTo("NURSE");
    }
    // The pool may hand out connections that have ended, until it has found them all.
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(ruleSets.listActivated()).isNotNull());
  }

  @Test
  void theShippedVignettesHoldForWhatIsShipped() {
    var runs =
        vignettes
            .trial(
                RuleSet.shippedDocument(),
                vignettes.shipped(),
                TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST),
                clock.instant())
            .runs();

    assertThat(runs)
        .filteredOn(run -> !run.passes())
        .extracting(run -> run.vignette().name() + " -> " + run.level() + " " + run.needs())
        .isEmpty();
    assertThat(runs).hasSizeGreaterThanOrEqualTo(120);
    assertThat(vignettes.shipped()).extracting(Vignette::name).doesNotHaveDuplicates();
  }

  private JsonNode sign(JsonNode catalogue, String code) {
    return catalogue
        .get("findings")
        .valueStream()
        .filter(one -> one.get("code").asString().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static Caller in(Caller caller, String... municipalities) {
    return new Caller(
        caller.person(),
        caller.name(),
        caller.role(),
        caller.commission(),
        caller.unit(),
        caller.careProvider(),
        Stream.of(municipalities).map(MunicipalityCode::new).collect(Collectors.toSet()),
        caller.responders());
  }

  /** The shipped set with one limit of the region's own. */
  private String changed() {
    return RuleSet.shippedDocument()
        .replace("id: rond-default\n", "id: " + name + "\n  region: \"10\"\n")
        .replace("MOBILE_XRAY_FIRST: rond-default\n", "MOBILE_XRAY_FIRST: " + name + "\n")
        .replace("    AMBULANCE_FIRST: rond-default-ambulance-first\n", "")
        .replace(
            "Catheter problem\n    usual: NURSE\n",
            "Catheter problem\n    usual: PHYSICIAN_TODAY # ours\n");
  }

  private void draftWithTwoChoices() throws Exception {
    var document =
        changed()
            .replace("usual: PHYSICIAN_TODAY # ours", "usual: NURSE")
            .replace(
                "MOBILE_XRAY_FIRST: " + name + "\n",
                "MOBILE_XRAY_FIRST: " + name + "\n    AMBULANCE_FIRST: " + name + "-ambulance\n");
    assertThat(send("PUT", "/rule-sets/" + id, document, "COORDINATOR").statusCode())
        .isEqualTo(200);
  }

  /** Puts the shipped vignette of that name to the draft, with what the draft says of it. */
  private void sayTheNewLevel(String vignette) throws Exception {
    sayTheNewLevel(id, vignette);
  }

  private void sayTheNewLevel(UUID set, String vignette) throws Exception {
    var run =
        tree(send("GET", "/rule-sets/" + set + "/vignettes", null, "COORDINATOR"))
            .get("vignettes")
            .valueStream()
            .filter(one -> one.get("name").asString().equals(vignette))
            .findFirst()
            .orElseThrow();
    var shipped =
        vignettes.shipped().stream()
            .filter(one -> one.name().equals(vignette))
            .findFirst()
            .orElseThrow();
    var body = json.createObjectNode();
    body.set("says", json.valueToTree(shipped.says()));
    body.set("request", shipped.request());
    body.set("level", run.get("level"));
    body.set("needs", run.get("needs"));
    var put =
        send("PUT", "/rule-sets/" + set + "/vignettes/" + vignette, body.toString(), "COORDINATOR");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
  }

  private HttpResponse<String> retire(Instant from) throws Exception {
    return send(
        "PUT",
        "/rule-sets/" + id + "/retirement",
        "{\"from\": \"%s\"}".formatted(from),
        "COORDINATOR");
  }

  private List<String> failing(UUID set) throws Exception {
    return tree(send("GET", "/rule-sets/" + set + "/vignettes", null, "COORDINATOR"))
        .get("vignettes")
        .valueStream()
        .filter(one -> !one.get("passes").asBoolean())
        .map(one -> one.get("name").asString())
        .toList();
  }

  private HttpResponse<String> end(String body) throws Exception {
    return send("PUT", "/rule-sets/" + id + "/retirement", body, "PHYSICIAN");
  }

  /** Drafts the shipped set in the region's name: every vignette holds. */
  private void draftUnchanged(UUID set, String version) throws Exception {
    draftUnchanged(set, version, "usual: NURSE");
  }

  private void draftUnchanged(UUID set, String version, String catheters) throws Exception {
    var document =
        changed()
            .replace("usual: PHYSICIAN_TODAY # ours", catheters)
            .replaceFirst("version: \"[0-9]+\"", "version: \"" + version + "\"");
    var draft = send("PUT", "/rule-sets/" + set, document, "COORDINATOR");
    assertThat(draft.statusCode()).as(draft.body()).isEqualTo(200);
  }

  /** Approves what the approver has just read. */
  private HttpResponse<String> approval(UUID set, String approver) throws Exception {
    var digest = tree(send("GET", "/rule-sets/" + set + "/vignettes", null, approver));
    return send(
        "PUT", "/rule-sets/" + set + "/approval", read(digest.get("digest").asString()), approver);
  }

  private static String read(String digest) {
    return "{\"digest\": \"%s\"}".formatted(digest);
  }

  private void approve(UUID set) throws Exception {
    var approved = approval(set, "PHYSICIAN");
    assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
  }

  private void activate(UUID set) throws Exception {
    var answer = send("PUT", "/rule-sets/" + set + "/activation", soon(), "COORDINATOR");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(tree(answer).get("state").asString()).isEqualTo("COMING");
  }

  private String soon() {
    return "{\"from\": \"%s\"}"
        .formatted(clock.instant().plus(SOON).truncatedTo(ChronoUnit.MICROS));
  }

  private String level(String municipality) throws Exception {
    return tree(preview(municipality)).get("level").asString();
  }

  /** Level and needs of who is well but for a contact cause and perhaps a sign. */
  private String answer(String municipality, String what) throws Exception {
    var words = what.split(" ");
    var findings = json.createArrayNode();
    for (var sign : List.of(words).subList(1, words.length)) {
      findings.add(sign);
    }
    var preview = preview(municipality, words[0], findings);
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    var decision = tree(preview);
    return decision.get("level").asString().replace("EMERGENCY_", "")
        + " "
        + decision.get("needs").findValuesAsString("need");
  }

  private HttpResponse<String> preview(String municipality) throws Exception {
    return preview(municipality, "CATHETER", json.createArrayNode());
  }

  private HttpResponse<String> preview(String municipality, String cause, JsonNode findings)
      throws Exception {
    return send(
        "POST",
        "/triage/preview",
        """
        {"contactCause": "%s", "findings": %s, "place": {"municipality": "%s"}, "vitals": {"respirationRate": 16, "oxygenSaturation": 97,
         "supplementalOxygen": false, "systolicPressure": 138, "pulse": 72, "consciousness": "ALERT", "temperature": 36.9}}
        """
            .formatted(cause, findings, municipality),
        "MUNICIPAL_NURSE");
  }

  private HttpResponse<String> send(String method, String path, String body, String role)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(at(path))
              .header("X-Rond-Caller", role)
              .header("Accept-Language", "sv")
              .header("Content-Type", isDocument(path) ? "application/yaml" : "application/json")
              .method(
                  method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static boolean isDocument(String path) {
    return path.matches("/rule-sets/[^/]+");
  }

  private JsonNode tree(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }

  private URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
