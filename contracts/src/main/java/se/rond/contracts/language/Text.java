package se.rond.contracts.language;

/**
 * Something said to a person, in each {@link Language}. It has all of them from the start, so that
 * none can be forgotten.
 */
public record Text(String english, String swedish) {

  /** The two, where they are written side by side. */
  public static Text of(String english, String swedish) {
    return new Text(english, swedish);
  }

  /** What reads the same in each language: a code, a number, a unit. */
  public static Text same(Object value) {
    var text = String.valueOf(value);
    return new Text(text, text);
  }

  /** Returns it in that language. */
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case SWEDISH -> swedish;
    };
  }

  /** This with {@code {0}}, {@code {1}} and so on replaced by the arguments, texts among them. */
  public Text with(Object... arguments) {
    var filled = this;
    for (var i = 0; i < arguments.length; i++) {
      var place = "{" + i + "}";
      var argument = arguments[i] instanceof Text text ? text : same(arguments[i]);
      filled =
          new Text(
              filled.english.replace(place, argument.english),
              filled.swedish.replace(place, argument.swedish));
    }
    return filled;
  }

  /** This without blanks at its ends. */
  public Text strip() {
    return new Text(english.strip(), swedish.strip());
  }
}
