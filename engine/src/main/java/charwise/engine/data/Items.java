package charwise.engine.data;

import charwise.engine.label.Labelled;

/** Whether a text is one continuous whole or a list of independent items. */
public enum Items implements Labelled {
  /** One continuous text. */
  NONE,
  /** Each line is an item of its own; its line feed ends it. */
  LINE;

  /**
   * The kind of items with that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Items of(String label) {
    return Labelled.find("kind of items", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
