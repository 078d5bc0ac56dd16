package charwise.engine.checkpoint;

import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from, as the metadata {@code origin} of its file tell it: a JSON object of
 * {@code version}, {@code command}, {@code date} and {@code texts}. A file that says nothing, or
 * something else, has an {@linkplain #UNKNOWN unknown} origin; what is too long is cut.
 *
 * @param version of the program that trained it; empty if unknown
 * @param command the command line; empty if unknown
 * @param date when the run began, such as {@code 2026-11-29T06:20:41Z}; empty if unknown
 * @param texts what it has learnt from, in the order of reading
 */
public record Origin(String version, String command, String date, List<Text> texts) {
  /** Nothing is known. */
  public static final Origin UNKNOWN = new Origin("", "", "", List.of());

  /** The metadata's key. */
  static final String KEY = "origin";

  private static final String VERSION = "version";
  private static final String COMMAND = "command";
  private static final String DATE = "date";
  private static final String TEXTS = "texts";
  private static final String NAME = "name";
  private static final String BYTES = "bytes";
  private static final String SHA256 = "sha256";

  /** The most characters of a string, so that no file can fill memory or a screen. */
  private static final int LONGEST = 2000;

  private static final int MOST_TEXTS = 1000;
  private static final String CUT = "…";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /**
   * A text.
   *
   * @param name as it was named on the command line
   * @param bytes how long it was, unpacked
   * @param sha256 the hash of these bytes, 64 lower-case hexadecimal digits
   */
  public record Text(String name, long bytes, String sha256) {
    /** Cuts a name that is too long. */
    public Text {
      name = cut(name);
    }

    private static @Nullable Text of(@Nullable Object json) {
      return json instanceof Map<?, ?> fields
              && fields.get(NAME) instanceof String name
              && fields.get(BYTES) instanceof Long bytes
              && bytes >= 0
              && fields.get(SHA256) instanceof String sha256
              && HASH.matcher(sha256).matches()
          ? new Text(name, bytes, sha256)
          : null;
    }

    private Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put(NAME, name);
      json.put(BYTES, bytes);
      json.put(SHA256, sha256);
      return json;
    }
  }

  /** Cuts what is too long. */
  public Origin {
    version = cut(version);
    command = cut(command);
    date = cut(date);
    texts = List.copyOf(texts.subList(0, Math.min(MOST_TEXTS, texts.size())));
  }

  /** The origin in JSON that may come from anywhere. */
  static Origin of(@Nullable String text) {
    try {
      return text != null && Json.parse(text) instanceof Map<?, ?> fields
          ? new Origin(
              string(fields, VERSION), string(fields, COMMAND), date(fields), texts(fields))
          : UNKNOWN;
    } catch (JsonException broken) {
      return UNKNOWN;
    }
  }

  private static String string(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof String text ? text : "";
  }

  private static String date(Map<?, ?> fields) {
    try {
      return Instant.parse(string(fields, DATE)).toString();
    } catch (DateTimeException none) {
      return "";
    }
  }

  private static List<Text> texts(Map<?, ?> fields) {
    List<Text> texts = new ArrayList<>();
    if (fields.get(TEXTS) instanceof List<?> list) {
      for (Object one : list) {
        Text text = Text.of(one);
        if (text != null && texts.size() < MOST_TEXTS) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + CUT;
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return !equals(UNKNOWN);
  }

  /** The origin as JSON values. */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(VERSION, version);
    json.put(COMMAND, command);
    json.put(DATE, date);
    json.put(TEXTS, texts.stream().map(Text::toJson).toList());
    return json;
  }

  /** The metadata of a file with this origin added, if there is something to tell. */
  public Map<String, String> addedTo(Map<String, String> metadata) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    if (isKnown()) {
      all.put(KEY, Json.write(toJson()));
    }
    return all;
  }
}
