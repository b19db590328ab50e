package se.rond.quickstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What {@code ./quickstart token} does: a bearer token on standard output, and nothing else there.
 */
final class TokenCommand {
  private TokenCommand() {}

  static void main(String[] words) {
    if (words.length != 2) {
      System.err.println(
          "Expected NAME DATA, found " + words.length + " words. Maybe start ./quickstart token");
      System.exit(2);
    }
    try {
      System.out.println(token(words[0], Path.of(words[1]).toAbsolutePath().normalize()));
    } catch (StartFailure | IOException e) {
      // A refused connection has no message.
      System.err.println(
          "./quickstart token: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
      System.exit(1);
    }
  }

  /** Returns a token of the Rond that runs over that folder. */
  static String token(String name, Path data) throws IOException {
    var login =
        DataFolder.runningLogin(data)
            .orElseThrow(
                () ->
                    new StartFailure(
                        "Expected a ./quickstart that is ready over the data folder "
                            + data
                            + ", found none.\nMaybe start it, or name its folder with --data DIR."));
    return new HeadlessLogin(URI.create(login), DataFolder.login(data)).token(name);
  }
}
