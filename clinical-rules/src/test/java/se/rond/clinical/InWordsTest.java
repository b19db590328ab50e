package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.language.Language;

class InWordsTest {

  @Test
  void everyFactHasWords() {
    assertThat(Vocabulary.facts().values())
        .allSatisfy(fact -> assertThatCode(() -> InWords.name(fact)).doesNotThrowAnyException());
  }

  @Test
  void everyStatementHasAPathOfItsOwnAndNoGap() {
    var statements = Shipped.SET.statements();

    assertThat(new HashSet<>(statements.stream().map(Statement::field).toList()))
        .hasSameSizeAs(statements);
    assertThat(statements)
        .allSatisfy(
            one ->
                assertThat(one.about().in(Language.SWEDISH) + one.says().in(Language.SWEDISH))
                    .isNotBlank()
                    .doesNotContain("{"));
  }

  @Test
  void everyRuleAndEveryContactCauseIsToldOf() {
    var fields = Shipped.SET.statements().stream().map(Statement::field).toList();

    for (var cause : ContactCause.values()) {
      assertThat(fields).contains("causes." + cause + ".usual");
    }
    for (var rule : Shipped.SET.rules()) {
      assertThat(fields)
          .containsAnyOf("rules." + rule.id() + ".when", "signs." + rule.id() + ".level");
    }
  }

  @Test
  void noStatementPrintsACode() {
    assertThat(Shipped.SET.statements())
        .filteredOn(one -> !one.isLabel())
        .allSatisfy(
            one ->
                assertThat(one.about().in(Language.SWEDISH) + " " + one.says().in(Language.SWEDISH))
                    .doesNotContainPattern("[A-Z0-9]+[_.][A-Z_]{2,}|\\b(WRIST|HIP|RED|VOICE)\\b"));
  }

  @Test
  void oneLevelUpIsSaidWithItsEnd() {
    assertThat(Shipped.SET.statements())
        .filteredOn(one -> one.field().equals("rules.REPEAT-CONTACT.level"))
        .extracting(one -> one.says().in(Language.SWEDISH))
        .containsExactly(
            "en nivå över allt annat, en gång, högst Läkare nu; sjuksköterskan kan inte sänka");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {pulse: {above: 130}}                                            | puls (/min) över 130
          {temperature: {atLeast: 38.5}}                                   | temperatur (°C) minst 38,5
          {contactCause: [UTI, CATHETER]}                                  | kontaktorsak Urinvägssymtom eller Kateterstopp / KAD-problem
          {lastContact.hours: {atMost: 72}}                                | timmar sedan senaste kontakt för samma episod högst 72
          {any: [{news2.rise: {atLeast: 2}}, {creatinineRise: {atLeast: 1.5}}]} | ökning av NEWS2 sedan förra minst 2 eller kreatinin, gånger det tidigare minst 1,5
          {consciousness: {atLeast: VOICE}}                                | medvetande reagerar på tilltal eller sämre
          {externalTriage.colour: {atLeast: RED}}                          | färg i annan triage (RETTS) röd eller sämre
          {xrayRegion: [WRIST]}                                            | röntgenregion handled
          {contactCause: CATHETER, any: [{pulse: {above: 130}}, {anticoagulant: true}]} | kontaktorsak Kateterstopp / KAD-problem och (puls (/min) över 130 eller antikoagulantia)
          """)
  void aConditionReadsAsASentence(String condition, String says) {
    var rules =
        RuleSetReader.readRules(
            """
            rules:
              - id: TRIED
                kind: FLOOR
                label: {sv: Prövad, en: Tried}
                when: %s
                level: NURSE
            """
                .formatted(condition));

    assertThat(InWords.of(rules))
        .filteredOn(one -> one.field().equals("rules.TRIED.when"))
        .extracting(one -> one.says().in(Language.SWEDISH))
        .isEqualTo(List.of(says));
  }
}
