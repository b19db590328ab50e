package se.rond.dispatch.assessment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assessment.Assessment;
import se.rond.dispatch.assessment.Conclusion;
import se.rond.dispatch.assessment.DeviceTime;
import se.rond.dispatch.assessment.Order;
import se.rond.dispatch.assessment.Order.Ambulance;
import se.rond.dispatch.assessment.Order.Kind;
import se.rond.dispatch.assessment.Order.NeedOrder;
import se.rond.dispatch.assessment.Order.Prescription;
import se.rond.dispatch.assessment.Order.Referral;
import se.rond.dispatch.assessment.Order.Sampling;
import se.rond.dispatch.assessment.Order.XrayReferral;
import se.rond.dispatch.assessment.ReadBack;
import se.rond.dispatch.assignment.ContactMode;

/** Reads what was concluded and ordered; every field that cannot be used is named at once. */
final class AssessmentReader {

  /**
   * How far ahead a re-assessment can be. 7 d, chosen: what is later than that is planned care, and
   * keeps no request open.
   */
  private static final Duration LONGEST = Duration.ofDays(7);

  private AssessmentReader() {}

  /**
   * Reads an assessment.
   *
   * @param now to refuse a re-assessment that is over, or more than 7 d from then
   * @throws Problem that names every field that cannot be used
   */
  static Assessment assessment(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    return ContactReader.good(fields, read(fields, now));
  }

  /** Returns true if an ambulance is ordered, whatever else is wrong with the body. */
  static boolean ordersAmbulance(JsonBody body) {
    return body.tree()
        .path("orders")
        .valueStream()
        .anyMatch(order -> order.path("kind").asString("").equals(Kind.AMBULANCE.name()));
  }

  /** Null, or with errors noted, where there is nothing to take. */
  static @Nullable Assessment read(Fields fields, Instant now) {
    var id = fields.requiredUuid("id");
    var mode = fields.requiredCode("mode", ContactMode.values());
    var assignment = fields.uuid("assignment");
    var supersedes = fields.uuid("supersedes");
    var when = ContactReader.when(fields);
    var concluded = fields.object("conclusion");
    var conclusion = concluded.requiredCode("code", Conclusion.values());
    var text = concluded.requiredText("text", Assessment.MAX_TEXT);
    var orders = orders(fields);
    var interim = fields.text("interimInstructions", Assessment.MAX_TEXT);
    var reassessAt = reassessAt(fields, when, now);
    var readBack = readBack(fields.object("readBack"));
    return id == null || mode == null || conclusion == null || text == null
        ? null
        : new Assessment(
            new AssessmentId(id),
            mode,
            ContactReader.assignment(assignment),
            Optional.ofNullable(supersedes).map(AssessmentId::new).orElse(null),
            when,
            conclusion,
            text,
            orders,
            interim,
            reassessAt,
            readBack);
  }

  private static @Nullable Instant reassessAt(Fields fields, DeviceTime when, Instant now) {
    var reassessAt = fields.instant("reassessAt");
    if (reassessAt == null) {
      return null;
    }
    var sent = when.deviceClock() == null ? now : when.deviceClock();
    var assessed = when.at() == null ? sent : when.at();
    if (reassessAt.isAfter(assessed) && !reassessAt.isAfter(sent.plus(LONGEST))) {
      return reassessAt;
    }
    fields.refuse(
        "reassessAt",
        Text.of(
                "a time after the assessment and before {0}, 7 days from now",
                "en tid efter bedömningen och före {0}, 7 dygn från nu")
            .with(sent.plus(LONGEST)),
        Text.same(reassessAt));
    return null;
  }

  private static @Nullable ReadBack readBack(Fields fields) {
    if (!fields.isPresent()) {
      return null;
    }
    var by = fields.requiredText("by", ReadBack.MAX_NAME);
    var at = fields.instant("at");
    return by == null ? null : new ReadBack(by, at);
  }

  private static List<Order> orders(Fields fields) {
    var orders = new ArrayList<Order>();
    for (var one : fields.objects("orders", Assessment.MAX_ORDERS)) {
      var kind = one.requiredCode("kind", Kind.values());
      var order = kind == null ? null : order(kind, one);
      if (order != null) {
        orders.add(order);
      }
    }
    if (orders.stream().anyMatch(Ambulance.class::isInstance)
        && orders.stream().anyMatch(NeedOrder.class::isInstance)) {
      fields.refuse(
          "orders",
          Text.of(
              "an ambulance, or somebody of ours who comes: nobody is sent to whom 112 is rung for",
              "en ambulans, eller någon av våra som kommer: till den som 112 rings för skickas ingen"),
          Text.of("both", "båda"));
    }
    return orders;
  }

  private static @Nullable Order order(Kind kind, Fields fields) {
    return switch (kind) {
      case NEED -> need(fields);
      case SAMPLING -> sampling(fields);
      case PRESCRIPTION -> {
        var text = fields.requiredText("text", Order.MAX_TEXT);
        yield text == null ? null : new Prescription(text);
      }
      case REFERRAL -> {
        var to = fields.requiredText("to", Order.MAX_TEXT);
        var text = fields.requiredText("text", Order.MAX_TEXT);
        yield to == null || text == null ? null : new Referral(to, text);
      }
      case XRAY -> xray(fields);
      case AMBULANCE -> {
        yield new Ambulance(fields.text("reason", Order.MAX_TEXT));
      }
    };
  }

  /** Each need has its own levels: a team's visit is not promised within half an hour. */
  private static @Nullable Order need(Fields fields) {
    var need = fields.requiredCode("need", Need.values());
    var level = fields.requiredCode("level", Level.values());
    var capabilities = fields.codes("capabilities", Capability.values(), Capability::code);
    if (need == null || level == null) {
      return null;
    }
    if (!levelsOf(need).contains(level)) {
      fields.refuse(
          "level",
          Text.of("one of {0} with {1}", "något av {0} vid {1}")
              .with(String.join(", ", levelsOf(need).stream().map(Level::name).toList()), need),
          Text.same(level));
      return null;
    }
    return new NeedOrder(need, level, capabilities);
  }

  private static List<Level> levelsOf(Need need) {
    return switch (need) {
      case PHYSICIAN_CONTACT -> List.of(Level.PHYSICIAN_NOW, Level.PHYSICIAN_TODAY);
      case TEAM_VISIT -> List.of(Level.MOBILE_TEAM_2H, Level.MOBILE_TEAM_TODAY);
      case NURSE_VISIT -> List.of(Level.NURSE, Level.ADVICE);
    };
  }

  private static @Nullable Order sampling(Fields fields) {
    var samples = fields.codes("samples", Capability.values(), Capability::code);
    var text = fields.text("text", Order.MAX_TEXT);
    if (!samples.isEmpty() && samples.stream().allMatch(AssessmentReader::isSample)) {
      return new Sampling(samples, text);
    }
    fields.refuse(
        "samples",
        Text.of("codes of samples alone, at least one", "bara provkoder, minst en"),
        Text.of("another list", "en annan lista"));
    return null;
  }

  private static boolean isSample(Capability capability) {
    return capability.code().startsWith("SAMPLING.");
  }

  private static @Nullable Order xray(Fields fields) {
    var regions = fields.codes("regions", XrayRegion.values(), Enum::name);
    if (regions.isEmpty()) {
      fields.refuse(
          "regions",
          Text.of("at least one region", "minst en kroppsdel"),
          Text.of("none that can be used", "ingen som går att använda"));
    }
    var question = fields.requiredText("question", Order.MAX_TEXT);
    var history = fields.requiredText("history", Order.MAX_TEXT);
    var status = fields.requiredText("status", Order.MAX_TEXT);
    return regions.isEmpty() || question == null || history == null || status == null
        ? null
        : new XrayReferral(regions, question, history, status);
  }
}
