package se.rond.quickstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What lets one Java program start in half the time: its classes, loaded, linked and profiled in a
 * training run (an AOT cache, JEP 514 and 515), beside the jars they were read from.
 *
 * <p>The folder is named for the program and for all that the cache depends on: what is in the
 * jars, the JDK, the options. Another build or another JDK looks for another folder, so a cache is
 * never stale. The JVM checks it as well, sums included, and ends at once with one that it cannot
 * use; the program is then started without it, and the next start of all makes it anew. Which
 * launcher may make or delete caches: {@link CacheGuard}.
 */
final class StartCache {
  private static final String FILE = "cache.aot";

  /** What the training run writes; complete once it has been checked. */
  private static final String UNCHECKED = "cache.aot.new";

  /** The JVM refuses to start, or meets something impossible in itself later. */
  private static final List<String> JVM_ENDED =
      List.of(
          "Unable to use AOT", "A fatal error has been detected by the Java Runtime Environment");

  private enum Use {
    WHEN_THERE,
    /** The program runs to make it. */
    IN_TRAINING,
    NEVER
  }

  private final String program;
  private final Path folder;
  private volatile Use use;

  private StartCache(String program, Path folder, Use use) {
    this.program = program;
    this.folder = folder;
    this.use = use;
  }

  /**
   * The cache of a program, which may not be there yet.
   *
   * @param caches the folder of all caches of a checkout
   * @param madeOf everything it depends on
   */
  static StartCache of(String program, Path caches, List<String> madeOf) {
    return new StartCache(program, caches.resolve(program + "-" + digest(madeOf)), Use.WHEN_THERE);
  }

  /** The same cache, for the run that makes it. */
  StartCache inTraining() {
    return new StartCache(program, folder, Use.IN_TRAINING);
  }

  /** The same, for a user who wants none. */
  StartCache unused() {
    return new StartCache(program, folder, Use.NEVER);
  }

  /**
   * If it was the JVM that ended, and not the program, the program starts without the cache from
   * now on. A taken port or a wrong setting costs no cache.
   *
   * @param output what the process wrote before it ended
   * @return what will be different; empty if nothing is
   */
  Optional<String> giveUpAfter(String output) {
    if (!isUsed() || JVM_ENDED.stream().noneMatch(output::contains)) {
      return Optional.empty();
    }
    use = Use.NEVER;
    var without = " without its start cache in " + folder;
    try {
      // So that the next start makes it anew. Who has it mapped keeps what is mapped.
      Files.deleteIfExists(folder.resolve(FILE));
      return Optional.of(without);
    } catch (IOException e) {
      return Optional.of(without + ", which cannot be deleted (" + e + ")");
    }
  }

  boolean isThere() {
    return Files.exists(folder.resolve(FILE));
  }

  /** True if the program runs from the jars in {@link #folder}, as the cache demands. */
  boolean isUsed() {
    return switch (use) {
      case WHEN_THERE -> isThere();
      case IN_TRAINING -> true;
      case NEVER -> false;
    };
  }

  Path folder() {
    return folder;
  }

  /** What the JVM is told about it. */
  List<String> options() {
    return switch (use) {
      case WHEN_THERE -> isThere() ? reading(FILE) : List.of();
      case IN_TRAINING -> List.of("-XX:AOTCacheOutput=" + folder.resolve(UNCHECKED));
      case NEVER -> List.of();
    };
  }

  /** Puts jars into an empty folder. */
  interface Filling {
    void into(Path folder) throws IOException;
  }

  /** Makes the folder, if an earlier training has not left it; it appears when it is complete. */
  void makeFolder(Filling jars) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Files.createDirectories(folder.getParent());
    var unfinished = Files.createTempDirectory(folder.getParent(), program + ".");
    jars.into(unfinished);
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Takes what the training run has written into use.
   *
   * @param classpath the program's, in {@link #folder}
   * @throws IOException if nothing was written, or nothing that this JDK can use
   */
  void keep(String classpath) throws IOException {
    var made = folder.resolve(UNCHECKED);
    if (!Files.exists(made) || !isUsable(classpath)) {
      throw new IOException("the training run of " + program + " left no usable cache");
    }
    Files.move(made, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes the program's caches of earlier builds, and what a killed training has left. */
  void deleteOthers() throws IOException {
    try (var all = Files.newDirectoryStream(folder.getParent(), program + "[-.]*")) {
      for (var other : all) {
        if (!other.equals(folder)) {
          DataFolder.deleteTree(other);
        }
      }
    }
  }

  /** Has the JVM map the cache and end at once. */
  private boolean isUsable(String classpath) {
    var rest = new ArrayList<>(reading(UNCHECKED));
    rest.addAll(List.of("-cp", classpath, "--version"));
    return Host.works(JavaCommand.of(folder, rest));
  }

  private List<String> reading(String file) {
    return List.of(
        "-XX:AOTCache=" + folder.resolve(file),
        // Ends at once with a cache it cannot use, so that the user hears of it; see giveUp().
        "-XX:AOTMode=on",
        // A tenth of a second, for which bits that a disk has lost are found.
        "-XX:+VerifySharedSpaces");
  }

  private static String digest(List<String> parts) {
    try {
      var sum = MessageDigest.getInstance("SHA-256");
      for (var part : parts) {
        sum.update((part + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(sum.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JDK to have SHA-256", e);
    }
  }
}
