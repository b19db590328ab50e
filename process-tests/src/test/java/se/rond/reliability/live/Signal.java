package se.rond.reliability.live;

import java.io.IOException;
import java.util.stream.Stream;

/** Signals that Java does not send by itself. */
enum Signal {
  /** Freezes a process: its sockets stay open and nobody answers. */
  STOP,
  /** Thaws it. */
  CONT;

  /** Sends the signal to a process and to the processes it has made. */
  void sendToAll(ProcessHandle process) throws IOException, InterruptedException {
    var family = Stream.concat(Stream.of(process), process.descendants()).toList();
    for (var one : family) {
      new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name(), one.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }
}
