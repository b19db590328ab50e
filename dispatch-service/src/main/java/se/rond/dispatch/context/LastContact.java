package se.rond.dispatch.context;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.EarlierContact;
import se.rond.dispatch.context.EarlierRequests.Earlier;
import se.rond.dispatch.context.EarlierRequests.PlannedLook;
import se.rond.dispatch.context.EarlierRequests.Touch;

/**
 * When somebody last had to do with the patient, and whether the request now is what was planned
 * then. A pure function; it goes through everything in order of time.
 *
 * <p>A look that was planned is no contact, neither as a call or visit in its own request nor as a
 * request of its own that is raised around that time: from when on a look meets it, until as long
 * after it was due. A request is the look only where nobody has looked yet, and exempts nothing but
 * its own raising: who is called or visited in it may have got worse. One that nobody planned ends
 * the plans that there were: what was planned before the patient got worse says nothing of it. In
 * doubt it is a contact, since that leads higher.
 */
final class LastContact {

  private final List<PlannedLook> plans;
  private final Set<PlannedLook> met = new HashSet<>();
  private final Set<PlannedLook> past = new HashSet<>();
  private @Nullable Moment last;

  private LastContact(List<PlannedLook> plans) {
    this.plans = plans;
  }

  /** Something that happened to the patient; a request is raised before anything else happens. */
  private record Moment(
      Earlier of, Instant at, boolean isRaising, boolean isContact, boolean isLook) {}

  /**
   * Finds the last contact before a request was raised.
   *
   * @param earlier the requests before it
   * @param touches what happened in them, also after it
   * @param plans what was planned in them
   */
  static Optional<EarlierContact> find(
      Instant raisedAt, List<Earlier> earlier, List<Touch> touches, List<PlannedLook> plans) {
    var found = new LastContact(plans);
    moments(earlier, touches).stream()
        .filter(moment -> moment.at().isBefore(raisedAt))
        .sorted(comparing(Moment::at))
        .forEach(found::happened);
    return Optional.ofNullable(found.last)
        .map(
            moment ->
                new EarlierContact(
                    moment.at(),
                    moment.of().cause(),
                    found.listAwaited(raisedAt).isEmpty() ? null : true,
                    null));
  }

  private static List<Moment> moments(List<Earlier> earlier, List<Touch> touches) {
    var moments = new ArrayList<Moment>();
    for (var request : earlier) {
      moments.add(new Moment(request, request.raisedAt(), true, true, false));
      touches.stream()
          .filter(touch -> touch.request().equals(request.request()))
          .map(touch -> new Moment(request, touch.at(), false, touch.isContact(), touch.isLook()))
          .forEach(moments::add);
    }
    return moments;
  }

  private void happened(Moment moment) {
    if (moment.isRaising()) {
      raised(moment);
    } else {
      touched(moment);
    }
  }

  private void raised(Moment moment) {
    var awaited = listAwaited(moment.at());
    if (awaited.isEmpty()) {
      plans.stream().filter(plan -> plan.plannedAt().isBefore(moment.at())).forEach(past::add);
      last = moment;
    } else {
      met.addAll(awaited);
    }
  }

  /** A call and the assessment after it are the same look. */
  private void touched(Moment moment) {
    var request = moment.of().request();
    var planned =
        moment.isLook()
            ? listStanding(moment.at()).filter(plan -> plan.request().equals(request)).toList()
            : List.<PlannedLook>of();
    met.addAll(planned);
    if (moment.isContact() && planned.isEmpty()) {
      last = moment;
    }
  }

  private List<PlannedLook> listAwaited(Instant at) {
    return listStanding(at).filter(plan -> !met.contains(plan)).toList();
  }

  private Stream<PlannedLook> listStanding(Instant at) {
    return plans.stream().filter(plan -> !past.contains(plan)).filter(plan -> isAround(plan, at));
  }

  private static boolean isAround(PlannedLook plan, Instant at) {
    var until = plan.due().plus(Duration.between(plan.from(), plan.due()));
    return !at.isBefore(plan.from())
        && !at.isAfter(until)
        && (plan.endedAt() == null || at.isBefore(plan.endedAt()));
  }
}
