package se.rond.notification.stream.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.DemoMode;
import se.rond.access.problem.Problem;
import se.rond.contracts.language.Text;
import se.rond.notification.recipient.Notice;
import se.rond.notification.recipient.Notices;
import se.rond.notification.stream.OpenStream;
import se.rond.notification.stream.OpenStreams;
import se.rond.notification.stream.StreamSettings;

/** {@code GET /stream}: a recipient's notices as server-sent events, while they happen. */
@RestController
class StreamController {
  /**
   * How many notices a device gets at its first connect: what it has missed, as far as a person
   * will read back. 100, chosen: a busy shift of one team, some 10 requests of some 6 events each,
   * and reserve.
   */
  static final int NEWEST_AT_FIRST_CONNECT = 100;

  /** Most notices held in memory per stream while they are sent. 100 are about 50 kB. */
  private static final int PAGE = 100;

  /** What a refused device should wait. 5 s, chosen: an instance restarts in about as long. */
  private static final String RETRY_AFTER_SECONDS = "5";

  private static final Logger log = LoggerFactory.getLogger(StreamController.class);

  private final Notices notices;
  private final OpenStreams streams;
  private final StreamSettings settings;
  private final DemoMode mode;

  StreamController(Notices notices, OpenStreams streams, StreamSettings settings, DemoMode mode) {
    this.notices = notices;
    this.streams = streams;
    this.settings = settings;
    this.mode = mode;
  }

  /**
   * Sends the caller's notices until the device goes away or the process ends; somebody else's as
   * far as they are about the caller's municipalities. The thread, a virtual one, blocks all the
   * while.
   *
   * <p>An event's {@code id} is its number in the recipient's row of notices, 1, 2, 3 and so on
   * without a gap, though a caller who may not see all of them finds some left out. With {@code
   * Last-Event-ID} the stream goes on after it. Without it, as at a device's first connect, and
   * also with a number that was never given out, as after a database was restored, it starts with
   * the newest {@value #NEWEST_AT_FIRST_CONNECT} of the row. A recipient without notices just
   * waits.
   *
   * @param recipient whose notices instead of the caller's own: a responder's id or an HSA-id.
   *     Those of others are open in demo mode alone; with a login, whom the caller answers as comes
   *     from the token
   */
  @AllowedTo.Everybody
  @GetMapping("/stream")
  void stream(
      Caller caller,
      @RequestParam(required = false) @Nullable String recipient,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response) {
    var request = StreamRequest.of(caller, recipient, lastEventId);
    if (!request.isOwn() && !mode.demo()) {
      throw Problem.notFound(Text.of("a recipient", "en mottagare"));
    }
    try (var stream =
        streams
            .open(request.recipient())
            .orElseThrow(() -> unavailable(Text.of("a free connection", "en ledig anslutning")))) {
      stream.reached(startOf(request));
      try {
        send(stream, request, caller, response);
      } catch (IOException gone) {
        log.debug("The device of {} went away", request.recipient(), gone);
      } catch (DataAccessException fault) {
        // The device comes back with the id of the last event it has, so nothing is lost.
        log.warn("Ended the stream of {}: its notices cannot be read", request.recipient(), fault);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Without this, HEAD would be answered by the method above, which never ends. */
  @AllowedTo.Everybody
  @RequestMapping(path = "/stream", method = RequestMethod.HEAD)
  void describe(Caller caller, HttpServletResponse response) {
    describeStream(response);
  }

  private long startOf(StreamRequest request) {
    long last;
    try {
      last = notices.lastSequence(request.recipient());
    } catch (DataAccessException fault) {
      throw unavailable(Text.of("a database that answers", "en databas som svarar"));
    }
    return request.after().stream()
        .filter(after -> after <= last)
        .findFirst()
        .orElse(Math.max(0, last - NEWEST_AT_FIRST_CONNECT));
  }

  private void send(
      OpenStream stream, StreamRequest request, Caller caller, HttpServletResponse response)
      throws IOException, InterruptedException {
    describeStream(response);
    var writer = new EventStreamWriter(response.getOutputStream());
    writer.writeHeartbeat();
    writer.flush();
    while (stream.isOpen()) {
      // Read before the page: whatever the page leaves out up to here is not for this caller.
      var last = notices.lastSequence(request.recipient());
      var page = page(stream, request, caller);
      for (var notice : page) {
        writer.write(notice);
        stream.reached(notice.sequence());
      }
      if (page.size() < PAGE) {
        stream.reached(Math.max(stream.position(), last));
      }
      writer.flush();
      while (page.size() < PAGE && !stream.awaitNews(settings.heartbeat())) {
        writer.writeHeartbeat();
        writer.flush();
      }
    }
  }

  private List<Notice> page(OpenStream stream, StreamRequest request, Caller caller) {
    return request.isOwn()
        ? notices.listAfter(request.recipient(), stream.position(), PAGE)
        : notices.listAfter(request.recipient(), caller.municipalities(), stream.position(), PAGE);
  }

  private static void describeStream(HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static Problem unavailable(Text expected) {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "UNAVAILABLE",
            Text.of("Not available at present", "Inte tillgängligt just nu"),
            Text.of("Expected {0}, but found none.", "Vi väntade oss {0}, men fann ingen.")
                .with(expected))
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
  }
}
