package se.rond.dispatch.assessment;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where video calls are held, under {@code rond.dispatch.video}.
 *
 * @param base what stands before the room in a link: an absolute https address that ends in a
 *     slash; null if the region has no video service, and then no links are made
 * @param openFor how long a link is shown; 15 min to 24 h. 4 h, chosen: longer than any call, and
 *     over when the next shift reads the request
 */
@ConfigurationProperties("rond.dispatch.video")
record VideoSettings(@Nullable URI base, @DefaultValue("4h") Duration openFor) {

  private static final Duration SHORTEST = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofHours(24);

  VideoSettings {
    if (base != null && !isUsable(base)) {
      throw new IllegalArgumentException(
          "Expected rond.dispatch.video.base to be like https://video.example/rooms/, but found "
              + base
              + "\nMaybe it has no slash at its end, or a query.");
    }
    if (openFor.compareTo(SHORTEST) < 0 || openFor.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.dispatch.video.open-for from %s to %s, but found %s"
              .formatted(SHORTEST, LONGEST, openFor));
    }
  }

  /** The link to a room, for that base. Whoever has it gets in. */
  static URI link(URI base, UUID room) {
    return base.resolve(room.toString());
  }

  private static boolean isUsable(URI base) {
    return "https".equals(base.getScheme())
        && base.getHost() != null
        && base.getUserInfo() == null
        && base.getQuery() == null
        && base.getFragment() == null
        && base.getPath().endsWith("/");
  }
}
