package se.rond.benchmarks.chain;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Kafka to row to server-sent event, on {@code GET /stream}. */
final class Tell {

  private Tell() {}

  static void start(int port, String from, String broker, Rows rows)
      throws IOException, SQLException {
    rows.create("tell");
    var open = new CopyOnWriteArrayList<OutputStream>();
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/stream",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          // The headers leave with the first bytes.
          exchange.getResponseBody().write(":\n\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          open.add(exchange.getResponseBody());
        });
    server.start();
    Listener.start(
        "tell",
        from,
        broker,
        record -> {
          rows.add("tell", UUID.fromString(record.key()), record.value());
          write(open, record.key());
        });
  }

  private static void write(List<OutputStream> open, String id) {
    var event = "event:Told\ndata:%s\n\n".formatted(id).getBytes(StandardCharsets.UTF_8);
    for (var stream : open) {
      try {
        stream.write(event);
        stream.flush();
      } catch (IOException gone) {
        open.remove(stream);
      }
    }
  }
}
