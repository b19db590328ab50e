package se.rond.clinical.yaml;

/** A text is not YAML, or uses of YAML what documents here do not. Nothing of it can be read. */
public final class MalformedYaml extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Place place;

  MalformedYaml(Place place, String message) {
    super(message);
    this.place = place;
  }

  /** Where reading ended. */
  public Place place() {
    return place;
  }
}
