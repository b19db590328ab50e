package se.rond.dispatch.queue;

import se.rond.contracts.language.Text;

/** Why work stands before the next in a queue. Add, never rename. */
public enum Precedence {
  HIGHER_LEVEL("Higher level than the next", "Högre nivå än nästa"),
  EARLIER_CONTACT(
      "Contact promised earlier than for the next", "Kontakt utlovad tidigare än nästa"),
  WAITS_LONGER("Waits longer than the next", "Har väntat längre än nästa");

  private final Text label;

  Precedence(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people read. */
  public Text label() {
    return label;
  }
}
