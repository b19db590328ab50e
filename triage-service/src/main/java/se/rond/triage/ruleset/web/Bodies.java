package se.rond.triage.ruleset.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.triage.ruleset.Vignette;
import tools.jackson.databind.JsonNode;

/**
 * What is sent about a rule set, field by field. One that nobody knows is refused: a misspelt
 * {@code from} would end a set at once.
 */
final class Bodies {

  private static final Pattern SENTENCE = Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1,500}");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private Bodies() {}

  /**
   * A document.
   *
   * @throws Problem if it is not UTF-8
   */
  static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "NOT_UTF_8",
          Text.of("The document is not UTF-8", "Dokumentet är inte UTF-8"),
          Text.of(
              "Expected a text in UTF-8; nothing was stored",
              "Vi väntade oss en text i UTF-8; ingenting har sparats"));
    }
  }

  /**
   * A vignette.
   *
   * @throws Problem if it cannot be used, with every reason
   */
  static Vignette vignette(String name, JsonBody body) {
    var errors =
        errorsOf(body, Set.of("says", "level", "needs", "floor", "capabilities", "request"));
    var tree = body.tree();
    if (!Vignette.isName(name)) {
      errors.add(
          new FieldError(
              "name",
              Text.of(
                  "2 to 80 small letters, digits and hyphens",
                  "2 till 80 små bokstäver, siffror och bindestreck"),
              Text.of("another text", "en annan text")));
    }
    var swedish = sentence(tree, "/says/sv", errors);
    var english = sentence(tree, "/says/en", errors);
    var level = code(tree.at("/level"), "level", Level.values(), Level::name, errors);
    var floor =
        tree.has("floor")
            ? code(tree.at("/floor"), "floor", Level.values(), Level::name, errors).orElse(null)
            : null;
    var needs = EnumSet.noneOf(Need.class);
    if (!tree.at("/needs").isArray()) {
      errors.add(expected("needs", Text.of("a list", "en lista")));
    }
    tree.at("/needs")
        .forEach(
            one -> code(one, "needs", Need.values(), Need::name, errors).ifPresent(needs::add));
    var brings = tree.has("capabilities") ? capabilities(tree.at("/capabilities"), errors) : null;
    if (brings != null && !brings.isEmpty() && !needs.contains(Need.TEAM_VISIT)) {
      errors.add(
          expected(
              "needs",
              Text.of(
                  "TEAM_VISIT, since a team brings capabilities",
                  "TEAM_VISIT, eftersom det är ett team som tar med capabilities")));
    }
    var request = tree.at("/request");
    if (!request.isObject()) {
      errors.add(
          expected("request", Text.of("the body of a preview", "innehållet i en förhandstriage")));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Vignette(
        name, new Label(swedish, english), request, level.orElseThrow(), needs, floor, brings);
  }

  private static Set<Capability> capabilities(JsonNode node, List<FieldError> errors) {
    var capabilities = EnumSet.noneOf(Capability.class);
    if (!node.isArray()) {
      errors.add(expected("capabilities", Text.of("a list", "en lista")));
    }
    node.forEach(
        one ->
            code(one, "capabilities", Capability.values(), Capability::code, errors)
                .ifPresent(capabilities::add));
    return capabilities;
  }

  /**
   * What somebody has read.
   *
   * @throws Problem if it is not told
   */
  static String digest(JsonBody body) {
    var errors = errorsOf(body, Set.of("digest"));
    var digest = body.tree().at("/digest");
    if (!digest.isString() || !DIGEST.matcher(digest.asString()).matches()) {
      errors.add(
          expected(
              "digest",
              Text.of(
                  "the digest of the vignettes as you have read them, 64 hexadecimal digits",
                  "digest för vinjetterna som du har läst dem, 64 hexadecimala siffror")));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return digest.asString();
  }

  /**
   * When something begins.
   *
   * @throws Problem if it is not told
   */
  static Instant from(JsonBody body) {
    var errors = errorsOf(body, Set.of("from"));
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return findFrom(body).orElseThrow(() -> Problem.invalid(List.of(timeExpected())));
  }

  /**
   * How something ends.
   *
   * @param from null for now
   * @param unsafe false where nothing is said
   */
  record End(@Nullable Instant from, boolean unsafe) {}

  /**
   * How something ends.
   *
   * @throws Problem if it cannot be read
   */
  static End end(JsonBody body) {
    var errors = errorsOf(body, Set.of("from", "unsafe"));
    var unsafe = body.tree().at("/unsafe");
    if (!unsafe.isMissingNode() && !unsafe.isBoolean()) {
      errors.add(expected("unsafe", Text.of("true or false", "true eller false")));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new End(findFrom(body).orElse(null), unsafe.asBoolean(false));
  }

  private static Optional<Instant> findFrom(JsonBody body) {
    var from = body.tree().at("/from");
    if (from.isMissingNode()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(from.asString("")));
    } catch (DateTimeException _) {
      throw Problem.invalid(List.of(timeExpected()));
    }
  }

  private static List<FieldError> errorsOf(JsonBody body, Set<String> fields) {
    var errors = new ArrayList<>(body.repeated());
    if (!body.tree().isObject()) {
      errors.add(expected("", Text.of("a JSON object", "ett JSON-objekt")));
    }
    for (var name : body.tree().propertyNames()) {
      if (!fields.contains(name)) {
        errors.add(
            new FieldError(
                "",
                Text.of("no field but {0}", "inga fält utom {0}")
                    .with(String.join(", ", fields.stream().sorted().toList())),
                Text.of("another one", "ett annat")));
      }
    }
    return errors;
  }

  private static String sentence(JsonNode body, String pointer, List<FieldError> errors) {
    var text = body.at(pointer);
    if (text.isString()
        && !text.asString().isBlank()
        && SENTENCE.matcher(text.asString()).matches()) {
      return text.asString();
    }
    errors.add(
        expected(
            pointer.substring(1).replace('/', '.'),
            Text.of("1 to 500 characters on one line", "1 till 500 tecken på en rad")));
    return "";
  }

  private static <E extends Enum<E>> Optional<E> code(
      JsonNode node,
      String field,
      E[] values,
      Function<E, String> codeOf,
      List<FieldError> errors) {
    var found =
        Arrays.stream(values)
            .filter(one -> node.isString() && codeOf.apply(one).equals(node.asString()))
            .findFirst();
    if (found.isEmpty()) {
      errors.add(
          expected(
              field,
              Text.of("one of {0}", "något av {0}")
                  .with(String.join(", ", Arrays.stream(values).map(codeOf).toList()))));
    }
    return found;
  }

  private static FieldError expected(String field, Text expected) {
    return new FieldError(field, expected, Text.of("something else", "något annat"));
  }

  private static FieldError timeExpected() {
    return expected(
        "from", Text.of("a time such as 2026-12-01T07:00:00Z", "en tid som 2026-12-01T07:00:00Z"));
  }
}
