package se.rond.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.Filter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import tools.jackson.databind.json.JsonMapper;

class CallerTest {
  /** Nobody is asked there: no test here has a token. */
  private static final String[] PROVIDER = {
    "rond.login.issuer=https://login.example", "rond.login.keys=https://login.example/keys"
  };

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(AccessAutoConfiguration.class))
          .withUserConfiguration(Edge.class);

  @Test
  void inDemoModeACallWithoutTheHeaderIsANurseOfAllElevenMunicipalities() {
    whenDemoModeIs(
        true,
        get("/who"),
        answer ->
            assertThat(answer)
                .hasStatusOk()
                .hasBodyTextEqualTo(
                    "MUNICIPAL_NURSE SE2321000081-DEMONURSE 1060 1080 1081 1082 1083 1315 1380 1381"
                        + " 1382 1383 1384"));
  }

  @ParameterizedTest
  @EnumSource
  void inDemoModeTheHeaderNamesTheRole(Role role) {
    whenDemoModeIs(
        true,
        get("/who").header("X-Rond-Caller", role.name()),
        answer -> assertThat(answer).bodyText().startsWith(role.name() + " SE2321000081-DEMO"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"JANITOR", "", "physician", "PHYSICIAN,MAS", "/2", "PHYSICIAN/3", "PHYSICIAN/2/2"})
  void anUnknownRoleIsAnsweredWithTheOnesThereAre(String name) {
    whenDemoModeIs(
        true,
        get("/open").header("X-Rond-Caller", name),
        answer -> {
          assertThat(answer)
              .hasStatus(HttpStatus.BAD_REQUEST)
              .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
          var problem = JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
          assertThat(problem.at("/status").asInt()).isEqualTo(400);
          assertThat(problem.at("/errors/0/field").asString()).isEqualTo("X-Rond-Caller");
          assertThat(problem.at("/errors/0/found").asString())
              .isEqualTo("text of " + name.length() + " characters");
          assertThat(problem.at("/detail").asString())
              .contains(Stream.of(Role.values()).map(Role::name).toList());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/who",
        "/open",
        "/nowhere",
        "/actuator",
        "/actuator/healthy",
        "/actuator/metrics",
        "/actuator/prometheus/more"
      })
  void outsideDemoModeEveryCallIsRefusedWhateverTheHandlerAsksFor(String path) {
    whenDemoModeIs(
        false,
        get(path).header("X-Rond-Caller", "PHYSICIAN"),
        answer ->
            assertThat(answer)
                .hasStatus(HttpStatus.UNAUTHORIZED)
                .containsHeader("WWW-Authenticate")
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyText()
                .contains("urn:rond:problem:NOT_LOGGED_IN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/open/../actuator/health",
        "/actuator/health/../../open",
        "/actuator/health/..;/..;/open",
        "/actuator/health;x"
      })
  void aPathThatCanBeReadInTwoWaysIsReadInNone(String path) {
    whenDemoModeIs(
        false,
        get(path),
        answer ->
            assertThat(answer)
                .hasStatus(HttpStatus.BAD_REQUEST)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyText()
                .contains("urn:rond:problem:BAD_REQUEST"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"})
  void healthAndMetersAreOpenAlsoOutsideDemoMode(String path) {
    whenDemoModeIs(false, get(path), answer -> assertThat(answer).hasStatusOk());
  }

  @Test
  void demoModeIsOffUnlessSomebodyTurnsItOn() {
    service
        .withPropertyValues(PROVIDER)
        .run(context -> assertThat(context.getBean(DemoMode.class).demo()).isFalse());
  }

  @Test
  void outsideDemoModeNothingStartsWithoutAProvider() {
    service.run(
        context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining("Expected rond.login.issuer and rond.login.keys"));
  }

  @Test
  void aWrongValueOfTheModeStopsTheStartAndNamesTheProperty() {
    service
        .withPropertyValues("rond.demo=perhaps")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("rond.demo")
                    .hasStackTraceContaining("perhaps"));
  }

  @Test
  void aProcessWithoutHttpHasNoDoor() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(AccessAutoConfiguration.class))
        .run(context -> assertThat(context).doesNotHaveBean(SecurityFilterChain.class));
  }

  @ParameterizedTest
  @EnumSource
  void aColleagueIsSomebodyElseWhoAnswersAsTheSame(Role role) {
    var colleague = DemoCallers.colleagueOf(role);

    assertThat(colleague.responders()).isEqualTo(DemoCallers.of(role).responders());
    assertThat(colleague.name()).isNotEqualTo(DemoCallers.of(role).name());
    whenDemoModeIs(
        true,
        get("/who").header("X-Rond-Caller", role.name() + "/2"),
        answer ->
            assertThat(answer).bodyText().startsWith(role.name() + " " + colleague.person() + " "));
  }

  @Test
  void noTwoDemoRolesShareAPerson() {
    assertThat(
            Stream.of(Role.values())
                .flatMap(
                    role ->
                        Stream.of(
                            DemoCallers.of(role).person(), DemoCallers.colleagueOf(role).person())))
        .doesNotHaveDuplicates()
        .allSatisfy(person -> assertThat(person.value()).startsWith("SE2321000081-"));
  }

  @Test
  void whoAnswersInADemonstrationAnswersAsAllOfThatKind() {
    assertThat(DemoCallers.of(Role.MOBILE_TEAM).responders())
        .contains(new ResponderId("M11"), new ResponderId("M23"))
        .doesNotContain(new ResponderId("LB-10-1"));
    assertThat(DemoCallers.of(Role.MUNICIPAL_NURSE).responders()).hasSize(11);
    assertThat(DemoCallers.of(Role.MAS).responders()).isEmpty();
  }

  private void whenDemoModeIs(boolean demo, RequestBuilder call, Check check) {
    service
        .withPropertyValues(PROVIDER)
        .withPropertyValues("rond.demo=" + demo)
        .run(
            context -> {
              var mvc =
                  MockMvcTester.from(
                      context,
                      mock ->
                          mock.addFilters(
                                  context.getBean("springSecurityFilterChain", Filter.class))
                              .build());
              check.on(mvc.perform(call));
            });
  }

  @FunctionalInterface
  private interface Check {
    void on(MvcTestResult answer) throws Exception;
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebMvc
  static class Edge {
    @Bean
    Doors doors() {
      return new Doors();
    }
  }

  @RestController
  static class Doors {
    @AllowedTo.Everybody
    @GetMapping("/who")
    String who(Caller caller) {
      return "%s %s %s"
          .formatted(
              caller.role(),
              caller.person(),
              caller.municipalities().stream()
                  .map(MunicipalityCode::value)
                  .sorted()
                  .collect(Collectors.joining(" ")));
    }

    @AllowedTo.Everybody
    @GetMapping({"/open", "/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"})
    String open() {
      return "no caller asked for";
    }
  }
}
