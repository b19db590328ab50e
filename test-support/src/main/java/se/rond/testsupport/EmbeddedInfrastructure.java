package se.rond.testsupport;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/**
 * Connects a test's application context to the embedded database and broker of this JVM.
 *
 * <p>Both start when the first context asks and are shared by all later ones, so tests must not
 * assume empty tables or topics: use fresh ids. The application's own {@code
 * spring.datasource.username} stays in force. The annotation is the same for all classes, so equal
 * contexts are cached.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ContextConfiguration(initializers = InfrastructureInitializer.class)
public @interface EmbeddedInfrastructure {}
