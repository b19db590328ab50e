package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A real Kafka broker that is its own controller (KRaft), in a process of its own. */
final class Broker implements Program {
  static final String NAME = "broker";

  private final DataFolder folder;
  private final Build build;
  private final StartCache cache;
  private final Path home;
  private final int port;
  private final int controllerPort;

  Broker(DataFolder folder, Build build, StartCache cache, int port, int controllerPort) {
    this.folder = folder;
    this.build = build;
    this.cache = cache;
    this.home = folder.root().resolve("broker");
    this.port = port;
    this.controllerPort = controllerPort;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> command() {
    var command = new ArrayList<>(cache.options());
    command.addAll(
        List.of(
            "-Dorg.slf4j.simpleLogger.logFile=System.out",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
            "-Dorg.slf4j.simpleLogger.showThreadName=false",
            "-Dorg.slf4j.simpleLogger.showLogName=false",
            "-Dorg.slf4j.simpleLogger.showShortLogName=true",
            // The look whether the broker answers complains until it does.
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients=error",
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
            "-cp",
            build.brokerClasspath(cache),
            BrokerProcess.class.getName()));
    return JavaCommand.of(folder.temporary(), command);
  }

  @Override
  public Path workingDirectory() {
    return home;
  }

  @Override
  public void prepare() {
    try {
      Files.createDirectories(home);
      Files.deleteIfExists(ready());
      try (var file = Files.newBufferedWriter(home.resolve(BrokerProcess.CONFIGURATION))) {
        configuration().store(file, "Written by ./quickstart at each start");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties configuration() {
    var settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    // Relative to the working directory, since the setting is a list and a folder's name may hold a
    // comma.
    settings.setProperty("log.dirs", "log");
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    // After a crash the controller takes the restarted broker for a second one until this has
    // passed (by default 9 s).
    settings.setProperty("broker.session.timeout.ms", "3000");
    settings.setProperty("broker.heartbeat.interval.ms", "500");
    // One broker: everything exists once.
    settings.setProperty("default.replication.factor", "1");
    settings.setProperty("min.insync.replicas", "1");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    // Sized for one machine; the default of 50 and 128 MB is for a cluster.
    settings.setProperty("offsets.topic.num.partitions", "6");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
    return settings;
  }

  @Override
  public boolean isReady() {
    return Files.exists(ready());
  }

  @Override
  public Optional<String> tryOtherwise(String output) {
    return cache.giveUpAfter(output);
  }

  @Override
  public Duration readyWithin() {
    return Duration.ofSeconds(60);
  }

  private Path ready() {
    return home.resolve(BrokerProcess.READY);
  }
}
