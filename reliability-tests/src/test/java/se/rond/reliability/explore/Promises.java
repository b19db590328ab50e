package se.rond.reliability.explore;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import se.rond.reliability.explore.State.Deadline;
import se.rond.reliability.explore.State.Request;
import se.rond.reliability.explore.State.Work;

/**
 * What holds in every state, and of every step. Each names what is wrong; nothing if all is well.
 */
final class Promises {

  private Promises() {}

  /**
   * @param responsible who is, for each request as everybody is told
   */
  static List<String> brokenIn(State state, List<String> responsible) {
    var broken = new ArrayList<String>();
    for (var request : state.requests()) {
      var number = request.number();
      var work = state.work().stream().filter(one -> one.request() == number).toList();
      if (request.hasEnded()) {
        if (!work.isEmpty() || request.kept()) {
          broken.add("%d has ended, and somebody is still at work: %s".formatted(number, work));
        }
      } else if (request.seen().isEmpty()
          && state.deadlines().stream().noneMatch(one -> one.request() == number)) {
        broken.add(
            "%d waits unseen: nothing happens by itself, and nobody was told".formatted(number));
      }
      broken.addAll(wrong(request, responsible.get(number - 1), work));
    }
    twice(state, Work::need, Work::isOffer)
        .forEach(need -> broken.add("A need is offered to two at once: " + need));
    twice(state, Work::responder, one -> one.exclusive() && one.isActive())
        .forEach(team -> broken.add(team + " is active twice"));
    twice(state, one -> one.responder() + " for " + one.need(), Work::isActive)
        .forEach(who -> broken.add("Active twice for one need: " + who));
    return broken;
  }

  private static List<String> twice(
      State state, Function<Work, String> of, Predicate<Work> counts) {
    return state.work().stream()
        .filter(counts)
        .collect(groupingBy(of, counting()))
        .entrySet()
        .stream()
        .filter(one -> one.getValue() > 1)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** One party is: one of those who have said yes or keep it, or the nurse if nobody has. */
  private static List<String> wrong(Request request, String responsible, List<Work> work) {
    var takers = work.stream().filter(Work::isTaken).map(Work::responder).toList();
    var isRight =
        responsible.startsWith("KEEPING_NURSE ")
            ? request.kept()
            : takers.isEmpty()
                ? responsible.startsWith("RAISING_NURSE ") && !request.kept()
                : takers.stream().map("RESPONDER "::concat).anyMatch(responsible::equals);
    return isRight
        ? List.of()
        : List.of(
            "%d is said to be with %s, but has %s"
                .formatted(request.number(), responsible, takers));
  }

  /**
   * Nothing that was due is left over when the sweep has been. What the sweep itself has put off
   * until now is done by the next one, half a second later.
   *
   * @param expected the deadlines that stood before
   */
  static List<String> brokenBySweep(Set<Deadline> expected, State after) {
    return after.due().stream()
        .filter(one -> one.request() > 0 && expected.contains(one))
        .map(Promises::leftOver)
        .toList();
  }

  private static String leftOver(Deadline due) {
    return "%s of %d was due, and nothing was done about it".formatted(due.what(), due.request());
  }

  /** What ended stays ended, and responsibility moves to nobody who has not said yes. */
  static List<String> brokenBy(
      Step step, State before, List<String> heldBefore, State after, List<String> heldAfter) {
    var broken = new ArrayList<String>();
    if (step.choice() == Choice.HOURS_PASS) {
      var more = new TreeSet<>(linesOf(after));
      more.removeAll(linesOf(before));
      if (!more.isEmpty()) {
        broken.add("More was done than to tell what was due: " + more);
      }
    }
    for (var request : before.requests()) {
      var number = request.number();
      var now = after.request(number);
      if (request.hasEnded() && !now.state().equals(request.state())) {
        broken.add("%d had ended, and is %s again".formatted(number, now.state()));
      }
      var was = heldBefore.get(number - 1);
      var is = heldAfter.get(number - 1);
      if (!was.equals(is)
          && step.choice() != Choice.ACCEPT
          && isTaken(before, number, was)
          && isTaken(after, number, was)) {
        broken.add(
            "%d went from %s to %s, who had both said yes before".formatted(number, was, is));
      }
      if (step.choice().isTime() && is.startsWith("RESPONDER ") && !was.equals(is)) {
        broken.add("%d went to %s, who said nothing".formatted(number, is));
      }
    }
    return broken;
  }

  /** That nobody waits any more to be measured again may be found only when that is due. */
  private static List<String> linesOf(State state) {
    return state.memory().replace(" remeasure_by=ahead", "").lines().toList();
  }

  private static boolean isTaken(State state, int request, String party) {
    return state.work().stream()
        .anyMatch(
            one ->
                one.request() == request
                    && one.isTaken()
                    && party.equals("RESPONDER " + one.responder()));
  }
}
