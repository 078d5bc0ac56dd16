package charwise.engine.task.tagger;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tags of tokens that a tagger knows; a tag's id is its index. Chunks are tagged by IOB2
 * whatever the scheme of the text; tags of another kind, such as parts of speech, are themselves.
 * Immutable.
 */
public final class TokenTags implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // of a class that is serializable
  private final List<String> names;

  private final boolean chunks;

  @SuppressWarnings("serial") // of a class that is serializable
  private final Map<String, Integer> ids = new HashMap<>();

  /**
   * The tags of these names; their order is kept.
   *
   * @throws IllegalArgumentException if there are none, one stands there twice, or they tag chunks
   *     and {@code O} is missing
   */
  public TokenTags(List<String> names) {
    this.names = List.copyOf(names);
    this.chunks = names.stream().allMatch(ChunkTags::isChunkTag);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no tags");
    }
    if (chunks && !names.contains(ChunkTags.OUTSIDE)) {
      throw new IllegalArgumentException("tags of chunks without the tag O");
    }
    for (String name : names) {
      if (ids.putIfAbsent(name, ids.size()) != null) {
        throw new IllegalArgumentException("the same tag twice: " + name);
      }
    }
  }

  /**
   * The tags that a text needs: if all it has are tags of chunks, {@code O}, and {@code B} and
   * {@code I} of each type in the order of their names; else those it has, in their order.
   *
   * @param found each tag of the text
   */
  public static TokenTags of(Set<String> found) {
    if (!found.stream().allMatch(ChunkTags::isChunkTag)) {
      return new TokenTags(List.copyOf(new TreeSet<>(found)));
    }
    Set<String> types = new TreeSet<>();
    for (String tag : found) {
      ChunkTags.read(List.of(tag)).forEach(chunk -> types.add(chunk.type()));
    }
    List<String> names = new ArrayList<>(List.of(ChunkTags.OUTSIDE));
    for (String type : types) {
      names.addAll(ChunkTags.write(List.of(new Chunk(0, 2, type)), 2));
    }
    return new TokenTags(names);
  }

  /** The number of tags. */
  public int size() {
    return names.size();
  }

  /** All tags in the order of their ids. */
  public List<String> names() {
    return names;
  }

  /** Whether they tag chunks. */
  public boolean areChunks() {
    return chunks;
  }

  /**
   * The ids of a sentence's tags, -1 for one that isn't known.
   *
   * @param tags as the text has them, in whatever scheme
   */
  public int[] ids(List<String> tags) {
    boolean readable = chunks && tags.stream().allMatch(ChunkTags::isChunkTag);
    List<String> known = readable ? ChunkTags.write(ChunkTags.read(tags), tags.size()) : tags;
    return known.stream().mapToInt(tag -> ids.getOrDefault(tag, -1)).toArray();
  }

  /** The tags of these ids. */
  public List<String> names(int[] tagIds) {
    List<String> tags = new ArrayList<>(Collections.nCopies(tagIds.length, ""));
    for (int i = 0; i < tagIds.length; i++) {
      tags.set(i, names.get(tagIds[i]));
    }
    return tags;
  }

  /** Whether a sentence may begin with a tag: not inside a chunk. */
  public boolean mayBegin(int id) {
    return !isInside(id);
  }

  /** Whether a tag may follow another: inside of a chunk, only one of that chunk. */
  public boolean mayFollow(int before, int id) {
    return !isInside(id)
        || (names.get(before).charAt(0) != 'O'
            && names.get(before).substring(1).equals(names.get(id).substring(1)));
  }

  private boolean isInside(int id) {
    return chunks && names.get(id).charAt(0) == 'I';
  }
}
