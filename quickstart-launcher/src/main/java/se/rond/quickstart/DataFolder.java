package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder that keeps everything: the database, the broker's log, the processes' logs and pids.
 * Held by one launcher at a time; the operating system lets go of the lock when that launcher ends,
 * however it ends.
 */
final class DataFolder {
  private final Path root;

  /** Never closed: the lock lives as long as the launcher. */
  @SuppressWarnings("unused")
  private final FileChannel lock;

  private DataFolder(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * @throws StartFailure if another launcher holds the folder, or it cannot be written
   */
  static DataFolder open(Path wanted) {
    try {
      Files.createDirectories(wanted);
      var root = wanted.toRealPath();
      var lock = lock(root);
      var folder = new DataFolder(root, lock);
      Files.createDirectories(folder.logs());
      Files.createDirectories(folder.run());
      // That of the launcher before, whose port may be somebody else's by now.
      Files.deleteIfExists(loginUrl(root));
      deleteTree(folder.temporary());
      Files.createDirectories(folder.temporary());
      return folder;
    } catch (IOException e) {
      throw new StartFailure(
          "Cannot write to the data folder "
              + wanted
              + " ("
              + e
              + ").\nMaybe an earlier start by another user made it; choose another one with --data DIR.",
          e);
    }
  }

  private static FileChannel lock(Path root) throws IOException {
    var file = root.resolve("lock");
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
      }
    } catch (OverlappingFileLockException sameProcess) {
      // Said below.
    }
    channel.close();
    throw new StartFailure(
        "Another ./quickstart (process "
            + Files.readString(file).strip()
            + ") is using the data folder "
            + root
            + ".\nStop it with Ctrl-C, or choose another folder and other ports: ./quickstart --data DIR --port N");
  }

  Path root() {
    return root;
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** The signing key of the login, and the secret of systems. */
  Path login() {
    return login(root);
  }

  static Path login(Path root) {
    return root.resolve("login");
  }

  /** Where the login of the running launcher answers: for those who come from outside. */
  void tellLogin(String url) {
    try {
      Files.writeString(loginUrl(root), url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns where the login of the launcher answers that holds this folder; empty if none does, or
   * it is not ready yet.
   */
  static Optional<String> runningLogin(Path root) throws IOException {
    var file = root.resolve("lock");
    if (!Files.exists(file) || !Files.exists(loginUrl(root))) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock == null ? Optional.of(Files.readString(loginUrl(root))) : Optional.empty();
    }
  }

  private static Path loginUrl(Path root) {
    return root.resolve("run/login.url");
  }

  /** Pids of the running children. */
  Path run() {
    return root.resolve("run");
  }

  /** Files that need not outlive the run. */
  Path temporary() {
    return root.resolve("tmp");
  }

  /** A fresh log; the one of the run before stays beside it as {@code NAME.1.log}. */
  Path startLog(String name) {
    try {
      var log = log(name);
      if (Files.exists(log)) {
        Files.move(log, logs().resolve(name + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
      }
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log(String name) {
    return logs().resolve(name + ".log");
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
