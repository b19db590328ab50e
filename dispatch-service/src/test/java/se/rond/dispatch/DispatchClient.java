package se.rond.dispatch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running dispatch service as a client would. */
final class DispatchClient {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  DispatchClient(int port) {
    this.url = "http://localhost:" + port;
  }

  record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

  Answer raise(JsonNode body) {
    return raise(JSON.writeValueAsString(body));
  }

  Answer raise(String body) {
    return send(request("/assessment-requests").POST(BodyPublishers.ofString(body)));
  }

  Answer raise(String body, String header, String value) {
    return send(
        request("/assessment-requests")
            .setHeader(header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  JsonNode show(String id) {
    return get("/assessment-requests/" + id).body();
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer getAs(String role, String path) {
    return send(request(path).header("X-Rond-Caller", role).GET());
  }

  Answer put(String path, String body) {
    return putAs("MOBILE_TEAM", path, body);
  }

  Answer accept(JsonNode assignment, String request) {
    return acceptAs(roleOf(assignment), assignment, request);
  }

  /** The role of who answers as the responder of an assignment. */
  static String roleOf(JsonNode assignment) {
    var responder = assignment.get("responder").stringValue();
    return responder.startsWith("LB-")
        ? "PHYSICIAN"
        : responder.startsWith("NF-") ? "MUNICIPAL_NURSE" : "MOBILE_TEAM";
  }

  Answer acceptAs(String caller, JsonNode assignment, String request) {
    return putAs(
        caller,
        "/assessment-requests/%s/offers/%s/acceptance"
            .formatted(request, assignment.get("token").stringValue()),
        "");
  }

  Answer claimAs(String caller, JsonNode assignment, String request, String body) {
    return putAs(
        caller,
        "/assessment-requests/%s/assignments/%s/claim"
            .formatted(request, assignment.get("id").stringValue()),
        body);
  }

  Answer decline(JsonNode assignment, String request, String reason) {
    return putAs(
        roleOf(assignment),
        "/assessment-requests/%s/offers/%s/declination"
            .formatted(request, assignment.get("token").stringValue()),
        "{\"reason\": \"%s\"}".formatted(reason));
  }

  Answer report(JsonNode assignment, String request, String body) {
    return putAs(
        roleOf(assignment),
        "/assessment-requests/%s/assignments/%s/status"
            .formatted(request, assignment.get("id").stringValue()),
        body);
  }

  Answer document(JsonNode assignment, String request, String reference) {
    return putAs(
        roleOf(assignment),
        "/assessment-requests/%s/assignments/%s/journal-reference"
            .formatted(request, assignment.get("id").stringValue()),
        "{\"journalReference\": \"%s\"}".formatted(reference));
  }

  Answer handOver(JsonNode assignment, String request, String body) {
    return putAs(roleOf(assignment), handoverOf(assignment, request), body);
  }

  Answer takeHandoverBack(JsonNode assignment, String request) {
    return send(
        request(handoverOf(assignment, request))
            .header("X-Rond-Caller", roleOf(assignment))
            .DELETE());
  }

  private static String handoverOf(JsonNode assignment, String request) {
    return "/assessment-requests/%s/assignments/%s/handover"
        .formatted(request, assignment.get("id").stringValue());
  }

  Answer observe(String request, String body) {
    return send(
        request("/assessment-requests/%s/observations".formatted(request))
            .POST(BodyPublishers.ofString(body)));
  }

  Answer correct(String request, String body) {
    return send(
        request("/assessment-requests/%s/correction".formatted(request))
            .POST(BodyPublishers.ofString(body)));
  }

  Answer move(String request, String body) {
    return send(
        request("/assessment-requests/%s/place".formatted(request))
            .PUT(BodyPublishers.ofString(body)));
  }

  Answer cancel(String request, String reason) {
    return send(
        request("/assessment-requests/%s/cancellation".formatted(request))
            .PUT(BodyPublishers.ofString("{\"reason\": \"%s\"}".formatted(reason))));
  }

  Answer acknowledge(String request, String body) {
    return acknowledge(request, body, "MUNICIPAL_NURSE");
  }

  Answer acknowledge(String request, String body, String role) {
    return send(
        request("/assessment-requests/%s/emergency-acknowledgement".formatted(request))
            .header("X-Rond-Caller", role)
            .PUT(BodyPublishers.ofString(body)));
  }

  Answer level(String request, String body, String role) {
    return send(
        request("/assessment-requests/%s/level".formatted(request))
            .header("X-Rond-Caller", role)
            .PUT(BodyPublishers.ofString(body)));
  }

  /** A call of a coordinator, in that language. */
  Answer coordinate(String method, String path, String body, String language) {
    return send(
        request(path)
            .header("X-Rond-Caller", "COORDINATOR")
            .header("Accept-Language", language)
            .method(method, BodyPublishers.ofString(body)));
  }

  Answer postAs(String role, String path, String body) {
    return postAs(role, path, body, "en");
  }

  Answer postAs(String role, String path, String body, String language) {
    return send(
        request(path)
            .header("X-Rond-Caller", role)
            .header("Accept-Language", language)
            .POST(BodyPublishers.ofString(body)));
  }

  Answer putAs(String role, String path, String body) {
    return send(request(path).header("X-Rond-Caller", role).PUT(BodyPublishers.ofString(body)));
  }

  Answer post(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()),
          response);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
