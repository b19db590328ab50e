package se.rond.triage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import se.rond.clinical.HipFractureStrategy;

/**
 * What a region chooses in the rule set that is shipped.
 *
 * @param hipFractureStrategy the property {@code rond.clinical.hip-fracture-strategy}; the
 *     demonstration's regions take the X-ray first
 */
@ConfigurationProperties("rond.clinical")
public record ClinicalSettings(
    @DefaultValue("MOBILE_XRAY_FIRST") HipFractureStrategy hipFractureStrategy) {}
