package se.rond.quickstart;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, unpacked from the artifact for this machine. Each version has a folder
 * of its own; the database stands elsewhere and is kept by all versions with the same major number.
 */
final class PostgresBinaries {
  private final Path home;

  private final Path temporary;

  PostgresBinaries(DataFolder folder) {
    this.home = folder.root().resolve("postgresql-" + version());
    this.temporary = folder.temporary();
  }

  /**
   * Unpacks the programs, the first time with this version; a start that was killed while unpacking
   * leaves nothing in the way.
   */
  void unpack() {
    if (Files.exists(home)) {
      return;
    }
    try {
      var unpacked = temporary.resolve("postgresql");
      unpack(unpacked);
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String executable(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static void unpack(Path target) throws IOException {
    var archive = archiveName();
    try (var packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new StartFailure(
            "Found no PostgreSQL for this machine (expected "
                + archive
                + " on the classpath).\nMaybe build again here: ./mvnw clean package");
      }
      try (var tar =
          new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          var path = target.resolve(entry.getName()).normalize();
          if (!path.startsWith(target)) {
            throw new StartFailure(
                "Refused " + entry.getName() + " in " + archive + ": outside the target folder");
          }
          if (entry.isDirectory()) {
            Files.createDirectories(path);
            continue;
          }
          Files.createDirectories(path.resolveSibling("."));
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()));
          } else {
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0111) != 0;
            Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
          }
        }
      }
    }
  }

  private static String version() {
    try (var version = PostgresBinaries.class.getResourceAsStream("postgresql.version")) {
      if (version == null) {
        throw new IllegalStateException("Expected postgresql.version on the classpath");
      }
      return new String(version.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String archiveName() {
    var system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-" + system + "-" + processor + ".txz";
  }
}
