package charwise.engine.task.tagger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The tags by which sentences say where their chunks are: {@code O} outside of all, else a letter,
 * a hyphen and a type. One reading does for all schemes, and never fails:
 *
 * <ul>
 *   <li>IOB1: {@code I} in a chunk; {@code B} begins one behind another of the same type;
 *   <li>IOB2: {@code B} begins every chunk;
 *   <li>IOBES: {@code E} ends every chunk, {@code S} is a whole one.
 * </ul>
 *
 * A chunk begins at {@code B} and {@code S}, behind {@code E} and {@code S}, and where the type
 * changes; it ends at {@code E} and {@code S}, and in front of another chunk or {@code O}. For tags
 * of IOB1 and IOB2 this is what conlleval.pl of the CoNLL shared tasks (Tjong Kim Sang and Buchholz
 * 2000) does, tags that break their scheme included. That script knows no IOBES; what {@code B}
 * does behind {@code E}, and {@code S}, is as in seqeval (Nakayama 2018).
 */
public final class ChunkTags {
  /** The tag outside of all chunks. */
  public static final String OUTSIDE = "O";

  private ChunkTags() {}

  /** Whether a tag is of that kind; a hyphen and a type may be missing. */
  public static boolean isChunkTag(String tag) {
    return tag.equals(OUTSIDE)
        || (!tag.isEmpty()
            && "BIES".indexOf(tag.charAt(0)) >= 0
            && (tag.length() == 1 || tag.charAt(1) == '-'));
  }

  /**
   * The chunks of a sentence, in order.
   *
   * @param tags a tag for each token, each a {@link #isChunkTag}
   * @throws IllegalArgumentException if one is not
   */
  public static List<Chunk> read(List<String> tags) {
    List<Chunk> chunks = new ArrayList<>();
    char before = 'O';
    String type = "";
    int start = 0;
    for (int i = 0; i < tags.size(); i++) {
      String tag = tags.get(i);
      if (!isChunkTag(tag)) {
        throw new IllegalArgumentException("neither O nor a tag as B-x, I-x, E-x or S-x: " + tag);
      }
      char here = tag.charAt(0);
      String typeHere = tag.length() > 1 ? tag.substring(2) : "";
      boolean changes =
          here == 'O'
              || here == 'B'
              || here == 'S'
              || before == 'O'
              || before == 'E'
              || before == 'S'
              || !Objects.equals(type, typeHere);
      if (changes) {
        if (before != 'O') {
          chunks.add(new Chunk(start, i, type));
        }
        start = i;
      }
      before = here;
      type = typeHere;
    }
    if (before != 'O') {
      chunks.add(new Chunk(start, tags.size(), type));
    }
    return List.copyOf(chunks);
  }

  /**
   * The tags of a sentence in IOB2.
   *
   * @param chunks its chunks, which do not overlap
   * @param tokens how many tokens it has
   */
  public static List<String> write(List<Chunk> chunks, int tokens) {
    List<String> tags = new ArrayList<>(Collections.nCopies(tokens, OUTSIDE));
    for (Chunk chunk : chunks) {
      for (int i = chunk.start(); i < chunk.end(); i++) {
        String letter = i == chunk.start() ? "B" : "I";
        tags.set(i, chunk.type().isEmpty() ? letter : letter + "-" + chunk.type());
      }
    }
    return List.copyOf(tags);
  }
}
