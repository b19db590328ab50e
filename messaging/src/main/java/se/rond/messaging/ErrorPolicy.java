package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerPausingBackOffHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.SeekUtils;
import org.springframework.kafka.support.SimpleKafkaHeaderMapper;
import org.springframework.kafka.support.converter.ByteArrayJacksonJsonMessageConverter;
import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.mapping.DefaultJacksonJavaTypeMapper;
import org.springframework.kafka.support.mapping.JacksonJavaTypeMapper.TypePrecedence;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.scheduling.concurrent.ConcurrentTaskScheduler;
import org.springframework.util.backoff.ExponentialBackOff;
import se.rond.messaging.MessagingAutoConfiguration.MessagingMeter;
import se.rond.telemetry.Meters;
import se.rond.telemetry.Thrown;
import tools.jackson.core.JacksonException;

/**
 * What every listener does when it cannot process a record.
 *
 * <p><b>Faults</b>, where the world is in the way (database, broker, a lost race), are tried again
 * for as long as it takes. Meanwhile the container is paused and goes on polling, so that it keeps
 * its partitions. Nothing overtakes the record.
 *
 * <p><b>Defects</b>, everything else, would fail again however often they are tried. The record is
 * parked on the dead-letter topic at once, as it was, with a {@link Reason}, and the next one is
 * processed. Where parking fails, that is a fault: no record is ever skipped.
 *
 * <p>Messages of exceptions may tell about a person: they reach neither headers nor this log.
 */
final class ErrorPolicy implements CommonErrorHandler, AutoCloseable {

  /** Why a record was parked. The names are header values and metric tags: add, never rename. */
  enum Reason {
    /** Not the JSON that the listener reads, or none. */
    UNREADABLE,
    /** No key, or no UUID in {@link EventHeaders#ID}. */
    BAD_HEADERS,
    /** An event or an envelope of another version than the topic's. */
    UNKNOWN_VERSION,
    /** The listener failed, and not because of the world. */
    DEFECT
  }

  /** First and longest pause after a fault. */
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);

  /** How long the broker may take to park a record; well under the 5 min between two polls. */
  private static final Duration PARK_WITHIN = Duration.ofSeconds(20);

  /**
   * Longest record that can be parked, as it was before its producer compressed it. 32 MiB: what
   * the broker takes, 1 MiB, can hide far more, and a record too long to be parked would stop its
   * partition for good. Parked compressed as well, it fits again.
   */
  private static final int PARKED_BYTES = 32 << 20;

  /** Longest wait for the dead-letter topic to be known. */
  private static final Duration MAX_BLOCK = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(ErrorPolicy.class);

  private final Map<String, Object> producerProperties;
  private final Meters meters;
  private final ScheduledExecutorService resuming =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("listener resume").factory());
  private final DefaultErrorHandler faults;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * @param producerProperties how to reach the broker; what safety depends on is set here
   */
  ErrorPolicy(Map<String, Object> producerProperties, Meters meters) {
    this.producerProperties = new HashMap<>(producerProperties);
    this.meters = meters;
    this.producerProperties.putAll(
        Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis()),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PARK_WITHIN.toMillis() / 2),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PARK_WITHIN.toMillis()),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip"),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, PARKED_BYTES),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) PARKED_BYTES)));
    var backOff = new ExponentialBackOff(FIRST_BACK_OFF.toMillis(), 2);
    backOff.setMaxInterval(LONGEST_BACK_OFF.toMillis());
    var pauser = new ListenerContainerPauseService(null, new ConcurrentTaskScheduler(resuming));
    faults =
        new DefaultErrorHandler(
            (record, e) -> {
              throw new IllegalStateException("Expected the back-off never to end", e);
            },
            backOff,
            new ContainerPausingBackOffHandler(pauser));
    faults.setClassifications(Map.of(), true);
    faults.setResetStateOnExceptionChange(false);
  }

  @Override
  public boolean seeksAfterHandling() {
    return true;
  }

  @Override
  public void handleRemaining(
      Exception e,
      List<ConsumerRecord<?, ?>> records,
      Consumer<?, ?> consumer,
      MessageListenerContainer container) {
    var record = records.getFirst();
    var place = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    Exception fault = e;
    if (!isFault(e)) {
      try {
        park(record, place, e);
        SeekUtils.doSeeks(
            records.subList(1, records.size()),
            consumer,
            e,
            false,
            (_, _) -> false,
            new LogAccessor(ErrorPolicy.class));
        return;
      } catch (KafkaException | ExecutionException unparked) {
        fault = unparked;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        fault = stopped;
      }
    }
    log.warn(
        "Record {} waits, container {} pauses: {}",
        place,
        container.getListenerId(),
        Thrown.causes(fault));
    MessagingMeter.topic(record.topic())
        .ifPresent(topic -> meters.count(MessagingMeter.LISTENER_FAULTS, topic));
    faults.handleRemaining(fault, records, consumer, container);
  }

  @Override
  public void handleOtherException(
      Exception e,
      Consumer<?, ?> consumer,
      MessageListenerContainer container,
      boolean batchListener) {
    log.warn("Container {} goes on after {}", container.getListenerId(), Thrown.causes(e));
  }

  @Override
  public void clearThreadState() {
    faults.clearThreadState();
  }

  /** True where trying the same record again can help. */
  static boolean isFault(Throwable thrown) {
    return Thrown.isDatabaseFault(thrown)
        || Thrown.chain(thrown)
            .anyMatch(
                e ->
                    e instanceof RetriableException
                        || e instanceof InterruptException
                        || e instanceof InterruptedException);
  }

  static Reason reason(Throwable thrown) {
    return Thrown.chain(thrown)
        .flatMap(
            e ->
                switch (e) {
                  case Refused refused -> Stream.of(refused.reason);
                  case ConversionException _, MessageConversionException _ ->
                      Stream.of(Reason.UNREADABLE);
                  default -> Stream.empty();
                })
        .reduce(Reason.DEFECT, (_, deeper) -> deeper);
  }

  private void park(ConsumerRecord<?, ?> record, String place, Exception e)
      throws ExecutionException, InterruptedException {
    var reason = reason(e);
    var root = Thrown.chain(e).reduce(e, (_, cause) -> cause);
    var parked =
        new ProducerRecord<>(
            record.topic() + ".dlt",
            record.partition(),
            (byte[]) record.key(),
            (byte[]) record.value(),
            record.headers());
    parked
        .headers()
        .remove(EventHeaders.REASON)
        .remove(EventHeaders.EXCEPTION)
        .add(EventHeaders.REASON, reason.name().getBytes(UTF_8))
        .add(EventHeaders.EXCEPTION, root.getClass().getName().getBytes(UTF_8));
    producer().send(parked).get();
    MessagingMeter.topic(record.topic())
        .ifPresent(topic -> meters.count(MessagingMeter.RECORDS_PARKED, topic, reason));
    log.error("Parked record {}: {}, {}", place, reason, Thrown.causes(e));
  }

  private synchronized Producer<byte[], byte[]> producer() {
    var current = producer;
    if (current == null) {
      current =
          new KafkaProducer<>(
              producerProperties, new ByteArraySerializer(), new ByteArraySerializer());
      producer = current;
    }
    return current;
  }

  @Override
  public synchronized void close() {
    resuming.shutdownNow();
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  /** The headers say that the value need not be read. */
  static final class Refused extends RuntimeException {
    private final Reason reason;

    Refused(Reason reason, String expected) {
      super("Expected " + expected);
      this.reason = reason;
    }
  }

  /**
   * Reads JSON as the type that the listener asks for, whatever the headers say, and passes on only
   * the headers in {@link EventHeaders}.
   */
  static final class JsonConverter extends ByteArrayJacksonJsonMessageConverter {

    /** The version behind a name: of a topic, or of a type that does not have its topic's. */
    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

    JsonConverter() {
      super(MessagingAutoConfiguration.JSON);
      var types = new DefaultJacksonJavaTypeMapper();
      types.setTypePrecedence(TypePrecedence.INFERRED);
      setTypeMapper(types);
      setHeaderMapper(
          SimpleKafkaHeaderMapper.forInboundOnlyWithMatchers(
              "ce_*", EventHeaders.CONTENT_TYPE, EventHeaders.TRACE_PARENT));
    }

    @Override
    protected Object extractAndConvertValue(ConsumerRecord<?, ?> record, @Nullable Type type) {
      if (record.key() == null) {
        throw new Refused(Reason.BAD_HEADERS, "a key");
      }
      requireUuid(text(record, EventHeaders.ID));
      requireKnownVersion(record);
      if (record.value() == null) {
        throw new ConversionException("Expected a value", null);
      }
      try {
        return super.extractAndConvertValue(record, type);
      } catch (ConversionException e) {
        // Jackson's own message repeats what it found, and traces keep messages.
        var where = e.getCause() instanceof JacksonException json ? json.getPathReference() : "";
        throw new ConversionException(
            "Expected JSON of %s, failed at %s".formatted(type, where), null);
      }
    }

    private static void requireUuid(String text) {
      try {
        if (UUID.fromString(text).toString().equalsIgnoreCase(text)) {
          return;
        }
      } catch (IllegalArgumentException e) {
        // The same as a header that is missing; the value is not repeated.
      }
      throw new Refused(Reason.BAD_HEADERS, "a UUID in " + EventHeaders.ID);
    }

    /** A type that is unknown altogether is passed over; one of another version is not lost. */
    private static void requireKnownVersion(ConsumerRecord<?, ?> record) {
      if (!Set.of("", "1.0").contains(text(record, EventHeaders.SPEC_VERSION))) {
        throw new Refused(Reason.UNKNOWN_VERSION, "CloudEvents 1.0");
      }
      var type = VERSION.matcher(text(record, EventHeaders.TYPE));
      if (type.find() && !record.topic().endsWith(type.group())) {
        throw new Refused(Reason.UNKNOWN_VERSION, "an event of the topic's version");
      }
    }

    /** The last header of the name, empty where there is none. */
    private static String text(ConsumerRecord<?, ?> record, String name) {
      var header = record.headers().lastHeader(name);
      return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
  }
}
