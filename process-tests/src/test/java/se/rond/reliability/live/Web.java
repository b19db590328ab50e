package se.rond.reliability.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls as a phone makes them: again and again with the same body, until there is an answer. */
final class Web {
  /** Longer than a service takes to say that its database is away: 10 s for one that is silent. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private static final Duration AGAIN_AFTER = Duration.ofMillis(200);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(ANSWER_WITHIN)
          .build();

  /** An answer; the body is missing where it was no JSON. */
  record Answer(int status, JsonNode body) {
    boolean isGranted() {
      return status / 100 == 2;
    }

    boolean isAway() {
      return status == 503;
    }

    String text(String field) {
      return body.path(field).asString("");
    }
  }

  Answer get(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address).GET());
  }

  Answer post(URI address, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** Sends until something other than "away" is answered. */
  Answer putUntilAnswered(URI address, String role, String body) throws InterruptedException {
    while (true) {
      try {
        var answer =
            send(
                HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .header("X-Rond-Caller", role)
                    .PUT(BodyPublishers.ofString(body)));
        if (!answer.isAway()) {
          return answer;
        }
      } catch (IOException nobodyThere) {
        // Again, below.
      }
      Thread.sleep(AGAIN_AFTER);
    }
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), read(answer.body()));
  }

  private static JsonNode read(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException noJson) {
      return JsonMapper.shared().missingNode();
    }
  }
}
