package se.rond.access.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.language.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * The body of a request about a patient. Whatever is wrong with it, what can be read of it is read:
 * a nurse whose patient has a red flag learns so.
 */
public final class SentBody {

  /** Largest body, in bytes: a hundred times what the longest form fills. */
  static final int MAX_BYTES = 256 * 1024;

  /** Up to this size, in bytes, a body is read at once; a form fills at most some 3,000. */
  static final int ORDINARY_BYTES = 16 * 1024;

  /** How far red flags in quotes are looked for in a body that is too large, in bytes. */
  static final int MAX_SCANNED_BYTES = 2 * 1024 * 1024;

  private static final Text JSON_OBJECT = Text.of("a JSON object", "ett JSON-objekt");

  private SentBody() {}

  /**
   * Reads the body. A large one waits for a {@linkplain LargeBodies place}.
   *
   * @param readable is told what can be read of a body that cannot be taken, before the problem is
   *     thrown
   * @throws Problem if it is too large, declared as something other than JSON, or no JSON, or if
   *     there is no place for a large one
   */
  public static JsonBody read(
      HttpServletRequest request, Instant receivedAt, Consumer<ClinicalContent> readable)
      throws IOException {
    var input = request.getInputStream();
    var bytes = input.readNBytes(ORDINARY_BYTES + 1);
    if (bytes.length > ORDINARY_BYTES) {
      if (!LargeBodies.take(request)) {
        readable.accept(rescue(bytes, input, receivedAt));
        throw CommonProblem.UNAVAILABLE.problem();
      }
      bytes = withRest(bytes, input);
    }
    if (bytes.length > MAX_BYTES) {
      readable.accept(rescue(bytes, input, receivedAt));
      throw CommonProblem.BODY_TOO_LARGE.problem();
    }
    if (!isJson(request.getContentType())) {
      readable.accept(SubmissionReader.rescue(bytes, receivedAt));
      throw CommonProblem.UNSUPPORTED_MEDIA_TYPE.problem();
    }
    try {
      return JsonBody.parse(bytes);
    } catch (JacksonException broken) {
      readable.accept(SubmissionReader.rescue(bytes, receivedAt));
      throw Problem.invalid(List.of(broken(broken)));
    }
  }

  private static byte[] withRest(byte[] beginning, InputStream input) throws IOException {
    var rest = input.readNBytes(MAX_BYTES + 1 - beginning.length);
    var bytes = Arrays.copyOf(beginning, beginning.length + rest.length);
    System.arraycopy(rest, 0, bytes, beginning.length, rest.length);
    return bytes;
  }

  /** What can be read of one that is not at hand as a whole. */
  private static ClinicalContent rescue(byte[] beginning, InputStream rest, Instant receivedAt)
      throws IOException {
    return SubmissionReader.rescue(
        beginning, rest, MAX_SCANNED_BYTES - beginning.length, receivedAt);
  }

  /** The error of a body that is missing, or no JSON. */
  static FieldError broken() {
    return new FieldError(
        "", JSON_OBJECT, Text.of("nothing, or broken JSON", "ingenting, eller trasig JSON"));
  }

  private static FieldError broken(JacksonException broken) {
    var place = broken.getLocation();
    return new FieldError(
        "",
        JSON_OBJECT,
        place == null || broken instanceof StreamConstraintsException
            ? Text.of("JSON beyond all limits", "JSON bortom alla gränser")
            : Text.of("broken JSON at line {0}, column {1}", "trasig JSON på rad {0}, kolumn {1}")
                .with(place.getLineNr(), place.getColumnNr()));
  }

  /** A client that does not say what it sends is believed to send what we ask for. */
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    try {
      var subtype = MediaType.parseMediaType(contentType).getSubtype();
      return subtype.equals("json") || subtype.endsWith("+json");
    } catch (InvalidMediaTypeException _) {
      return false;
    }
  }
}
