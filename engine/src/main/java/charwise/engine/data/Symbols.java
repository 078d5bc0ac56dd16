package charwise.engine.data;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Distinct names, each with its place as its id: the units of answers, or features beside a text.
 * There may be none. Immutable.
 */
public final class Symbols implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most there may be. */
  public static final int MAXIMUM_SIZE = 20_000;

  @SuppressWarnings("serial") // of a class that is serializable
  private final List<String> names;

  @SuppressWarnings("serial") // of a class that is serializable
  private final Map<String, Integer> ids = new HashMap<>();

  private Symbols(List<String> names) {
    this.names = names;
    for (int id = 0; id < names.size(); id++) {
      ids.put(names.get(id), id);
    }
  }

  /**
   * Symbols in a given order.
   *
   * @param names each once, none empty, at most {@link #MAXIMUM_SIZE}; copied
   * @throws IllegalArgumentException if that does not hold
   */
  public static Symbols of(List<String> names) {
    if (names.size() > MAXIMUM_SIZE || names.contains("")) {
      throw new IllegalArgumentException(
          names.contains("") ? "a symbol has no name" : "too many symbols: " + names.size());
    }
    Symbols symbols = new Symbols(List.copyOf(names));
    if (symbols.ids.size() < names.size()) {
      throw new IllegalArgumentException("a symbol is there twice");
    }
    return symbols;
  }

  /**
   * Symbols, each once, sorted.
   *
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static Symbols sorted(Collection<String> names) {
    return of(List.copyOf(new TreeSet<>(names)));
  }

  /** How many there are. */
  public int size() {
    return names.size();
  }

  /** All, by id. */
  public List<String> names() {
    return names;
  }

  /**
   * The symbol with that id.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String name(int id) {
    return names.get(id);
  }

  /** The id of a symbol, or -1 if it is not among these. */
  public int id(String name) {
    return ids.getOrDefault(name, -1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Symbols that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return "Symbols[" + names.size() + "]";
  }
}
