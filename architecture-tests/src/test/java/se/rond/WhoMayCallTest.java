package se.rond;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Role;

/**
 * Writes which roles may call what, so that a new way in, or one that is opened to others, is seen
 * by whoever reads the change.
 */
class WhoMayCallTest {

  private static final Path PAGE = Path.of("../docs/who-may-call.md");

  private static final String REFRESH = "rond.docs.refresh";

  private static final String COMMAND =
      "./mvnw -pl architecture-tests -am test -Dtest=WhoMayCallTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -D"
          + REFRESH;

  private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");

  private static final Set<Role> WHO_MAY_STAND_BY_A_PATIENT =
      Set.of(
          Role.MUNICIPAL_NURSE,
          Role.MOBILE_TEAM,
          Role.PHYSICIAN,
          Role.COORDINATOR,
          Role.AMBULANCE_LIAISON,
          Role.CARE_COORDINATION_NURSE,
          Role.MAS);

  /**
   * Codes, agreements, rules; what is sent along to be judged and not kept; and one's own notices.
   */
  private static final Pattern OF_NO_PATIENT =
      Pattern.compile(
          "/(agreements|rule-sets)(/.*)?|/[a-z]+-(codes|reasons)|/triage/preview(/.*)?|/stream");

  /** Read once: there are many classes to look through. */
  private static final List<Operation> OPERATIONS = operations();

  /** One way in. */
  private record Operation(String service, String method, String path, Set<Role> allowed) {
    private String row() {
      return "| `%s %s` | %s |"
          .formatted(
              method,
              path,
              Stream.of(Role.values())
                  .map(role -> allowed.contains(role) ? "●" : "")
                  .collect(Collectors.joining(" | ")));
    }
  }

  @Test
  void theCommittedPageSaysWhoMayCallWhat() throws Exception {
    var written = page();
    if (System.getProperty(REFRESH) != null) {
      Files.writeString(PAGE, written);
    }

    assertThat(PAGE)
        .as(
            "Who may call what has changed. See that it should; refresh the page with\n  %s",
            COMMAND)
        .hasContent(written);
  }

  @Test
  void nobodyWhoMayStandByAPatientIsKeptFromAskingForHelp() {
    assertThat(OPERATIONS)
        .filteredOn(one -> one.method().equals("POST") && one.path().equals("/assessment-requests"))
        .singleElement()
        .satisfies(one -> assertThat(one.allowed()).containsAll(WHO_MAY_STAND_BY_A_PATIENT));
  }

  /** Patientdatalagen 4:1: only those taking part in the care, or needing it for their work. */
  @Test
  void whoRunsTheSystemReadsOfNoPatient() {
    assertThat(OPERATIONS)
        .filteredOn(one -> one.allowed().contains(Role.OPERATIONS))
        .extracting(Operation::path)
        .allMatch(path -> OF_NO_PATIENT.matcher(path).matches());
  }

  private static String page() {
    return """
    # Who may call what

    Written from the handlers by `WhoMayCallTest`; do not edit. A dot says that the role may call; what of it the caller sees and changes is
    limited further: to municipalities, to whom the caller answers as, and by the state of a request. Decision:
    [0034](decisions/0034-each-handler-says-who-may-call-it.md). Refresh with

        %s

    %s"""
        .formatted(
            COMMAND,
            OPERATIONS.stream()
                .map(Operation::service)
                .distinct()
                .map(WhoMayCallTest::section)
                .collect(Collectors.joining("\n")));
  }

  private static String section(String service) {
    return "## `%s`\n\n| | %s |\n|---|%s\n%s\n"
        .formatted(
            service,
            Stream.of(Role.values()).map(Role::name).collect(Collectors.joining(" | ")),
            "---|".repeat(Role.values().length),
            OPERATIONS.stream()
                .filter(one -> one.service().equals(service))
                .map(Operation::row)
                .collect(Collectors.joining("\n")));
  }

  private static List<Operation> operations() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("se.rond")
            .stream()
            .filter(type -> type.isAnnotatedWith(RestController.class))
            // Where people log in nobody has a role yet.
            .filter(type -> !type.getPackageName().startsWith("se.rond.login"))
            .flatMap(WhoMayCallTest::operations)
            .sorted(
                comparing(Operation::service)
                    .thenComparing(Operation::path)
                    .thenComparingInt(one -> METHODS.indexOf(one.method())))
            .toList();
  }

  private static Stream<Operation> operations(JavaClass controller) {
    var service = controller.getPackageName().split("\\.", -1)[2];
    var prefix =
        controller
            .tryGetAnnotationOfType(RequestMapping.class)
            .map(above -> String.join("", above.value()))
            .orElse("");
    return controller.getMethods().stream()
        .flatMap(
            handler ->
                calls(handler)
                    .map(
                        call ->
                            new Operation(
                                service, call.method(), prefix + call.path(), allowed(handler))));
  }

  private record Call(String method, String path) {}

  private static Stream<Call> calls(JavaMethod handler) {
    return Stream.of(
            handler.tryGetAnnotationOfType(GetMapping.class).map(get -> calls("GET", get.value())),
            handler
                .tryGetAnnotationOfType(PostMapping.class)
                .map(post -> calls("POST", post.value())),
            handler.tryGetAnnotationOfType(PutMapping.class).map(put -> calls("PUT", put.value())),
            handler
                .tryGetAnnotationOfType(DeleteMapping.class)
                .map(delete -> calls("DELETE", delete.value())),
            handler
                .tryGetAnnotationOfType(RequestMapping.class)
                .map(
                    other ->
                        Stream.of(other.method())
                            .flatMap(method -> calls(method.name(), other.path()))))
        .flatMap(Optional::stream)
        .flatMap(calls -> calls);
  }

  private static Stream<Call> calls(String method, String[] paths) {
    return paths.length == 0
        ? Stream.of(new Call(method, ""))
        : Stream.of(paths).map(path -> new Call(method, path));
  }

  /** Said by the handler itself or by a name for several roles. */
  private static Set<Role> allowed(JavaMethod handler) {
    return Stream.concat(
            handler.tryGetAnnotationOfType(AllowedTo.class).stream(),
            handler.getAnnotations().stream()
                .flatMap(
                    name -> name.getRawType().tryGetAnnotationOfType(AllowedTo.class).stream()))
        .map(allowed -> Set.of(allowed.value()))
        .findFirst()
        .orElse(Set.of());
  }
}
