package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.clinical.yaml.MalformedYaml;
import se.rond.clinical.yaml.ShippedText;
import se.rond.clinical.yaml.YamlNode;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The published schema and the page about rule sets say what the loader reads. */
class RuleSetSchemaTest {

  private static final String SHIPPED = ShippedText.of("/rule-sets/rond-default.yaml");

  private static final JsonNode SCHEMA =
      JsonMapper.shared().readTree(ShippedText.of("/rule-sets/rule-set.schema.json"));

  private static final Schema COMPILED =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

  @Test
  void theShippedSetIsValid() throws MalformedYaml {
    assertThat(COMPILED.validate(json(YamlNode.read(SHIPPED)))).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: "3"                     | versoin: "3"
          raise: 1                         | raise: 2
          raise: 1                         | higher: []
          {lastContact.hours: {atMost: 72}} | {lastContact.hours: {atLeast: 72}}
          {repeatCallerFlag: true}         | {repeatCallerFlag: false}
          usual: NURSE                     | usual: NURSES
          SAMPLING.KETONES                 | SAMPLING.KETONE
          {below: 100}                     | {under: 100}
          {below: 100}                     | {below: 100, above: 200}
          infectionSuspected: true         | infectionSuspected: false
          {consciousness: {atLeast: VOICE}} | {consciousness: {atMost: VOICE}}
          denied                           | stated
          en: NEWS2 of 5–6                 | em: NEWS2 of 5–6
          - AMNESIA                        | - AMNESIAC
          - AMNESIA                        | - STRIDOR
          id: NEWS2-LOW                    | id: LEAST-NEWS2-LOW
          """)
  void theSchemaRefusesWhatTheLoaderRefuses(String right, String wrong) throws MalformedYaml {
    var text = SHIPPED.replace(right, wrong);

    assertThat(text).isNotEqualTo(SHIPPED);
    assertThat(COMPILED.validate(json(YamlNode.read(text)))).isNotEmpty();
  }

  @Test
  void whatAMunicipalityAddsIsValid() throws MalformedYaml {
    assertThat(COMPILED.validate(json(YamlNode.read(MunicipalRulesTest.RONNEBY)))).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          municipality: "1081"  | municipality: Ronneby
          id: M1081-CATHETER    | id: CATHETER
          version: "1"          | region: "10"
          rules:                | signs:
          level: MOBILE_TEAM_2H | level: MOBILE_TEAM
          needs: [TEAM_VISIT]   | needs: [PHYSICIAN_CONTACT]
          needs: [TEAM_VISIT]   | note: {sv: A, en: A}
          level: PHYSICIAN_TODAY | level: PHYSICIAN_TODAY, capabilities: [XRAY.HIP]
          level: PHYSICIAN_TODAY | level: PHYSICIAN_TODAY, higher: [{when: {pulse: {above: 110}}, level: MOBILE_TEAM_2H}]
          """)
  void theSchemaRefusesOfAMunicipalityWhatTheLoaderRefuses(String right, String wrong)
      throws MalformedYaml {
    var text = MunicipalRulesTest.RONNEBY.replace(right, wrong.replace("TODAY, ", "TODAY\n    "));

    assertThat(text).isNotEqualTo(MunicipalRulesTest.RONNEBY);
    assertThat(COMPILED.validate(json(YamlNode.read(text)))).isNotEmpty();
    assertThatThrownBy(() -> RuleDocument.read(text)).isInstanceOf(InvalidRuleSet.class);
  }

  @Test
  void theSchemaKnowsEveryFactAndEveryCode() {
    var facts = new TreeSet<>(Vocabulary.facts().keySet());
    assertThat(names("/$defs/condition/properties"))
        .containsAll(facts)
        .hasSize(facts.size() + Set.of("all", "any").size());
    assertThat(codes("/$defs/facts/items/enum")).containsExactlyElementsOf(facts);
    assertThat(codes("/$defs/sign/enum")).containsExactlyElementsOf(sorted(Finding.values()));
    assertThat(codes("/$defs/openSign/enum"))
        .containsExactlyElementsOf(
            codes("/$defs/sign/enum").stream()
                .filter(sign -> !WarningSigns.isAlwaysLocked(Finding.valueOf(sign)))
                .toList());
    assertThat(codes("/$defs/contactCause/enum"))
        .containsExactlyElementsOf(sorted(ContactCause.values()));
    assertThat(codes("/$defs/level/enum")).containsExactlyElementsOf(sorted(Level.values()));
    assertThat(codes("/$defs/needs/items/enum")).containsExactlyElementsOf(sorted(Need.values()));
    assertThat(codes("/$defs/capability/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Capability.values()).map(Capability::code).toList());
  }

  /** A test of each kind that the schema and the loader have to allow or refuse alike. */
  @Test
  void theSchemaAllowsTheComparisonsThatTheFactDoes() {
    for (var fact : Vocabulary.facts().values()) {
      if (fact instanceof Fact.Measured measured) {
        var definition =
            SCHEMA
                .at("/$defs/condition/properties")
                .get(fact.name())
                .get("$ref")
                .asString()
                .substring("#/$defs/".length());

        assertThat(definition)
            .as(fact.name())
            .isEqualTo(
                switch (measured.worse()) {
                  case Worse.Higher _ -> "moreIsWorse";
                  case Worse.Lower _ -> "lessIsWorse";
                  case Worse.AwayFrom _, Worse.Fixed _ -> "awayFromNormal";
                });
      }
    }
  }

  @Test
  void thePageAboutRuleSetsNamesEveryFact() throws IOException {
    var page = Files.readString(Path.of("../docs/rule-sets.md"));

    assertThat(Vocabulary.facts().keySet())
        .allSatisfy(fact -> assertThat(page).contains("`" + fact + "`"));
  }

  private static Set<String> names(String pointer) {
    return new TreeSet<>(SCHEMA.at(pointer).propertyNames());
  }

  private static List<String> codes(String pointer) {
    return SCHEMA.at(pointer).valueStream().map(JsonNode::asString).sorted().toList();
  }

  private static List<String> sorted(Enum<?>[] list) {
    return Stream.of(list).map(Enum::name).sorted().toList();
  }

  /** As YAML's own schema reads it: true, false and numbers that are not in quotes. */
  private static JsonNode json(YamlNode node) {
    return switch (node) {
      case YamlNode.Text(_, var text) -> scalar(text);
      case YamlNode.Items(_, var items) -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Fields(_, var fields) -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        fields.forEach(
            field ->
                object.set(
                    field.name().value(),
                    field.name().value().equals("version")
                            || field.name().value().equals("municipality")
                        ? JsonNodeFactory.instance.stringNode(
                            ((YamlNode.Text) field.value()).value())
                        : json(field.value())));
        yield object;
      }
    };
  }

  private static JsonNode scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return text.matches("[0-9]+(\\.[0-9]+)?")
        ? JsonMapper.shared().readTree(text)
        : JsonNodeFactory.instance.stringNode(text);
  }
}
