package se.rond.dispatch.agreement;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.dispatch.agreement.MunicipalTerms.Tighter;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.roster.ResponderKind;

class DifferenceTest {

  @Test
  void thereIsNoneBetweenAlikeTerms() {
    assertThat(Difference.between(Agreed.terms(), Agreed.terms())).isEmpty();
  }

  @Test
  void readsAsASentenceInBothLanguages() {
    var municipal =
        new MunicipalTerms(
            Map.of(
                Level.NURSE,
                new Tighter(
                    null, ofHours(12), null, Map.of(ContactCause.RETENTION, ofMinutes(90)), null)),
            Set.of(ContactCause.EXPECTED_DEATH));

    var differences = Difference.between(Agreed.terms(), Agreed.terms().tightenedBy(municipal));

    assertThat(differences.stream().map(one -> one.sentence().swedish()))
        .containsExactly(
            "Sjuksköterska, kontakt inom: 12 h i stället för 24 h",
            "Sjuksköterska, kontakt inom, Urinstämma: 1 h 30 min i stället för 2 h",
            "Utan vitalparametrar: PEG, CVK eller annan utrustning i stället för PEG, CVK eller annan"
                + " utrustning, Väntat dödsfall");
    assertThat(differences.getFirst().sentence().english())
        .isEqualTo("Nurse, contact within: 12 h instead of 24 h");
  }

  @Test
  void aLadderIsReadAsItIsClimbed() {
    var changed =
        Agreed.withLadder(
            Level.MOBILE_TEAM_2H,
            Agreed.ask(ResponderKind.MOBILE_TEAM, 4),
            new FallBack(Level.PHYSICIAN_NOW),
            new ReserveRoutine(Agreed.MANAGER));

    assertThat(Difference.between(Agreed.terms(), changed))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.field()).isEqualTo("ladders.MOBILE_TEAM_2H");
              assertThat(one.becomes()).isNotNull();
              assertThat(one.sentence().swedish())
                  .isEqualTo(
                      "Mobilt team inom 2 timmar, stege: 1. fråga nästa mobilt team, 4 min; 2. gå"
                          + " vidare som Läkare nu; 3. reservrutin: Chef i beredskap i stället för 1."
                          + " fråga nästa mobilt team, 5 min; 2. gå vidare som Läkare nu; 3."
                          + " reservrutin: Chef i beredskap");
            });
  }

  @Test
  void whatIsNewOrGoneIsSaid() {
    var without = Agreed.with(Map.of(), Agreed.terms().hours());

    assertThat(
            Difference.between(without, Agreed.terms()).stream()
                .map(one -> one.sentence().swedish()))
        .contains("OFFICE, fredagar: nytt, 08:00-16:00", "OFFICE, midsommarafton: nytt, stängt");
    assertThat(
            Difference.between(Agreed.terms(), without).stream()
                .map(one -> one.sentence().english()))
        .contains("OFFICE, Fridays: 08:00-16:00 no longer holds");
  }
}
