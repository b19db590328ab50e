package se.rond.quickstart;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What a build leaves in the checkout: the programs' jars, and the caches made of them. */
final class Build {
  /** The provider that the others believe. */
  static final String LOGIN = "login";

  /** What answers on a port of its own, in the order of the ports. */
  static final List<String> SERVICES = List.of("dispatch", "triage", "notification", LOGIN);

  private final Path checkout;
  private final Path caches;

  /** The launcher's own classes, the jar first and then what stands beside it, in a fixed order. */
  private final List<Path> classpath;

  Build(Path checkout) {
    this.checkout = checkout;
    this.caches = checkout.resolve("quickstart-launcher/target/start-cache");
    var entries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();
    this.classpath =
        Stream.concat(entries.stream().limit(1), entries.stream().skip(1).sorted()).toList();
  }

  /**
   * The jar of the launcher's own version; after a change of version the one before may stand
   * beside it.
   */
  Path serviceJar(String name) {
    var version = Build.class.getPackage().getImplementationVersion();
    var module = name.equals(LOGIN) ? "login-provider" : name + "-service";
    var jar = checkout.resolve("%1$s/target/%1$s-%2$s-exec.jar".formatted(module, version));
    if (!Files.exists(jar)) {
      throw new StartFailure("Found no " + jar + "\nMaybe build: ./mvnw package");
    }
    return jar;
  }

  StartCache serviceCache(String name) {
    var madeOf = JavaCommand.identity();
    madeOf.addAll(contents(serviceJar(name)));
    return StartCache.of(name, caches, madeOf);
  }

  StartCache brokerCache() {
    var madeOf = JavaCommand.identity();
    madeOf.addAll(contents(classpath.getFirst()));
    classpath.stream().skip(1).map(Build::identity).forEach(madeOf::add);
    return StartCache.of(Broker.NAME, caches, madeOf);
  }

  /**
   * The classes the broker runs from. With a cache the launcher's jar is a copy: each build writes
   * the original anew, and a JVM takes a jar with another date for another jar.
   */
  String brokerClasspath(StartCache cache) {
    var own = classpath.getFirst();
    return Stream.concat(
            Stream.of(cache.isUsed() ? cache.folder().resolve(own.getFileName()) : own),
            classpath.stream().skip(1))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What the user starts. */
  Path script() {
    return checkout.resolve("quickstart");
  }

  /** Where the caches of all builds of this checkout are. */
  Path caches() {
    return caches;
  }

  boolean hasAllCaches() {
    return brokerCache().isThere()
        && SERVICES.stream().map(this::serviceCache).allMatch(StartCache::isThere);
  }

  /** Puts the jars where the programs run from while their caches are made. */
  void makeCacheFolders() throws IOException {
    brokerCache().makeFolder(this::fillBrokerCache);
    for (var name : SERVICES) {
      serviceCache(name).makeFolder(folder -> fillServiceCache(name, folder));
    }
  }

  /** Takes the caches that a training run has written into use. */
  void keepCaches() throws IOException {
    keep(brokerCache(), this::brokerClasspath);
    for (var name : SERVICES) {
      keep(
          serviceCache(name),
          cache -> cache.folder().resolve(serviceJar(name).getFileName()).toString());
    }
  }

  /** Deletes what other builds have left. */
  void deleteOtherCaches() throws IOException {
    brokerCache().deleteOthers();
    for (var name : SERVICES) {
      serviceCache(name).deleteOthers();
    }
  }

  private static void keep(StartCache cache, Function<StartCache, String> classpath)
      throws IOException {
    if (!cache.isThere()) {
      cache.keep(classpath.apply(cache.inTraining()));
    }
  }

  private void fillBrokerCache(Path folder) throws IOException {
    var own = classpath.getFirst();
    Files.copy(own, folder.resolve(own.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** Spring Boot's own layout for a cache: the program's jar and a folder of all it needs. */
  private void fillServiceCache(String name, Path folder) throws IOException {
    var extract =
        List.of(
            "-Djarmode=tools",
            "-jar",
            serviceJar(name).toString(),
            "extract",
            "--force",
            "--destination",
            folder.toString());
    if (!Host.works(JavaCommand.of(folder, extract))) {
      throw new IOException("cannot extract " + serviceJar(name));
    }
  }

  /** Name, size and sum of everything in a jar, which say more than its date. */
  private static List<String> contents(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      var contents = new ArrayList<String>();
      zip.stream().map(Build::identity).forEach(contents::add);
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String identity(ZipEntry entry) {
    return entry.getName() + " " + entry.getSize() + " " + entry.getCrc();
  }

  private static String identity(Path jar) {
    try {
      return jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
