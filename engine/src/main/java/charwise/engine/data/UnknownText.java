package charwise.engine.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Texts as ids of a vocabulary that has seen some of their units only: all others have the id
 * behind the last one.
 */
public final class UnknownText {
  private final Sequences items;
  private final int[] unknown;

  private UnknownText(Sequences items, int[] unknown) {
    this.items = items;
    this.unknown = unknown;
  }

  /** Reads texts. */
  public static UnknownText of(List<String> texts, Vocabulary vocabulary) {
    char[] ids = new char[texts.stream().mapToInt(String::length).sum()];
    int[] starts = new int[texts.size() + 1];
    int[] unknown = new int[texts.size()];
    int length = 0;
    for (int i = 0; i < texts.size(); i++) {
      int[] units = units(texts.get(i), vocabulary.units());
      if (length + units.length > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(2 * ids.length, length + units.length));
      }
      for (int unit : units) {
        int id = vocabulary.id(unit);
        unknown[i] += id < 0 ? 1 : 0;
        ids[length++] = (char) (id < 0 ? vocabulary.size() : id);
      }
      starts[i + 1] = length;
    }
    return new UnknownText(Sequences.of(ids, starts), unknown);
  }

  /** The units of a text: its code points, or the bytes of its UTF-8. */
  public static int[] units(String text, Units units) {
    return switch (units) {
      case CODEPOINT -> text.codePoints().toArray();
      case BYTE -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] values = new int[bytes.length];
        Arrays.setAll(values, i -> bytes[i] & 0xFF);
        yield values;
      }
    };
  }

  /** The ids. */
  public Sequences items() {
    return items;
  }

  /** How many units of a text the vocabulary lacks. */
  public int unknown(int text) {
    return unknown[text];
  }
}
