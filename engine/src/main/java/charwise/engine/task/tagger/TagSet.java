package charwise.engine.task.tagger;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tags that a tagger knows; a tag's id is its index. Id 0 is {@link Tag#NONE}. Immutable. */
public final class TagSet implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The id of {@link Tag#NONE}. */
  public static final int NONE = 0;

  /** The most tags there may be. */
  public static final int MAXIMUM_SIZE = 1024;

  @SuppressWarnings("serial") // of a class that is serializable
  private final List<Tag> tags;

  @SuppressWarnings("serial") // of a class that is serializable
  private final Map<Tag, Integer> ids = new HashMap<>();

  /**
   * A set of tags.
   *
   * @param tags each once, {@link Tag#NONE} first; their order is kept
   * @throws IllegalArgumentException if that does not hold, or there are more than {@link
   *     #MAXIMUM_SIZE}
   */
  public TagSet(List<Tag> tags) {
    this.tags = List.copyOf(tags);
    if (tags.isEmpty() || tags.size() > MAXIMUM_SIZE) {
      throw new IllegalArgumentException(
          "there may be 1 to " + MAXIMUM_SIZE + " tags, not " + tags.size());
    }
    if (!tags.getFirst().equals(Tag.NONE)) {
      throw new IllegalArgumentException("the first tag is not none: " + tags.getFirst().name());
    }
    for (Tag tag : tags) {
      if (ids.putIfAbsent(tag, ids.size()) != null) {
        throw new IllegalArgumentException("the same tag twice: " + tag.name());
      }
    }
  }

  /**
   * The tags of these names, as {@link #names} gives them.
   *
   * @throws IllegalArgumentException if a name is not valid, or stands there twice
   */
  public static TagSet ofNames(List<String> names) {
    return new TagSet(names.stream().map(Tag::of).toList());
  }

  /**
   * The most frequent tags of a text.
   *
   * @param counts how often each occurs
   * @param least how often a tag occurs at least
   * @param size how many there are at most, {@link Tag#NONE} counted
   */
  static TagSet mostFrequent(Map<Tag, Long> counts, long least, int size) {
    List<Tag> tags = new ArrayList<>(List.of(Tag.NONE));
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= least && !entry.getKey().equals(Tag.NONE))
        .sorted(
            Comparator.comparingLong((Map.Entry<Tag, Long> entry) -> -entry.getValue())
                .thenComparing(entry -> entry.getKey().name()))
        .limit(Math.max(0, size - 1))
        .forEach(entry -> tags.add(entry.getKey()));
    return new TagSet(tags);
  }

  /** The number of tags. */
  public int size() {
    return tags.size();
  }

  /**
   * The tag of an id.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Tag tag(int id) {
    return tags.get(id);
  }

  /** The id of a tag, or -1 if the set lacks it. */
  public int id(Tag tag) {
    return tag.equals(Tag.NONE) ? NONE : ids.getOrDefault(tag, -1);
  }

  /** The names of all tags in the order of their ids. */
  public List<String> names() {
    return tags.stream().map(Tag::name).toList();
  }
}
