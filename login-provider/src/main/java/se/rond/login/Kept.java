package se.rond.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/**
 * Secrets that are drawn at the first start and kept, each in a file that its owner alone reads.
 */
final class Kept {
  private Kept() {}

  /** Returns what the file holds; at the first start, what {@code drawn} says from now on. */
  static String in(Path folder, String name, Supplier<String> drawn) {
    var file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        write(file, drawn.get());
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all: a key that a power cut has halved would be one that starts no more. */
  private static void write(Path file, String content) throws IOException {
    // For the owner alone, as all temporary files.
    var beside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content.getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
