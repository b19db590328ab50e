package se.rond.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which roles may call a handler. Every handler says so, itself or by one of the names below; a
 * service with one that does not, does not start. What a caller may do beyond that, with whose
 * patient and in which state, is the feature's business.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedTo {

  /** The roles; at least one. */
  Role[] value();

  /** Everybody who has logged in: what is called tells of no patient, or of the caller alone. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE,
    Role.MAS,
    Role.MANAGER,
    Role.OPERATIONS,
    Role.INTEGRATION
  })
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Everybody {}

  /**
   * Those who may have a patient before them or on the telephone, and systems that ask for them:
   * nobody of them is ever kept from raising a request.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE,
    Role.MAS,
    Role.INTEGRATION
  })
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Care {}

  /** Those who take part in care, and those who answer for it: Patientdatalagen 4:1. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE,
    Role.MAS,
    Role.MANAGER,
    Role.INTEGRATION
  })
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Readers {}

  /** Those who are asked and go, and who watches over that and tells it for them. */
  @AllowedTo({Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN, Role.COORDINATOR})
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Responders {}
}
