package se.rond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Finds what the documents promise and the repository does not hold. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What a build or a run leaves behind. */
  private static final Set<String> NOT_OURS = Set.of("target", ".rond", ".git", "node_modules");

  /** A link to a file here, without its anchor. */
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|mailto:|#)([^)#\\s]+)");

  private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*(?:IT|Test))`");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    var broken = new ArrayList<String>();
    for (var document : documents()) {
      LINK.matcher(Files.readString(document))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !Files.exists(document.resolveSibling(link)))
          .forEach(link -> broken.add(ROOT.relativize(document) + " -> " + link));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void theCatalogueLinksEverySampleAndEverySchema() throws IOException {
    var catalogue = Files.readString(ROOT.resolve("docs/events.md"));
    var resources = ROOT.resolve("contracts/src/main/resources");

    try (var files = Files.walk(resources)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(catalogue).contains("../" + ROOT.relativize(file) + ")"));
    }
  }

  @Test
  void everyDecisionIsListedAndEveryNumberTakenOnce() throws IOException {
    var folder = ROOT.resolve("docs/decisions");
    var list = Files.readString(folder.resolve("README.md"));
    List<String> records;
    try (Stream<Path> files = Files.list(folder)) {
      records =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[0-9]{4}-.*\\.md"))
              .toList();
    }

    assertThat(records)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
    assertThat(records).extracting(name -> name.substring(0, 4)).doesNotHaveDuplicates();
  }

  @Test
  void everyTestThatIsSaidToProveAPromiseExists() throws IOException {
    var tests = new HashSet<String>();
    try (var files = Files.walk(ROOT)) {
      files
          .filter(DocumentationTest::isOurs)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
    }

    var named =
        PROOF
            .matcher(Files.readString(ROOT.resolve("docs/security.md")))
            .results()
            .map(proof -> proof.group(1))
            .toList();

    assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(tests).contains(name));
  }

  private static List<Path> documents() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(DocumentationTest::isOurs)
          .toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (var part : ROOT.relativize(file)) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
