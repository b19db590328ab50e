package se.rond.reliability.loaded;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.AcknowledgingConsumerAwareMessageListener;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * One of the services, whole and unchanged, in a class loader of its own, on a random port of
 * loopback. It has a real database and a real web server; only the broker's part is played by the
 * test, which hands it records: neither relay nor consumers are started.
 */
public final class LoadedService implements AutoCloseable {

  /** A service does not see the resources of this module by itself. */
  private static final URL LOGGING =
      requireNonNull(LoadedService.class.getResource("/logback-test.xml"));

  private final ConfigurableApplicationContext context;

  private LoadedService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts a service.
   *
   * @param name {@code dispatch}, {@code triage} or {@code notification}
   * @param instead beans that stand in the place of its own, by name, where it has one of that name
   * @param cuts the guards it is to do without
   */
  public static LoadedService start(
      String name, ScratchDatabase database, Map<String, Object> instead, List<Cut> cuts) {
    var classes = new OwnClasses(name, cuts);
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(classes);
    try {
      for (var cut : cuts) {
        // At once, so that one that finds nothing fails here.
        classes.loadClass(cut.className());
      }
      var context =
          new SpringApplicationBuilder(
                  new DefaultResourceLoader(classes),
                  Class.forName(OwnClasses.mainClass(name), false, classes))
              .initializers(started -> prepare(started, instead))
              .run(
                  arguments(
                      Map.of(
                          "spring.main.banner-mode", "off",
                          // Refusals are what these tests are about; each would be a line.
                          "logging.config", LOGGING.toString(),
                          "spring.datasource.url", database.url(),
                          "server.port", "0",
                          "rond.demo", "true")));
      return new LoadedService(context);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String[] arguments(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> "--" + property.getKey() + "=" + property.getValue())
        .toArray(String[]::new);
  }

  private static void prepare(ConfigurableApplicationContext context, Map<String, Object> instead) {
    context.addBeanFactoryPostProcessor(
        factory -> {
          var beans = (DefaultListableBeanFactory) factory;
          beans.registerSingleton("lifecycleProcessor", withoutBroker(beans));
          // What is due is done when the test says so, and never by itself.
          for (var scheduling :
              beans.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class, true, false)) {
            beans.removeBeanDefinition(scheduling);
          }
          instead.forEach(
              (bean, own) -> {
                if (beans.containsBeanDefinition(bean)) {
                  beans.removeBeanDefinition(bean);
                  beans.registerSingleton(bean, own);
                }
              });
        });
  }

  private static DefaultLifecycleProcessor withoutBroker(DefaultListableBeanFactory beans) {
    var processor =
        new DefaultLifecycleProcessor() {
          @Override
          protected Map<String, Lifecycle> getLifecycleBeans() {
            return super.getLifecycleBeans().entrySet().stream()
                .filter(
                    bean ->
                        !(bean.getValue() instanceof KafkaListenerEndpointRegistry)
                            && !bean.getValue()
                                .getClass()
                                .getName()
                                .startsWith("se.rond.messaging."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
          }
        };
    processor.setBeanFactory(beans);
    return processor;
  }

  /** Where it answers HTTP. */
  public String url() {
    return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
  }

  /**
   * Hands a message to its listener.
   *
   * @throws RuntimeException whatever the error policy would have to deal with
   */
  public void hear(Message message) {
    hear(message.listener(), message.arriving());
  }

  /**
   * Hands a record to the listener, as its container would: the same conversion, the same
   * transaction.
   *
   * @throws RuntimeException whatever the error policy would have to deal with
   */
  @SuppressWarnings("unchecked")
  public void hear(String listener, ConsumerRecord<byte[], byte[]> record) {
    var container =
        context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer(listener);
    if (container == null) {
      throw new IllegalStateException("Expected a listener with the id " + listener);
    }
    ((AcknowledgingConsumerAwareMessageListener<byte[], byte[]>)
            container.getContainerProperties().getMessageListener())
        .onMessage(record, null, null);
  }

  /**
   * Does what is due by the service's clock, as the sweep every half second does. Only dispatch has
   * one. That a clock which is set by hand was set is no news: what watches it is left out.
   */
  public void sweep() {
    var bean = context.getBean("dueWork");
    try {
      var due = bean.getClass().getDeclaredMethod("due", Instant.class);
      due.setAccessible(true);
      due.invoke(bean, context.getBean(InstantSource.class).instant());
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("Expected the sweep to succeed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Expected dueWork to have a method due", e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
