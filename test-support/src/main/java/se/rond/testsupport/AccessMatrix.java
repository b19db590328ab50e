package se.rond.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls every operation of a service that runs with a login: by each role of the municipality that
 * a thing is of, by each role of another, and with each {@link BadToken}. What is expected stands
 * in an {@link Entry} per operation and nowhere else, so that a slip in the service is one here.
 */
public final class AccessMatrix implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NAME = "Namn Som Inte Sägs";
  private static final String PROBLEM = "urn:rond:problem:";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final TestLogin login;
  private final List<String> roles;
  private final Staff own;
  private final Staff foreign;
  private final Function<Map<String, String>, String> stored;
  private final ApiDocument document;

  /** Signing one takes as long as the call with it. */
  private final Map<String, String> tokens = new HashMap<>();

  /**
   * @param port of a service that is no demonstration and takes the tokens of that login
   * @param own people of the municipality that the fixtures of the entries are of
   * @param foreign people of another
   * @param stored what the service has stored about a fixture; what is refused leaves it as it was
   */
  public AccessMatrix(
      int port,
      TestLogin login,
      Enum<?>[] roles,
      Staff own,
      Staff foreign,
      Function<Map<String, String>, String> stored) {
    this.port = port;
    this.login = login;
    this.roles = names(roles);
    this.own = own;
    this.foreign = foreign;
    this.stored = stored;
    this.document = ApiDocument.of(get("/v3/api-docs"));
  }

  /**
   * Who calls: one person for each role, in the same municipalities and for the same responders.
   *
   * @param persons their HSA-ids where it matters who they are
   * @param unit the care unit they all work for
   * @param careProvider whose unit it is
   */
  public record Staff(
      List<String> municipalities,
      List<String> responders,
      Map<String, String> persons,
      String unit,
      String careProvider) {

    /** Of a unit and a care provider of their own. */
    public Staff(
        List<String> municipalities, List<String> responders, Map<String, String> persons) {
      this(
          municipalities,
          responders,
          persons,
          "SE2120000829-U" + municipalities.getFirst(),
          "SE2120000829-P" + municipalities.getFirst());
    }

    public Staff {
      municipalities = List.copyOf(municipalities);
      responders = List.copyOf(responders);
      persons = Map.copyOf(persons);
    }

    private String person(String role) {
      var inShort = role.replace("_", "");
      return persons.getOrDefault(
          role,
          "SE2120000829-"
              + municipalities.getFirst()
              + inShort.substring(0, Math.min(8, inShort.length())));
    }
  }

  /**
   * How an operation is called, by whom, and what it answers.
   *
   * @param operation as {@code PUT /things/{thing}}
   * @param roles who may call it; all others are refused, whoever they work for
   * @param query behind the path, without the question mark
   * @param body instead of the document's example; the names of the fixture stand in braces, and
   *     {@code {new}} is an id of its own in each call
   * @param mediaType of the body
   * @param fixture what stands in the path, made once for all calls of the entry
   * @param inOwn what whoever may call it is answered about the own municipality; one call at least
   *     gets the first of them
   * @param inForeign the same, about a municipality of others
   * @param notInOwn what those of the roles are answered instead who may call it and are heard, but
   *     change nothing so
   */
  public record Entry(
      String operation,
      Set<String> roles,
      String query,
      @Nullable String body,
      String mediaType,
      Supplier<Map<String, String>> fixture,
      List<String> inOwn,
      List<String> inForeign,
      Map<String, String> notInOwn) {
    public Entry {
      notInOwn = Map.copyOf(notInOwn);
      roles = Set.copyOf(roles);
      inOwn = List.copyOf(inOwn);
      inForeign = List.copyOf(inForeign);
    }

    /** Answered with 200 in the own municipality, and as if there were no such thing elsewhere. */
    public static Entry of(String operation, Enum<?>... roles) {
      return new Entry(
          operation,
          Set.copyOf(names(roles)),
          "",
          null,
          "application/json",
          Map::of,
          List.of("200"),
          List.of("404 NOT_FOUND"),
          Map.of());
    }

    public Entry query(String text) {
      return new Entry(
          operation, roles, text, body, mediaType, fixture, inOwn, inForeign, notInOwn);
    }

    public Entry body(String text) {
      return new Entry(
          operation, roles, query, text, mediaType, fixture, inOwn, inForeign, notInOwn);
    }

    public Entry yaml(String text) {
      return new Entry(
          operation, roles, query, text, "application/yaml", fixture, inOwn, inForeign, notInOwn);
    }

    public Entry with(Supplier<Map<String, String>> made) {
      return new Entry(operation, roles, query, body, mediaType, made, inOwn, inForeign, notInOwn);
    }

    /**
     * A status, with the problem or the empty list behind it: {@code 409 TAKEN}, {@code 200 []}.
     */
    public Entry inOwn(String... answers) {
      return new Entry(
          operation, roles, query, body, mediaType, fixture, List.of(answers), inForeign, notInOwn);
    }

    public Entry inForeign(String... answers) {
      return new Entry(
          operation, roles, query, body, mediaType, fixture, inOwn, List.of(answers), notInOwn);
    }

    /** Hears those roles of the own municipality, and refuses them. */
    public Entry refusing(String answer, Enum<?>... some) {
      var refused = names(some).stream().collect(Collectors.toMap(role -> role, _ -> answer));
      return new Entry(
          operation, roles, query, body, mediaType, fixture, inOwn, inForeign, refused);
    }

    /** Tells of no municipality, or of the caller's own alone: others are answered likewise. */
    public Entry everywhere() {
      return inForeign(inOwn.toArray(String[]::new));
    }

    private String method() {
      return operation.substring(0, operation.indexOf(' '));
    }

    private String path() {
      return operation.substring(operation.indexOf(' ') + 1);
    }
  }

  /** The operations without an entry, and the entries without an operation. */
  public List<String> flawsOf(List<Entry> entries) {
    var flaws = new ArrayList<String>();
    var said = new TreeSet<String>();
    for (var entry : entries) {
      if (!said.add(entry.operation())) {
        flaws.add(entry.operation() + ": more than one entry");
      }
    }
    document.operations().stream()
        .filter(operation -> !said.contains(operation))
        .forEach(operation -> flaws.add(operation + ": no entry says who may call it"));
    said.removeAll(document.operations());
    said.forEach(operation -> flaws.add(operation + ": an entry for an operation there is not"));
    return flaws;
  }

  /** Makes all calls of an entry, and tells in a sentence each what came of it that should not. */
  public List<String> flawsOf(Entry entry) {
    var flaws = new ArrayList<String>();
    var fixture = entry.fixture().get();
    var before = stored.apply(fixture);
    for (var bad : BadToken.values()) {
      withBadToken(entry, fixture, bad, flaws);
    }
    for (var role : roles) {
      var answer = call(entry, fixture, token(role, foreign));
      if (entry.roles().contains(role)) {
        check(entry, role + " of others", answer, entry.inForeign(), flaws);
        nothingOf(fixture, entry, role, answer, flaws);
      } else {
        refused(entry, role + " of others", answer, flaws);
      }
    }
    for (var role : roles) {
      if (!entry.roles().contains(role)) {
        refused(entry, role, call(entry, fixture, token(role, own)), flaws);
      }
    }
    if (!stored.apply(fixture).equals(before)) {
      flaws.add(entry.operation() + ": somebody who was refused has changed something");
    }
    var seen = new HashSet<String>();
    for (var role : roles) {
      if (entry.roles().contains(role)) {
        var answer = call(entry, fixture, token(role, own));
        var refusal = entry.notInOwn().get(role);
        check(entry, role, answer, refusal == null ? entry.inOwn() : List.of(refusal), flaws);
        seen.add(said(answer));
      }
    }
    if (!seen.contains(entry.inOwn().getFirst())) {
      flaws.add(
          "%s: nobody was answered %s, but %s"
              .formatted(entry.operation(), entry.inOwn().getFirst(), seen));
    }
    return flaws;
  }

  private static void check(
      Entry entry, String who, Answer answer, List<String> expected, List<String> flaws) {
    if (!expected.contains(said(answer))) {
      flaws.add(
          "%s by %s: expected %s, found %s %s"
              .formatted(
                  entry.operation(), who, expected, answer.status(), beginning(answer.body())));
    }
  }

  private static void refused(Entry entry, String who, Answer answer, List<String> flaws) {
    // The answer to HEAD has no body that could say why.
    var expected = entry.method().equals("HEAD") ? "403" : "403 NOT_FOR_THIS_ROLE";
    check(entry, who, answer, List.of(expected), flaws);
  }

  /** Whoever works for others reads none of the ids that the fixture has. */
  private static void nothingOf(
      Map<String, String> fixture, Entry entry, String role, Answer answer, List<String> flaws) {
    fixture.values().stream()
        .filter(value -> value.length() == 36 && answer.body().contains(value))
        .forEach(value -> flaws.add(entry.operation() + ": " + role + " of others reads " + value));
  }

  private void withBadToken(
      Entry entry, Map<String, String> fixture, BadToken bad, List<String> flaws) {
    var role = roles.stream().filter(entry.roles()::contains).findFirst().orElseThrow();
    var token =
        bad == BadToken.NONE
            ? null
            : tokens.computeIfAbsent(role + bad, _ -> bad.made(claims(role, own), login));
    var answer = call(entry, fixture, token);
    var place = "%s with a token %s".formatted(entry.operation(), bad);
    if (answer.status() != 401) {
      flaws.add(place + ": found " + answer.status() + " " + beginning(answer.body()));
    }
    if (!answer.challenge().startsWith(bad.challenge())) {
      flaws.add(place + ": asked for a login with '" + answer.challenge() + "'");
    }
    if (!entry.method().equals("HEAD") && !said(answer).equals("401 " + bad.problem())) {
      flaws.add(place + ": told " + beginning(answer.body()));
    }
    var all = answer.body() + answer.challenge();
    if (all.contains(NAME)
        || all.contains(own.person(role))
        || (token != null && Arrays.stream(token.split("\\.")).anyMatch(all::contains))) {
      flaws.add(place + ": repeats some of it: " + beginning(answer.body()));
    }
  }

  private record Answer(int status, String body, String challenge) {}

  /** The status, and the problem where the answer is one, or that a list is empty. */
  private static String said(Answer answer) {
    if (answer.body().equals("[]")) {
      return answer.status() + " []";
    }
    if (answer.status() < 400 || answer.body().isEmpty()) {
      return "" + answer.status();
    }
    return answer.status()
        + " "
        + JSON.readTree(answer.body()).path("type").asString("").replace(PROBLEM, "");
  }

  private static String beginning(String body) {
    return body.substring(0, Math.min(body.length(), 300));
  }

  private Answer call(Entry entry, Map<String, String> fixture, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(uri(filled(entry.path(), fixture) + query(entry, fixture)))
            .header("Accept-Language", "en")
            // What demo mode goes by, and nobody else.
            .header("X-Rond-Caller", "COORDINATOR")
            .method(
                entry.method(),
                body(entry, fixture).map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    request.header("Content-Type", entry.mediaType());
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofInputStream());
      try (var body = answer.body()) {
        return new Answer(
            answer.statusCode(),
            // A stream has no end; that it was opened is all there is to see here.
            isStream(answer) ? "" : new String(body.readAllBytes(), UTF_8),
            answer.headers().firstValue("WWW-Authenticate").orElse(""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the service was asked", e);
    }
  }

  private static boolean isStream(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("text/event-stream"))
        .isPresent();
  }

  private static String query(Entry entry, Map<String, String> fixture) {
    return entry.query().isEmpty() ? "" : "?" + filled(entry.query(), fixture);
  }

  private Optional<String> body(Entry entry, Map<String, String> fixture) {
    if (entry.body() != null) {
      return Optional.of(filled(entry.body(), fixture));
    }
    return document.example(entry.operation()).map(AccessMatrix::withItsOwnId);
  }

  private static String withItsOwnId(JsonNode example) {
    if (example.isString()) {
      return example.stringValue();
    }
    var body = example.deepCopy();
    if (body instanceof ObjectNode object && object.has("id")) {
      object.put("id", UUID.randomUUID().toString());
    }
    return body.toString();
  }

  private static String filled(String template, Map<String, String> fixture) {
    var text = template;
    for (var one : fixture.entrySet()) {
      text = text.replace("{" + one.getKey() + "}", one.getValue());
    }
    return text.replace("{new}", UUID.randomUUID().toString());
  }

  /** A good token of one of them. */
  public String token(String role, Staff staff) {
    return tokens.computeIfAbsent(role + staff, _ -> login.sign(claims(role, staff).build()));
  }

  private static JWTClaimsSet.Builder claims(String role, Staff staff) {
    return new JWTClaimsSet.Builder()
        .issuer(TestLogin.ISSUER)
        .audience("rond")
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .claim("acr", "loa3")
        .claim("role", role)
        .claim("name", NAME)
        .claim("employeeHsaId", staff.person(role))
        .claim("commissionHsaId", "SE2120000829-C001")
        .claim("careUnitHsaId", staff.unit())
        .claim("careProviderHsaId", staff.careProvider())
        .claim("municipalities", staff.municipalities())
        .claim("responders", staff.responders());
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + token(roles.getFirst(), own))
            .build())
        .body();
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static List<String> names(Enum<?>... roles) {
    return Arrays.stream(roles).map(Enum::name).collect(Collectors.toUnmodifiableList());
  }

  @Override
  public void close() {
    http.close();
  }
}
