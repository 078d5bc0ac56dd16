package charwise.engine.cluster;

import java.io.Serializable;

/** A column of the rows that work on lines gives. Any value may be null. */
public record Column(String name, Kind kind) implements Serializable {
  /** What its values are. */
  public enum Kind {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    COUNT,
    /** {@link Double}. */
    REAL
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT);
  }

  public static Column count(String name) {
    return new Column(name, Kind.COUNT);
  }

  public static Column real(String name) {
    return new Column(name, Kind.REAL);
  }
}
