package charwise.engine.task.tagger;

import charwise.engine.label.Labelled;

/** What a text can have lost and a tagger can put back. */
public enum Restoration implements Labelled {
  /**
   * Upper case, by Unicode's simple mappings, where one unit stays one and the way back is sure.
   */
  CASE,
  /** Marks above, below and through letters, where letter and marks compose to one unit. */
  DIACRITICS,
  /** White space between units. */
  SPACES,
  /** Punctuation: Unicode's general categories that begin with P. */
  PUNCTUATION;

  /**
   * What has that label.
   *
   * @throws IllegalArgumentException if nothing has
   */
  public static Restoration of(String label) {
    return Labelled.find("restoration", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
