package se.rond.dispatch.roster;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import se.rond.access.masking.Mask;
import se.rond.access.masking.Masked;
import se.rond.dispatch.matching.Position;

/** How far a responder has to a patient: what an offer says in place of an address. */
public final class WayThere {

  private WayThere() {}

  /**
   * Measures from the base, as offers are made by. Of a row with {@code responder_kind}, {@code
   * base_latitude}, {@code base_longitude}, {@code latitude} and {@code longitude}.
   *
   * @return null for who does not drive
   */
  public static @Nullable Masked<Integer> of(ResultSet row, Mask mask) throws SQLException {
    return switch (ResponderKind.valueOf(row.getString("responder_kind"))) {
      case MOBILE_TEAM -> byRoad(row, mask);
      case PHYSICIAN, NURSE_FUNCTION, COORDINATOR, MANAGER -> null;
    };
  }

  private static Masked<Integer> byRoad(ResultSet row, Mask mask) throws SQLException {
    var base = new Position(row.getDouble("base_latitude"), row.getDouble("base_longitude"));
    var place = new Position(row.getDouble("latitude"), row.getDouble("longitude"));
    return mask.kilometres(base.roadKilometresTo(place));
  }
}
