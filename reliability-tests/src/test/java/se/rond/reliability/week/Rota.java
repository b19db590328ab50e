package se.rond.reliability.week;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who there is, where, and when they are on duty: read once, as it stands in the database. */
record Rota(Map<String, Place> towns, List<Responder> responders, Map<String, List<Shift>> shifts) {

  private static final double EARTH_RADIUS_KILOMETRES = 6_371;

  /** Roads are longer than the bird's way, and driven at this speed: clinical reference 8. */
  private static final double DETOUR = 1.3;

  private static final double KILOMETRES_PER_HOUR = 70;

  /** A point, in degrees. */
  record Place(double latitude, double longitude) {
    Duration drivingTimeTo(Place other) {
      var north = Math.toRadians(other.latitude - latitude);
      var east =
          Math.toRadians(other.longitude - longitude)
              * Math.cos(Math.toRadians((latitude + other.latitude) / 2));
      var kilometres = Math.hypot(north, east) * EARTH_RADIUS_KILOMETRES * DETOUR;
      return Duration.ofSeconds(Math.round(kilometres / KILOMETRES_PER_HOUR * 3_600));
    }
  }

  /** Who can be asked. */
  record Responder(String id, Kind kind, String name, Place base) {}

  /** What a responder is, and as whom it calls. */
  enum Kind {
    MOBILE_TEAM("MOBILE_TEAM"),
    PHYSICIAN("PHYSICIAN"),
    NURSE_FUNCTION("MUNICIPAL_NURSE");

    private final String role;

    Kind(String role) {
      this.role = role;
    }

    String role() {
      return role;
    }
  }

  /** A time on duty. */
  record Shift(Instant from, Instant until) {
    boolean contains(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  static Rota of(JdbcClient database) {
    var towns =
        database
            .sql("select code, latitude, longitude from dispatch.municipality order by code")
            .query(
                (row, _) ->
                    Map.entry(
                        row.getString("code"),
                        new Place(row.getDouble("latitude"), row.getDouble("longitude"))))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    var responders =
        database
            .sql(
                """
                select id, kind, name, base_latitude, base_longitude from dispatch.responder
                where kind in ('MOBILE_TEAM', 'PHYSICIAN', 'NURSE_FUNCTION') order by id
                """)
            .query(
                (row, _) ->
                    new Responder(
                        row.getString("id"),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name"),
                        new Place(row.getDouble("base_latitude"), row.getDouble("base_longitude"))))
            .list();
    var shifts =
        database
            .sql("select responder, starts_at, ends_at from dispatch.shift order by starts_at")
            .query(
                (row, _) ->
                    Map.entry(
                        row.getString("responder"),
                        new Shift(
                            row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                            row.getObject("ends_at", OffsetDateTime.class).toInstant())))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return new Rota(towns, responders, shifts);
  }

  boolean isOnDuty(String responder, Instant time) {
    return shifts.getOrDefault(responder, List.of()).stream().anyMatch(one -> one.contains(time));
  }

  Place town(String municipality) {
    return Objects.requireNonNull(towns.get(municipality), municipality);
  }
}
