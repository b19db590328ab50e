package se.rond.dispatch.intake;

import static se.rond.dispatch.intake.Mark.DEVICE_CLOCK_OFF;
import static se.rond.dispatch.intake.Mark.RAISED_AT_IN_FUTURE;
import static se.rond.dispatch.intake.Mark.RAISED_LONG_AGO;
import static se.rond.dispatch.intake.Mark.UNCONFIRMED_EXTREME;
import static se.rond.dispatch.intake.Mark.VITALS_OLD;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import se.rond.contracts.intake.Submission;
import se.rond.contracts.intake.SubmissionReader;

/**
 * A submission with the times of its device corrected, and what about it has to be looked at.
 *
 * @param submission with every time by our clock, none of {@code raisedAt} after receipt
 */
record Times(Submission submission, List<Marked> marks) {

  /** Vital signs and requests are marked beyond this age (clinical reference 1.4, soft). */
  static final Duration OLD = Duration.ofHours(24);

  /**
   * How far a device's clock may be off without anybody being told. 10 min, chosen: no message that
   * is sent at once takes that long, and a clock that is set by the network is never so wrong.
   */
  static final Duration TOLERATED_SKEW = Duration.ofMinutes(10);

  Times {
    marks = List.copyOf(marks);
  }

  /**
   * Corrects by how much the device's clock differed from ours when it sent. Where it did not say,
   * a time in the future tells how much at least: then receipt time is used, and everything the
   * device says moves with it.
   */
  static Times of(Submission sent, Instant receivedAt) {
    var marks = new ArrayList<Marked>();
    var skew = skew(sent, receivedAt);
    if (sent.deviceClock() != null && skew.abs().compareTo(TOLERATED_SKEW) > 0) {
      marks.add(new Marked(DEVICE_CLOCK_OFF, "deviceClock"));
    }
    var submission = sent.movedBy(skew);
    if (submission.raisedAt().isAfter(receivedAt)) {
      if (submission.raisedAt().isAfter(receivedAt.plus(SubmissionReader.TOLERATED_FUTURE))) {
        marks.add(new Marked(RAISED_AT_IN_FUTURE, "raisedAt"));
      }
      submission = submission.movedBy(Duration.between(submission.raisedAt(), receivedAt));
    }
    if (isOld(submission.raisedAt(), receivedAt)) {
      marks.add(new Marked(RAISED_LONG_AGO, "raisedAt"));
    }
    var vitals = submission.content().vitals();
    if (vitals.measuredAt() != null && isOld(vitals.measuredAt(), receivedAt)) {
      marks.add(new Marked(VITALS_OLD, "vitals.measuredAt"));
    }
    for (var vital : vitals.unconfirmedExtremes()) {
      marks.add(new Marked(UNCONFIRMED_EXTREME, "vitals." + vital));
    }
    return new Times(submission, marks);
  }

  private static Duration skew(Submission sent, Instant receivedAt) {
    var deviceClock = sent.deviceClock();
    return deviceClock == null ? Duration.ZERO : Duration.between(deviceClock, receivedAt);
  }

  private static boolean isOld(Instant time, Instant receivedAt) {
    return time.isBefore(receivedAt.minus(OLD));
  }
}
