package se.rond.reliability.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One recipient's stream, listened to without end: when it breaks, the device comes back with the
 * number of the last event it has.
 */
public final class Device implements AutoCloseable {
  /** The stream says something every 15 s; after twice that it is dead, whatever TCP thinks. */
  private static final int SILENCE_MILLIS = 30_000;

  private static final Duration COME_BACK_AFTER = Duration.ofMillis(250);

  /** One event as it was read. */
  public record Told(long sequence, String type, JsonNode event) {
    String text(String field) {
      return event.path(field).asString("");
    }
  }

  private final String recipient;
  private final Supplier<URI> stream;
  private final Consumer<Told> reaction;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final Thread listening;
  private volatile boolean open = true;
  private volatile @Nullable HttpURLConnection connection;

  /**
   * Begins to listen.
   *
   * @param reaction called in the listening thread, in the order of the stream
   */
  Device(String recipient, Supplier<URI> stream, Consumer<Told> reaction) {
    this.recipient = recipient;
    this.stream = stream;
    this.reaction = reaction;
    this.listening = Thread.ofVirtual().name("device " + recipient).start(this::listen);
  }

  public String recipient() {
    return recipient;
  }

  /** Everything it was told, in that order. */
  public List<Told> told() {
    return List.copyOf(told);
  }

  /** The number of the newest it was told, 0 if there is none. */
  long lastSequence() {
    return told.isEmpty() ? 0 : told.getLast().sequence();
  }

  private void listen() {
    while (open) {
      try {
        read();
      } catch (IOException broken) {
        // Comes back, as a phone does after a tunnel.
      }
      try {
        Thread.sleep(COME_BACK_AFTER);
      } catch (InterruptedException closed) {
        return;
      }
    }
  }

  private void read() throws IOException {
    var address =
        stream.get() + "?recipient=" + URLEncoder.encode(recipient, StandardCharsets.UTF_8);
    if (!(URI.create(address).toURL().openConnection() instanceof HttpURLConnection http)) {
      throw new IllegalStateException("Expected an HTTP address, found " + address);
    }
    connection = http;
    http.setConnectTimeout(SILENCE_MILLIS);
    http.setReadTimeout(SILENCE_MILLIS);
    // Who has none says so, and is told from the first on, however many there are by then.
    http.setRequestProperty("Last-Event-ID", Long.toString(lastSequence()));
    try (var lines =
        new BufferedReader(new InputStreamReader(http.getInputStream(), StandardCharsets.UTF_8))) {
      long sequence = 0;
      var type = "";
      for (var line = lines.readLine(); line != null && open; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          sequence = Long.parseLong(line.substring("id:".length()));
        } else if (line.startsWith("event:")) {
          type = line.substring("event:".length());
        } else if (line.startsWith("data:")) {
          var event = JsonMapper.shared().readTree(line.substring("data:".length()));
          var news = new Told(sequence, type, event);
          told.add(news);
          reaction.accept(news);
        }
      }
    } finally {
      http.disconnect();
    }
  }

  @Override
  public void close() {
    open = false;
    listening.interrupt();
    var current = connection;
    if (current != null) {
      current.disconnect();
    }
  }
}
