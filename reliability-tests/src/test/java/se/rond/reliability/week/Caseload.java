package se.rond.reliability.week;

import static java.util.Map.entry;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.week.Rota.Place;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who needs what, and when, drawn from a seed: 45 requests a day over both counties with two peaks
 * on weekdays, one in four more on a Friday afternoon, and the levels as clinical reference 8 has
 * them for simulations. No cause is usually one for advice; such requests are the nurse's own word.
 */
final class Caseload {

  /** Of the inhabitants at the end of 2023, in thousands: clinical reference 5.6. */
  private static final Map<String, Integer> THOUSANDS =
      Map.ofEntries(
          entry("1060", 13),
          entry("1080", 66),
          entry("1081", 29),
          entry("1082", 32),
          entry("1083", 17),
          entry("1315", 10),
          entry("1380", 106),
          entry("1381", 27),
          entry("1382", 47),
          entry("1383", 68),
          entry("1384", 86));

  /** The last four digits of each municipality's organisation number: clinical reference 5.6. */
  private static final Map<String, String> ORGANISATIONS =
      Map.ofEntries(
          entry("1060", "0811"),
          entry("1080", "0829"),
          entry("1081", "0837"),
          entry("1082", "0845"),
          entry("1083", "0852"),
          entry("1315", "1207"),
          entry("1380", "1215"),
          entry("1381", "1223"),
          entry("1382", "1231"),
          entry("1383", "1249"),
          entry("1384", "1256"));

  /** Nobody has a number in this system: whoever tests makes patients up. */
  private static final String MADE_UP = "https://rond.example/reliability-tests/patient";

  /** Requests per hour of a working day, in halves of a request; the peak hour has a ninth. */
  private static final int[] WORKING_DAY = {
    2, 2, 2, 2, 2, 2, 2, 6, 12, 24, 24, 16, 12, 12, 14, 18, 18, 12, 10, 8, 8, 6, 4, 3
  };

  /** The same of a day off. */
  private static final int[] DAY_OFF = {
    4, 4, 3, 3, 3, 3, 4, 6, 12, 14, 14, 14, 12, 12, 12, 12, 12, 12, 12, 12, 10, 8, 6, 5
  };

  /** Good Friday and Easter Monday of the year that is played. */
  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.of(2026, 4, 3), LocalDate.of(2026, 4, 6));

  /** Before the weekend there is more, in percent. */
  private static final int FRIDAY_AFTERNOON = 125;

  /** How often the patient has been asked for less than a day before, in percent. */
  private static final int SAME_PATIENT = 3;

  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * A reason to ask.
   *
   * @param weight of a hundred
   * @param vitals how the patient is
   * @param findings what the nurse finds
   */
  private record Reason(
      String cause, String nurseLevel, int weight, Vitals vitals, List<String> findings) {}

  /** How the patient is. */
  private enum Vitals {
    /** As most are. */
    USUAL,
    /** NEWS2 of 7 or more, with an infection. */
    SEPTIC
  }

  private static final List<Reason> REASONS =
      List.of(
          with("STROKE_TIA", "EMERGENCY_112", 2, "AKUT_POSITIVE"),
          with("CHEST_PAIN", "EMERGENCY_112", 2, "ONGOING"),
          new Reason("FEVER_INF", "MOBILE_TEAM_2H", 2, Vitals.SEPTIC, List.of()),
          with("HEAD_TRAUMA", "PHYSICIAN_NOW", 3),
          with("SYNCOPE", "PHYSICIAN_NOW", 3),
          with("ABDO_PAIN", "PHYSICIAN_NOW", 3),
          with("MED_ERROR", "PHYSICIAN_NOW", 2),
          with("PALLIATIVE", "PHYSICIAN_NOW", 2),
          with("BLEED_AC", "PHYSICIAN_NOW", 1),
          with("PNEUMONIA", "MOBILE_TEAM_2H", 4),
          with("FEVER_INF", "MOBILE_TEAM_2H", 4),
          with("DYSPNOEA", "MOBILE_TEAM_2H", 3),
          with("COPD_EXAC", "MOBILE_TEAM_2H", 2),
          with("CONFUSION", "MOBILE_TEAM_2H", 2),
          with("FALL_INJ", "MOBILE_TEAM_TODAY", 7),
          with("HEART_FAIL", "MOBILE_TEAM_TODAY", 3),
          with("GEN_DETERIOR", "MOBILE_TEAM_TODAY", 5),
          with("SKIN_INF", "MOBILE_TEAM_TODAY", 3),
          with("DEHYDRATION", "MOBILE_TEAM_TODAY", 2),
          with("DIZZINESS", "PHYSICIAN_TODAY", 3),
          with("LEG_SWELL", "PHYSICIAN_TODAY", 3),
          with("PAIN", "PHYSICIAN_TODAY", 4),
          with("PSYCH_BPSD", "PHYSICIAN_TODAY", 3),
          with("HAEMATURIA", "PHYSICIAN_TODAY", 2),
          with("CATHETER", "NURSE", 6),
          with("RETENTION", "NURSE", 3),
          with("UTI", "NURSE", 6),
          with("WOUND_PU", "NURSE", 6),
          with("CONSTIPATION", "NURSE", 4),
          with("FALL_NO_INJ", "NURSE", 5));

  /**
   * A request that a nurse raises.
   *
   * @param number from 1, in the order they are raised
   */
  record Case(int number, Instant at, ObjectNode body) {
    String id() {
      return body.get("id").stringValue();
    }

    String municipality() {
      return body.at("/place/municipality").stringValue();
    }
  }

  private final Random random;
  private final Rota rota;
  private final List<Case> cases = new ArrayList<>();

  private Caseload(long seed, Rota rota) {
    random = new Random(seed);
    this.rota = rota;
  }

  /** Draws the requests of a time, in the order of time. */
  static List<Case> draw(long seed, Rota rota, int perDay, Instant from, Instant until) {
    var caseload = new Caseload(seed, rota);
    for (var hour = from; hour.isBefore(until); hour = hour.plus(1, ChronoUnit.HOURS)) {
      caseload.draw(hour, caseload.many(expected(hour.atZone(Region.SWEDEN), perDay)));
    }
    return List.copyOf(caseload.cases);
  }

  private static Reason with(String cause, String level, int weight, String... findings) {
    return new Reason(cause, level, weight, Vitals.USUAL, List.of(findings));
  }

  private static double expected(ZonedDateTime hour, int perDay) {
    var weekday = hour.getDayOfWeek();
    var isOff =
        weekday == DayOfWeek.SATURDAY
            || weekday == DayOfWeek.SUNDAY
            || HOLIDAYS.contains(hour.toLocalDate());
    var profile = isOff ? DAY_OFF : WORKING_DAY;
    var sum = 0;
    for (var share : profile) {
      sum += share;
    }
    var isBeforeWeekend =
        !isOff && weekday == DayOfWeek.FRIDAY && hour.getHour() >= 12 && hour.getHour() < 17;
    return (double) perDay
        * profile[hour.getHour()]
        / sum
        * (isBeforeWeekend ? FRIDAY_AFTERNOON / 100.0 : 1);
  }

  /** By Poisson: as many as come by themselves where so many are expected. */
  private int many(double expected) {
    var left = Math.exp(-expected);
    var product = random.nextDouble();
    var count = 0;
    while (product > left) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private void draw(Instant hour, int count) {
    random
        .ints(count, 0, 3_600)
        .sorted()
        .mapToObj(hour::plusSeconds)
        .forEach(at -> cases.add(new Case(cases.size() + 1, at, body(at))));
  }

  private ObjectNode body(Instant at) {
    var reason = drawn(REASONS, REASONS.stream().mapToInt(Reason::weight).toArray());
    var before = earlier(at);
    var municipality = before == null ? municipality() : before.municipality();
    var raisedAt = at.minusSeconds(random.nextInt(240));
    var body =
        JSON.createObjectNode()
            .put("id", new UUID(random.nextLong(), random.nextLong()).toString())
            .put("raisedAt", raisedAt.toString())
            .put("deviceClock", at.toString())
            .put("origin", "MUNICIPAL_NURSE")
            .put("contactCause", reason.cause())
            .put("suspectedInfection", reason.vitals() == Vitals.SEPTIC)
            .put("assessedFrom", "ON_SITE");
    body.put(
        "nurseLevel",
        reason.nurseLevel().equals("NURSE") && random.nextInt(6) == 0
            ? "ADVICE"
            : reason.nurseLevel());
    body.putObject("requester")
        .put(
            "hsaId",
            "SE212000"
                + Objects.requireNonNull(ORGANISATIONS.get(municipality), municipality)
                + "-N001")
        .put("callback", "+46846500420");
    body.putObject("patient")
        .putObject("identifier")
        .put("system", MADE_UP)
        .put(
            "value",
            before == null
                ? "made-up-" + (cases.size() + 1)
                : before.body().at("/patient/identifier/value").stringValue());
    var place = around(rota.town(municipality));
    body.putObject("place")
        .put("municipality", municipality)
        .put("address", "Byvägen " + (1 + random.nextInt(99)))
        .put("housing", random.nextInt(3) == 0 ? "SPECIAL" : "ORDINARY")
        .putObject("position")
        .put("latitude", place.latitude())
        .put("longitude", place.longitude());
    var findings = body.putArray("findings");
    reason.findings().forEach(findings::add);
    if (reason.cause().equals("FALL_INJ")) {
      body.put("xrayRegion", List.of("WRIST", "SHOULDER", "KNEE", "FOOT").get(random.nextInt(4)));
    }
    switch (reason.vitals()) {
      case USUAL -> usual(body.putObject("vitals").put("measuredAt", raisedAt.toString()));
      case SEPTIC ->
          measured(body.putObject("vitals").put("measuredAt", raisedAt.toString()), 26, 91)
              .put("pulse", 118)
              .put("temperature", 39.3);
    }
    return body;
  }

  /** The nurse of the next shift asks again; null mostly. */
  private @Nullable Case earlier(Instant at) {
    var recent =
        cases.stream().filter(one -> one.at().isAfter(at.minus(Duration.ofHours(12)))).toList();
    return recent.isEmpty() || random.nextInt(100) >= SAME_PATIENT
        ? null
        : recent.get(random.nextInt(recent.size()));
  }

  private String municipality() {
    var codes = THOUSANDS.keySet().stream().sorted().toList();
    return drawn(
        codes,
        codes.stream().mapToInt(code -> Objects.requireNonNull(THOUSANDS.get(code))).toArray());
  }

  private <T> T drawn(List<T> choices, int[] weights) {
    var sum = 0;
    for (var weight : weights) {
      sum += weight;
    }
    var left = random.nextInt(sum);
    for (var i = 0; i < weights.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return choices.get(i);
      }
    }
    throw new IllegalStateException("Expected one of " + choices);
  }

  /** Within some 8 km. */
  private Place around(Place town) {
    return new Place(
        town.latitude() + (random.nextDouble() - 0.5) * 0.14,
        town.longitude() + (random.nextDouble() - 0.5) * 0.24);
  }

  /**
   * Most have a NEWS2 of 0, one in five of 1 to 4, a few of 5 or 6, and of some not all is known.
   */
  private void usual(ObjectNode vitals) {
    var how = random.nextInt(100);
    if (how < 72) {
      measured(vitals, 13 + random.nextInt(7), 96 + random.nextInt(4))
          .put("pulse", 58 + random.nextInt(30))
          .put("temperature", (363 + random.nextInt(14)) / 10.0);
    } else if (how < 94) {
      measured(vitals, random.nextBoolean() ? 18 : 21, 95)
          .put("pulse", random.nextBoolean() ? 82 : 96)
          .put("temperature", 37.4);
    } else if (how < 98) {
      measured(vitals, 22, 95)
          .put("pulse", 96)
          .put("temperature", random.nextBoolean() ? 38.4 : 39.2);
    } else {
      vitals.put("pulse", 84).put("consciousness", "ALERT");
    }
  }

  private static ObjectNode measured(ObjectNode vitals, int respirationRate, int saturation) {
    return vitals
        .put("respirationRate", respirationRate)
        .put("oxygenSaturation", saturation)
        .put("supplementalOxygen", false)
        .put("systolicPressure", 132)
        .put("diastolicPressure", 74)
        .put("consciousness", "ALERT");
  }
}
