package se.rond.dispatch.closing;

/** What an emergency opening leads to. The names are stored: add, never rename. */
public enum Way {
  /** The second step opens it. */
  CONFIRM,
  /**
   * Another care provider has blocked it, and is asked to lift the block; nothing opens it here.
   */
  ASK_PROVIDER
}
