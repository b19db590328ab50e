package se.rond.clinical;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import se.rond.clinical.Condition.All;
import se.rond.clinical.Condition.Among;
import se.rond.clinical.Condition.Any;
import se.rond.clinical.Condition.Compares;
import se.rond.clinical.Condition.Denied;
import se.rond.clinical.Condition.Grade;
import se.rond.clinical.Condition.Has;
import se.rond.clinical.Condition.NotStated;
import se.rond.clinical.Condition.Present;
import se.rond.clinical.Condition.Reaches;
import se.rond.clinical.Condition.Unlocked;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.Rule.Step;
import se.rond.clinical.Statement.Part;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.Label;

/** What a rule set says, as clinicians read it. */
final class InWords {

  private static final Text NONE = Text.of("none", "ingen");
  static final Text OR = Text.of(" or ", " eller ");
  private static final Text AND = Text.of(" and ", " och ");
  static final Text COMMA = Text.same(", ");

  /** What the facts are called, and some codes of theirs. */
  private static final Map<String, Text> FACTS = facts();

  /** What a code of a fact is called; what is not here reads as it is written. */
  private static final Map<String, Text> CODES =
      Map.ofEntries(
          entry("ALERT", "alert", "vaken"),
          entry("NEW_CONFUSION", "new confusion", "nytillkommen förvirring"),
          entry("VOICE", "responds to voice", "reagerar på tilltal"),
          entry("PAIN", "responds to pain", "reagerar på smärta"),
          entry("UNRESPONSIVE", "unresponsive", "reagerar inte"),
          entry("RED", "red", "röd"),
          entry("ORANGE", "orange", "orange"),
          entry("YELLOW", "yellow", "gul"),
          entry("GREEN", "green", "grön"),
          entry("BLUE", "blue", "blå"),
          entry("NORMAL", "normal", "normalt"),
          entry("OTHER", "other changes", "andra förändringar"),
          entry("NEW_LBBB", "new left bundle branch block", "nytt vänstergrenblock"),
          entry("ST_ELEVATION", "ST elevation", "ST-höjning"),
          entry("UNDER_16", "under 16 years", "under 16 år"),
          entry("ON_SITE", "on site", "på plats"),
          entry("PHONE", "by telephone", "per telefon"),
          entry("VIDEO", "by video", "via video"),
          entry("WRIST", "wrist", "handled"),
          entry("SHOULDER", "shoulder", "axel"),
          entry("KNEE", "knee", "knä"),
          entry("FOOT", "foot", "fot"),
          entry("HIP", "hip", "höft"),
          entry("PELVIS", "pelvis", "bäcken"),
          entry("CHEST", "chest", "lungor"));

  private InWords() {}

  static List<Statement> of(RuleSet set) {
    var statements = new ArrayList<Statement>();
    statements.add(
        new Statement(
            Part.CHOICES,
            "choices.hipFractureStrategy",
            Text.of("Suspected hip fracture, choices", "Misstänkt höftfraktur, val"),
            list(EnumSet.copyOf(set.strategies()).stream().map(InWords::of), COMMA)));
    statements.add(
        new Statement(
            Part.CHOICES,
            "vitalsNotRequired",
            Text.of("Without vital signs", "Utan vitalparametrar"),
            list(set.vitalsNotRequired().stream().map(InWords::of), COMMA)));
    for (var rule : set.rules()) {
      if (rule.id().startsWith("WS-") && isSign(rule)) {
        sign(rule, statements);
      } else {
        rule(rule, statements);
      }
    }
    for (var cause : ContactCause.values()) {
      usual(set.usualLevel(cause), statements);
    }
    set.xray().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            one ->
                statements.add(
                    new Statement(
                        Part.XRAY,
                        "xray." + one.getKey(),
                        code(one.getKey().name()),
                        of(one.getValue()))));
    statements.sort((one, other) -> one.part().compareTo(other.part()));
    return List.copyOf(statements);
  }

  static List<Statement> of(List<Rule> rules) {
    var statements = new ArrayList<Statement>();
    rules.forEach(rule -> rule(rule, statements));
    return List.copyOf(statements);
  }

  private static boolean isSign(Rule rule) {
    return rule.when() instanceof Unlocked
        || rule.when() instanceof Any(var parts) && parts.getFirst() instanceof Unlocked;
  }

  private static void sign(Rule rule, List<Statement> statements) {
    var at = "signs." + rule.id();
    var label = of(rule.label());
    statements.add(called(Part.SIGNS, at, rule));
    statements.add(new Statement(Part.SIGNS, at + ".level", label, demand(rule)));
    if (rule.when() instanceof Any(var parts)) {
      statements.add(
          new Statement(
              Part.SIGNS,
              at + ".byValue",
              Text.of("{0}, told by values", "{0}, framgår av värden").with(label),
              list(parts.stream().skip(1).map(InWords::of), OR)));
    }
  }

  private static void rule(Rule rule, List<Statement> statements) {
    var at = "rules." + rule.id();
    var label = of(rule.label());
    statements.add(called(Part.RULES, at, rule));
    statements.add(new Statement(Part.RULES, at + ".level", label, demand(rule)));
    statements.add(
        new Statement(
            Part.RULES,
            at + ".when",
            Text.of("{0}, when", "{0}, när").with(label),
            of(rule.when())));
    if (rule.unlistedWhen() != null) {
      statements.add(
          new Statement(
              Part.RULES,
              at + ".unlistedWhen",
              Text.of("{0}, not listed when", "{0}, nämns inte när").with(label),
              of(rule.unlistedWhen())));
    }
    steps(Part.RULES, at, label, rule.higher(), statements);
    if (rule.note() != null) {
      statements.add(
          new Statement(
              Part.RULES,
              at + ".note",
              Text.of("{0}, note", "{0}, anmärkning").with(label),
              of(rule.note())));
    }
  }

  /**
   * What nurses read as the reason, in both languages: one that changes in the other language only
   * is a change too.
   */
  private static Statement called(Part part, String at, Rule rule) {
    var label = rule.label();
    return new Statement(
        part,
        at + Statement.LABEL,
        Text.of("Rule {0}, what nurses read", "Regel {0}, vad sjuksköterskan läser")
            .with(rule.id()),
        Text.of("“{0}”, in Swedish “{1}”", "”{1}”, på engelska ”{0}”")
            .with(label.en(), label.sv()));
  }

  private static Text demand(Rule rule) {
    var parts = new ArrayList<Text>();
    parts.add(
        rule.raises()
            ? Text.of(
                "one level above all else, once, up to Physician now",
                "en nivå över allt annat, en gång, högst Läkare nu")
            : of(rule.level()));
    parts.add(
        switch (rule.kind()) {
          case FLOOR -> Text.of("no lower by a nurse", "sjuksköterskan kan inte sänka");
          case PROPOSAL -> Text.of("a proposal", "ett förslag");
        });
    if (!rule.needs().isEmpty()) {
      parts.add(list(EnumSet.copyOf(rule.needs()).stream().map(InWords::of), AND));
    }
    if (!rule.capabilities().isEmpty()) {
      parts.add(Text.of("a team brings {0}", "teamet har med {0}").with(of(rule.capabilities())));
    }
    return list(parts.stream(), Text.same("; "));
  }

  private static void usual(UsualLevel usual, List<Statement> statements) {
    var at = "causes." + usual.cause();
    var cause = of(usual.cause());
    statements.add(new Statement(Part.CAUSES, at + ".usual", cause, of(usual.level())));
    statements.add(
        new Statement(
            Part.CAUSES,
            at + ".brings",
            Text.of("{0}, a team brings", "{0}, teamet har med").with(cause),
            of(usual.brings())));
    if (!usual.xrayWithoutRegion().isEmpty()) {
      statements.add(
          new Statement(
              Part.CAUSES,
              at + ".xrayWithoutRegion",
              Text.of(
                      "{0}, a team brings, where no X-ray region is named",
                      "{0}, teamet har med, när ingen röntgenregion anges")
                  .with(cause),
              of(usual.xrayWithoutRegion())));
    }
    steps(Part.CAUSES, at, cause, usual.higher(), statements);
    var exempt = usual.exempt();
    if (exempt != null) {
      statements.add(
          new Statement(
              Part.CAUSES,
              at + ".exempt",
              Text.of("{0}, exempted", "{0}, undantag").with(cause),
              exempt(exempt)));
    }
  }

  private static Text exempt(UsualLevel.Exempt exempt) {
    var says =
        Text.of("{0} when it is stated: {1}", "{0} när det är uppgivet: {1}")
            .with(of(exempt.level()), name(exempt.stated()));
    return exempt.unless() == null
        ? says
        : Text.of(
                "{0}; unless {1}, or that is not known",
                "{0}; men inte vid {1}, eller om det inte är känt")
            .with(says, of(exempt.unless()));
  }

  private static void steps(
      Part part, String at, Text about, List<Step> higher, List<Statement> statements) {
    for (var i = 0; i < higher.size(); i++) {
      var step = higher.get(i);
      var says =
          Text.of("{0} when {1}, or that is not known", "{0} vid {1}, eller om det inte är känt")
              .with(of(step.level()), of(step.when()));
      statements.add(
          new Statement(
              part,
              at + ".higher[" + i + "]",
              Text.of("{0}, higher", "{0}, högre").with(about),
              step.capabilities().isEmpty()
                  ? says
                  : Text.of("{0}; a team brings {1}", "{0}; teamet har med {1}")
                      .with(says, of(step.capabilities()))));
    }
  }

  static Text of(Condition condition) {
    return switch (condition) {
      case All(var parts) -> list(parts.stream().map(InWords::inBrackets), AND);
      case Any(var parts) -> list(parts.stream().map(InWords::inBrackets), OR);
      case Condition.Test test -> test(test);
    };
  }

  private static Text inBrackets(Condition part) {
    return switch (part) {
      case All _, Any _ -> Text.same("({0})").with(of(part));
      case Condition.Test test -> test(test);
    };
  }

  private static Text test(Condition.Test test) {
    return switch (test) {
      case Compares(var fact, var comparison, var limit) ->
          Text.same("{0} {1} {2}")
              .with(
                  name(fact),
                  switch (comparison) {
                    case ABOVE -> Text.of("above", "över");
                    case AT_LEAST -> Text.of("at least", "minst");
                    case BELOW -> Text.of("below", "under");
                    case AT_MOST -> Text.of("at most", "högst");
                  },
                  number(limit.toPlainString()));
      case Reaches(var fact, var atLeast) ->
          Text.of("{0} at least {1}", "{0} minst {1}").with(name(fact), atLeast);
      case Present(var fact) -> name(fact);
      case Grade(var fact, var atLeast) ->
          Text.of("{0} {1} or worse", "{0} {1} eller sämre").with(name(fact), code(atLeast.name()));
      case Has<?> has -> has(has);
      case Unlocked(var finding) -> of(finding);
      case Among<?> among -> among(among);
      case NotStated(var fact) -> Text.of("not stated: {0}", "inte uppgivet: {0}").with(name(fact));
      case Denied(var fact) -> Text.of("denied: {0}", "förnekat: {0}").with(name(fact));
    };
  }

  static Text number(String written) {
    return Text.of(written, written.replace('.', ','));
  }

  private static <T> Text has(Has<T> has) {
    return Text.of("{0}: {1}", "{0}: {1}")
        .with(name(has.fact()), codes(has.fact().codes(), has.any(), OR));
  }

  private static <T> Text among(Among<T> among) {
    var fact = among.fact();
    if (among.some().size() == 1 && among.some().iterator().next() instanceof Boolean is) {
      return is != among.outside() ? name(fact) : Text.of("not: {0}", "inte: {0}").with(name(fact));
    }
    return (among.outside()
            ? Text.of("{0} none of {1}", "{0} ingen av {1}")
            : Text.of("{0} {1}", "{0} {1}"))
        .with(name(fact), codes(fact, among.some()));
  }

  private static <T> Text codes(Circumstance<T> fact, Set<T> some) {
    return codes(fact.codes(), some, OR);
  }

  /** In the order of the closed list. */
  private static <T> Text codes(Map<String, T> codes, Collection<T> some, Text between) {
    return list(
        codes.entrySet().stream()
            .filter(code -> some.contains(code.getValue()))
            .map(code -> coded(code.getKey(), code.getValue())),
        between);
  }

  private static Text coded(String code, Object one) {
    return switch (one) {
      case ContactCause cause -> of(cause);
      case Finding finding -> of(finding);
      case RedFlag flag -> Text.of(flag.english(), flag.swedish());
      case HipFractureStrategy strategy -> of(strategy);
      default -> code(code);
    };
  }

  private static Text code(String code) {
    return CODES.getOrDefault(code, FACTS.getOrDefault(code, Text.same(code)));
  }

  private static Map.Entry<String, Text> entry(String code, String english, String swedish) {
    return Map.entry(code, Text.of(english, swedish));
  }

  static Text name(Fact fact) {
    return fact(fact.name());
  }

  static Text fact(String code) {
    var name = FACTS.get(code);
    if (name == null) {
      throw new IllegalStateException("Expected words for " + code + ", but found none");
    }
    return name;
  }

  private static Text of(Label label) {
    return Text.of(label.en(), label.sv());
  }

  static Text of(ContactCause cause) {
    return Text.of(cause.english(), cause.swedish());
  }

  static Text of(Finding finding) {
    return Text.of(finding.english(), finding.swedish());
  }

  private static Text of(HipFractureStrategy strategy) {
    return switch (strategy) {
      case AMBULANCE_FIRST -> Text.of("the ambulance first", "ambulans först");
      case MOBILE_XRAY_FIRST -> Text.of("X-ray at home first", "röntgen i hemmet först");
    };
  }

  static Text of(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Text.of("Ring 112", "Ring 112");
      case PHYSICIAN_NOW -> Text.of("Physician now", "Läkare nu");
      case MOBILE_TEAM_2H -> Text.of("Mobile team within 2 hours", "Mobilt team inom 2 timmar");
      case MOBILE_TEAM_TODAY -> Text.of("Mobile team today", "Mobilt team i dag");
      case PHYSICIAN_TODAY -> Text.of("Physician today", "Läkare i dag");
      case NURSE -> Text.of("Nurse", "Sjuksköterska");
      case ADVICE -> Text.of("Advice", "Råd");
    };
  }

  private static Text of(Need need) {
    return switch (need) {
      case PHYSICIAN_CONTACT -> Text.of("contact with a physician", "läkarkontakt");
      case TEAM_VISIT -> Text.of("visit of a mobile team", "besök av mobilt team");
      case NURSE_VISIT -> Text.of("visit of a nurse", "besök av sjuksköterska");
    };
  }

  private static Text of(Set<Capability> capabilities) {
    return list(capabilities.stream().sorted().map(InWords::of), COMMA);
  }

  static Text of(Capability capability) {
    return switch (capability) {
      case SAMPLING_CRP -> Text.of("CRP sample", "prov CRP");
      case SAMPLING_HB -> Text.of("haemoglobin sample", "prov Hb");
      case SAMPLING_GLUCOSE -> Text.of("glucose sample", "prov glukos");
      case SAMPLING_INR -> Text.of("INR sample", "prov INR");
      case SAMPLING_LACTATE -> Text.of("lactate sample", "prov laktat");
      case SAMPLING_ISTAT -> Text.of("i-STAT analyser", "i-STAT");
      case SAMPLING_URINE -> Text.of("urine sample", "urinprov");
      case SAMPLING_BLADDER_SCAN -> Text.of("bladder scan", "bladderscan");
      case SAMPLING_ECG -> Text.of("ECG", "EKG");
      case SAMPLING_KETONES -> Text.of("ketone sample", "prov ketoner");
      case XRAY_CHEST -> Text.of("X-ray of the chest", "röntgen lungor");
      case XRAY_EXTREMITY -> Text.of("X-ray of an extremity", "röntgen extremitet");
      case XRAY_CLAVICLE -> Text.of("X-ray of the clavicle", "röntgen nyckelben");
      case XRAY_HIP -> Text.of("X-ray of the hip", "röntgen höft");
      case XRAY_PELVIS -> Text.of("X-ray of the pelvis", "röntgen bäcken");
      case XRAY_ABDOMEN -> Text.of("X-ray of the abdomen", "röntgen buk");
      case IV_THERAPY -> Text.of("intravenous therapy", "intravenös behandling");
      case TRANSFUSION -> Text.of("transfusion", "transfusion");
      case PHYSICIAN -> Text.of("physician", "läkare");
      case NURSE -> Text.of("nurse", "sjuksköterska");
      case RADIOGRAPHER -> Text.of("radiographer", "röntgensjuksköterska");
    };
  }

  static Text list(Stream<Text> texts, Text between) {
    return texts
        .reduce((one, next) -> Text.same("{0}{1}{2}").with(one, between, next))
        .orElse(NONE);
  }

  private static Map<String, Text> facts() {
    var facts = new LinkedHashMap<String, Text>();
    facts.put("respirationRate", Text.of("respiration rate (/min)", "andningsfrekvens (/min)"));
    facts.put("oxygenSaturation", Text.of("oxygen saturation (%)", "syremättnad (%)"));
    facts.put("oxygenFlow", Text.of("oxygen flow (L/min)", "syrgasflöde (l/min)"));
    facts.put(
        "systolicPressure", Text.of("systolic pressure (mmHg)", "systoliskt blodtryck (mmHg)"));
    facts.put(
        "diastolicPressure", Text.of("diastolic pressure (mmHg)", "diastoliskt blodtryck (mmHg)"));
    facts.put("pulse", Text.of("pulse (/min)", "puls (/min)"));
    facts.put("temperature", Text.of("temperature (°C)", "temperatur (°C)"));
    facts.put("consciousness", Text.of("consciousness", "medvetande"));
    facts.put("supplementalOxygen", Text.of("oxygen is given", "syrgas ges"));
    facts.put("missing", Text.of("not measured", "inte mätt"));
    facts.put("pointOfCare.crp", Text.of("CRP (mg/L)", "CRP (mg/l)"));
    facts.put("pointOfCare.hb", Text.of("haemoglobin (g/L)", "Hb (g/l)"));
    facts.put("pointOfCare.glucose", Text.of("glucose (mmol/L)", "glukos (mmol/l)"));
    facts.put("pointOfCare.inr", Text.of("INR", "INR"));
    facts.put("pointOfCare.lactate", Text.of("lactate (mmol/L)", "laktat (mmol/l)"));
    facts.put("pointOfCare.potassium", Text.of("potassium (mmol/L)", "kalium (mmol/l)"));
    facts.put("pointOfCare.sodium", Text.of("sodium (mmol/L)", "natrium (mmol/l)"));
    facts.put("pointOfCare.creatinine", Text.of("creatinine (µmol/L)", "kreatinin (µmol/l)"));
    facts.put("pointOfCare.ketones", Text.of("ketones (mmol/L)", "ketoner (mmol/l)"));
    facts.put("pointOfCare.ecg", Text.of("ECG", "EKG"));
    facts.put("news2.total", Text.of("NEWS2", "NEWS2"));
    facts.put(
        "news2.singleThree",
        Text.of("a single parameter of NEWS2 gives 3", "en enskild parameter i NEWS2 ger 3"));
    facts.put("crb65", Text.of("CRB-65", "CRB-65"));
    facts.put("news2.rise", Text.of("rise of NEWS2 since the last", "ökning av NEWS2 sedan förra"));
    facts.put("hbFall", Text.of("fall of haemoglobin (g/L)", "sänkning av Hb (g/l)"));
    facts.put(
        "creatinineRise",
        Text.of("creatinine, times the earlier", "kreatinin, gånger det tidigare"));
    facts.put(
        "lastContact.hours",
        Text.of(
            "hours since the last contact for the same episode",
            "timmar sedan senaste kontakt för samma episod"));
    facts.put("repeatCallerFlag", Text.of("a coordinated plan", "samordnad plan"));
    facts.put("plan", Text.of("a plan in force", "en plan som gäller"));
    facts.put("infectionSuspected", Text.of("suspected infection", "misstänkt infektion"));
    facts.put("anticoagulant", Text.of("anticoagulant", "antikoagulantia"));
    facts.put("findings", Text.of("warning sign", "varningstecken"));
    facts.put("redFlags", Text.of("red flag", "röd flagga"));
    facts.put(
        "externalTriage.colour",
        Text.of("colour of another triage", "färg i annan triage (RETTS)"));
    facts.put("contactCause", Text.of("contact cause", "kontaktorsak"));
    facts.put("vitalsRequired", Text.of("vital signs are to be measured", "vitalparametrar krävs"));
    facts.put("ageYears", Text.of("age (years)", "ålder (år)"));
    facts.put("pregnant", Text.of("pregnant", "gravid"));
    facts.put("news2.applies", Text.of("NEWS2 applies", "NEWS2 gäller"));
    facts.put("news2.notApplicable", Text.of("NEWS2 does not apply", "NEWS2 gäller inte"));
    facts.put("spo2Scale", Text.of("SpO2 scale", "SpO2-skala"));
    facts.put("xrayRegion", Text.of("X-ray region", "röntgenregion"));
    facts.put("assessedFrom", Text.of("assessed from", "bedömd från"));
    facts.put(
        "hipFractureStrategy", Text.of("at a suspected hip fracture", "vid misstänkt höftfraktur"));
    facts.put(
        "stated.knownEpilepsyRecovered",
        Text.of("known epilepsy, recovered", "känd epilepsi, återställd"));
    facts.put(
        "stated.oxygenCoveredByPlan",
        Text.of("the oxygen is covered by the plan", "syrgasen täcks av planen"));
    facts.put(
        "palliativePlan.sufficientPrescriptions",
        Text.of(
            "the palliative plan's prescriptions suffice",
            "den palliativa planens ordinationer räcker"));
    return facts;
  }
}
