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
   * Whether the service reads what it shows, and the query alone limits it to what the caller
   * answers for: the log itself and what patients have closed, of which no caller has a sight.
   */
  boolean asService() default false;
}
