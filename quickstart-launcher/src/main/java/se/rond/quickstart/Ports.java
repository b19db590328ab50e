package se.rond.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The machine's TCP ports, seen from the loopback address. */
final class Ports {
  /**
   * How long a connection to the machine itself may take, ms. It is answered or refused at once.
   */
  private static final int CONNECT_MILLIS = 500;

  /**
   * Where free ports are looked for. Below the ranges that operating systems give to outgoing
   * connections (Linux from 32768, macOS from 49152), so that a server finds its port free again
   * when it is restarted.
   */
  private static final int FREE_FROM = 20_000;

  private static final int FREE_TO = 30_000;

  /** Tries before giving up; that many taken ports in a row mean something else is wrong. */
  private static final int TRIES = 1_000;

  private Ports() {}

  /**
   * Draws free ports for programs that are yet to be started, all at once: they are free still when
   * the next one is drawn.
   *
   * @param spokenFor free ports that somebody else is going to take
   * @return that many, none of them twice
   */
  static List<Integer> free(int count, Set<Integer> spokenFor) {
    var drawn =
        ThreadLocalRandom.current()
            .ints(TRIES, FREE_FROM, FREE_TO)
            .distinct()
            .filter(port -> !spokenFor.contains(port) && isFree(port))
            .limit(count)
            .boxed()
            .toList();
    if (drawn.size() < count) {
      throw new StartFailure(
          "Found no free port between "
              + FREE_FROM
              + " and "
              + FREE_TO
              + " in "
              + TRIES
              + " tries.");
    }
    return drawn;
  }

  /** Returns the first of as many free ports in a row as there are services. */
  static int rowFree() {
    return ThreadLocalRandom.current()
        .ints(TRIES, FREE_FROM, FREE_TO)
        .filter(first -> row(first).allMatch(Ports::isFree))
        .findFirst()
        .orElseThrow(
            () ->
                new StartFailure(
                    "Found no %d free ports in a row in %d tries."
                        .formatted(Build.SERVICES.size(), TRIES)));
  }

  /** The ports of the services, from the first one on. */
  static IntStream row(int first) {
    return IntStream.range(first, first + Build.SERVICES.size());
  }

  static boolean isFree(int port) {
    return !answers("127.0.0.1", port) && !answers("::1", port) && canListen(port);
  }

  private static boolean canListen(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static boolean answers(String address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), CONNECT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
