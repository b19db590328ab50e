package se.rond.contracts.intake;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds places in a body, as JSON pointers, and puts something else there. */
final class Mutations {

  private Mutations() {}

  /** Every place in the body, the whole body excepted, objects and lists included. */
  static List<String> places(JsonNode body) {
    var places = new ArrayList<String>();
    collect(body, "", places);
    return places;
  }

  /** Every place that holds neither an object nor a list. */
  static List<String> leaves(JsonNode body) {
    return places(body).stream().filter(place -> body.at(place).isValueNode()).toList();
  }

  static void replace(JsonNode body, String place, JsonNode value) {
    var end = place.lastIndexOf('/');
    var name = place.substring(end + 1);
    switch (body.at(place.substring(0, end))) {
      case ObjectNode object -> object.set(name, value);
      case ArrayNode list -> list.set(Integer.parseInt(name), value);
      default ->
          throw new IllegalStateException("Expected a place inside an object or list: " + place);
    }
  }

  private static void collect(JsonNode node, String at, List<String> places) {
    node.forEachEntry(
        (name, child) -> {
          places.add(at + "/" + name);
          collect(child, at + "/" + name, places);
        });
    if (node.isArray()) {
      for (var i = 0; i < node.size(); i++) {
        places.add(at + "/" + i);
        collect(node.get(i), at + "/" + i, places);
      }
    }
  }
}
