package se.rond.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something the quickstart runs as a process of its own. */
interface Program {
  /** As it is called in lines to the user and in the names of its files. */
  String name();

  /** The command, executable first, without the wrapping that {@link Host} adds. */
  List<String> command();

  Path workingDirectory();

  /** Called before each start, also before each restart. */
  void prepare();

  /** Asked again and again after a start; quick, and without effect. */
  boolean isReady();

  /** From the start of the process until {@link #isReady}, at most. */
  Duration readyWithin();

  /**
   * Called before it is started again. If the way it was started is why it ended, a program that
   * knows another way takes it.
   *
   * @param output the last of what it wrote, since it was started
   * @return what will be different, after "starting it again"; empty if nothing is
   */
  default Optional<String> tryOtherwise(String output) {
    return Optional.empty();
  }

  /** What asks it to end. */
  default StopSignal stopSignal() {
    return StopSignal.TERM;
  }

  /** What the kernel sends when the launcher dies without a word, where it can. */
  default StopSignal signalWhenOrphaned() {
    return StopSignal.KILL;
  }

  /** Whether it runs as root; if not, root starts it in a user namespace. */
  default boolean runsAsRoot() {
    return true;
  }
}
