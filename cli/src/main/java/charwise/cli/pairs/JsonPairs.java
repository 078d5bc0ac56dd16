package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.LineReader;
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
 * Pairs in JSON Lines: an object a line. Numbers, as they are written, and truth values count as
 * text, and null as an empty text; line breaks within a text become spaces. Empty lines are passed
 * over.
 */
final class JsonPairs implements PairStream {
  private final String source;
  private final InputStream in;
  private final LineReader lines;
  private final List<String> fields = new ArrayList<>();

  JsonPairs(String source, InputStream in, PairChoices choices) {
    this.source = source;
    this.in = in;
    this.lines = new LineReader(source, in);
    fields.add(choices.input() != null ? choices.input() : "input");
    fields.add(choices.target() != null ? choices.target() : "target");
    fields.addAll(choices.others());
  }

  @Override
  public @Nullable Pair next() throws IOException {
    String line = lines.nextNotBlank();
    if (line == null) {
      return null;
    }
    if (line.stripLeading().startsWith("[")) {
      throw UserException.failure(
          "line " + lines.number() + " is a JSON array, not an object",
          source,
          "write each element on a line of its own, as jq -c '.[]' does");
    }
    if (!(parse(line) instanceof Map<?, ?> object)) {
      throw malformed("no object", null);
    }
    List<String> values = new ArrayList<>();
    for (String field : fields) {
      values.add(value(object, field));
    }
    return new Pair(
        values.get(0),
        values.get(1),
        List.copyOf(values.subList(2, values.size())),
        source,
        lines.number());
  }

  private String value(Map<?, ?> object, String field) {
    if (!object.containsKey(field)) {
      throw UserException.failure(
          "line " + lines.number() + " has no field " + Excerpt.of(field),
          source,
          "choose fields with --input and --target; it has "
              + Excerpt.of(
                  object.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }
    return switch (object.get(field)) {
      case null -> "";
      case List<?> list -> throw malformed(Excerpt.of(field) + " is an array", null);
      case Map<?, ?> map -> throw malformed(Excerpt.of(field) + " is an object", null);
      case Object value -> Pair.onOneLine(value.toString());
    };
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
        source,
        "each line is to be a JSON object, its fields texts",
        cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
