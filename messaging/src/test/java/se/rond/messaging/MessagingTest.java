package se.rond.messaging;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import se.rond.testsupport.EmbeddedInfrastructure;

/** The probe service on the embedded database and broker; one context for all classes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EmbeddedInfrastructure
@SpringBootTest(
    classes = ProbeService.class,
    properties = {
      "spring.application.name=probe",
      "spring.datasource.username=dispatch",
      "spring.datasource.password=dispatch",
      "spring.flyway.locations=classpath:db/messaging",
      "spring.threads.virtual.enabled=true",
      "management.tracing.sampling.probability=1",
      "management.otlp.metrics.export.enabled=false",
      "rond.telemetry.sample-every=200ms"
    })
@interface MessagingTest {}
