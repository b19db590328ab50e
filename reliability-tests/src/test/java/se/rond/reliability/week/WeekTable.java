package se.rond.reliability.week;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The numbers of a week, as tables for docs/reliability.md. */
final class WeekTable {

  private WeekTable() {}

  /**
   * Writes the tables beside the other results, with what led to each reserve routine, and returns
   * them.
   */
  static String write(Week.Played played, Verdict verdict) throws IOException {
    var text =
        """
        %s, %d processors, %s %s, seed %d: %d requests, %d calls, %d sweeps, %d alarms, in %.1f s

        %s
        %s
        %s
        """
            .formatted(
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                played.seed(),
                verdict.requests(),
                played.calls(),
                played.sweeps(),
                verdict.alarms(),
                played.took().toMillis() / 1_000.0,
                perLevel(played),
                perDay(played),
                counts(played.ledger().counts()));
    var folder = Files.createDirectories(Path.of("target", "reliability"));
    Files.writeString(folder.resolve("week-" + played.seed() + ".md"), text);
    Files.write(
        folder.resolve("week-" + played.seed() + "-reserve-routines.txt"),
        verdict.historiesOfReserveRoutines());
    return text;
  }

  /** A request without needs has no times: nobody of ours is sent to whom 112 is rung for. */
  private static String perLevel(Week.Played played) {
    return played
        .region()
        .database()
        .sql(
            """
            with waited as (
              select request.id, needed_level as level, contact_by,
                     (select min(accepted_at) from dispatch.assignment where assignment.request = request.id) as accepted_at,
                     least(
                       (select min(with_patient_at) from dispatch.assignment where assignment.request = request.id),
                       (select min(at) from dispatch.contact where contact.request = request.id and keeps <> '{}')) as met_at,
                     received_at, raised_at, state,
                     (select count(*) from dispatch.assignment where assignment.request = request.id and state = 'DECLINED') as declined,
                     (select count(*) from dispatch.assignment where assignment.request = request.id and state = 'LAPSED') as lapsed,
                     exists (select from dispatch.timeline where timeline.request = request.id and event = 'FellBack') as fell_back,
                     exists (select from dispatch.reserve_routine where reserve_routine.request = request.id) as reserve
              from dispatch.assessment_request request
              where state <> 'JOINED'
            ), minutes as (
              select *, extract(epoch from accepted_at - received_at) / 60 as accepted,
                     extract(epoch from met_at - raised_at) / 60 as met
              from waited
            )
            select coalesce(level, 'not decided') as level, count(*) as requests,
                   percentile_cont(0.5) within group (order by accepted) as accepted_median,
                   percentile_cont(0.95) within group (order by accepted) as accepted_most,
                   percentile_cont(0.5) within group (order by met) as met_median,
                   percentile_cont(0.95) within group (order by met) as met_most,
                   count(*) filter (where contact_by is not null and met_at <= contact_by) as kept,
                   count(*) filter (where contact_by is not null and met_at is not null) as met_at_all,
                   sum(declined) as declined, sum(lapsed) as lapsed,
                   count(*) filter (where fell_back) as fell_back, count(*) filter (where reserve) as reserve
            from minutes
            group by level
            order by array_position(array['EMERGENCY_112', 'PHYSICIAN_NOW', 'MOBILE_TEAM_2H', 'MOBILE_TEAM_TODAY',
                                          'PHYSICIAN_TODAY', 'NURSE', 'ADVICE'], level)
            """)
        .query(
            (row, _) ->
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %s / %s | %s / %s | %s | %d | %d | %d | %d |",
                    row.getString("level"),
                    row.getInt("requests"),
                    minutes(row.getObject("accepted_median", Double.class)),
                    minutes(row.getObject("accepted_most", Double.class)),
                    minutes(row.getObject("met_median", Double.class)),
                    minutes(row.getObject("met_most", Double.class)),
                    share(row.getInt("kept"), row.getInt("met_at_all")),
                    row.getInt("declined"),
                    row.getInt("lapsed"),
                    row.getInt("fell_back"),
                    row.getInt("reserve")))
        .list()
        .stream()
        .collect(
            Collectors.joining(
                "\n",
                """
                | Needed | Requests | Accepted after, min: median / 95 % | Contact after, min: median / 95 % | In time | Declined | Lapsed | Fell back | Reserve routine |
                |---|---|---|---|---|---|---|---|---|
                """,
                "\n"));
  }

  private static String minutes(@Nullable Double minutes) {
    return minutes == null ? "–" : String.format(Locale.ROOT, "%.0f", minutes);
  }

  private static String share(int part, int all) {
    return all == 0 ? "–" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part / all);
  }

  private static String perDay(Week.Played played) {
    var levels =
        List.of(
            "EMERGENCY_112",
            "PHYSICIAN_NOW",
            "MOBILE_TEAM_2H",
            "MOBILE_TEAM_TODAY",
            "PHYSICIAN_TODAY",
            "NURSE",
            "ADVICE");
    var days = new TreeMap<String, Map<String, Integer>>();
    played
        .region()
        .database()
        .sql(
            """
            select to_char(received_at at time zone 'Europe/Stockholm', 'YYYY-MM-DD Dy') as day,
                   coalesce(needed_level, state) as level, count(*) as requests
            from dispatch.assessment_request group by 1, 2
            """)
        .query(
            row -> {
              days.computeIfAbsent(row.getString("day"), _ -> new TreeMap<>())
                  .put(row.getString("level"), row.getInt("requests"));
            });
    var header =
        "| Day | " + String.join(" | ", levels) + " | Joined |\n|---" + "|---".repeat(8) + "|\n";
    return days.entrySet().stream()
        .map(
            day ->
                Stream.concat(levels.stream(), Stream.of("JOINED"))
                    .map(level -> day.getValue().getOrDefault(level, 0).toString())
                    .collect(Collectors.joining(" | ", "| " + day.getKey() + " | ", " |")))
        .collect(Collectors.joining("\n", header, "\n"));
  }

  private static String counts(Map<String, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining(", "));
  }
}
