package se.rond.clinical.yaml;

/** Where something stands in a document; lines and columns count from 1, as editors show them. */
public record Place(int line, int column) {

  /** Where a document begins. */
  public static final Place START = new Place(1, 1);

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
