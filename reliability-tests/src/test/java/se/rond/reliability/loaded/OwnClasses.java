package se.rond.reliability.loaded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of one service and of our modules below it, apart from those of the other services in
 * this JVM. Everything else comes from the parent.
 *
 * <p>All three services have an {@code application.yaml} and a {@code db/migration}; each sees its
 * own here, as it does in a process of its own.
 */
final class OwnClasses extends URLClassLoader {

  private static final Map<String, String> SERVICES =
      Map.of(
          "dispatch", "se.rond.dispatch.DispatchApplication",
          "triage", "se.rond.triage.TriageApplication",
          "notification", "se.rond.notification.NotificationApplication");

  /** Where our classes are, by module. */
  private static final String OURS = "se/rond";

  private final Map<String, Cut> cuts;
  private final Predicate<URL> isForeign;

  OwnClasses(String service, List<Cut> cuts) {
    super(service, placesOf(service).toArray(URL[]::new), OwnClasses.class.getClassLoader());
    this.cuts = cuts.stream().collect(Collectors.toMap(Cut::className, cut -> cut));
    var ours = modules().stream().map(URL::getPath).toList();
    isForeign = found -> ours.stream().anyMatch(place -> found.getPath().contains(place));
  }

  /** All modules but the other services and this one. */
  private static List<URL> placesOf(String service) {
    var others =
        Stream.concat(
                Stream.of(OwnClasses.class.getName()),
                SERVICES.entrySet().stream()
                    .filter(one -> !one.getKey().equals(service))
                    .map(Map.Entry::getValue))
            .map(OwnClasses::placeOf)
            .map(URL::toString)
            .toList();
    return modules().stream().filter(module -> !others.contains(module.toString())).toList();
  }

  /** The folders or jars of all modules on the class path. */
  private static List<URL> modules() {
    try {
      var modules = new ArrayList<URL>();
      for (var found : Collections.list(OwnClasses.class.getClassLoader().getResources(OURS))) {
        modules.add(
            found.openConnection() instanceof JarURLConnection jar
                ? jar.getJarFileURL()
                : URI.create(found.toString().substring(0, found.toString().lastIndexOf(OURS)))
                    .toURL());
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of the service's main class. */
  static String mainClass(String service) {
    return SERVICES.get(service);
  }

  private static URL placeOf(String className) {
    try {
      return Class.forName(className, false, OwnClasses.class.getClassLoader())
          .getProtectionDomain()
          .getCodeSource()
          .getLocation();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Expected " + className + " on the class path", e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("se.rond.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    var file = findResource(name.replace('.', '/') + ".class");
    if (file == null) {
      throw new ClassNotFoundException(name);
    }
    try (var stream = file.openStream()) {
      var bytes = stream.readAllBytes();
      var cut = cuts.get(name);
      var defined = cut == null ? bytes : cut.applyTo(bytes);
      return defineClass(name, defined, 0, defined.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URL getResource(String name) {
    try {
      var all = getResources(name);
      return all.hasMoreElements() ? all.nextElement() : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    var all = new ArrayList<URL>(Collections.list(findResources(name)));
    Collections.list(getParent().getResources(name)).stream()
        .filter(isForeign.negate())
        .forEach(all::add);
    return Collections.enumeration(all);
  }
}
