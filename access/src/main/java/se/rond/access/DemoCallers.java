package se.rond.access;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;

/**
 * The people of the demonstration, two per role and all of them invented. Each sees all
 * municipalities of Blekinge and Halland, and answers as all of its responders of the role.
 */
public final class DemoCallers {
  private static final Set<MunicipalityCode> BLEKINGE_AND_HALLAND =
      Stream.of(
              "1060", "1080", "1081", "1082", "1083", "1315", "1380", "1381", "1382", "1383",
              "1384")
          .map(MunicipalityCode::new)
          .collect(Collectors.toUnmodifiableSet());

  private static final HsaId COMMISSION = new HsaId("SE2321000081-DEMOCOMMISSION");
  private static final HsaId UNIT = new HsaId("SE2321000081-DEMOUNIT");
  private static final HsaId CARE_PROVIDER = new HsaId("SE2321000081-DEMOPROVIDER");

  private DemoCallers() {}

  /** Returns the first person of that role; the same at every call and in every service. */
  public static Caller of(Role role) {
    return caller(role, person(role), name(role));
  }

  /** Returns the second person of that role, who answers as the same responders. */
  public static Caller colleagueOf(Role role) {
    return caller(role, new HsaId(person(role) + "2"), name(role) + " 2");
  }

  private static Caller caller(Role role, HsaId person, String name) {
    return new Caller(
        person,
        name,
        role,
        COMMISSION,
        UNIT,
        CARE_PROVIDER,
        BLEKINGE_AND_HALLAND,
        responders(role));
  }

  private static Set<ResponderId> responders(Role role) {
    return switch (role) {
      case MUNICIPAL_NURSE ->
          BLEKINGE_AND_HALLAND.stream()
              .map(municipality -> new ResponderId("NF-" + municipality.value()))
              .collect(Collectors.toUnmodifiableSet());
      case MOBILE_TEAM -> responders("M11", "M12", "M13", "M21", "M22", "M23");
      case PHYSICIAN -> responders("LB-10-1", "LB-10-2", "LB-13-1", "LB-13-2");
      case COORDINATOR -> responders("KF-10", "KF-13");
      case MANAGER -> responders("CB-10-1", "CB-10-2", "CB-13-1");
      case AMBULANCE_LIAISON, CARE_COORDINATION_NURSE, MAS, OPERATIONS, INTEGRATION -> Set.of();
    };
  }

  private static Set<ResponderId> responders(String... ids) {
    return Stream.of(ids).map(ResponderId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static String name(Role role) {
    return switch (role) {
      case MUNICIPAL_NURSE -> "Demosköterska";
      case MOBILE_TEAM -> "Demoteam";
      case PHYSICIAN -> "Demoläkare";
      case COORDINATOR -> "Demokoordinator";
      case AMBULANCE_LIAISON -> "Demoambulanssamordnare";
      case CARE_COORDINATION_NURSE -> "Demosamordningssköterska";
      case MAS -> "Demo-MAS";
      case MANAGER -> "Demochef";
      case OPERATIONS -> "Demodrift";
      case INTEGRATION -> "Demosystem";
    };
  }

  private static HsaId person(Role role) {
    return new HsaId(
        switch (role) {
          case MUNICIPAL_NURSE -> "SE2321000081-DEMONURSE";
          case MOBILE_TEAM -> "SE2321000081-DEMOTEAM";
          case PHYSICIAN -> "SE2321000081-DEMOPHYSICIAN";
          case COORDINATOR -> "SE2321000081-DEMOCOORDINATOR";
          case AMBULANCE_LIAISON -> "SE2321000081-DEMOLIAISON";
          case CARE_COORDINATION_NURSE -> "SE2321000081-DEMOCARECOORD";
          case MAS -> "SE2321000081-DEMOMAS";
          case MANAGER -> "SE2321000081-DEMOMANAGER";
          case OPERATIONS -> "SE2321000081-DEMOOPERATIONS";
          case INTEGRATION -> "SE2321000081-DEMOINTEGRATION";
        });
  }
}
