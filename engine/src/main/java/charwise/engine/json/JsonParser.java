package charwise.engine.json;

import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON text by recursive descent over its bytes. Used once. */
final class JsonParser {
  private static final int LONGEST_NUMBER = 1000;
  private static final int END = -1;

  private final byte[] bytes;
  private final boolean numbersAsText;
  private int position;
  private int values;

  JsonParser(byte[] bytes, boolean numbersAsText) {
    this.bytes = bytes;
    this.numbersAsText = numbersAsText;
  }

  @Nullable Object parse() throws JsonException {
    requireUtf8();
    Object value = value(0);
    skipBlanks();
    if (position < bytes.length) {
      throw failure("more text after the end");
    }
    return value;
  }

  private void requireUtf8() throws JsonException {
    UnitReader reader = new UnitReader("JSON", new ByteArrayInputStream(bytes), Units.CODEPOINT);
    try {
      int unit;
      do {
        unit = reader.read();
      } while (unit >= 0);
    } catch (MalformedTextException e) {
      throw new JsonException("not valid UTF-8", (int) e.byteOffset());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable Object value(int depth) throws JsonException {
    if (++values > Json.MAXIMUM_VALUES) {
      throw failure("more than " + Json.MAXIMUM_VALUES + " values");
    }
    if (depth > Json.MAXIMUM_DEPTH) {
      throw failure("nesting deeper than " + Json.MAXIMUM_DEPTH);
    }
    skipBlanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      case END -> throw failure("the text ends too early");
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws JsonException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    position++;
    skipBlanks();
    if (take('}')) {
      return object;
    }
    do {
      skipBlanks();
      if (peek() != '"') {
        throw failure("a key expected");
      }
      int keyPosition = position;
      String key = string();
      if (object.containsKey(key)) {
        position = keyPosition;
        throw failure("a key for the second time");
      }
      skipBlanks();
      require(':');
      object.put(key, value(depth + 1));
      skipBlanks();
    } while (take(','));
    require('}');
    return object;
  }

  private List<@Nullable Object> array(int depth) throws JsonException {
    List<@Nullable Object> array = new ArrayList<>();
    position++;
    skipBlanks();
    if (take(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
      skipBlanks();
    } while (take(','));
    require(']');
    return array;
  }

  private String string() throws JsonException {
    int start = ++position;
    while (peek() != '"' && peek() != '\\') {
      requireStringCharacter();
      position++;
    }
    String plain = new String(bytes, start, position - start, StandardCharsets.UTF_8);
    return take('"') ? plain : stringWithEscapes(plain);
  }

  private String stringWithEscapes(String beginning) throws JsonException {
    StringBuilder text = new StringBuilder(beginning);
    while (!take('"')) {
      if (take('\\')) {
        escape(text);
        continue;
      }
      int start = position;
      while (peek() != '"' && peek() != '\\') {
        requireStringCharacter();
        position++;
      }
      text.append(new String(bytes, start, position - start, StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private void requireStringCharacter() throws JsonException {
    int next = peek();
    if (next == END) {
      throw failure("the text ends within a string");
    }
    if (next < ' ') {
      throw failure("a bare control character in a string");
    }
  }

  private void escape(StringBuilder text) throws JsonException {
    int escaped = peek();
    position++;
    switch (escaped) {
      case '"', '\\', '/' -> text.append((char) escaped);
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> unicodeEscape(text);
      default -> {
        position--;
        throw failure("an unknown escape");
      }
    }
  }

  private void unicodeEscape(StringBuilder text) throws JsonException {
    char first = hexadecimal();
    text.append(first);
    if (!Character.isSurrogate(first)) {
      return;
    }
    if (Character.isHighSurrogate(first) && take('\\') && take('u')) {
      char second = hexadecimal();
      if (Character.isLowSurrogate(second)) {
        text.append(second);
        return;
      }
    }
    throw failure("half a surrogate pair");
  }

  private char hexadecimal() throws JsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw failure("four hexadecimal digits expected");
      }
      value = 16 * value + digit;
      position++;
    }
    return (char) value;
  }

  private Object number() throws JsonException {
    int start = position;
    take('-');
    if (!take('0')) {
      digits();
    }
    boolean integer = true;
    if (take('.')) {
      integer = false;
      digits();
    }
    if (take('e') || take('E')) {
      integer = false;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
    int length = position - start;
    if (length > LONGEST_NUMBER) {
      throw failure("a number of " + length + " characters");
    }
    String text = new String(bytes, start, length, StandardCharsets.US_ASCII);
    if (numbersAsText) {
      return text;
    }
    if (integer) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException beyondLong) {
        // read as a double below
      }
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw failure("a number beyond the range of a double");
    }
    return value;
  }

  private void digits() throws JsonException {
    if (!isDigit(peek())) {
      throw failure("a value expected");
    }
    while (isDigit(peek())) {
      position++;
    }
  }

  private @Nullable Object literal(String word, @Nullable Object value) throws JsonException {
    for (int i = 0; i < word.length(); i++) {
      require(word.charAt(i));
    }
    return value;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      position++;
    }
  }

  /** The next byte, 0 to 255, or {@link #END}. */
  private int peek() {
    return position < bytes.length ? bytes[position] & 0xFF : END;
  }

  private boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    position++;
    return true;
  }

  private void require(char expected) throws JsonException {
    if (!take(expected)) {
      throw failure("'" + expected + "' expected");
    }
  }

  private JsonException failure(String reason) {
    return new JsonException(reason, position);
  }
}
