package se.rond;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the house that a compiler cannot see.
 *
 * <p>Each is made for a root package: {@code se.rond} for what ships, a package below {@code
 * se.rond.fixture} for the code that breaks it.
 */
final class ArchitectureRules {

  private static final Set<String> SERVICES = Set.of("dispatch", "triage", "notification");

  /** Packages where a feature meets HTTP, the broker or the database. */
  private static final Set<String> EDGES = Set.of("web", "kafka", "jdbc");

  /** Style §2: messaging stays small, or it becomes a framework. */
  private static final int MAX_MESSAGING_CLASSES = 9;

  private static final Pattern NAME_THAT_SAYS_NOTHING =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Dto|DTO)|Base[A-Z].*|I[A-Z][a-z].*");

  private static final Set<String> CLOCKS = Set.of("java.time.Clock", "java.time.InstantSource");

  /** What fields of views are called that tell who a patient is or where. */
  private static final Set<String> IDENTIFYING =
      Set.of(
          "accessNotes",
          "address",
          "contactPerson",
          "doorCode",
          "identifier",
          "latitude",
          "longitude",
          "place",
          "position",
          "submitted");

  private ArchitectureRules() {}

  /** A class that is imported from such a place stands in the importer's own. */
  private static ArchCondition<JavaClass> importNothingOutside(
      String description, Function<JavaClass, ? extends Optional<?>> placeOf) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        for (var dependency : origin.getDirectDependenciesFromSelf()) {
          var target = placeOf.apply(dependency.getTargetClass());
          if (target.isPresent() && !target.equals(placeOf.apply(origin))) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  /** Services meet on Kafka topics and HTTP; nothing else reaches into one either. */
  static ArchRule aServiceIsImportedByNobody(String root) {
    return classes()
        .that(resideInAPackage(root + ".."))
        .should(
            importNothingOutside("import no service but their own", type -> serviceOf(root, type)));
  }

  static ArchRule contractsKnowNoFramework(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".contracts..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.math",
                // A body is read as it comes in; nothing here opens anything.
                "java.io",
                "java.nio.charset",
                "java.security",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "org.jspecify.annotations",
                root + ".contracts.."));
  }

  static ArchRule clinicalRulesStandAlone(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".clinical..")
        .and()
        // Reads a text into a tree with places, and nothing clinical.
        .resideOutsideOfPackage(root + ".clinical.yaml..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java.lang..",
                "java.util..",
                "java.time..",
                "java.math",
                "org.jspecify.annotations",
                root + ".contracts..",
                root + ".clinical.."));
  }

  static ArchRule messagingStaysSmall(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".messaging..")
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should(
            new ArchCondition<>("be " + MAX_MESSAGING_CLASSES + " at most") {
              private final Set<String> names = new TreeSet<>();

              @Override
              public void check(JavaClass type, ConditionEvents events) {
                names.add(type.getSimpleName());
              }

              @Override
              public void finish(ConditionEvents events) {
                if (names.size() > MAX_MESSAGING_CLASSES) {
                  events.add(
                      SimpleConditionEvent.violated(names, names.size() + " classes: " + names));
                }
              }
            });
  }

  /** A feature stands above its edges, and edges do not know each other. */
  static ArchRule anEdgeIsImportedByNobody(String root) {
    return classes()
        .that(resideInAPackage(root + ".."))
        .should(
            importNothingOutside(
                "import no web, kafka or jdbc package but their own", type -> edgeOf(root, type)));
  }

  static ArchRule edgeClassesArePackagePrivate(String root) {
    return classes()
        .that(
            DescribedPredicate.describe(
                "stand at an edge", (JavaClass type) -> edgeOf(root, type).isPresent()))
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .bePackagePrivate();
  }

  /**
   * Records, SQL written whole, and switch do it. (Lombok leaves no trace; the enforcer bans it.)
   */
  static ArchRule noOrmAndNoSubstituteForTheLanguage(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jakarta.persistence..",
            "org.hibernate..",
            "org.springframework.data..",
            "org.jooq..",
            "io.vavr..",
            "lombok..");
  }

  static ArchRule namesSayWhatAThingIs(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("have a name that says what they are") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (NAME_THAT_SAYS_NOTHING.matcher(type.getSimpleName()).matches()) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type,
                          "Expected a name that says what it is, but found " + type.getName()));
                }
              }
            });
  }

  /**
   * Time and chance are drawn once, outside, and handed to rules, contracts and clinical rules, so
   * that a decision can be replayed.
   */
  static ArchRule rulesDrawNoTimeAndNoChance(String root) {
    return noClasses()
        .that(
            resideInAnyPackage(root + ".clinical..", root + ".contracts..")
                .or(
                    resideInAPackage(root + "..")
                        .and(
                            DescribedPredicate.describe(
                                "are rules", ArchitectureRules::isNamedForRules))))
        .should()
        .callCodeUnitWhere(
            call("draw time or chance", c -> readsAClock(c) || drawsChance(c) || isNanoTime(c)));
  }

  /** Elsewhere chance may be drawn, but time comes from an InstantSource passed in. */
  static ArchRule timeComesFromASourcePassedIn(String root) {
    return noClasses()
        .that(
            resideInAPackage(root + "..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(root + ".quickstart..", root + ".testsupport.."))))
        .should()
        .callCodeUnitWhere(
            call("read the machine's clock", c -> readsAClock(c) && !makesASource(c)));
  }

  static ArchRule everyPackageIsNullMarked(String root) {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should(
            new ArchCondition<>("stand in a package with package-info and @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, "No package-info with @NullMarked beside " + type.getName()));
                }
              }
            });
  }

  /** The inbox row and the work share a transaction. */
  static ArchRule aListenerIsTransactional(String root) {
    return methods()
        .that()
        .areAnnotatedWith("org.springframework.kafka.annotation.KafkaListener")
        .and()
        .areDeclaredInClassesThat(resideInAPackage(root + ".."))
        .should()
        .beAnnotatedWith("org.springframework.transaction.annotation.Transactional");
  }

  /**
   * Who calls is known from the first day, since every answer is to be limited by it; but for the
   * page that says what went wrong before anybody could be known.
   */
  static ArchRule everyEdgeKnowsItsCaller(String root) {
    return methods()
        .that(
            DescribedPredicate.describe(
                "answer HTTP calls", (JavaMethod method) -> isMapped(method)))
        .and()
        .areDeclaredInClassesThat(resideInAPackage(root + ".."))
        .and()
        .areDeclaredInClassesThat(
            not(assignableTo("org.springframework.boot.webmvc.error.ErrorController")))
        .and()
        // Where the demonstration logs in nobody has a caller yet, and there is nothing to be seen.
        .areDeclaredInClassesThat(not(resideInAPackage(root + ".login")))
        .should(
            new ArchCondition<>("take a Caller") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                if (method.getRawParameterTypes().stream()
                    .noneMatch(type -> type.getName().equals(root + ".access.Caller"))) {
                  events.add(
                      SimpleConditionEvent.violated(
                          method, "No Caller among the parameters of " + method.getFullName()));
                }
              }
            });
  }

  /**
   * What is shown over HTTP and told on topics holds neither who a patient is nor where, unless a
   * mask has left it (docs/decisions/0035).
   */
  static ArchRule whoAndWherePassesThroughAMask(String root) {
    var raw =
        Set.of(
            root + ".contracts.intake.PatientIdentifier",
            root + ".contracts.intake.Submission",
            root + ".contracts.intake.Submission$Place",
            root + ".contracts.intake.Submission$Position",
            root + ".dispatch.matching.Position");
    return fields()
        .that()
        .areDeclaredInClassesThat(
            resideInAnyPackage(
                root + "..web..", root + ".contracts.dispatch..", root + ".contracts.triage.."))
        .should(
            new ArchCondition<>("hold nothing that tells who a patient is or where") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                var isRaw =
                    field.getType().getAllInvolvedRawTypes().stream()
                        .anyMatch(type -> raw.contains(type.getName()));
                var isUnmasked =
                    IDENTIFYING.contains(field.getName())
                        && !field.getRawType().getName().equals(root + ".access.masking.Masked");
                if (isRaw || isUnmasked) {
                  events.add(
                      SimpleConditionEvent.violated(
                          field, field.getFullName() + " has passed through no mask"));
                }
              }
            });
  }

  /** A meter stands in the enum of its service, with all values its tags can have. */
  static ArchRule metersAreDeclared(String root) {
    return noClasses()
        .that(
            resideInAPackage(root + "..")
                .and(DescribedPredicate.not(resideInAPackage(root + ".telemetry.."))))
        .should()
        .callCodeUnitWhere(call("make a meter themselves", ArchitectureRules::makesAMeter));
  }

  static ArchRule whatAClassNeedsComesThroughItsConstructor(String root) {
    return fields()
        .that()
        .areDeclaredInClassesThat(resideInAPackage(root + ".."))
        .should()
        .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .andShould()
        .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .andShould()
        .notBeAnnotatedWith("jakarta.inject.Inject");
  }

  /** Methods for HEAD alone are left out: they answer with no data. */
  private static boolean isMapped(JavaMethod method) {
    return method.getAnnotations().stream()
        .filter(
            annotation ->
                annotation
                        .getRawType()
                        .getPackageName()
                        .equals("org.springframework.web.bind.annotation")
                    && annotation.getRawType().getSimpleName().endsWith("Mapping"))
        .anyMatch(annotation -> !methodsOf(annotation).equals(List.of("HEAD")));
  }

  /** The names of the HTTP methods in a {@code @RequestMapping}, none for the shorter forms. */
  private static List<String> methodsOf(JavaAnnotation<?> annotation) {
    return annotation
        .get("method")
        // ArchUnit gives an empty array no other type than Object[].
        .map(Object[].class::cast)
        .map(Stream::of)
        .map(all -> all.map(JavaEnumConstant.class::cast).map(JavaEnumConstant::name).toList())
        .orElse(List.of());
  }

  private static Optional<String> serviceOf(String root, JavaClass type) {
    return segmentsBelow(root, type).findFirst().filter(SERVICES::contains);
  }

  /** The edge package a class of a service stands in, or nothing. */
  private static Optional<String> edgeOf(String root, JavaClass type) {
    if (serviceOf(root, type).isEmpty()) {
      return Optional.empty();
    }
    var path = new StringBuilder(root);
    for (var segment : segmentsBelow(root, type).toList()) {
      path.append('.').append(segment);
      if (EDGES.contains(segment)) {
        return Optional.of(path.toString());
      }
    }
    return Optional.empty();
  }

  private static Stream<String> segmentsBelow(String root, JavaClass type) {
    var name = type.getBaseComponentType().getPackageName();
    return name.startsWith(root + ".")
        ? Stream.of(name.substring(root.length() + 1).split("\\."))
        : Stream.empty();
  }

  private static boolean isNamedForRules(JavaClass type) {
    return type.getSimpleName().endsWith("Rules")
        || type.getEnclosingClass().filter(ArchitectureRules::isNamedForRules).isPresent();
  }

  private static DescribedPredicate<JavaCall<?>> call(
      String description, Predicate<JavaCall<?>> predicate) {
    return DescribedPredicate.describe(description, predicate);
  }

  private static boolean makesAMeter(JavaCall<?> call) {
    var owner = call.getTargetOwner();
    return owner.getPackageName().equals("io.micrometer.core.instrument")
        && (owner.getSimpleName().equals("MeterRegistry")
            || Set.of("builder", "register").contains(call.getName()));
  }

  /** Calls of now() in java.time, with a zone or without, but not with a clock. */
  private static boolean readsAClock(JavaCall<?> call) {
    var owner = call.getTargetOwner().getName();
    var takesAClock =
        call.getTarget().getRawParameterTypes().stream()
            .anyMatch(t -> CLOCKS.contains(t.getName()));
    return owner.startsWith("java.time.") && call.getName().equals("now") && !takesAClock
        || owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis")
        || owner.equals("java.util.Date") && call.getName().equals("<init>")
        || makesASource(call);
  }

  private static boolean makesASource(JavaCall<?> call) {
    return CLOCKS.contains(call.getTargetOwner().getName()) && call.getName().startsWith("system");
  }

  private static boolean isNanoTime(JavaCall<?> call) {
    return call.getTargetOwner().getName().equals("java.lang.System")
        && call.getName().equals("nanoTime");
  }

  private static boolean drawsChance(JavaCall<?> call) {
    var owner = call.getTargetOwner().getName();
    return switch (call.getName()) {
      case "randomUUID" -> owner.equals("java.util.UUID");
      case "random" -> owner.equals("java.lang.Math");
      case "current" -> owner.equals("java.util.concurrent.ThreadLocalRandom");
      // A seeded generator is no chance: what it draws can be drawn again.
      case "<init>" ->
          Set.of("java.util.Random", "java.security.SecureRandom").contains(owner)
              && call.getTarget().getRawParameterTypes().isEmpty();
      default -> false;
    };
  }
}
