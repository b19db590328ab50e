package se.rond.quickstart;

import java.nio.file.Path;

/**
 * What the script {@code ./quickstart} asks for. The script has read the user's words and refused
 * wrong ones, before anything was built.
 *
 * @param checkout the folder with the modules, whose built jars are run
 * @param port where dispatch answers; triage, notification and login take the next three
 * @param data the folder everything is kept in
 * @param startCaches whether caches that shorten the start are made and used
 */
record Arguments(Path checkout, int port, Path data, boolean startCaches) {

  static Arguments of(String... words) {
    if (words.length != 4) {
      throw new StartFailure(
          "Expected CHECKOUT PORT DATA CACHES, found "
              + words.length
              + " words. Maybe start ./quickstart");
    }
    return new Arguments(
        absolute(words[0]), Integer.parseInt(words[1]), absolute(words[2]), words[3].equals("yes"));
  }

  private static Path absolute(String word) {
    return Path.of(word).toAbsolutePath().normalize();
  }
}
