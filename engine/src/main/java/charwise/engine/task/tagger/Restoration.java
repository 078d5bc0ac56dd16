package charwise.engine.task.tagger;

/** What a text can have lost and a tagger can put back. */
public enum Restoration {
  /** Upper case, by Unicode's simple mappings, where one unit stays one and there is a way back. */
  CASE("case"),
  /** Marks above, below and through letters, where letter and marks compose to one unit. */
  DIACRITICS("diacritics"),
  /** White space between units. */
  SPACES("spaces"),
  /** Punctuation: Unicode's general categories that begin with P. */
  PUNCTUATION("punctuation");

  private final String label;

  Restoration(String label) {
    this.label = label;
  }

  /** The name used on the command line and in model files. */
  public String label() {
    return label;
  }

  /**
   * What has that label.
   *
   * @throws IllegalArgumentException if nothing has
   */
  public static Restoration of(String label) {
    for (Restoration restoration : values()) {
      if (restoration.label.equals(label)) {
        return restoration;
      }
    }
    throw new IllegalArgumentException(
        "what is restored must be case, diacritics, spaces or punctuation, not " + label);
  }
}
