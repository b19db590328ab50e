package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartCacheTest {
  @TempDir Path caches;

  @Test
  void aProgramWithoutACacheStartsFromItsOwnJar() {
    var cache = cache("this build");

    assertThat(cache.isUsed()).isFalse();
    assertThat(cache.options()).isEmpty();
    assertThat(cache.giveUpAfter("Unable to use AOT cache.")).isEmpty();
  }

  @Test
  void theTrainingRunWritesBesideTheJarsItRunsFrom() throws Exception {
    var training = cache("this build").inTraining();
    training.makeFolder(folder -> Files.writeString(folder.resolve("program.jar"), "jar"));

    assertThat(training.isUsed()).isTrue();
    assertThat(training.folder().resolve("program.jar")).exists();
    assertThat(training.options())
        .containsExactly("-XX:AOTCacheOutput=" + training.folder().resolve("cache.aot.new"));
  }

  @Test
  void anotherBuildDoesNotSeeTheCacheOfThisOne() throws Exception {
    made("this build");

    assertThat(cache("this build").isUsed()).isTrue();
    assertThat(cache("the next build").isUsed()).isFalse();
  }

  @Test
  void afterAFailedTrainingThereIsNoCache() throws Exception {
    var cache = cache("this build");
    cache.makeFolder(folder -> {});

    assertThatThrownBy(() -> cache.keep("program.jar"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no usable cache");
    assertThat(cache.isUsed()).isFalse();
  }

  @Test
  void aCacheThatTheJvmRefusesIsNotKept() throws Exception {
    var cache = cache("this build");
    cache.makeFolder(folder -> Files.writeString(folder.resolve("cache.aot.new"), "no cache"));

    assertThatThrownBy(() -> cache.keep("program.jar")).hasMessageContaining("no usable cache");
    assertThat(cache.isUsed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error occurred during initialization of VM\nUnable to use AOT cache.\n",
        "#\n# A fatal error has been detected by the Java Runtime Environment:\n#  SIGSEGV\n"
      })
  void aCacheOverWhichTheJvmEndsIsGivenUpAndMadeAnewByTheNextStart(String output) throws Exception {
    made("this build");
    var cache = cache("this build");

    assertThat(cache.giveUpAfter(output))
        .hasValueSatisfying(said -> assertThat(said).contains("without"));
    assertThat(cache.options()).isEmpty();
    assertThat(cache("this build").isThere()).isFalse();
  }

  @Test
  void aProgramThatEndsForAReasonOfItsOwnKeepsItsCache() throws Exception {
    made("this build");
    var cache = cache("this build");

    assertThat(cache.giveUpAfter("Web server failed to start. Port 8080 was already in use."))
        .isEmpty();
    assertThat(cache.isUsed()).isTrue();
  }

  /** A folder with something in it takes the place of a file that the system does not let go. */
  @Test
  void aCacheThatCannotBeDeletedIsGivenUpAllTheSame() throws Exception {
    var cache = cache("this build");
    cache.makeFolder(
        folder ->
            Files.writeString(Files.createDirectory(folder.resolve("cache.aot")).resolve("x"), ""));

    assertThat(cache.giveUpAfter("Unable to use AOT cache."))
        .hasValueSatisfying(said -> assertThat(said).contains("cannot be deleted"));
    assertThat(cache.options()).isEmpty();
  }

  @Test
  void othersOfTheSameProgramAreDeletedAndNoOtherPrograms() throws Exception {
    made("this build");
    made("the build before");
    var anotherProgram = StartCache.of("programs", caches, List.of("this build"));
    anotherProgram.makeFolder(folder -> Files.writeString(folder.resolve("cache.aot"), "cache"));

    cache("this build").deleteOthers();

    assertThat(cache("this build").isThere()).isTrue();
    assertThat(cache("the build before").isThere()).isFalse();
    assertThat(anotherProgram.isThere()).isTrue();
  }

  @Test
  void whoWantsNoneGetsNone() throws Exception {
    made("this build");

    assertThat(cache("this build").unused().options()).isEmpty();
    assertThat(cache("this build").isThere()).isTrue();
  }

  private StartCache cache(String madeOf) {
    return StartCache.of("program", caches, List.of(madeOf));
  }

  private void made(String madeOf) throws IOException {
    cache(madeOf).makeFolder(folder -> Files.writeString(folder.resolve("cache.aot"), "cache"));
  }
}
