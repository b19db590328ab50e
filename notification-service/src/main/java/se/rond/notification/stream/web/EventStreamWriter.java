package se.rond.notification.stream.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import se.rond.notification.recipient.Notice;

/** Writes server-sent events (WHATWG HTML, 9.2) to a connection. */
final class EventStreamWriter {
  private final OutputStream connection;

  EventStreamWriter(OutputStream connection) {
    this.connection = connection;
  }

  void write(Notice notice) throws IOException {
    write(
        "id:%d\nevent:%s\ndata:%s\n\n"
            .formatted(notice.sequence(), notice.type(), notice.payload()));
  }

  /** A comment line, which clients skip. It keeps the connection open, and finds a dead one. */
  void writeHeartbeat() throws IOException {
    write(":\n\n");
  }

  void flush() throws IOException {
    connection.flush();
  }

  private void write(String text) throws IOException {
    connection.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
