package charwise.cli.input;

import charwise.cli.console.UserException;
import charwise.engine.json.Json;
import charwise.engine.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records in JSON Lines: an object a line. Numbers, as they are written, and truth values count as
 * text, and null as an empty text. Blank lines are passed over.
 */
final class JsonRecords extends Records {
  private final LineReader lines;
  private final Columns columns;
  private long incomplete;
  private boolean anyComplete;
  private String fieldsOfFirst = "";

  JsonRecords(String source, InputStream in, Columns columns) {
    super(source, in);
    this.lines = new LineReader(source, in);
    this.columns = columns;
  }

  @Override
  public @Nullable List<String> next() throws IOException {
    String line = lines.nextNotBlank();
    if (line == null) {
      requireAnyComplete();
      return null;
    }
    if (line.stripLeading().startsWith("[")) {
      throw UserException.failure(
          "line " + lines.number() + " is a JSON array, not an object",
          source(),
          "write each element on a line of its own, as jq -c '.[]' does");
    }
    if (!(parse(line) instanceof Map<?, ?> object)) {
      throw malformed("no object", null);
    }
    List<String> values = new ArrayList<>();
    boolean complete = true;
    for (ColumnReference column : columns.list()) {
      complete &= object.containsKey(column.name());
      values.add(value(object, column.name()));
    }
    if (!complete && !anyComplete && incomplete == 0) {
      fieldsOfFirst = fields(object);
    }
    anyComplete |= complete;
    incomplete += complete ? 0 : 1;
    return List.copyOf(values);
  }

  private void requireAnyComplete() {
    if (incomplete > 0 && !anyComplete) {
      throw UserException.failure(
          "no field " + Excerpt.of(columns.list().getFirst().name()),
          source(),
          "the fields of its first record are " + fieldsOfFirst);
    }
  }

  private String value(Map<?, ?> object, String field) {
    if (columns.required() && !object.containsKey(field)) {
      throw UserException.failure(
          "line " + lines.number() + " has no field " + Excerpt.of(field),
          source(),
          "choose fields with " + columns.choosing() + "; it has " + fields(object));
    }
    return switch (object.get(field)) {
      case null -> "";
      case List<?> list -> throw malformed(Excerpt.of(field) + " is an array", null);
      case Map<?, ?> map -> throw malformed(Excerpt.of(field) + " is an object", null);
      case Object value -> value.toString();
    };
  }

  private static String fields(Map<?, ?> object) {
    return Excerpt.of(
        object.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")));
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
        "line " + lines.number() + " cannot be read (" + reason + ")",
        source(),
        "each line is to be a JSON object, its fields texts",
        cause);
  }

  @Override
  public long line() {
    return lines.number();
  }

  @Override
  public long incomplete() {
    return incomplete;
  }
}
