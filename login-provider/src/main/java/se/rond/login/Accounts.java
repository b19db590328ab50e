package se.rond.login;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.language.Text;

/** Who can log in: the people of the demonstration, all of them invented. */
final class Accounts {
  /** No secret: it stands on the page, and in the documents. */
  static final String PASSWORD = "demo";

  private static final Text EVERYWHERE = Text.of("all municipalities", "alla kommuner");

  private static final List<Account> ALL =
      Stream.concat(
              Stream.of(Role.values())
                  // A system is a client of the provider's, not a person.
                  .filter(role -> role != Role.INTEGRATION)
                  .map(role -> new Account(role.name(), EVERYWHERE, DemoCallers.of(role))),
              // One in each region: what they may not see is as much part of a demonstration.
              Stream.of(nurseOf("1080", "Karlskrona"), nurseOf("1383", "Varberg")))
          .toList();

  private Accounts() {}

  /**
   * Somebody who can log in.
   *
   * @param name what the person is called at the login
   * @param where the municipalities, as one says it
   */
  record Account(String name, Text where, Caller caller) {}

  static List<Account> all() {
    return ALL;
  }

  static Optional<Account> find(String name) {
    return ALL.stream().filter(account -> account.name().equals(name)).findFirst();
  }

  private static Account nurseOf(String code, String municipality) {
    var nurse = DemoCallers.of(Role.MUNICIPAL_NURSE);
    return new Account(
        "NURSE_" + municipality.toUpperCase(Locale.ROOT),
        Text.same(municipality),
        new Caller(
            new HsaId(nurse.person().value() + code),
            nurse.name() + " " + municipality,
            nurse.role(),
            nurse.commission(),
            nurse.unit(),
            nurse.careProvider(),
            Set.of(new MunicipalityCode(code)),
            Set.of(new ResponderId("NF-" + code))));
  }
}
