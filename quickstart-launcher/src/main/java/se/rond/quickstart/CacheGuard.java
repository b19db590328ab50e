package se.rond.quickstart;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the launchers of one checkout out of each other's way: the start caches are the checkout's,
 * while each launcher has a data folder of its own. The operating system lets go of the locks when
 * a launcher ends, however it ends.
 */
final class CacheGuard {
  /** Held by the one that makes caches. */
  private static final String MAKING = "making.lock";

  /** Shared by all that run from caches; held alone by one that deletes some. */
  private static final String USE = "use.lock";

  private final Path caches;

  /** Never closed: the lock lives as long as the launcher. */
  private @Nullable FileChannel channel;

  private @Nullable FileLock use;

  CacheGuard(Path caches) {
    this.caches = caches;
  }

  /** Makes or deletes some caches. */
  interface Work {
    void run() throws IOException;
  }

  /**
   * From now on nobody deletes a cache, until the launcher ends. Waits for one that is deleting.
   *
   * @throws IOException if the folder cannot be written; then nobody can delete anything there
   */
  void use() throws IOException {
    if (channel == null) {
      channel = open(USE);
    }
    use = channel.lock(0, Long.MAX_VALUE, true);
  }

  /**
   * Does the work if nobody else does the same.
   *
   * @return false if somebody else does, and the work was left out
   */
  boolean make(Work work) throws IOException {
    try (var making = open(MAKING)) {
      if (lockAlone(making).isEmpty()) {
        return false;
      }
      work.run();
      return true;
    }
  }

  /**
   * Does the work if no other launcher runs from a cache.
   *
   * @return false if one does, or none can tell since {@link #use} failed, and the work was left
   *     out
   */
  boolean delete(Work work) throws IOException {
    if (channel == null || use == null) {
      return false;
    }
    use.release();
    try {
      var alone = lockAlone(channel);
      if (alone.isEmpty()) {
        return false;
      }
      try (var _ = alone.get()) {
        work.run();
      }
      return true;
    } finally {
      use();
    }
  }

  private FileChannel open(String name) throws IOException {
    Files.createDirectories(caches);
    return FileChannel.open(
        caches.resolve(name),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static Optional<FileLock> lockAlone(FileChannel file) throws IOException {
    try {
      return Optional.ofNullable(file.tryLock());
    } catch (OverlappingFileLockException sameProcess) {
      return Optional.empty();
    }
  }
}
