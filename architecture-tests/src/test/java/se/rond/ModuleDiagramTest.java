package se.rond;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Draws the modules and what they use from the poms, so that the picture in docs/ stays true. */
class ModuleDiagramTest {

  private static final Path ROOT = Path.of("..");

  private static final Path PICTURE = ROOT.resolve("docs/architecture/modules.md");

  private static final String REFRESH = "rond.docs.refresh";

  private static final String COMMAND =
      "./mvnw -pl architecture-tests -am test -Dtest=ModuleDiagramTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + REFRESH;

  @Test
  void theCommittedPictureShowsTheModulesAsThePomsHaveThem() throws Exception {
    var drawn = draw();
    if (System.getProperty(REFRESH) != null) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, drawn);
    }

    assertThat(PICTURE)
        .as("The picture of the modules is out of date. Refresh it with\n  %s", COMMAND)
        .hasContent(drawn);
  }

  private static String draw() throws Exception {
    var lines = new ArrayList<String>();
    var tested = new ArrayList<String>();
    for (var module : modules()) {
      lines.add("  %s[%s]".formatted(module, module));
      for (var dependency : dependencies(module)) {
        var line = "  %s %s %s".formatted(module, dependency.arrow(), dependency.module());
        (dependency.isForTests() ? tested : lines).add(line);
      }
    }
    return """
    # Modules

    Drawn from the poms by `ModuleDiagramTest`; do not edit. A solid arrow is a dependency at run time, a dotted one in
    tests only. `architecture-tests` reads all of them and is left out. Refresh with

        %s

    ```mermaid
    flowchart TD
    %s
    ```
    """
        .formatted(
            COMMAND, String.join("\n", Stream.concat(lines.stream(), tested.stream()).toList()));
  }

  private record Dependency(String module, boolean isForTests) {
    String arrow() {
      return isForTests ? "-.->" : "-->";
    }
  }

  /** The modules of the root pom, this one excepted. */
  static List<String> modules() throws Exception {
    return children(pom(ROOT), "modules")
        .flatMap(modules -> children(modules, "module"))
        .map(Node::getTextContent)
        .filter(module -> !module.equals("architecture-tests"))
        .toList();
  }

  private static List<Dependency> dependencies(String module) throws Exception {
    return children(pom(ROOT.resolve(module)), "dependencies")
        .flatMap(dependencies -> children(dependencies, "dependency"))
        .filter(dependency -> "se.rond".equals(text(dependency, "groupId")))
        .map(
            dependency ->
                new Dependency(
                    text(dependency, "artifactId"), "test".equals(text(dependency, "scope"))))
        .distinct()
        .toList();
  }

  private static Element pom(Path folder)
      throws ParserConfigurationException, IOException, SAXException {
    var factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  private static Stream<Element> children(Element parent, String name) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(element -> element.getTagName().equals(name));
  }

  private static String text(Element parent, String name) {
    return children(parent, name)
        .map(Node::getTextContent)
        .map(String::strip)
        .findFirst()
        .orElse("");
  }
}
