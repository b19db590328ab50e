package se.rond.dispatch.matching;

import java.time.Duration;

/** A point on the map in WGS 84, in degrees. */
public record Position(double latitude, double longitude) {

  /** Mean radius of the earth (IUGG). */
  private static final double EARTH_RADIUS_KILOMETRES = 6_371.0088;

  /** Roads are longer than the bird's way by this factor: clinical reference 8. */
  private static final double DETOUR = 1.3;

  /** Mean speed on the roads of the two counties: clinical reference 8. */
  private static final double KILOMETRES_PER_HOUR = 70;

  /** Estimates how long it takes to drive there, from the great-circle distance alone. */
  public Duration drivingTimeTo(Position other) {
    var hours = roadKilometresTo(other) / KILOMETRES_PER_HOUR;
    return Duration.ofSeconds(Math.round(hours * 3_600));
  }

  /** Estimates how far it is by road, from the great-circle distance alone. */
  public double roadKilometresTo(Position other) {
    return greatCircleKilometresTo(other) * DETOUR;
  }

  private double greatCircleKilometresTo(Position other) {
    var latitudes = Math.toRadians(other.latitude - latitude);
    var longitudes = Math.toRadians(other.longitude - longitude);
    var haversine =
        Math.pow(Math.sin(latitudes / 2), 2)
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude))
                * Math.pow(Math.sin(longitudes / 2), 2);
    return 2 * EARTH_RADIUS_KILOMETRES * Math.asin(Math.min(1, Math.sqrt(haversine)));
  }
}
