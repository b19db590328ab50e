package se.rond.triage.assessment;

/** All assessments that were made. */
public interface Assessments {

  /**
   * Adds one, if its revision of the request is newer than all that are there. Returns true if it
   * was added.
   */
  boolean add(Assessment assessment);
}
