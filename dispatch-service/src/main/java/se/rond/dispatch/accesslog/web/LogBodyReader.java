package se.rond.dispatch.accesslog.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.Extracts.Wish;
import se.rond.dispatch.accesslog.SpotCheck.Finding;

/** Reads what is asked of the log; every field that cannot be used is named. */
final class LogBodyReader {

  /** Longest time of a spot check: a quarter of a year. */
  static final Duration LONGEST = Duration.ofDays(92);

  /** Of a note, in characters. */
  private static final int MAX_NOTE = 4_000;

  private LogBodyReader() {}

  /** Of which time a check is drawn. */
  record Time(Instant from, Instant to) {}

  /** What was found. */
  record Found(Finding finding, @Nullable String note) {

    /** Without what somebody wrote: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Found[" + finding + "]";
    }
  }

  /**
   * Reads whose log is asked for.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Wish wish(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    var patient =
        SubmissionReader.patient(fields.object("patient").object("identifier"), true, now);
    var from = fields.instant("from");
    var to = fields.instant("to");
    if (from != null && to != null && !from.isBefore(to)) {
      refuseOrder(fields, to);
    }
    return good(fields, patient == null ? null : new Wish(patient, from, to));
  }

  /**
   * Reads of which time a check is to be drawn: what is over, and not longer than {@link #LONGEST}.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Time time(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    var from = fields.requiredInstant("from");
    var to = fields.requiredInstant("to");
    if (from == null || to == null) {
      return good(fields, null);
    }
    if (!from.isBefore(to)) {
      refuseOrder(fields, to);
    } else if (to.isAfter(now)) {
      fields.refuse("to", Text.of("a time that is over", "en tid som har passerat"), Text.same(to));
    } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      fields.refuse(
          "from",
          Text.of("a time at most {0} days before to", "en tid högst {0} dagar före to")
              .with(LONGEST.toDays()),
          Text.same(from));
    }
    return good(fields, new Time(from, to));
  }

  /**
   * Reads what was found. A suspicion has a note: whoever asks further begins with it.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Found found(JsonBody body) {
    var fields = Fields.of(body);
    var finding = fields.requiredCode("finding", Finding.values());
    var note = fields.text("note", MAX_NOTE);
    if (finding == Finding.SUSPICION) {
      fields.required("note", Text.of("what is suspected", "vad som misstänks"), note);
    }
    fields.refuseUnstorable();
    return good(fields, finding == null ? null : new Found(finding, note));
  }

  private static void refuseOrder(Fields fields, Instant to) {
    fields.refuse("to", Text.of("a time after from", "en tid efter from"), Text.same(to));
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
