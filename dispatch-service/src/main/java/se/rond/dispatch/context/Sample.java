package se.rond.dispatch.context;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Results that are compared with later ones.
 *
 * @param hb haemoglobin, g/L
 * @param creatinine µmol/L
 */
public record Sample(Instant at, @Nullable BigDecimal hb, @Nullable BigDecimal creatinine) {}
