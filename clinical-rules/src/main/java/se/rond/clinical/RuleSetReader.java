package se.rond.clinical;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Fact.Exemption;
import se.rond.clinical.InvalidRuleSet.Problem;
import se.rond.clinical.Rule.Step;
import se.rond.clinical.UsualLevel.Exempt;
import se.rond.clinical.yaml.MalformedYaml;
import se.rond.clinical.yaml.YamlNode;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.language.Language;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * Reads a rule set from its document, strictly: what is unknown, missing, said twice, out of reach
 * or not closed upwards is a problem with its place, and one problem makes the whole document
 * unusable.
 */
final class RuleSetReader {

  private static final Pattern RULE_ID = Pattern.compile("[A-Z][A-Z0-9_-]{1,59}");

  /** Only what a municipality adds has such ids, so that they never meet those of a region. */
  private static final Pattern MUNICIPAL_ID = Pattern.compile("M[0-9]{4}-");

  private static final String MUNICIPALITY = "municipality";
  private static final Pattern SET_ID = Pattern.compile("[a-z][a-z0-9-]{1,59}");

  /** Without a plus: decisions join those of a region and a municipality with it. */
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.-]{1,20}");

  private static final Codes<Level> LEVELS =
      new Codes<>("a level", Vocabulary.codes(Level.values(), Level::name));
  private static final Codes<Need> NEEDS =
      new Codes<>("a need", Vocabulary.codes(Need.values(), Need::name));
  private static final Codes<Capability> CAPABILITIES =
      new Codes<>("a capability", Vocabulary.codes(Capability.values(), Capability::code));
  private static final Codes<RuleKind> KINDS =
      new Codes<>("a kind", Vocabulary.codes(RuleKind.values(), RuleKind::name));
  private static final Codes<ContactCause> CAUSES =
      new Codes<>("a contact cause", Vocabulary.codes(ContactCause.values(), ContactCause::name));

  /** Where nothing that is measured decides; with all others 2.10.5 holds in every set. */
  private static final Codes<ContactCause> VITALS_MAY_BE_MISSING =
      new Codes<>(
          "a contact cause with which vital signs may be missing",
          Vocabulary.codes(
              new ContactCause[] {ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH},
              ContactCause::name));

  private static final Codes<Finding> FINDINGS =
      new Codes<>("a warning sign", Vocabulary.codes(Finding.values(), Finding::name));
  private static final Codes<XrayRegion> REGIONS =
      new Codes<>("an X-ray region", Vocabulary.codes(XrayRegion.values(), XrayRegion::name));
  private static final Codes<HipFractureStrategy> STRATEGIES =
      new Codes<>(
          "a strategy", Vocabulary.codes(HipFractureStrategy.values(), HipFractureStrategy::name));
  private static final Codes<Fact> FACTS = new Codes<>("a fact", Vocabulary.facts());
  private static final Codes<Exemption> EXEMPTIONS = new Codes<>("an exemption", exemptions());

  /** 2.10.6 and 2.12: what may lower a usual level once stated, and how far. */
  private static final Map<ContactCause, Lowering> LOWERINGS =
      Map.of(
          ContactCause.SEIZURE,
          new Lowering("stated.knownEpilepsyRecovered", Level.PHYSICIAN_NOW),
          ContactCause.PALLIATIVE,
          new Lowering("palliativePlan.sufficientPrescriptions", Level.NURSE));

  private record Lowering(String exemption, Level least) {

    boolean allows(@Nullable Exemption stated, @Nullable Level level) {
      return (stated == null || stated.name().equals(exemption))
          && (level == null || level.isAtLeast(least));
    }
  }

  /** Regions that version 2 of the shipped set did not know, with what completes a set of then. */
  private static final Map<XrayRegion, Set<Capability>> ADDED_REGIONS =
      Map.of(XrayRegion.CLAVICLE, Set.of(Capability.XRAY_CLAVICLE));

  private final Problems problems = new Problems();
  private final ConditionReader conditions = new ConditionReader(problems);
  private final Reach reach;

  /** Ids that are taken: by the locked floor and by what has its id from a closed list. */
  private final Set<String> ids = reservedIds();

  /** The municipality that the document is of, null for a whole set. */
  private @Nullable MunicipalityCode municipality;

  /** What becomes of a set that says less than the least. */
  private enum SaysLess {
    REFUSED,
    COMPLETED,
    LEFT_AS_IT_IS
  }

  private final SaysLess saysLess;

  /** Exemptions that count where the least says that they do not; told of a whole document. */
  private final List<Problem> tooSeldomOutweighed = new ArrayList<>();

  private RuleSetReader(SaysLess saysLess) {
    this.saysLess = saysLess;
    // What was taken before is not refused for what is looked into since.
    this.reach = new Reach(saysLess == SaysLess.REFUSED);
  }

  static RuleSet read(String yaml) {
    return new RuleSetReader(SaysLess.REFUSED).read(parse(yaml));
  }

  /**
   * Reads a version of before, to see that its decisions can still be made. It may say less than
   * what was asked for since.
   */
  static RuleSet readToReplay(String yaml) {
    return new RuleSetReader(SaysLess.LEFT_AS_IT_IS).read(parse(yaml));
  }

  /** Reads what a municipality adds, if the header names one, and otherwise a whole set. */
  static RuleDocument readAny(String yaml) {
    return readAny(yaml, SaysLess.REFUSED);
  }

  /** Reads what was taken once; what every set has to say since is added to a whole set. */
  static RuleDocument readTaken(String yaml) {
    return readAny(yaml, SaysLess.COMPLETED);
  }

  private static RuleDocument readAny(String yaml, SaysLess saysLess) {
    var root = parse(yaml);
    var reader = new RuleSetReader(saysLess);
    return names(root) ? reader.municipal(root) : reader.read(root);
  }

  private static boolean names(YamlNode root) {
    return root instanceof YamlNode.Fields(_, var parts)
        && parts.stream()
            .filter(part -> part.name().value().equals("ruleSet"))
            .anyMatch(
                part ->
                    part.value() instanceof YamlNode.Fields(_, var keys)
                        && keys.stream().anyMatch(key -> key.name().value().equals(MUNICIPALITY)));
  }

  private static YamlNode parse(String yaml) {
    try {
      return YamlNode.read(yaml);
    } catch (MalformedYaml e) {
      throw new InvalidRuleSet(
          List.of(new Problem(e.place(), "YAML", String.valueOf(e.getMessage()))));
    }
  }

  private MunicipalRules municipal(YamlNode root) {
    var document = new Section(root, "what a municipality adds", problems);
    municipality = municipality(document);
    var header = header(document);
    var rules = rules(document);
    if (problems.isEmpty() && rules.isEmpty()) {
      problems.add(document.placeOf("rules"), "at least one rule in rules", "none");
    }
    document.end();
    if (header == null || municipality == null || !problems.isEmpty()) {
      throw new InvalidRuleSet(problems.inOrder());
    }
    return new MunicipalRules(header, municipality, rules);
  }

  private @Nullable MunicipalityCode municipality(Section document) {
    var node = document.require("ruleSet");
    if (!(node instanceof YamlNode.Fields(_, var keys))) {
      return null;
    }
    for (var key : keys) {
      if (key.name().value().equals(MUNICIPALITY)) {
        if (key.value() instanceof YamlNode.Text(_, var code)
            && MunicipalityCode.isWellFormed(code)) {
          return new MunicipalityCode(code);
        }
        problems.add(key.value(), "the " + MunicipalityCode.FORM + " of a municipality");
      }
    }
    return null;
  }

  /** Reads a document that holds rules and nothing else. */
  static List<Rule> readRules(String yaml) {
    return new RuleSetReader(SaysLess.LEFT_AS_IT_IS).onlyRules(parse(yaml));
  }

  /** Reads the document of the least, which nothing else is compared with. */
  static Least.Asked readLeast(String yaml) {
    return new RuleSetReader(SaysLess.LEFT_AS_IT_IS).least(parse(yaml));
  }

  private Least.Asked least(YamlNode root) {
    var document = new Section(root, "the least", problems);
    var rules = rules(document);
    var outweighing = new EnumMap<ContactCause, Condition>(ContactCause.class);
    for (var field : document.fields("exemptUnless")) {
      var cause = CAUSES.read(field.name(), problems);
      var unless = condition(field.value());
      if (cause != null && unless != null) {
        outweighing.put(cause, unless);
      }
    }
    document.end();
    if (!problems.isEmpty()) {
      throw new InvalidRuleSet(problems.inOrder());
    }
    return new Least.Asked(rules, outweighing);
  }

  private List<Rule> onlyRules(YamlNode root) {
    var document = new Section(root, "rules", problems);
    var rules = rules(document);
    document.end();
    if (!problems.isEmpty()) {
      throw new InvalidRuleSet(problems.inOrder());
    }
    return rules;
  }

  private RuleSet read(YamlNode root) {
    var document = new Section(root, "a rule set", problems);
    var header = header(document);
    var strategies = choices(document);
    var vitalsNotRequired = document.codes("vitalsNotRequired", VITALS_MAY_BE_MISSING);
    var xray = xray(document);
    var causes = causes(document);
    var rules = rules(document);
    rules.addAll(signs(document));
    document.end();
    // Only of a document that is whole: what could not be read would be told again as a gap.
    if (problems.isEmpty()) {
      switch (saysLess) {
        case REFUSED -> refuseGaps(document, rules);
        case COMPLETED -> rules.addAll(Least.missing(rules));
        case LEFT_AS_IT_IS -> {}
      }
    }
    if (header == null || !problems.isEmpty()) {
      throw new InvalidRuleSet(problems.inOrder());
    }
    return new RuleSet(header, strategies, vitalsNotRequired, xray, causes, rules);
  }

  private List<Rule> rules(Section document) {
    var rules = new ArrayList<Rule>();
    for (var item : document.requiredItems("rules")) {
      var rule = rule(item);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private void refuseGaps(Section document, List<Rule> rules) {
    for (var exemption : tooSeldomOutweighed) {
      problems.add(exemption.place(), exemption.expected(), exemption.found());
    }
    for (var gap : Least.gaps(rules)) {
      problems.add(
          document.placeOf("rules"),
          "floors by which " + gap,
          "less with the contact cause " + gap.cause());
    }
  }

  private RuleSet.@Nullable Header header(Section document) {
    var node = document.require("ruleSet");
    if (node == null) {
      return null;
    }
    var section = new Section(node, "what the set is called", problems);
    var id = section.text("id");
    if (id != null && !SET_ID.matcher(id).matches()) {
      problems.add(
          section.placeOf("id"), "an id of small letters, digits and hyphens", "'" + id + "'");
    }
    var version = section.text("version");
    if (version != null && !VERSION.matcher(version).matches()) {
      problems.add(
          section.placeOf("version"),
          "a version of up to 20 letters from a to z, digits, dots and hyphens",
          "'" + version + "'");
    }
    if (municipality != null) {
      section.findText(MUNICIPALITY);
    }
    var region = municipality == null ? section.findText("region") : null;
    var validFrom = date(section, "validFrom");
    var approver = municipality == null ? approver(section) : null;
    var changes = section.label("changes");
    section.end();
    return id == null || version == null || validFrom == null || changes == null
        ? null
        : new RuleSet.Header(id, version, region, validFrom, approver, changes);
  }

  private RuleSet.@Nullable Approver approver(Section header) {
    var node = header.find("approver");
    if (node == null) {
      return null;
    }
    var section = new Section(node, "who approved the set", problems);
    var name = section.text("name");
    var role = section.text("role");
    section.end();
    return name == null || role == null ? null : new RuleSet.Approver(name, role);
  }

  private @Nullable LocalDate date(Section section, String key) {
    var text = section.text(key);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      problems.add(section.placeOf(key), "a date such as 2026-11-21 for " + key, "'" + text + "'");
      return null;
    }
  }

  private Map<HipFractureStrategy, String> choices(Section document) {
    var chosen = new EnumMap<HipFractureStrategy, String>(HipFractureStrategy.class);
    var node = document.require("choices");
    if (node == null) {
      return chosen;
    }
    var section = new Section(node, "the choices of a region", problems);
    for (var field : section.fields("hipFractureStrategy")) {
      var strategy = STRATEGIES.read(field.name(), problems);
      if (field.value() instanceof YamlNode.Text(_, var id) && SET_ID.matcher(id).matches()) {
        if (chosen.containsValue(id)) {
          problems.add(field.value(), "an id of its own for each choice");
        }
        if (strategy != null && chosen.put(strategy, id) != null) {
          problems.add(field.name(), "each choice once");
        }
      } else {
        problems.add(field.value(), "the id of the set with this choice");
      }
    }
    if (chosen.isEmpty() && problems.isEmpty()) {
      problems.add(section.placeOf("hipFractureStrategy"), "at least one choice", "none");
    }
    section.end();
    return chosen;
  }

  private Map<XrayRegion, Set<Capability>> xray(Section document) {
    var xray = new EnumMap<XrayRegion, Set<Capability>>(XrayRegion.class);
    var told = new HashSet<String>();
    for (var field : document.fields("xray")) {
      var region = REGIONS.read(field.name(), problems);
      var brings = CAPABILITIES.readAll(field.value(), problems);
      if (region != null && xray.put(region, brings) != null) {
        problems.add(field.name(), "each region once");
      }
      told.add(field.name().value());
    }
    for (var region : XrayRegion.values()) {
      if (told.contains(region.name())) {
        continue;
      }
      var brings = ADDED_REGIONS.get(region);
      if (brings == null || saysLess == SaysLess.REFUSED) {
        problems.add(
            document.placeOf("xray"), "what a team brings for " + region + " in xray", "none");
      } else if (saysLess == SaysLess.COMPLETED) {
        xray.put(region, brings);
      }
    }
    return xray;
  }

  private Map<ContactCause, UsualLevel> causes(Section document) {
    var causes = new EnumMap<ContactCause, UsualLevel>(ContactCause.class);
    var told = EnumSet.noneOf(ContactCause.class);
    for (var field : document.fields("causes")) {
      var cause = CAUSES.read(field.name(), problems);
      if (cause == null) {
        continue;
      }
      if (!told.add(cause)) {
        problems.add(field.name(), "each contact cause once");
      }
      var usual = usualLevel(cause, field.value());
      if (usual != null) {
        causes.put(cause, usual);
      }
    }
    for (var missing : EnumSet.complementOf(told)) {
      problems.add(document.place(), "a usual level of " + missing + " in causes", "none");
    }
    return causes;
  }

  private @Nullable UsualLevel usualLevel(ContactCause cause, YamlNode node) {
    var section = new Section(node, "the usual level of a contact cause", problems);
    var level = section.code("usual", LEVELS);
    var brings = section.codes("brings", CAPABILITIES);
    var withoutRegion = section.codes("xrayWithoutRegion", CAPABILITIES);
    var higher = steps(section, level, null);
    var exempt = exempt(cause, section, level);
    var shows = section.codes("shows", FACTS);
    section.end();
    return level == null
        ? null
        : new UsualLevel(cause, level, brings, withoutRegion, higher, exempt, List.copyOf(shows));
  }

  private @Nullable Exempt exempt(ContactCause cause, Section usual, @Nullable Level usualLevel) {
    var node = usual.find("exempt");
    if (node == null) {
      return null;
    }
    var section = new Section(node, "an exemption", problems);
    var stated = section.code("stated", EXEMPTIONS);
    var unlessNode = section.find("unless");
    var unless = conditionOrUnknown(unlessNode);
    var level = section.code("level", LEVELS);
    section.end();
    if (level != null && usualLevel != null && level.isAtLeast(usualLevel)) {
      problems.add(
          section.placeOf("level"), "a level below the usual " + usualLevel, "'" + level + "'");
    }
    var lowering = LOWERINGS.get(cause);
    if (lowering == null) {
      problems.add(section.place(), "no exemption of " + cause + ", but of " + exempted(), "one");
    } else if (!lowering.allows(stated, level)) {
      problems.add(
          section.place(),
          "of "
              + cause
              + " the exemption "
              + lowering.exemption()
              + " to a level from "
              + lowering.least(),
          "another");
    } else if (unless != null || unlessNode == null) {
      unless = atLeast(cause, section, unless);
    }
    return stated == null || level == null ? null : new Exempt(stated, unless, level);
  }

  /** What outweighs an exemption, with what outweighs it in every set. */
  private @Nullable Condition atLeast(
      ContactCause cause, Section exempt, @Nullable Condition unless) {
    var least = Least.ungranted(cause, unless);
    if (least.isEmpty()) {
      return unless;
    }
    return switch (saysLess) {
      case REFUSED -> {
        tooSeldomOutweighed.add(
            new Problem(
                exempt.placeOf("unless"),
                "of "
                    + cause
                    + " an exemption that does not count where this holds or is not known: "
                    + InWords.of(least.get()).in(Language.ENGLISH),
                unless == null ? "one without unless" : "one that is outweighed less often"));
        yield unless;
      }
      case COMPLETED ->
          unless == null ? least.get() : new Condition.Any(List.of(unless, least.get()));
      case LEFT_AS_IT_IS -> unless;
    };
  }

  private static String exempted() {
    return LOWERINGS.keySet().stream().sorted().map(ContactCause::name).collect(joining(" or "));
  }

  /**
   * @param teamless the needs of the rule if no team is among them, so that no step may be a team's
   */
  private List<Step> steps(Section section, @Nullable Level from, @Nullable Set<Need> teamless) {
    var steps = new ArrayList<Step>();
    for (var item : section.items("higher")) {
      var step = new Section(item, "what raises a level", problems);
      var when = conditionOrUnknown(step.require("when"));
      var level = step.code("level", LEVELS);
      var capabilities = step.codes("capabilities", CAPABILITIES);
      if (teamless != null) {
        refuseTeam(step, level, capabilities, teamless, " of the rule");
      }
      step.end();
      if (level != null && from != null && from.isAtLeast(level)) {
        problems.add(step.placeOf("level"), "a level above " + from, "'" + level + "'");
      }
      if (when != null && level != null) {
        steps.add(new Step(when, level, capabilities));
      }
    }
    return steps;
  }

  private @Nullable Rule rule(YamlNode node) {
    var section = new Section(node, "a rule", problems);
    var id = id(section);
    var kind = section.code("kind", KINDS);
    var label = section.label("label");
    var note = section.findLabel("note");
    var when = condition(section.require("when"));
    var unlistedWhen = condition(section.find("unlistedWhen"));
    var showsNode = section.find("shows");
    var shows = showsNode == null ? null : List.copyOf(FACTS.readAll(showsNode, problems));
    var raise = section.findText("raise");
    if (raise != null) {
      if (!raise.equals("1")) {
        problems.add(section.placeOf("raise"), "raise: 1, one level up", "'" + raise + "'");
      }
      section.end();
      return id == null || kind == null || label == null || when == null
          ? null
          : Rule.raising(id, kind, label, note, when, unlistedWhen, shows);
    }
    var level = section.code("level", LEVELS);
    var before = problems.size();
    var needs = section.codes("needs", NEEDS);
    var teamless = isTeamless(needs, before) ? needs : null;
    var capabilities = section.codes("capabilities", CAPABILITIES);
    if (teamless != null) {
      refuseTeam(section, level, capabilities, teamless, "");
    }
    var higher = steps(section, level, teamless);
    section.end();
    return id == null || kind == null || label == null || when == null || level == null
        ? null
        : new Rule(
            id, kind, label, note, when, unlistedWhen, level, needs, capabilities, higher, shows);
  }

  /**
   * Returns true if those needs send no team. Nothing is said against what was taken before, which
   * judges as it did, nor where the needs cannot be read.
   *
   * @param before how many problems there were before they were read
   */
  private boolean isTeamless(Set<Need> needs, int before) {
    return saysLess == SaysLess.REFUSED
        && problems.size() == before
        && !needs.contains(Need.TEAM_VISIT);
  }

  /** Refuses a team's level, and what a team brings: by this alone nobody would be sent. */
  private void refuseTeam(
      Section section,
      @Nullable Level level,
      Set<Capability> capabilities,
      Set<Need> needs,
      String where) {
    if (level != null && isOfTeam(level)) {
      problems.add(
          section.placeOf("level"),
          "with the level " + level + " the need TEAM_VISIT" + where,
          "the needs " + needs);
    }
    if (!capabilities.isEmpty()) {
      problems.add(
          section.placeOf("capabilities"),
          "with capabilities, which a team brings, the need TEAM_VISIT" + where,
          "the needs " + needs);
    }
  }

  private static boolean isOfTeam(Level level) {
    return switch (level) {
      case MOBILE_TEAM_2H, MOBILE_TEAM_TODAY -> true;
      case EMERGENCY_112, PHYSICIAN_NOW, PHYSICIAN_TODAY, NURSE, ADVICE -> false;
    };
  }

  private @Nullable String id(Section rule) {
    var id = rule.text("id");
    if (id == null) {
      return null;
    }
    if (!RULE_ID.matcher(id).matches()) {
      problems.add(rule.placeOf("id"), "an id of capital letters, digits, - and _", "'" + id + "'");
    } else if (municipality != null && !id.startsWith(MunicipalRules.prefixOf(municipality))) {
      problems.add(
          rule.placeOf("id"),
          "an id that begins with " + MunicipalRules.prefixOf(municipality),
          "'" + id + "'");
    } else if (municipality == null && MUNICIPAL_ID.matcher(id).lookingAt()) {
      problems.add(rule.placeOf("id"), "an id that is not a municipality's", "'" + id + "'");
    } else if (saysLess == SaysLess.REFUSED && id.startsWith(Least.PREFIX)) {
      problems.add(
          rule.placeOf("id"),
          "an id that does not begin with " + Least.PREFIX + ", as what completes a set does",
          "'" + id + "'");
    } else if (!ids.add(id)) {
      problems.add(rule.placeOf("id"), "an id that no other rule has", "'" + id + "'");
    }
    return id;
  }

  /** Null if there is none; tells if nothing can ever meet it. */
  private @Nullable Condition condition(@Nullable YamlNode node) {
    return condition(node, reach::canHold);
  }

  /** As {@link #condition(YamlNode)}, of one that counts also where it is not known. */
  private @Nullable Condition conditionOrUnknown(@Nullable YamlNode node) {
    return condition(node, reach::canHoldOrBeUnknown);
  }

  private @Nullable Condition condition(
      @Nullable YamlNode node, Predicate<Condition> isWithinReach) {
    var condition = node == null ? null : conditions.read(node);
    if (node != null && condition != null && !reach.isSpent()) {
      if (!isWithinReach.test(condition)) {
        problems.add(node.place(), "a condition that some request can meet", "one that none can");
      }
      if (reach.isSpent()) {
        problems.add(
            node.place(),
            "conditions that together branch into at most " + Reach.MOST_STEPS + " steps",
            "more, up to this one");
      }
    }
    return condition;
  }

  /**
   * The warning signs: each has its id and its label from the closed list, and is there when it is
   * found, or when the values tell it.
   */
  private List<Rule> signs(Section document) {
    var byValue = signsByValue(document);
    var rules = new ArrayList<Rule>();
    var told = EnumSet.noneOf(Finding.class);
    for (var item : document.requiredItems("signs")) {
      var section = new Section(item, "warning signs of one level", problems);
      var level = section.code("level", LEVELS);
      var before = problems.size();
      var needs = section.codes("needs", NEEDS);
      if (level != null && !Least.isEnoughForSigns(level, needs)) {
        problems.add(
            section.placeOf("level"),
            "of warning signs at least PHYSICIAN_NOW with the need PHYSICIAN_CONTACT",
            "'" + level + "' with " + needs);
      }
      var capabilities = section.codes("capabilities", CAPABILITIES);
      if (isTeamless(needs, before)) {
        refuseTeam(section, level, capabilities, needs, "");
      }
      for (var code : section.requiredItems("codes")) {
        var finding = FINDINGS.read(code, problems);
        if (finding == null) {
          continue;
        }
        if (WarningSigns.isAlwaysLocked(finding)) {
          problems.add(
              code.place(), "a sign that the locked floor leaves open", "'" + finding + "', 112");
        }
        if (!told.add(finding)) {
          problems.add(code, "each sign once");
        }
        var found = new Condition.Unlocked(finding);
        var value = byValue.remove(finding);
        if (level != null) {
          rules.add(
              new Rule(
                  WarningSigns.ruleOf(finding),
                  RuleKind.FLOOR,
                  new Label(finding.swedish(), finding.english()),
                  null,
                  value == null ? found : new Condition.Any(List.of(found, value)),
                  null,
                  level,
                  needs,
                  capabilities,
                  List.of(),
                  null));
        }
      }
      section.end();
    }
    for (var finding : EnumSet.complementOf(told)) {
      if (!WarningSigns.isAlwaysLocked(finding)) {
        problems.add(document.place(), "the warning sign " + finding + " in signs", "none");
      }
    }
    byValue
        .keySet()
        .forEach(
            finding ->
                problems.add(
                    document.place(), "a sign of signs in signsByValue", "'" + finding + "'"));
    return rules;
  }

  private Map<Finding, Condition> signsByValue(Section document) {
    var byValue = new LinkedHashMap<Finding, Condition>();
    for (var item : document.items("signsByValue")) {
      var section = new Section(item, "a sign that values tell", problems);
      var finding = section.code("sign", FINDINGS);
      var when = condition(section.require("when"));
      section.end();
      if (finding != null && when != null && byValue.put(finding, when) != null) {
        problems.add(item.place(), "each sign once", "'" + finding + "'");
      }
    }
    return byValue;
  }

  private static Set<String> reservedIds() {
    var reserved = new HashSet<String>();
    for (var flag : RedFlag.values()) {
      reserved.add(flag.code());
    }
    for (var finding : Finding.values()) {
      reserved.add(WarningSigns.ruleOf(finding));
    }
    for (var cause : ContactCause.values()) {
      reserved.add(UsualLevel.ruleOf(cause));
    }
    return reserved;
  }

  private static SequencedMap<String, Exemption> exemptions() {
    var exemptions = new LinkedHashMap<String, Exemption>();
    for (var fact : Vocabulary.facts().values()) {
      if (fact instanceof Exemption exemption) {
        exemptions.put(exemption.name(), exemption);
      }
    }
    return exemptions;
  }
}
