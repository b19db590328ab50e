package se.rond.triage.ruleset.web;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.web.util.HtmlUtils;
import se.rond.access.Role;
import se.rond.clinical.FloorInWords;
import se.rond.clinical.Statement;
import se.rond.clinical.Statement.Part;
import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.InForce;
import se.rond.triage.ruleset.Territory;
import se.rond.triage.ruleset.Version;

/**
 * The rules that hold somewhere, as a page to read and to print: HTML without a script, so that
 * what is on paper is what is judged by.
 */
final class RulePage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Europe/Stockholm"));

  private static final String STYLE =
      """
      body { font: 1rem/1.4 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; color: #111; }
      table { border-collapse: collapse; width: 100%; }
      caption { text-align: left; font-size: 1.25rem; font-weight: 600; padding: 1.5rem 0 .5rem; }
      th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
      th { width: 40%; font-weight: 500; }
      .mark { border: .2rem solid #a00; padding: .5rem 1rem; font-weight: 600; }
      @media print { body { max-width: none; font-size: 10pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
      """;

  private final Language language;
  private final StringBuilder html = new StringBuilder();

  private RulePage(Language language) {
    this.language = language;
  }

  static String of(Territory territory, InForce inForce, Instant at, Language language) {
    return new RulePage(language).write(territory, inForce, at);
  }

  private String write(Territory territory, InForce inForce, Instant at) {
    var where = territory.municipality() == null ? territory.region() : territory.municipality();
    var title = Text.of("Rules of triage for {0}", "Triageregler för {0}").with(where);
    html.append("<!doctype html>\n<html lang=\"").append(language.tag()).append("\">\n<head>\n");
    html.append("<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    element("title", title);
    html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    element("h1", title);
    var version = inForce.rules().version();
    element(
        "p",
        Text.of("{0}, version {1}. In force {2}.", "{0}, version {1}. I kraft {2}.")
            .with(version.id(), version.version(), TIME.format(at)));
    if (!inForce.isApproved()) {
      html.append("<p class=\"mark\" role=\"note\">");
      html.append(
          escaped(
              Text.of(
                  "Nobody has approved these rules. They are for demonstration, not for patients.",
                  "Ingen har godkänt dessa regler. De är för demonstration, inte för patienter.")));
      html.append("</p>\n");
    }
    if (inForce.region() != null) {
      answering(inForce.region());
    }
    if (inForce.municipal() != null) {
      answering(inForce.municipal());
    }
    locked();
    var statements = inForce.set().statements();
    for (var part : Part.values()) {
      table(title(part), statements.stream().filter(one -> one.part() == part).toList());
    }
    element("footer", Text.same("NEWS2 © Royal College of Physicians 2017."));
    return html.append("</body>\n</html>\n").toString();
  }

  /** Who answers for a version, and what is new in it. */
  private void answering(Version version) {
    var approved = version.approved();
    var changes = version.header().changes();
    element(
        "p",
        Text.of(
                "{0} {1}: approved by {2}; active from {3}. {4}",
                "{0} {1}: godkänt av {2}; gäller från {3}. {4}")
            .with(
                version.name(),
                version.number(),
                approved == null ? "" : by(approved),
                version.activeFrom() == null ? "" : TIME.format(version.activeFrom()),
                Text.of(changes.en(), changes.sv())));
  }

  private static Text by(Act act) {
    return Text.same("{0} ({1}), {2}").with(act.name(), words(act.role()), TIME.format(act.at()));
  }

  private static Text words(Role role) {
    return switch (role) {
      case MUNICIPAL_NURSE -> Text.of("municipal nurse", "kommunsjuksköterska");
      case MOBILE_TEAM -> Text.of("mobile team", "mobilt team");
      case PHYSICIAN -> Text.of("physician", "läkare");
      case COORDINATOR -> Text.of("coordinator", "koordinator");
      case AMBULANCE_LIAISON -> Text.of("ambulance liaison", "ambulanssamordnare");
      case CARE_COORDINATION_NURSE ->
          Text.of("care coordination nurse", "samordningssjuksköterska");
      case MAS ->
          Text.of("nurse responsible for municipal care", "medicinskt ansvarig sjuksköterska");
      case MANAGER -> Text.of("manager on call", "chef i beredskap");
      case OPERATIONS -> Text.of("operations", "drift");
      case INTEGRATION -> Text.of("another system", "ett annat system");
    };
  }

  private void locked() {
    open(
        Text.of(
            "Always ring 112: the locked floor, which no rule set changes",
            "Alltid 112: det låsta golvet, som inget regelverk ändrar"));
    row(
        Text.of("Each of the red flags below", "Var och en av de röda flaggorna nedan"),
        Text.of(
            "whenever the nurse ticks it, whatever else is known, and when it is told by",
            "så snart sjuksköterskan kryssar för den, vad som än är känt i övrigt, och när den"
                + " framgår av"));
    for (var line : FloorInWords.lines()) {
      row(Text.same("{0} {1}").with(line.rule(), line.about()), line.by());
    }
    close();
  }

  private void table(Text title, List<Statement> statements) {
    open(title);
    statements.stream().filter(one -> !one.isLabel()).forEach(one -> row(one.about(), one.says()));
    close();
  }

  private void open(Text caption) {
    html.append("<table>\n");
    element("caption", caption);
    html.append("<tbody>\n");
  }

  private void row(Text about, Text says) {
    html.append("<tr><th scope=\"row\">")
        .append(escaped(about))
        .append("</th><td>")
        .append(escaped(says))
        .append("</td></tr>\n");
  }

  private void close() {
    html.append("</tbody>\n</table>\n");
  }

  private void element(String name, Text text) {
    html.append('<').append(name).append('>').append(escaped(text));
    html.append("</").append(name).append(">\n");
  }

  /** Documents are written by people, and a page must not do what they say. */
  private String escaped(Text text) {
    return HtmlUtils.htmlEscape(text.in(language), "UTF-8");
  }

  private static Text title(Part part) {
    return switch (part) {
      case CHOICES -> Text.of("Choices", "Val");
      case RULES -> Text.of("Rules", "Regler");
      case SIGNS ->
          Text.of(
              "Warning signs, where they do not mean 112",
              "Varningstecken, där de inte betyder 112");
      case CAUSES -> Text.of("Usual level of each contact cause", "Vanlig nivå per kontaktorsak");
      case XRAY -> Text.of("X-ray, by the region that is named", "Röntgen, efter angiven region");
    };
  }
}
