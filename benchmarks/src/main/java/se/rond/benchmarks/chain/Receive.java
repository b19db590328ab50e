package se.rond.benchmarks.chain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * HTTP to row to Kafka: {@code POST /requests/{id}} answers 201 once the row is committed, from
 * where it is sent whatever becomes of this process.
 */
final class Receive {

  private static final String PATH = "/requests/";

  private Receive() {}

  static void start(int port, Rows rows, Relay relay) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(PATH, exchange -> take(exchange, rows, relay));
    server.start();
  }

  private static void take(HttpExchange exchange, Rows rows, Relay relay) throws IOException {
    try (exchange) {
      var id = exchange.getRequestURI().getPath().substring(PATH.length());
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      rows.add(UUID.fromString(id), body).ifPresent(relay::pass);
      exchange.sendResponseHeaders(201, -1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
