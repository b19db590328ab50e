package se.rond.reliability.explore;

import static java.util.Comparator.comparing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.explore.State.Request;

/** The states that were reached so far, and how one leads to another. */
final class Explored {

  /**
   * A state that was reached.
   *
   * @param open the requests that have not ended
   * @param seen those of them that a named human looks at
   * @param responsible who is, for each request
   * @param next where each step leads, by its name
   */
  record Place(
      int number,
      Set<Integer> open,
      Set<Integer> seen,
      List<String> responsible,
      Map<String, Arrival> next) {}

  /**
   * Where a step leads.
   *
   * @param alarmed the requests that a named human was told of on the way
   * @param choice what was done, or that only time has passed
   */
  record Arrival(int place, Set<Integer> alarmed, Choice choice) {}

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Place> places = new ArrayList<>();

  @Nullable Place find(State state) {
    var number = numbers.get(Digest.of(state.memory()));
    return number == null ? null : places.get(number);
  }

  Place add(State state, List<String> responsible) {
    var place =
        new Place(
            places.size(),
            numbers(state, one -> !one.hasEnded()),
            numbers(state, one -> !one.seen().isEmpty()),
            List.copyOf(responsible),
            new HashMap<>());
    numbers.put(Digest.of(state.memory()), place.number());
    places.add(place);
    return place;
  }

  private static Set<Integer> numbers(State state, Predicate<Request> condition) {
    return state.requests().stream()
        .filter(condition)
        .map(Request::number)
        .collect(Collectors.toUnmodifiableSet());
  }

  int size() {
    return places.size();
  }

  /** The fewest steps from the beginning to a place. */
  List<String> shortestWayTo(int place) {
    var from = new HashMap<Integer, Map.Entry<Integer, String>>();
    var ahead = new ArrayDeque<Integer>(List.of(0));
    while (!ahead.isEmpty() && !from.containsKey(place)) {
      var here = ahead.removeFirst();
      places
          .get(here)
          .next()
          .forEach(
              (step, arrival) -> {
                if (arrival.place() != 0 && !from.containsKey(arrival.place())) {
                  from.put(arrival.place(), Map.entry(here, step));
                  ahead.addLast(arrival.place());
                }
              });
    }
    var way = new ArrayDeque<String>();
    for (var here = place; here != 0; ) {
      var before = from.get(here);
      if (before == null) {
        throw new IllegalStateException("Expected a way to place " + place);
      }
      way.addFirst(before.getValue());
      here = before.getKey();
    }
    return List.copyOf(way);
  }

  /**
   * Places from which a request would wait for ever, if nobody did anything, without an end and
   * without anybody being told; those nearest to the beginning first.
   *
   * @param finished the places of which all steps were taken
   */
  List<Integer> listUnseen(Set<Integer> finished) {
    return places.stream()
        .filter(place -> place.open().stream().anyMatch(one -> waitsUnseen(place, one, finished)))
        .map(Place::number)
        .toList();
  }

  private boolean waitsUnseen(Place from, int request, Set<Integer> finished) {
    var passed = new HashSet<Integer>();
    var here = from;
    while (passed.add(here.number())) {
      if (!here.open().contains(request)
          || here.seen().contains(request)
          || !finished.contains(here.number())) {
        return false;
      }
      var waited = waited(here, request, passed);
      if (waited.isEmpty()) {
        return true;
      }
      if (waited.get().alarmed().contains(request)) {
        return false;
      }
      here = places.get(waited.get().place());
    }
    return true;
  }

  /** Where time leads; hours pass when nothing else is to come any more, or nothing new. */
  private static Optional<Arrival> waited(Place here, int request, Set<Integer> passed) {
    return here.next().values().stream()
        .filter(one -> one.choice().isTime())
        .filter(one -> one.alarmed().contains(request) || !passed.contains(one.place()))
        .min(comparing(one -> one.choice().isDistant()));
  }

  /** Places from which no steps lead to the end of everything. */
  long countWithoutEnd() {
    var before = new HashMap<Integer, List<Integer>>();
    for (var place : places) {
      for (var arrival : place.next().values()) {
        before.computeIfAbsent(arrival.place(), _ -> new ArrayList<>()).add(place.number());
      }
    }
    var reaching =
        places.stream()
            .filter(place -> place.open().isEmpty())
            .map(Place::number)
            .collect(Collectors.toCollection(HashSet::new));
    var ahead = new ArrayDeque<>(reaching);
    while (!ahead.isEmpty()) {
      for (var one : before.getOrDefault(ahead.removeFirst(), List.of())) {
        if (reaching.add(one)) {
          ahead.addLast(one);
        }
      }
    }
    return places.size() - reaching.size();
  }
}
