package se.rond.clinical;

import java.util.ArrayList;
import java.util.List;

/**
 * What would have to be known to judge: facts by their names, each once, in the order they were
 * asked for. They are few, so that a list finds them sooner than a set.
 */
final class Missing {

  private final List<String> facts = new ArrayList<>();

  void add(String fact) {
    if (!facts.contains(fact)) {
      facts.add(fact);
    }
  }

  void addAll(List<String> several) {
    for (var fact : several) {
      add(fact);
    }
  }

  void remove(String fact) {
    facts.remove(fact);
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  List<String> facts() {
    return List.copyOf(facts);
  }
}
