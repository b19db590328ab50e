package se.rond.dispatch.agreement;

import java.time.Instant;
import se.rond.contracts.care.Level;

/**
 * What an agreement promises on an occasion.
 *
 * @param contactBy when somebody is to be in contact with the patient, or with the patient
 * @param ladder whose ladder to begin with: the level's own, or that of its fall-back where the
 *     calendar leaves no working hour before {@code contactBy}
 */
public record Promise(Instant contactBy, Level ladder) {}
