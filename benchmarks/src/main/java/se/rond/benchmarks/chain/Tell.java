package se.rond.benchmarks.chain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Kafka to row to server-sent event, on {@code GET /stream}. An event carries the number of its
 * row; whoever comes back with {@code Last-Event-ID} is told what came after it.
 */
final class Tell {

  private final Rows rows;
  private final List<OutputStream> open = new ArrayList<>();

  private Tell(Rows rows) {
    this.rows = rows;
  }

  static void start(int port, String from, String broker, Rows rows) throws IOException {
    var tell = new Tell(rows);
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/stream", tell::open);
    server.start();
    Listener.start(
        "tell", from, broker, record -> tell.take(UUID.fromString(record.key()), record.value()));
  }

  /** Nothing is told meanwhile, so nothing is missed and nothing is told twice. */
  private synchronized void open(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    var stream = exchange.getResponseBody();
    // The headers leave with the first bytes.
    stream.write(":\n\n".getBytes(StandardCharsets.UTF_8));
    var last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    if (last != null) {
      try {
        for (var row : rows.listAfter(Long.parseLong(last))) {
          stream.write(event(row));
        }
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
    stream.flush();
    open.add(stream);
  }

  private synchronized void take(UUID id, String payload) throws SQLException {
    rows.add(id, payload).map(Tell::event).ifPresent(this::write);
  }

  private void write(byte[] event) {
    open.removeIf(
        stream -> {
          try {
            stream.write(event);
            stream.flush();
            return false;
          } catch (IOException gone) {
            return true;
          }
        });
  }

  private static byte[] event(Rows.Row row) {
    return "id:%d\nevent:Told\ndata:%s\n\n"
        .formatted(row.position(), row.id())
        .getBytes(StandardCharsets.UTF_8);
  }
}
