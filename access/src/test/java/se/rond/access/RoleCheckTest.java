package se.rond.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import se.rond.access.problem.Problem;
import se.rond.access.problem.ProblemWriter;
import tools.jackson.databind.json.JsonMapper;

/** Every handler says who may call it, and nobody else gets that far. */
class RoleCheckTest {

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(AccessAutoConfiguration.class))
          .withPropertyValues("rond.demo=true");

  @ParameterizedTest
  @EnumSource
  void onlyTheRolesThatAreNamedCall(Role role) {
    var answer = answer(get("/wards").header("X-Rond-Caller", role.name()));

    if (role == Role.PHYSICIAN || role == Role.MAS) {
      assertThat(answer).hasStatusOk().hasBodyTextEqualTo("wards");
    } else {
      assertThat(answer).hasStatus(HttpStatus.FORBIDDEN);
      assertThat(problem(answer)).endsWith(":NOT_FOR_THIS_ROLE PHYSICIAN, MAS");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameStandsForItsRoles(Role role) {
    var isCare =
        switch (role) {
          case MUNICIPAL_NURSE,
              MOBILE_TEAM,
              PHYSICIAN,
              COORDINATOR,
              AMBULANCE_LIAISON,
              CARE_COORDINATION_NURSE,
              MAS,
              INTEGRATION ->
              true;
          case MANAGER, OPERATIONS -> false;
        };

    assertThat(answer(get("/care").header("X-Rond-Caller", role.name())))
        .hasStatus(isCare ? HttpStatus.OK : HttpStatus.FORBIDDEN);
    assertThat(answer(get("/codes").header("X-Rond-Caller", role.name()))).hasStatusOk();
  }

  /** What would be wrong with a body tells what there is. */
  @Test
  void nothingIsReadOfWhoMayNotCall() {
    assertThat(answer(put("/wards").header("X-Rond-Caller", "MAS").content("{")))
        .hasStatus(HttpStatus.FORBIDDEN);
  }

  @Test
  void aServiceWithAHandlerThatDoesNotSayStartsNot() {
    service
        .withUserConfiguration(Silent.class)
        .run(
            context ->
                assertThat(context)
                    .hasFailed()
                    .getFailure()
                    .hasMessageStartingWith("Expected @AllowedTo")
                    .hasMessageContaining("SilentEdge#tell"));
  }

  private MvcTestResult answer(RequestBuilder request) {
    var answers = new MvcTestResult[1];
    service
        .withUserConfiguration(Edge.class)
        .run(
            context ->
                answers[0] =
                    MockMvcTester.from(
                            context,
                            mvc ->
                                mvc.addFilters(
                                        context.getBean("springSecurityFilterChain", Filter.class))
                                    .build())
                        .perform(request));
    return answers[0];
  }

  private static String problem(MvcTestResult answer) {
    var body = JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    var detail = body.get("detail").asString();
    return body.get("type").asString()
        + " "
        + detail.substring("Expected one of the roles ".length(), detail.indexOf(';'));
  }

  @Configuration
  @EnableWebMvc
  @Import({WardController.class, Refusals.class})
  static class Edge {}

  /** As each service has them. */
  @RestControllerAdvice
  static class Refusals {
    @ExceptionHandler
    void refuse(Problem problem, HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      ProblemWriter.write(request, response, problem);
    }
  }

  @RestController
  static class WardController {

    @AllowedTo({Role.PHYSICIAN, Role.MAS})
    @GetMapping("/wards")
    String list() {
      return "wards";
    }

    @AllowedTo(Role.PHYSICIAN)
    @PutMapping("/wards")
    String keep(@RequestBody Role body) {
      return body.name();
    }

    @AllowedTo.Care
    @GetMapping("/care")
    String care() {
      return "care";
    }

    @AllowedTo.Everybody
    @GetMapping("/codes")
    String codes() {
      return "codes";
    }
  }

  @Configuration
  @EnableWebMvc
  @Import(SilentEdge.class)
  static class Silent {}

  @RestController
  static class SilentEdge {
    @GetMapping("/secrets")
    String tell() {
      return "secrets";
    }
  }
}
