package charwise.engine.data;

/** Whether a text is one continuous whole or a list of independent items. */
public enum Items {
  /** One continuous text. */
  NONE("none"),
  /** Each line is an item of its own; its line feed ends it. */
  LINE("line");

  private final String label;

  Items(String label) {
    this.label = label;
  }

  /** The name used on the command line and in model files. */
  public String label() {
    return label;
  }

  /**
   * The kind of items with that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Items of(String label) {
    for (Items items : values()) {
      if (items.label.equals(label)) {
        return items;
      }
    }
    throw new IllegalArgumentException("items must be none or line, not " + label);
  }
}
