package se.rond.reliability.week;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Three requests from beginning to end, as their timelines tell them. Each is compared with a text
 * that somebody has read and approved; what is told now is in {@code target/stories}, to be read
 * and put in its place if it is right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoriesIT {

  private Region region;

  @BeforeAll
  void open() {
    region = new Region(Script.instant("2026-03-27T12:00"), 1);
  }

  @AfterAll
  void close() {
    region.close();
  }

  /** Two o'clock does not exist in this night: an hour's way takes two on the clock. */
  @Test
  void aNightVisitWhileTheClocksGoForward() throws IOException {
    region.beginAgain(Script.instant("2026-03-29T00:50"));

    var script =
        new Script(region, "night-visit")
            .at("2026-03-29T00:52")
            .raise("SYNCOPE", "PHYSICIAN_NOW", "1081", "Svimmade på toaletten, vaken nu")
            .at("2026-03-29T00:53:10")
            .declines("LB-10-1", "BUSY")
            .at("2026-03-29T00:55")
            .accepts("LB-10-2")
            .at("2026-03-29T00:58")
            .meets("LB-10-2", "PHONE")
            .at("2026-03-29T01:09")
            .orders(
                "LB-10-2",
                "Sannolikt blodtrycksfall, EKG och prover behövs.",
                "TEAM_VISIT",
                "MOBILE_TEAM_2H",
                "Ligga kvar, nytt blodtryck om en halvtimme.")
            .at("2026-03-29T01:10")
            .completes("LB-10-2", "STAYED_HOME")
            .documents("LB-10-2")
            .at("2026-03-29T01:12")
            .accepts("M11")
            .at("2026-03-29T01:40")
            .setsOut("M11")
            .at("2026-03-29T03:06")
            .meets("M11", "VISIT")
            .at("2026-03-29T03:50")
            .assesses("M11", "VISIT", "CARE_AT_HOME", "EKG och prover utan anmärkning.")
            .at("2026-03-29T03:52")
            .completes("M11", "STAYED_HOME")
            .at("2026-03-29T04:30")
            .documents("M11");

    approved("night-visit", script);
  }

  /** Good Friday at seven: of those who could, nobody answers, and then somebody does. */
  @Test
  void aPhysicianWhoIsNotToBeHadAndThenIs() throws IOException {
    region.beginAgain(Script.instant("2026-04-03T07:00"));

    var script =
        new Script(region, "reserve-routine")
            .at("2026-04-03T07:05")
            .raise("HEAD_TRAUMA", "PHYSICIAN_NOW", "1080", "Ramlade i badrummet, slog i huvudet")
            .at("2026-04-03T07:14")
            .managerResolves("NO_ANSWER")
            .at("2026-04-03T07:16")
            .accepts("LB-10-2")
            .at("2026-04-03T07:19")
            .meets("LB-10-2", "PHONE")
            .at("2026-04-03T07:31")
            .assesses("LB-10-2", "PHONE", "CARE_AT_HOME", "Ingen misstanke om blödning.")
            .at("2026-04-03T07:32")
            .completes("LB-10-2", "STAYED_HOME")
            .documents("LB-10-2");

    approved("reserve-routine", script);
  }

  /**
   * What a team finds at the bedside makes it an emergency; it stays until the ambulance has come.
   */
  @Test
  void aTeamThatStaysUntilTheAmbulanceHasThePatient() throws IOException {
    region.beginAgain(Script.instant("2026-03-27T16:10"));

    var script =
        new Script(region, "lactate")
            .at("2026-03-27T16:20")
            .raise("FEVER_INF", "MOBILE_TEAM_2H", "1381", "Feber sedan i går, tröttare i dag")
            .at("2026-03-27T16:22")
            .accepts("M21")
            .at("2026-03-27T16:25")
            .setsOut("M21")
            .at("2026-03-27T16:52")
            .meets("M21", "VISIT")
            .at("2026-03-27T17:08")
            .findsLactate("M21", 4.6)
            .at("2026-03-27T17:09")
            .acknowledges("CALLED")
            .at("2026-03-27T17:31")
            .handsOverToAmbulance(
                "M21",
                List.of(
                    "Laktat 4,6, feber 38,9.",
                    "Feber sedan i går, hjärtsvikt.",
                    "Misstänkt sepsis.",
                    "Till akuten med förvarning."))
            .at("2026-03-27T18:15")
            .documents("M21")
            .at("2026-03-28T05:30");

    approved("lactate", script);
  }

  private static void approved(String name, Script script) throws IOException {
    var story = script.story();
    var told = Path.of("target", "stories", name + ".txt");
    Files.createDirectories(told.getParent());
    Files.write(told, story);

    assertThat(script.surprises()).isEmpty();
    assertThat(story).as("as told in %s", told).containsExactlyElementsOf(read(name));
    assertThat(script.state()).isEqualTo("CLOSED");
  }

  private static List<String> read(String name) throws IOException {
    try (var approved = StoriesIT.class.getResourceAsStream("/stories/" + name + ".txt")) {
      return new String(Objects.requireNonNull(approved, name).readAllBytes(), UTF_8)
          .lines()
          .toList();
    }
  }
}
