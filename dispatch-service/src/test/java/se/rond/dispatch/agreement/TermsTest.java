package se.rond.dispatch.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Level;
import se.rond.dispatch.roster.ResponderKind;
import tools.jackson.databind.json.JsonMapper;

class TermsTest {

  private static final Version FIRST =
      new Version(
          new AgreementId(new UUID(0, 1)),
          Territory.of(new RegionCode("10")),
          1,
          Instant.EPOCH,
          null,
          Agreed.terms(),
          "nobody",
          Instant.EPOCH,
          null);

  @Test
  void readAsTheyWereStored() {
    var json = new JsonMapper();

    var stored = json.writeValueAsString(Agreed.terms());

    assertThat(json.readValue(stored, Terms.class)).isEqualTo(Agreed.terms());
    assertThat(stored).contains("\"PT24H\"", "\"08:00-16:00\"", "\"step\":\"RESERVE_ROUTINE\"");
  }

  @Test
  void acceptanceIsDueFromReceipt() {
    var receivedAt = Instant.parse("2026-11-27T14:30:00Z");

    assertThat(new Agreement(FIRST, null).acceptBy(Level.MOBILE_TEAM_2H, receivedAt))
        .isEqualTo(Instant.parse("2026-11-27T14:45:00Z"));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource(
      textBlock =
          """
          2026-11-27T07:59:59+01:00, false, Tjänsteman
          2026-11-27T08:00:00+01:00, true,  Verksamhetschef
          2026-11-27T15:59:59+01:00, true,  Verksamhetschef
          2026-11-27T16:00:00+01:00, false, Tjänsteman
          2026-12-25T10:00:00+01:00, false, Tjänsteman
          2026-06-18T08:30:00+02:00, true,  Verksamhetschef
          """)
  void tellsWhoIsThere(OffsetDateTime at, boolean isPhysicianThere, String manager) {
    var nights = new CalendarName("NIGHTS");
    var agreed = Agreed.terms();
    var terms =
        new Terms(
            agreed.targets(),
            Map.of(Agreed.OFFICE, Agreed.OFFICE_HOURS, nights, outsideOffice()),
            List.of(new Reachable(ResponderKind.PHYSICIAN, "Vårdcentral", Agreed.OFFICE)),
            agreed.ladders(),
            List.of(
                new ReserveContact(
                    "Chef", "Verksamhetschef", "+46 8 465 004 10", Agreed.OFFICE, null),
                new ReserveContact("Chef", "Tjänsteman", "+46 8 465 004 11", nights, null)),
            agreed.vitalsNotRequired());

    assertThat(terms.isReachable(ResponderKind.PHYSICIAN, at.toInstant()))
        .isEqualTo(isPhysicianThere);
    assertThat(terms.listManagers("Chef", at.toInstant()))
        .extracting(ReserveContact::name)
        .containsExactly(manager);
  }

  private static Calendar outsideOffice() {
    var night = List.of(Opening.parse("00:00-08:00"), Opening.parse("17:00-24:00"));
    return new Calendar(
        Map.of(
            DayOfWeek.THURSDAY,
            night,
            DayOfWeek.FRIDAY,
            List.of(Opening.parse("00:00-08:00"), Opening.parse("16:00-24:00"))),
        Map.of(NamedDay.CHRISTMAS_DAY, List.of(Opening.parse("00:00-24:00"))),
        Map.of());
  }
}
