package se.rond.access;

/** What an answer carries that goes by rules which nobody has approved: docs/decisions/0026. */
public final class RuleSetMark {

  public static final String HEADER = "X-Rond-Rule-Set";
  public static final String UNAPPROVED = "unapproved";

  private RuleSetMark() {}
}
