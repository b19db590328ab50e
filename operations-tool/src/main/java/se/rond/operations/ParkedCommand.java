package se.rond.operations;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.EventHeaders;
import se.rond.operations.Operations.NotDone;
import se.rond.operations.ParkedRecord.Place;

/** Records on dead-letter topics: {@code ./operations parked …}. */
@Command(
    name = "parked",
    description = "Records that a service could not process (topics that end in .dlt).",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class ParkedCommand {

  @Spec private @Nullable CommandSpec spec;

  ParkedCommand() {}

  @Command(
      description = "Lists what is parked and was not replayed, without any content.",
      mixinStandardHelpOptions = true)
  int list(@Mixin BrokerOptions broker, @Mixin Choice choice) {
    try (var parked = new ParkedRecords(broker.properties())) {
      var records = choice.from(parked);
      if (!records.isEmpty()) {
        out()
            .println(
                "TOPIC PARTITION OFFSET | PARKED AT | REASON | EXCEPTION | TYPE | ID | KEY | BYTES");
      }
      for (var record : records) {
        out()
            .println(
                String.join(
                    " | ",
                    record.place().toString(),
                    record.parkedAt().toString(),
                    record.header(EventHeaders.REASON),
                    record.header(EventHeaders.EXCEPTION),
                    record.header(EventHeaders.TYPE),
                    record.header(EventHeaders.ID),
                    record.key(),
                    Integer.toString(record.bytes())));
      }
      out().printf("%d parked%n", records.size());
    }
    return 0;
  }

  @Command(
      description = "Shows one record: its headers, and its content only when asked for.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin BrokerOptions broker,
      @Parameters(index = "0", paramLabel = "TOPIC", converter = TopicName.class) Topic topic,
      @Parameters(index = "1", paramLabel = "PARTITION") int partition,
      @Parameters(index = "2", paramLabel = "OFFSET") long offset,
      @Option(
              names = "--with-content",
              description = "also key, value and all headers: health data of a patient")
          boolean withContent) {
    try (var parked = new ParkedRecords(broker.properties())) {
      var record = parked.load(new Place(topic, partition, offset));
      out().printf("%s, parked at %s%n", record.place(), record.parkedAt());
      record.headers(withContent).forEach(out()::println);
      if (withContent) {
        record.content().forEach(out()::println);
      } else {
        out().printf("key: %s%nvalue: %d bytes%n", record.key(), record.bytes());
      }
    }
    return 0;
  }

  @Command(
      description = {
        "Sends records again to the topic and partition they came from, and lists them no more.",
        "Cure first what made them fail: otherwise they are parked again."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin BrokerOptions broker,
      @Mixin Choice choice,
      @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", converter = TopicName.class)
          @Nullable Topic topic,
      @Parameters(index = "1", arity = "0..1", paramLabel = "PARTITION")
          @Nullable Integer partition,
      @Parameters(index = "2", arity = "0..1", paramLabel = "OFFSET") @Nullable Long offset,
      @Option(names = "--all", description = "every record that 'list' shows with the same options")
          boolean all) {
    if (all == (topic != null) || !all && offset == null) {
      throw new ParameterException(
          Operations.command(spec, "replay"), "Expected TOPIC PARTITION OFFSET, or --all");
    }
    try (var parked = new ParkedRecords(broker.properties())) {
      var records = choice.from(parked);
      if (topic != null && partition != null && offset != null) {
        var place = new Place(topic, partition, offset);
        records = records.stream().filter(record -> record.place().equals(place)).toList();
        if (records.isEmpty()) {
          // Says so where nothing is there at all.
          parked.load(place);
          throw new NotDone(place + " was replayed before.");
        }
      }
      var sent = parked.replay(records, record -> out().println("replayed " + record.place()));
      out().printf("%d replayed%n", sent);
    }
    return 0;
  }

  private PrintWriter out() {
    return Operations.out(spec);
  }

  /** Which parked records are meant. */
  static final class Choice {
    @Option(
        names = "--topic",
        paramLabel = "TOPIC",
        converter = TopicName.class,
        description = "only this topic, named without .dlt; may be repeated")
    private @Nullable List<Topic> topics;

    @Option(
        names = "--reason",
        paramLabel = "REASON",
        description = "only this reason, as UNREADABLE; may be repeated")
    private @Nullable List<String> reasons;

    private List<ParkedRecord> from(ParkedRecords parked) {
      var wanted = reasons;
      return parked.list(topics == null ? withDeadLetters() : topics).stream()
          .filter(record -> wanted == null || wanted.contains(record.header(EventHeaders.REASON)))
          .toList();
    }
  }

  private static List<Topic> withDeadLetters() {
    return Arrays.stream(Topic.values()).filter(Topic::hasDeadLetters).toList();
  }

  /** Takes the name of a topic, with .dlt or without. */
  static final class TopicName implements ITypeConverter<Topic> {
    @Override
    public Topic convert(String name) {
      return withDeadLetters().stream()
          .filter(topic -> name.equals(topic.topicName()) || name.equals(topic.deadLetterName()))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + withDeadLetters().stream()
                              .map(Topic::topicName)
                              .collect(Collectors.joining(", "))
                          + ", found '"
                          + name
                          + "'"));
    }
  }
}
