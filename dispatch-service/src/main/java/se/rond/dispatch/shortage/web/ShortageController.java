package se.rond.dispatch.shortage.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.RegionCode;
import se.rond.dispatch.shortage.Period;
import se.rond.dispatch.shortage.Shortages;

/** Shows coordinators and the MAS what was needed in their municipalities, and what was given. */
@RestController
class ShortageController {

  private static final Text NOTHING = Text.of("nothing", "ingenting");

  private final Shortages shortages;
  private final Agreements agreements;

  ShortageController(Shortages shortages, Agreements agreements) {
    this.shortages = shortages;
    this.agreements = agreements;
  }

  /** Counts the requests raised from the day {@code from} until the day before {@code to}. */
  @AllowedTo({Role.COORDINATOR, Role.MAS})
  @GetMapping("/shortages")
  ShortageView show(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String municipality,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Caller caller) {
    var period = period(region, municipality, from, to);
    var chosen = municipality == null ? ofRegion(region, caller) : alone(municipality, caller);
    if (chosen.isEmpty()) {
      throw Problem.notFound(Text.of("a region or municipality", "en region eller kommun"));
    }
    return ShortageView.of(chosen, period, shortages.count(chosen, period));
  }

  private Set<MunicipalityCode> ofRegion(@Nullable String region, Caller caller) {
    return region == null || !RegionCode.isWellFormed(region)
        ? Set.of()
        : agreements.listMunicipalities(new RegionCode(region)).stream()
            .filter(caller.municipalities()::contains)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<MunicipalityCode> alone(String municipality, Caller caller) {
    return caller.municipalities().stream()
        .filter(one -> one.value().equals(municipality))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Period period(
      @Nullable String region,
      @Nullable String municipality,
      @Nullable String from,
      @Nullable String to) {
    var errors = new ArrayList<FieldError>();
    if ((region == null) == (municipality == null)) {
      errors.add(
          new FieldError(
              region == null ? "region" : "municipality",
              Text.of("either region or municipality", "antingen region eller municipality"),
              region == null ? NOTHING : Text.of("both", "båda")));
    }
    var first = day("from", from, errors);
    var until = day("to", to, errors);
    if (first != null && until != null && !Period.isPossible(first, until)) {
      errors.add(
          new FieldError(
              "to",
              Text.of(
                      "a day 1 to {0} days after from; it is not counted itself",
                      "en dag 1 till {0} dagar efter from; den räknas inte själv")
                  .with(Period.MOST_DAYS),
              Text.same(until)));
    }
    if (first == null || until == null || !errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Period(first, until);
  }

  private static @Nullable LocalDate day(
      String name, @Nullable String text, List<FieldError> errors) {
    try {
      var day = text == null ? null : LocalDate.parse(text);
      if (day != null && day.getYear() >= 2000 && day.getYear() <= 2199) {
        return day;
      }
    } catch (DateTimeException _) {
      // As any other text that is no day.
    }
    errors.add(
        new FieldError(
            name,
            Text.of(
                "a day in Sweden, such as 2026-11-01, from 2000 to 2199",
                "en dag i Sverige, till exempel 2026-11-01, från 2000 till 2199"),
            text == null
                ? NOTHING
                : Text.of("text of {0} characters", "text på {0} tecken").with(text.length())));
    return null;
  }
}
