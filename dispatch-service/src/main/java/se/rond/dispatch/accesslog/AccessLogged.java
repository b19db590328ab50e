package se.rond.dispatch.accesslog;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a handler that shows or changes patients' data: what it answers leaves only after an entry was
 * committed, and what it refuses is entered, too. One that shows data reads it as its caller.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AccessLogged {

  /** What it does with them. */
  Activity value();

  /**
   * Whether it reads the log itself, which no caller has a sight of: then the service reads it, and
   * the query alone limits it to what the caller answers for.
   */
  boolean ofTheLog() default false;
}
