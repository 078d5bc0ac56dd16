package charwise.engine.task.tagger;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be put back at one unit.
 *
 * @param upper whether it becomes upper case
 * @param marks the combining marks that it gets
 * @param before what comes in front of it; only a line's first unit has any, as what comes between
 *     two units belongs to the first of them
 * @param after what comes behind it
 */
public record Tag(boolean upper, String marks, String before, String after)
    implements Serializable {
  /** Nothing is put back. */
  public static final Tag NONE = new Tag(false, "", "", "");

  /** A longer gap is no tag. */
  static final int LONGEST_GAP = 8;

  private static final String NONE_NAME = "none";
  private static final String UPPER = "upper";
  private static final String COMBINING = "COMBINING ";

  /** A gap is in brackets; it has no letters, so that no part of a name can be taken for it. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<upper>upper)?(?: ?(?<marks>[A-Za-z0-9+/ -]+?))??"
              + "(?: ?before\\[(?<before>[^\\p{L}]+)])?(?: ?after\\[(?<after>[^\\p{L}]+)])?",
          Pattern.DOTALL);

  /**
   * The tag of that {@link #name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Tag of(String name) {
    if (name.equals(NONE_NAME)) {
      return NONE;
    }
    Matcher parts = NAME.matcher(name);
    if (!name.isEmpty() && parts.matches()) {
      String marks = parts.group("marks");
      var tag =
          new Tag(
              parts.group(UPPER) != null,
              marks == null ? "" : marks(marks),
              gap(parts.group("before")),
              gap(parts.group("after")));
      if (tag.name().equals(name)) {
        return tag;
      }
    }
    throw new IllegalArgumentException("not a tag: " + name);
  }

  private static String gap(@Nullable String gap) {
    boolean valid =
        gap == null
            || (gap.codePointCount(0, gap.length()) <= LONGEST_GAP
                && gap.codePoints().allMatch(c -> Gaps.isSpace(c) || Gaps.isPunctuation(c)));
    if (!valid) {
      throw new IllegalArgumentException("neither spaces nor punctuation: " + gap);
    }
    return gap == null ? "" : gap;
  }

  private static String marks(String names) {
    String marks =
        Pattern.compile("/")
            .splitAsStream(names)
            .map(name -> Character.toString(mark(name)))
            .collect(Collectors.joining());
    if (!Letters.areMarks(marks)) {
      throw new IllegalArgumentException("no combining marks: " + names);
    }
    return marks;
  }

  private static int mark(String name) {
    return name.startsWith("U+")
        ? Integer.parseInt(name.substring(2), 16)
        : Character.codePointOf(COMBINING + name.toUpperCase(Locale.ROOT));
  }

  /**
   * A name for people and model files, such as {@code upper}, {@code acute accent}, {@code after[,
   * ]}, {@code upper cedilla after[ ]} or {@code none}. Different tags have different names.
   */
  public String name() {
    List<String> parts = new ArrayList<>();
    if (upper) {
      parts.add(UPPER);
    }
    if (!marks.isEmpty()) {
      parts.add(marks.codePoints().mapToObj(Tag::markName).collect(Collectors.joining("/")));
    }
    if (!before.isEmpty()) {
      parts.add("before[" + before + "]");
    }
    if (!after.isEmpty()) {
      parts.add("after[" + after + "]");
    }
    return parts.isEmpty() ? NONE_NAME : String.join(" ", parts);
  }

  private static String markName(int mark) {
    String name = Character.getName(mark);
    return name != null && name.startsWith(COMBINING)
        ? name.substring(COMBINING.length()).toLowerCase(Locale.ROOT)
        : "U+%04X".formatted(mark);
  }

  /** The same with other gaps. */
  Tag with(String otherBefore, String otherAfter) {
    return new Tag(upper, marks, otherBefore, otherAfter);
  }
}
