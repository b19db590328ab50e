package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a login that runs: QuickstartAcceptanceIT. */
class TokenCommandTest {
  @TempDir Path folder;

  @Test
  void aFolderThatDoesNotExistHasNoLoginAndIsNotMade() {
    var nowhere = folder.resolve("nowhere");

    assertThatThrownBy(() -> TokenCommand.token("MAS", nowhere))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining(nowhere.toString());
    assertThat(nowhere).doesNotExist();
  }

  /** By now its port may be that of another program, which is not to be told a secret. */
  @Test
  void nobodyIsAskedOnceTheLauncherHasEnded() throws Exception {
    Files.writeString(folder.resolve("lock"), "1");
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/login.url"), "http://localhost:1");

    assertThatThrownBy(() -> TokenCommand.token("INTEGRATION", folder))
        .isInstanceOf(StartFailure.class);
  }

  @Test
  void aLauncherThatIsNotReadyHasNoLoginYet() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/login.url"), "http://localhost:1");

    DataFolder.open(folder);

    assertThat(DataFolder.runningLogin(folder)).isEmpty();
  }
}
