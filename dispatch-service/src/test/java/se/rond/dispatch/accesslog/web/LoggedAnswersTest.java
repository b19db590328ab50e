package se.rond.dispatch.accesslog.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;

/** No answer about a patient leaves without an entry. */
class LoggedAnswersTest {

  private final HttpCalls calls = new HttpCalls(UUID::randomUUID);

  private final MockMvc mvc =
      MockMvcBuilders.standaloneSetup(new Handlers())
          .setControllerAdvice(new LoggedAnswers(calls))
          .build();

  private final MockMvcTester client = MockMvcTester.create(mvc);

  @Test
  void whatIsEnteredLeaves() {
    assertThat(client.get().uri("/entered")).hasStatusOk().bodyText().isEqualTo("a patient's data");
  }

  @Test
  void whatIsNotEnteredDoesNot() {
    assertThat(client.get().uri("/forgotten"))
        .failure()
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Expected an entry in the access log");
  }

  @Test
  void whatIsAboutNobodyNeedsNone() {
    assertThat(client.get().uri("/about-nobody")).hasStatusOk();
  }

  @RestController
  private final class Handlers {

    @AllowedTo.Everybody
    @AccessLogged(Activity.READ)
    @GetMapping("/entered")
    String entered() {
      calls.committed();
      return "a patient's data";
    }

    @AllowedTo.Everybody
    @AccessLogged(Activity.READ)
    @GetMapping("/forgotten")
    String forgotten() {
      return "a patient's data";
    }

    @AllowedTo.Everybody
    @GetMapping("/about-nobody")
    String aboutNobody() {
      return "a list of codes";
    }
  }
}
