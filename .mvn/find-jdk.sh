# Sourced by ./mvnw and ./quickstart: sets JAVA_HOME to a JDK 25, wherever it stands, or says what to install.
#
# Rond is compiled for Java 25, and the formatter parses it with the compiler of the JVM that runs Maven, so Maven itself
# gets the JDK 25. A plain `mvn` on JDK 17 or later works too: the pom then finds the JDK 25 as a toolchain.

rond_is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

rond_find_jdk() {
  for rond_jdk in "${JAVA_HOME:-}" "${JAVA25_HOME:-}" "${JDK25_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.asdf/installs/java/* "${HOME:-}"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$rond_jdk" ] && rond_is_jdk_25 "$rond_jdk"; then
      JAVA_HOME=$rond_jdk
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<'MESSAGE'
Rond needs a JDK 25, and none was found (looked at JAVA_HOME, JAVA25_HOME, /usr/lib/jvm, SDKMAN, asdf, mise, ~/.jdks, Homebrew).

Install one, for example
  Debian, Ubuntu   apt install temurin-25-jdk      (Adoptium's repository: https://adoptium.net/installation/linux)
  SDKMAN           sdk install java 25-tem
  macOS            brew install openjdk@25
or point JAVA25_HOME at one that is already there, and try again.
MESSAGE
  return 1
}

rond_find_jdk || exit 1
