package jakarta.persistence;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the real one, which is on no class path of ours, so that a fixture can use it. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Entity {}
