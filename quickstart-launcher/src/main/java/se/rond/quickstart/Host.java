package se.rond.quickstart;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the machine offers to keep child processes in order.
 *
 * <p>On Linux {@code setsid} keeps the terminal's Ctrl-C from the children, so that the launcher
 * can end them one after the other, and {@code setpriv --pdeathsig} ends them when the launcher is
 * killed. Elsewhere both are missing: Ctrl-C reaches all at once, and the next start ends what a
 * killed launcher left behind.
 *
 * @param newSession {@code setsid} works
 * @param deathSignal {@code setpriv --pdeathsig} works
 * @param root the launcher runs as root, which PostgreSQL refuses
 */
record Host(boolean newSession, boolean deathSignal, boolean root) {

  static Host probe() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    return new Host(
        linux && works(List.of("setsid", "true")),
        linux && works(List.of("setpriv", "--pdeathsig", "KILL", "true")),
        new UnixSystem().getUid() == 0);
  }

  /**
   * The order matters: entering the user namespace changes credentials, which clears the death
   * signal.
   */
  List<String> wrap(Program program) {
    var command = new ArrayList<String>();
    if (newSession) {
      command.add("setsid");
    }
    command.addAll(
        wrapShort(program.command(), program.signalWhenOrphaned(), program.runsAsRoot()));
    return command;
  }

  /** The same for a command that ends by itself, and with the terminal's Ctrl-C. */
  List<String> wrapShort(List<String> plain, StopSignal whenOrphaned, boolean runsAsRoot) {
    var command = new ArrayList<String>();
    if (root && !runsAsRoot) {
      command.addAll(List.of("unshare", "--user"));
    }
    if (deathSignal) {
      command.addAll(List.of("setpriv", "--pdeathsig", whenOrphaned.name()));
    }
    command.addAll(plain);
    return command;
  }

  /**
   * Sees to it that PostgreSQL can run here.
   *
   * @throws StartFailure if it cannot, with the way out
   */
  void requireDatabaseUser(Path data) {
    if (!root) {
      return;
    }
    if (!works(List.of("unshare", "--user", "true"))) {
      throw new StartFailure(
          """
          PostgreSQL refuses to run as root, and root may not open a user namespace here (`unshare --user` failed).
          Maybe run ./quickstart as an ordinary user; in a container: docker run --user, or permit user namespaces.""");
    }
    var folder = data.toString();
    if (!works(List.of("unshare", "--user", "test", "-w", folder, "-a", "-x", folder))) {
      throw new StartFailure(
          """
          PostgreSQL runs without root's privileges and cannot reach the data folder %s.
          Maybe a folder above it belongs to an ordinary user: run ./quickstart as that user, or choose another folder with --data DIR."""
              .formatted(data));
    }
  }

  /** Runs a command that says nothing to the user; true if it says yes. */
  static boolean works(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
