package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of JSON Lines: one object a line; blank lines are skipped. Numbers, as they are
 * written, and booleans count as text, null and a missing field as an empty one.
 */
final class JsonField extends RecordStream {
  private final LineReader lines;
  private final String field;
  private List<String> others = List.of();
  private boolean seen;

  JsonField(String source, InputStream in, String field) {
    super(source, in);
    this.lines = new LineReader(source, in);
    this.field = field;
  }

  @Override
  @Nullable String next() throws IOException {
    String line = lines.nextNotBlank();
    if (line == null) {
      return null;
    }
    if (!(parse(line) instanceof Map<?, ?> object)) {
      throw malformed("no object", null);
    }
    seen |= object.containsKey(field);
    if (number() == 1) {
      others = object.keySet().stream().map(String::valueOf).toList();
    }
    return switch (object.get(field)) {
      case null -> "";
      case List<?> list -> throw malformed(field + " is an array", null);
      case Map<?, ?> map -> throw malformed(field + " is an object", null);
      case Object value -> value.toString();
    };
  }

  @Override
  void end() {
    if (!seen) {
      throw UserException.failure(
          "no field " + field,
          source(),
          "the fields of its first record are " + String.join(", ", others));
    }
  }

  private @Nullable Object parse(String line) {
    try {
      return Json.parseWithNumbersAsText(line);
    } catch (JsonException e) {
      throw malformed(Objects.requireNonNull(e.getMessage()), e);
    }
  }

  private UserException malformed(String reason, @Nullable Throwable cause) {
    return UserException.failure(
        "record " + number() + " cannot be read (" + reason + ")",
        source(),
        "each line is to be a JSON object, the field a text",
        cause);
  }
}
