package se.rond.benchmarks.load;

import java.io.IOException;
import java.time.Duration;

/** Something that takes requests and tells, on a stream, when each has come through. */
interface Target {

  /** Who is not answered by then has been refused. */
  Duration ANSWERED_WITHIN = Duration.ofSeconds(30);

  /** As the table of results calls it. */
  String name();

  /** Opens the streams; from now on every arrival is noted in {@code latencies}. */
  void listen(Latencies latencies) throws IOException, InterruptedException;

  /**
   * Sends one request and returns when it was answered.
   *
   * @throws IOException if it was not taken
   */
  void send(String id, long number) throws IOException, InterruptedException;

  /** Requests that this target still works on, though their offers may have arrived. */
  int underWay();
}
