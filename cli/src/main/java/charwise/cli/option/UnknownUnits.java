package charwise.cli.option;

import java.util.Locale;

/** What to do about characters that a model has never seen. */
public enum UnknownUnits {
  /** End with an error that names the first one. */
  FAIL,
  /** Leave them out. */
  SKIP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
