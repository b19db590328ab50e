package se.rond.dispatch.level;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;

/**
 * What a person wants the level to be.
 *
 * @param id made by the device, so that what is sent twice counts once
 * @param from the level that the person saw; null if it was not said
 * @param comment in the person's words; there where the reason says nothing by itself
 */
public record Wish(
    UUID id, @Nullable Level from, Level level, LevelReason reason, @Nullable String comment) {

  /** Longest comment, in characters: a paragraph. */
  public static final int MAX_COMMENT = 1_000;
}
