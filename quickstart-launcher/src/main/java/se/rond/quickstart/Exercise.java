package se.rond.quickstart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Some requests through a running Rond, from the nurse's post to the word on her stream. */
final class Exercise {
  /** An answer takes milliseconds; the bound is for a machine that is busy with something else. */
  private static final int ANSWER_MILLIS = 60_000;

  /** An offer takes milliseconds as well, and heartbeats come for ever. */
  private static final Duration OFFER_WITHIN = Duration.ofMinutes(2);

  private Exercise() {}

  /**
   * Logs in, posts each example, asks for a preview of it, and reads on the stream that the first
   * one was offered to somebody.
   */
  static void of(Installation rond, TryFiles examples) throws IOException {
    var token = rond.headlessLogin().token("MUNICIPAL_NURSE");
    // By the examples' own nurse, who cannot log in: she is told what was asked for her patients.
    var stream = open(rond.notification().url() + "/stream?recipient=SE2120000829-N001");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      for (var name : TryFiles.NAMES) {
        var body = Files.readAllBytes(examples.folder().resolve(name + ".json"));
        call(rond.dispatch().url() + "/assessment-requests", token, body);
        call(rond.triage().url() + "/triage/preview", token, body);
        call(rond.dispatch().url() + "/assessment-requests/" + examples.id(name), token, null);
      }
      awaitOffer(lines, OFFER_WITHIN);
    } finally {
      stream.disconnect();
    }
  }

  /**
   * Reads past heartbeats and what else there is to say.
   *
   * @throws IOException if the stream ends, or nobody was asked in time
   */
  static void awaitOffer(BufferedReader lines, Duration bound) throws IOException {
    long begun = System.nanoTime();
    while (true) {
      var line = lines.readLine();
      if (line == null) {
        throw new IOException("the stream of notices ended before anybody was asked");
      }
      if (line.startsWith("event:ResponderOffered")) {
        return;
      }
      if (System.nanoTime() - begun > bound.toNanos()) {
        throw new IOException("nobody was asked within " + bound.toSeconds() + " s");
      }
    }
  }

  private static void call(String url, String token, byte @Nullable [] body) throws IOException {
    var call = open(url);
    call.setRequestProperty("Authorization", "Bearer " + token);
    if (body != null) {
      call.setDoOutput(true);
      call.setRequestProperty("Content-Type", "application/json");
      try (var out = call.getOutputStream()) {
        out.write(body);
      }
    }
    try (var answer = call.getInputStream()) {
      answer.readAllBytes();
    }
  }

  private static HttpURLConnection open(String url) throws IOException {
    if (!(URI.create(url).toURL().openConnection() instanceof HttpURLConnection call)) {
      throw new IllegalArgumentException("Expected an HTTP address, found " + url);
    }
    call.setConnectTimeout(ANSWER_MILLIS);
    call.setReadTimeout(ANSWER_MILLIS);
    return call;
  }
}
