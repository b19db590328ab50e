package se.rond.reliability.explore;

import java.util.List;

/**
 * What triage says of a request.
 *
 * @param atOnce whether it has said so when the exploration begins
 */
record Judged(String level, List<String> needs, boolean atOnce) {

  static final Judged VISIT = new Judged("MOBILE_TEAM_2H", List.of("TEAM_VISIT"));

  static final Judged NURSE = new Judged("NURSE", List.of("NURSE_VISIT"));

  /** Whenever the world lets triage. */
  static final Judged LATER = new Judged("MOBILE_TEAM_2H", List.of("TEAM_VISIT"), false);

  static final Judged CONTACT = new Judged("PHYSICIAN_NOW", List.of("PHYSICIAN_CONTACT"));

  /** As at NEWS2 of 5 or 6. */
  static final Judged CONTACT_AND_VISIT =
      new Judged("MOBILE_TEAM_2H", List.of("PHYSICIAN_CONTACT", "TEAM_VISIT"));

  private Judged(String level, List<String> needs) {
    this(level, needs, true);
  }
}
