package se.rond.dispatch.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.language.Text;

/**
 * One thing that two terms say differently, in words that a coordinator reads.
 *
 * @param field its path in the document
 * @param what what it is about
 * @param was null if the earlier terms said nothing of it
 * @param becomes null if the later terms say nothing of it
 */
public record Difference(String field, Text what, @Nullable Text was, @Nullable Text becomes) {

  private static final Text NONE = Text.of("none", "ingen");

  /** Lists what is different, in the order of the document. */
  public static List<Difference> between(Terms from, Terms to) {
    var before = lines(from);
    var after = lines(to);
    var fields = new LinkedHashSet<>(before.keySet());
    fields.addAll(after.keySet());
    var differences = new ArrayList<Difference>();
    for (var field : fields) {
      var one = before.get(field);
      var other = after.get(field);
      if (one == null && other != null) {
        differences.add(new Difference(field, other.what(), null, other.says()));
      } else if (one != null && other == null) {
        differences.add(new Difference(field, one.what(), one.says(), null));
      } else if (one != null && other != null && !one.says().equals(other.says())) {
        differences.add(new Difference(field, one.what(), one.says(), other.says()));
      }
    }
    return differences;
  }

  /** All of it in a sentence. */
  public Text sentence() {
    if (was == null || becomes == null) {
      return was == null
          ? Text.of("{0}: new, {1}", "{0}: nytt, {1}").with(what, becomes == null ? NONE : becomes)
          : Text.of("{0}: {1} no longer holds", "{0}: {1} gäller inte längre").with(what, was);
    }
    return Text.of("{0}: {1} instead of {2}", "{0}: {1} i stället för {2}")
        .with(what, becomes, was);
  }

  private record Line(Text what, Text says) {}

  /** Every single thing that terms say, by its path. */
  private static Map<String, Line> lines(Terms terms) {
    var lines = new LinkedHashMap<String, Line>();
    terms.targets().forEach((level, target) -> target(level, target, lines));
    terms
        .ladders()
        .forEach(
            (level, steps) ->
                lines.put(
                    "ladders." + level,
                    new Line(
                        Text.of("{0}, ladder", "{0}, stege").with(Words.of(level)),
                        Words.list(
                            IntStream.range(0, steps.size())
                                .mapToObj(
                                    i -> Text.same("{0}. {1}").with(i + 1, Words.of(steps.get(i)))),
                            "; ",
                            NONE))));
    for (var one : terms.hours()) {
      var field = "hours." + one.kind() + "." + one.name();
      merge(
          lines,
          field,
          new Line(
              Text.of("{0} ({1}), hours", "{0} ({1}), tider")
                  .with(one.name(), Words.of(one.kind())),
              Text.same(one.calendar())));
    }
    for (var one : terms.reserve()) {
      merge(
          lines,
          "reserve." + one.role(),
          new Line(
              Text.of("Reserve routine, {0}", "Reservrutin, {0}").with(one.role()),
              Text.same("{0} {1} ({2}){3}")
                  .with(
                      one.name() == null ? "" : one.name(),
                      one.telephone() == null ? "" : one.telephone(),
                      one.calendar(),
                      one.recipient() == null ? "" : ", " + one.recipient())
                  .strip()));
    }
    terms.calendars().forEach((name, calendar) -> calendar(name, calendar, lines));
    lines.put(
        "vitalsNotRequired",
        new Line(
            Text.of("Without vital signs", "Utan vitalparametrar"),
            Words.list(terms.vitalsNotRequired().stream().map(Words::of), ", ", NONE)));
    return lines;
  }

  private static void target(Level level, Target target, Map<String, Line> lines) {
    var at = "targets." + level;
    var who = Words.of(level);
    lines.put(
        at + ".acceptWithin",
        new Line(
            Text.of("{0}, accepted within", "{0}, ja inom").with(who),
            Words.of(target.acceptWithin())));
    lines.put(
        at + ".contactWithin",
        new Line(
            Text.of("{0}, contact within", "{0}, kontakt inom").with(who),
            Words.of(target.contactWithin())));
    target
        .forCauses()
        .forEach(
            (cause, within) ->
                lines.put(
                    at + ".forCauses." + cause,
                    new Line(
                        Text.of("{0}, contact within, {1}", "{0}, kontakt inom, {1}")
                            .with(who, Words.of(cause)),
                        Words.of(within))));
    if (target.afterScore() != null) {
      lines.put(
          at + ".afterScore",
          new Line(
              Text.of(
                      "{0}, contact within, NEWS2 1 or more",
                      "{0}, kontakt inom, NEWS2 1 eller mer")
                  .with(who),
              Words.of(target.afterScore())));
    }
    lines.put(
        at + ".answerWithin",
        new Line(
            Text.of("{0}, answer within", "{0}, svar inom").with(who),
            Words.of(target.answerWithin())));
    lines.put(
        at + ".calendar",
        new Line(
            Text.of("{0}, working days of", "{0}, arbetsdagar enligt").with(who),
            Text.same(target.calendar())));
  }

  private static void calendar(CalendarName name, Calendar calendar, Map<String, Line> lines) {
    var at = "calendars." + name;
    calendar
        .week()
        .forEach(
            (day, hours) ->
                lines.put(
                    at + ".week." + day,
                    new Line(Text.same("{0}, {1}").with(name, Words.of(day)), Words.of(hours))));
    calendar
        .days()
        .forEach(
            (day, hours) ->
                lines.put(
                    at + ".days." + day,
                    new Line(Text.same("{0}, {1}").with(name, day.label()), Words.of(hours))));
    calendar
        .dates()
        .forEach(
            (date, hours) ->
                lines.put(
                    at + ".dates." + date,
                    new Line(Text.same("{0}, {1}").with(name, date), Words.of(hours))));
  }

  /** Several of one name or role are one line. */
  private static void merge(Map<String, Line> lines, String field, Line line) {
    lines.merge(
        field,
        line,
        (one, next) -> new Line(one.what(), Text.same("{0}; {1}").with(one.says(), next.says())));
  }
}
