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
