package se.rond.reliability.explore;

import static se.rond.reliability.explore.Choice.ACCEPT;
import static se.rond.reliability.explore.Choice.ACKNOWLEDGE_CALLED;
import static se.rond.reliability.explore.Choice.ACKNOWLEDGE_DECLINED;
import static se.rond.reliability.explore.Choice.ACKNOWLEDGE_TAPPED;
import static se.rond.reliability.explore.Choice.CANCEL;
import static se.rond.reliability.explore.Choice.COMPLETE;
import static se.rond.reliability.explore.Choice.COMPLETE_UNDOCUMENTED;
import static se.rond.reliability.explore.Choice.DEADLINE_COMES;
import static se.rond.reliability.explore.Choice.DECLINE;
import static se.rond.reliability.explore.Choice.DELAY;
import static se.rond.reliability.explore.Choice.DOCUMENT;
import static se.rond.reliability.explore.Choice.DO_KEPT;
import static se.rond.reliability.explore.Choice.EMERGENCY_ENDS;
import static se.rond.reliability.explore.Choice.FAIL;
import static se.rond.reliability.explore.Choice.FIND_NOBODY;
import static se.rond.reliability.explore.Choice.GIVE_BACK;
import static se.rond.reliability.explore.Choice.HAND_TO_AMBULANCE;
import static se.rond.reliability.explore.Choice.HAND_TO_COLLEAGUE;
import static se.rond.reliability.explore.Choice.HOURS_PASS;
import static se.rond.reliability.explore.Choice.KEEP;
import static se.rond.reliability.explore.Choice.LOWER_LEVEL;
import static se.rond.reliability.explore.Choice.MEET;
import static se.rond.reliability.explore.Choice.ORDER_AMBULANCE;
import static se.rond.reliability.explore.Choice.ORDER_TEAM;
import static se.rond.reliability.explore.Choice.RAISE_LEVEL;
import static se.rond.reliability.explore.Choice.RESOLVE_RESERVE;
import static se.rond.reliability.explore.Choice.SET_OUT;
import static se.rond.reliability.explore.Choice.SWEEP;
import static se.rond.reliability.explore.Choice.TAKE_HANDOVER_BACK;
import static se.rond.reliability.explore.Choice.TELEPHONE;
import static se.rond.reliability.explore.Choice.TELL_LACTATE;
import static se.rond.reliability.explore.Choice.TELL_NEWS;
import static se.rond.reliability.explore.Choice.TIME_PASSES;
import static se.rond.reliability.explore.Choice.TRIAGE;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A small world: who is on duty, what is raised, and what can happen. Nobody else is there. Ladders
 * have three steps of their own: ask, fall back (for a physician: tell), reserve routine.
 */
enum Cast {
  /** What is asked of one team. The build explores it. */
  TEAM(
      List.of(Cast.TEAM_1),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, ACCEPT, DECLINE, SET_OUT, MEET, COMPLETE),
      Duration.ofMinutes(5)),

  /** The sweep may come late, after somebody has said something. */
  LATE_SWEEP(
      List.of(Cast.TEAM_1),
      List.of(Judged.VISIT),
      choices(DEADLINE_COMES, SWEEP, ACCEPT, MEET, COMPLETE),
      Duration.ofMinutes(3)),

  /** A team cannot go on, or finds nobody. */
  FAILURES(
      List.of(Cast.TEAM_1),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, ACCEPT, SET_OUT, MEET, COMPLETE, FAIL, FIND_NOBODY)),

  /** Two requests want one team. */
  TWO_REQUESTS(
      List.of(Cast.TEAM_1),
      List.of(Judged.VISIT, Judged.VISIT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, MEET, COMPLETE)),

  /** NEWS2 of 5 or 6: a physician's contact and a team's visit. */
  TEAM_AND_PHYSICIAN(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.CONTACT_AND_VISIT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, DECLINE, MEET, COMPLETE),
      Duration.ofSeconds(30)),

  /** The same, and one of them gives up after a yes. */
  ONE_GIVES_UP(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.CONTACT_AND_VISIT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, MEET, COMPLETE, FAIL),
      Duration.ofSeconds(30)),

  /**
   * Of two needs one finds two teams, the other nobody; a team hands over to the other, or is late.
   */
  TWO_TEAMS(
      List.of(Cast.TEAM_1, Cast.TEAM_2),
      List.of(Judged.CONTACT_AND_VISIT),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          ACCEPT,
          MEET,
          COMPLETE,
          DELAY,
          HAND_TO_COLLEAGUE,
          TAKE_HANDOVER_BACK),
      Duration.ofSeconds(30)),

  /** It becomes an emergency, and nobody or somebody says what became of that. */
  EMERGENCY(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          EMERGENCY_ENDS,
          ACCEPT,
          MEET,
          COMPLETE,
          TELL_LACTATE,
          ACKNOWLEDGE_TAPPED,
          ACKNOWLEDGE_CALLED),
      Duration.ofSeconds(30)),

  /** The patient wants no ambulance, and a physician is asked in its place. */
  AMBULANCE_DECLINED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          EMERGENCY_ENDS,
          ACCEPT,
          MEET,
          COMPLETE,
          TELL_LACTATE,
          ACKNOWLEDGE_DECLINED),
      Duration.ofSeconds(30)),

  /**
   * A team hands over to an ambulance, before or after it becomes an emergency; or it is cancelled.
   */
  AMBULANCE_COMES(
      List.of(Cast.TEAM_1),
      List.of(Judged.VISIT),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          EMERGENCY_ENDS,
          ACCEPT,
          MEET,
          COMPLETE,
          HAND_TO_AMBULANCE,
          TELL_LACTATE,
          ACKNOWLEDGE_CALLED,
          CANCEL),
      Duration.ofSeconds(30)),

  /** A physician rings before any yes, and orders a team. */
  TEAM_ORDERED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.CONTACT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, MEET, COMPLETE, TELEPHONE, ORDER_TEAM),
      Duration.ofSeconds(30)),

  /** A physician rings before any yes, and orders an ambulance. */
  AMBULANCE_ORDERED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.CONTACT),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          EMERGENCY_ENDS,
          ACCEPT,
          MEET,
          COMPLETE,
          TELEPHONE,
          ORDER_AMBULANCE),
      Duration.ofSeconds(30)),

  /**
   * The level rises, and triage may be slow to say so. Who is asked says nothing rather than no:
   * with both there are too many states, and {@link #TEAM_AND_PHYSICIAN} has both.
   */
  RAISED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, HOURS_PASS, TRIAGE, ACCEPT, MEET, COMPLETE, TELL_NEWS),
      Duration.ofSeconds(30)),

  /** Nobody has judged yet, and triage may be slow to. */
  UNJUDGED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.LATER),
      choices(TIME_PASSES, HOURS_PASS, TRIAGE, ACCEPT, DECLINE, MEET, COMPLETE, CANCEL),
      Duration.ofSeconds(30)),

  /** The nurse keeps what needs a nurse, until it is done, given back, over, or more than that. */
  KEPT(
      List.of(Cast.NURSE_ON_DUTY),
      List.of(Judged.NURSE),
      choices(
          TIME_PASSES,
          HOURS_PASS,
          TRIAGE,
          ACCEPT,
          MEET,
          COMPLETE,
          KEEP,
          DO_KEPT,
          GIVE_BACK,
          TELL_NEWS),
      Duration.ofSeconds(30)),

  /** A physician raises the level. */
  LEVEL_RAISED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, MEET, COMPLETE, RAISE_LEVEL),
      Duration.ofSeconds(30)),

  /** A physician lowers the level. */
  LEVEL_LOWERED(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, HOURS_PASS, ACCEPT, MEET, COMPLETE, LOWER_LEVEL),
      Duration.ofSeconds(30)),

  /** Reserve routines are resolved, and shifts end. */
  RESERVE(
      List.of(Cast.TEAM_1, Cast.PHYSICIAN),
      List.of(Judged.VISIT),
      choices(TIME_PASSES, ACCEPT, MEET, COMPLETE_UNDOCUMENTED, DOCUMENT, RESOLVE_RESERVE),
      Duration.ofMinutes(15),
      Duration.ofMinutes(127));

  static final String TEAM_1 = "M11";
  static final String TEAM_2 = "M12";
  static final String PHYSICIAN = "LB-10-1";
  static final String NURSE_ON_DUTY = "NF-1080";
  static final String MANAGER = "CB-10-1";
  static final String NURSE = "nurse";

  /** Later than any promise. */
  static final Duration LATE = Duration.ofMinutes(140);

  private static final Map<String, String> ROLES =
      Map.of(
          TEAM_1,
          "MOBILE_TEAM",
          TEAM_2,
          "MOBILE_TEAM",
          PHYSICIAN,
          "PHYSICIAN",
          NURSE_ON_DUTY,
          "MUNICIPAL_NURSE",
          MANAGER,
          "MANAGER",
          NURSE,
          "MUNICIPAL_NURSE");

  private static final Map<String, String> MEETS =
      Map.of(
          TEAM_1,
          "TEAM_VISIT",
          TEAM_2,
          "TEAM_VISIT",
          PHYSICIAN,
          "PHYSICIAN_CONTACT",
          NURSE_ON_DUTY,
          "NURSE_VISIT");

  private final List<String> onDuty;
  private final List<Judged> raised;
  private final Set<Choice> choices;
  private final Duration answerWithin;
  private final Duration duty;

  Cast(List<String> onDuty, List<Judged> raised, Set<Choice> choices) {
    // Of silence is told after 90 min: that is not many offers.
    this(onDuty, raised, choices, Duration.ofMinutes(15));
  }

  Cast(List<String> onDuty, List<Judged> raised, Set<Choice> choices, Duration answerWithin) {
    // Longer than anything takes.
    this(onDuty, raised, choices, answerWithin, Duration.ofDays(4));
  }

  Cast(
      List<String> onDuty,
      List<Judged> raised,
      Set<Choice> choices,
      Duration answerWithin,
      Duration duty) {
    this.onDuty = onDuty;
    this.raised = raised;
    this.choices = choices;
    this.answerWithin = answerWithin;
    this.duty = duty;
  }

  private static Set<Choice> choices(Choice... choices) {
    var set = EnumSet.noneOf(Choice.class);
    set.addAll(Arrays.asList(choices));
    return Collections.unmodifiableSet(set);
  }

  List<String> onDuty() {
    return onDuty;
  }

  /** What triage says of the first revision of each request. */
  List<Judged> raised() {
    return raised;
  }

  /** What happens in this world. */
  Set<Choice> choices() {
    return choices;
  }

  /** Whether what is hours ahead only comes as a step of its own, which may be at any time. */
  boolean hoursStand() {
    return choices.contains(HOURS_PASS);
  }

  /**
   * Whether a team has an X-ray, so that nothing is left over from its visit. What follows waits
   * for a day; beside somebody who is asked for ever, each time of that day would be a state.
   */
  boolean hasXray() {
    return this == RAISED;
  }

  /** How long people have to answer. */
  Duration answerWithin() {
    return answerWithin;
  }

  /** Until when somebody is promised to have accepted. */
  Duration acceptWithin() {
    return answerWithin.multipliedBy(2);
  }

  /**
   * Until when somebody is promised to be in contact: the longest promise that there is. It is
   * warned of one answer earlier: the fewer instants there are, the fewer states.
   */
  Duration contactWithin() {
    return answerWithin.multipliedBy(5);
  }

  /** How long everybody is on duty. */
  Duration duty() {
    return duty;
  }

  /** Whether somebody else could be asked in a responder's place. */
  boolean isRelieved(String responder) {
    return colleagueOf(responder).filter(onDuty::contains).isPresent();
  }

  /** Whether everything that is raised here can be met. */
  boolean isStaffed() {
    return raised.stream()
        .flatMap(one -> one.needs().stream())
        .allMatch(need -> onDuty.stream().map(MEETS::get).anyMatch(need::equals));
  }

  static String roleOf(String person) {
    return ROLES.getOrDefault(person, "");
  }

  /** Who could take over from somebody. */
  static Optional<String> colleagueOf(String responder) {
    return switch (responder) {
      case TEAM_1 -> Optional.of(TEAM_2);
      case TEAM_2 -> Optional.of(TEAM_1);
      default -> Optional.empty();
    };
  }
}
