package charwise.engine.data;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The distinct labels that items bear; a label's id is its index. Labels found in data are sorted
 * by name, those read from a model file keep that file's order. Immutable.
 */
public final class Labels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most labels there may be. */
  public static final int MAXIMUM_SIZE = 10_000;

  private final Symbols symbols;

  private Labels(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * The labels of those names, in their order.
   *
   * @param names each once, none empty, 1 to {@link #MAXIMUM_SIZE} of them; copied
   * @throws IllegalArgumentException if that does not hold
   */
  public static Labels of(List<String> names) {
    if (names.isEmpty() || names.size() > MAXIMUM_SIZE) {
      throw new IllegalArgumentException(
          "there are 1 to " + MAXIMUM_SIZE + " labels, not " + names.size());
    }
    return new Labels(Symbols.of(names));
  }

  /**
   * The labels of those names, each once, sorted.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static Labels sorted(Collection<String> names) {
    return of(List.copyOf(new TreeSet<>(names)));
  }

  /** How many there are. */
  public int size() {
    return symbols.size();
  }

  /** The names, by id. */
  public List<String> names() {
    return symbols.names();
  }

  /**
   * The name of a label.
   *
   * @throws IndexOutOfBoundsException if there is none with that id
   */
  public String name(int id) {
    return symbols.name(id);
  }

  /** The id of the label of that name, or -1 if there is none. */
  public int id(String name) {
    return symbols.id(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels that && symbols.equals(that.symbols);
  }

  @Override
  public int hashCode() {
    return symbols.hashCode();
  }

  @Override
  public String toString() {
    return "Labels[" + symbols.size() + "]";
  }
}
