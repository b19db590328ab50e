package se.rond.clinical.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import se.rond.clinical.yaml.YamlNode.Field;
import se.rond.clinical.yaml.YamlNode.Fields;
import se.rond.clinical.yaml.YamlNode.Items;
import se.rond.clinical.yaml.YamlNode.Text;

/** SnakeYAML, as far as it is used: text to nodes with marks. Nothing is built from them. */
final class Parser {

  /** No rule set comes near; the largest that is read, in code points. */
  private static final int MOST_CODE_POINTS = 1_000_000;

  /** Deeper than anything a person can follow. */
  private static final int MOST_LEVELS = 30;

  private Parser() {}

  static YamlNode parse(String text) throws MalformedYaml {
    var options = new LoaderOptions();
    options.setCodePointLimit(MOST_CODE_POINTS);
    options.setNestingDepthLimit(MOST_LEVELS);
    try {
      refuseTags(options, text);
      var root = new Yaml(options).compose(new StringReader(text));
      return root == null ? new Text(Place.START, "") : of(root);
    } catch (MarkedYAMLException e) {
      throw new MalformedYaml(placeOf(e.getProblemMark()), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw new MalformedYaml(Place.START, String.valueOf(e.getMessage()));
    }
  }

  /** A node does not say whether its tag was written or guessed; an event does. */
  private static void refuseTags(LoaderOptions options, String text) throws MalformedYaml {
    for (var event : new Yaml(options).parse(new StringReader(text))) {
      var tag =
          switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
          };
      if (tag != null) {
        throw new MalformedYaml(placeOf(event.getStartMark()), "a tag, which is not read here");
      }
    }
  }

  private static YamlNode of(Node node) throws MalformedYaml {
    var place = placeOf(node.getStartMark());
    if (node.getAnchor() != null) {
      throw new MalformedYaml(place, "an anchor, which is not read here");
    }
    return switch (node) {
      case ScalarNode scalar -> new Text(place, scalar.getValue());
      case SequenceNode sequence -> {
        var items = new ArrayList<YamlNode>();
        for (var item : sequence.getValue()) {
          items.add(of(item));
        }
        yield new Items(place, items);
      }
      case MappingNode mapping -> {
        var fields = new ArrayList<Field>();
        for (var entry : mapping.getValue()) {
          if (!(of(entry.getKeyNode()) instanceof Text name)) {
            throw new MalformedYaml(placeOf(entry.getKeyNode().getStartMark()), "no name");
          }
          fields.add(new Field(name, of(entry.getValueNode())));
        }
        yield new Fields(place, fields);
      }
      default -> throw new MalformedYaml(place, node.getNodeId() + ", which is not read here");
    };
  }

  private static Place placeOf(@Nullable Mark mark) {
    return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
