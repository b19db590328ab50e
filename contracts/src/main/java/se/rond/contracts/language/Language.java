package se.rond.contracts.language;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language that Rond speaks. */
public enum Language {
  /** Spoken to whoever asks for nothing else: integrators read it. */
  ENGLISH("en"),
  SWEDISH("sv");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The language tag (BCP 47), as in {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /**
   * Returns the language that the header {@code Accept-Language} likes best among ours; English if
   * it likes none of them, is absent or cannot be read.
   */
  public static Language preferredBy(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return ENGLISH;
    }
    var preferred = Locale.lookupTag(rangesOf(acceptLanguage), tags());
    return Stream.of(values())
        .filter(language -> language.tag.equals(preferred))
        .findFirst()
        .orElse(ENGLISH);
  }

  /** Those that are wanted at all, best first. */
  private static List<LanguageRange> rangesOf(String acceptLanguage) {
    try {
      return LanguageRange.parse(acceptLanguage).stream()
          .filter(range -> range.getWeight() > 0)
          .toList();
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private static List<String> tags() {
    return Stream.of(values()).map(Language::tag).toList();
  }
}
