package se.rond.reliability.week;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tells a request as a story in Swedish: what happened when, by the clock on the wall, and who has
 * the ball then. What is told is what {@code GET} shows; an event without words is an error, so
 * that no story leaves anything out.
 */
final class Teller {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.of("sv")).withZone(Region.SWEDEN);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH.mm.ss", Locale.ROOT).withZone(Region.SWEDEN);

  /** What people call what has a code. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("EMERGENCY_112", "ring 112"),
          Map.entry("PHYSICIAN_NOW", "läkare nu"),
          Map.entry("MOBILE_TEAM_2H", "mobilt team inom två timmar"),
          Map.entry("MOBILE_TEAM_TODAY", "mobilt team i dag"),
          Map.entry("PHYSICIAN_TODAY", "läkare i dag"),
          Map.entry("NURSE", "sjuksköterska"),
          Map.entry("ADVICE", "råd"),
          Map.entry("BUSY", "upptagen hos en annan patient"),
          Map.entry("STAYED_HOME", "vårdas hemma"),
          Map.entry("VISIT_NEEDED", "besök behövs"),
          Map.entry("CARE_AT_HOME", "vård hemma"),
          Map.entry("TEAM_VISIT", "ett teambesök"),
          Map.entry("CALLED", "112 är ringt"),
          Map.entry("NO_ANSWER", "de som var i tjänst svarade inte"),
          Map.entry("ACCEPT", "ingen har åtagit sig i tid"),
          Map.entry("CONTACT", "ingen har talat med patienten i tid"),
          Map.entry("OBSERVATIONS", "sjuksköterskan eller teamet berättar mer"));

  private final Map<String, String> names;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> toldAssessments = new HashSet<>();
  private int told;
  private String day = "";
  private String ball = "";

  /**
   * Begins a story.
   *
   * @param names what responders and managers are called, by their id
   */
  Teller(Map<String, String> names) {
    this.names = Map.copyOf(names);
  }

  /** Tells what has happened since it last did, and who has the ball now. */
  void goOn(JsonNode shown) {
    var timeline = shown.get("timeline").valueStream().toList();
    for (var line : timeline.subList(told, timeline.size())) {
      var at = Instant.parse(line.get("at").stringValue());
      var today = DAY.format(at);
      if (!today.equals(day)) {
        lines.add(day.isEmpty() ? today : "");
        if (!day.isEmpty()) {
          lines.add(today);
        }
        day = today;
      }
      lines.add(TIME.format(at) + "  " + sentence(line, shown));
    }
    told = timeline.size();
    var has = party(shown.get("responsible"));
    if (!has.equals(ball)) {
      ball = has;
      lines.add("          Ansvaret har " + has + ".");
    }
  }

  /** Who has the responsibility in the end, if anybody has. */
  List<String> story() {
    return List.copyOf(lines);
  }

  private String party(JsonNode responsible) {
    return responsible.get("party").stringValue().equals("RAISING_NURSE")
        ? "den sjuksköterska som frågade"
        : name(responsible.get("id").stringValue());
  }

  private String sentence(JsonNode line, JsonNode shown) {
    var who = line.path("responder").asString("");
    var detail = line.path("detail").asString("");
    return switch (line.get("event").stringValue()) {
      case "AssessmentRequested" ->
          "Sjuksköterskan begär en bedömning: "
              + shown.at("/submitted/sbar/situation").stringValue();
      case "RequestTriaged" -> "Regelverket svarar: " + words(detail) + contactBy(detail, shown);
      case "LevelRaised" -> "Nivån höjs: " + words(detail) + contactBy(detail, shown);
      case "RequestUpdated" -> "Något nytt: " + words(detail) + ".";
      case "ResponderOffered" ->
          name(who) + " tillfrågas och har till " + answerBy(line, who, shown) + " på sig.";
      case "OfferAccepted" -> name(who) + " åtar sig.";
      case "OfferDeclined" -> name(who) + " avböjer: " + words(detail) + ".";
      case "OfferLapsed" -> name(who) + " svarar inte i tid.";
      case "OfferWithdrawn" -> "Frågan till " + name(who) + " tas tillbaka.";
      case "EnRoute" -> name(who) + " åker, och väntas " + expected(who, shown) + ".";
      case "WithPatient" ->
          detail.equals("VISIT")
              ? name(who) + " är hos patienten."
              : name(who) + " talar med patienten i telefon.";
      case "AssessmentRecorded" -> name(who) + " har bedömt: " + assessment(shown);
      case "RemeasureDue" -> "Påminnelse: patienten ska mätas igen nu.";
      case "PhysicianTaskRaised" -> "Patientens ordinarie läkare får en uppgift.";
      case "PhysicianTaskUnaddressed" ->
          "Larm till kontaktfunktionen: det går inte att säga vem som är patientens ordinarie läkare.";
      case "Completed" -> name(who) + " är klar: " + words(detail) + ".";
      case "VisitFollows" ->
          "Det som " + name(who) + " inte kunde göra tar ett annat besök med sig.";
      case "CareEnded" -> "Ingen annan behöver komma längre.";
      case "HandedOver" -> name(who) + " lämnar över till ambulansen: " + handover(shown);
      case "JournalReferenced" -> name(who) + " säger var besöket är dokumenterat.";
      case "JournalOverdue" ->
          "Larm till kontaktfunktionen: "
              + name(who)
              + " har inte sagt var besöket är dokumenterat.";
      case "ResponderSilent" -> "Larm till kontaktfunktionen: inget hörs från " + name(who) + ".";
      case "ResponderHeard" -> name(who) + " hörs av igen.";
      case "AskedInVain" ->
          "Larm till kontaktfunktionen: ingen av dem som tillfrågats har åtagit sig.";
      case "BreachWarned" ->
          "Varning till kontaktfunktionen: en femtedel av tiden till kontakt är kvar.";
      case "BreachOccurred" -> "Larm till kontaktfunktionen: " + words(detail) + ".";
      case "FellBack" -> "I stället söks också: " + words(detail) + ".";
      case "ReserveRoutineActivated" ->
          "Stegen är slut. Reservrutin: %s (%s) larmas.".formatted(detail, managers(shown));
      case "ReserveRoutineResolved" -> "Reservrutinen avslutas: " + words(detail) + ".";
      case "EmergencyDirected" ->
          "RING 112 NU: sjuksköterskan uppmanas att ringa (" + detail + ").";
      case "EmergencyAcknowledged" -> "Kvitterat: " + words(detail.split(",")[0]) + ".";
      case "EmergencyUnacknowledged" ->
          "Larm till kontaktfunktionen: ingen har kvitterat RING 112.";
      case "RequestClosed" -> "Förfrågan avslutas.";
      default ->
          throw new IllegalStateException("Expected an event that there are words for: " + line);
    };
  }

  private static String contactBy(String level, JsonNode shown) {
    var by = shown.path("contactBy").asString("");
    // Of 112 nothing is promised, and what was promised before does not count any more.
    return by.isEmpty() || level.equals("EMERGENCY_112")
        ? "."
        : ", senast " + TIME.format(Instant.parse(by)) + ".";
  }

  private static String answerBy(JsonNode line, String who, JsonNode shown) {
    return shown
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("responder").stringValue().equals(who))
        .filter(one -> one.get("offeredAt").equals(line.get("at")))
        .map(one -> TIME.format(Instant.parse(one.get("answerBy").stringValue())))
        .findFirst()
        .orElseThrow();
  }

  private static String expected(String who, JsonNode shown) {
    return shown
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("responder").stringValue().equals(who))
        .map(one -> one.path("expectedAt").asString(""))
        .filter(time -> !time.isEmpty())
        .map(time -> TIME.format(Instant.parse(time)))
        .findFirst()
        .orElseThrow();
  }

  private String assessment(JsonNode shown) {
    var one =
        shown
            .get("assessments")
            .valueStream()
            .filter(assessment -> toldAssessments.add(assessment.get("id").stringValue()))
            .findFirst()
            .orElseThrow();
    var orders =
        one.get("orders")
            .valueStream()
            .map(
                order ->
                    "%s (%s)"
                        .formatted(
                            words(order.get("need").stringValue()),
                            words(order.get("level").stringValue())))
            .collect(Collectors.joining(", "));
    var interim = one.path("interimInstructions").asString("");
    return words(one.at("/conclusion/code").stringValue())
        + ". "
        + one.at("/conclusion/text").stringValue()
        + (orders.isEmpty() ? "" : " Beställer " + orders + ".")
        + (interim.isEmpty() ? "" : " Tills vidare: " + interim);
  }

  private static String handover(JsonNode shown) {
    var ambulance =
        shown
            .get("assignments")
            .valueStream()
            .map(one -> one.get("handedToAmbulance"))
            .filter(JsonNode::isObject)
            .findFirst()
            .orElseThrow();
    return "%s, %s. Situation: %s Bakgrund: %s Aktuellt: %s Rekommendation: %s"
        .formatted(
            ambulance.get("unit").stringValue(),
            ambulance.get("receivedBy").stringValue(),
            ambulance.at("/sbar/situation").stringValue(),
            ambulance.at("/sbar/background").stringValue(),
            ambulance.at("/sbar/assessment").stringValue(),
            ambulance.at("/sbar/recommendation").stringValue());
  }

  private String managers(JsonNode shown) {
    return shown
        .at("/reserveRoutines/0/managers")
        .valueStream()
        .map(JsonNode::stringValue)
        .map(this::name)
        .collect(Collectors.joining(", "));
  }

  private String name(String id) {
    return Objects.requireNonNull(names.get(id), () -> "no name for '" + id + "'");
  }

  private static String words(String code) {
    return Objects.requireNonNull(WORDS.get(code), () -> "no words for '" + code + "'");
  }
}
