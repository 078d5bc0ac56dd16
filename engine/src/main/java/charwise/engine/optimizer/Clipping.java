package charwise.engine.optimizer;

/**
 * A limit on gradients (Pascanu et al. 2013).
 *
 * @param limit the largest global norm, or the largest absolute value of an element
 */
public record Clipping(Kind kind, double limit) {
  /** What is limited. */
  public enum Kind {
    /** Nothing. */
    NONE,
    /** The Euclidean norm of all gradients together: they are scaled down to it. */
    NORM,
    /** Each element: it is cut off. */
    VALUE
  }

  /** Gradients as they are. */
  public static final Clipping NONE = new Clipping(Kind.NONE, Double.POSITIVE_INFINITY);

  /** Checks that the limit is positive. */
  public Clipping {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("a clipping limit must be above 0, not " + limit);
    }
  }

  /** By global norm. */
  public static Clipping norm(double limit) {
    return new Clipping(Kind.NORM, limit);
  }

  /** By element. */
  public static Clipping value(double limit) {
    return new Clipping(Kind.VALUE, limit);
  }

  /** What gradients of the given norm are multiplied by. */
  public double scale(double norm) {
    return kind == Kind.NORM && norm > limit ? limit / norm : 1;
  }

  /** The largest absolute value of an element. */
  public double elementLimit() {
    return kind == Kind.VALUE ? limit : Double.POSITIVE_INFINITY;
  }
}
