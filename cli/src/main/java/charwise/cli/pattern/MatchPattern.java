package charwise.cli.pattern;

import charwise.cli.console.UserException;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression in the usual notation, translated into that of the automaton library, which
 * differs and knows 16-bit characters only: characters become the symbols of a {@link
 * PatternAlphabet}, in the same order, so that ranges stay ranges.
 *
 * <p>Supported: {@code . [a-z] [^a-z] ( ) (?: ) | ? * + {n} {n,} {n,m} \d \w \s \D \W \S \t \r \n},
 * properties, and a backslash before anything but letters and digits. A pattern describes the whole
 * text, so {@code ^} at its beginning and {@code $} at its end have no effect. Behind {@code (?i)}
 * at the very beginning, characters of equal simple case folding (Unicode 16, 3.13) match each
 * other.
 */
final class MatchPattern {
  private static final int MOST_REPETITIONS = 1000;
  private static final int MOST_CHARACTERS = 2000;

  private static final String QUANTIFIERS = "?*+{";
  private static final String IGNORING_CASE = "(?i)";
  private static final Pattern FLAGS = Pattern.compile("\\?[a-zA-Z-]+[):].*", Pattern.DOTALL);
  private static final int NONE = -1;

  private final String text;
  private final int[] pattern;
  private final boolean ignoresCase;
  private final PatternAlphabet alphabet;
  private final PatternSize size;
  private final NavigableSet<Integer> literals = new TreeSet<>();
  private final StringBuilder translated = new StringBuilder();
  private int position;

  /** What else belongs to the class at hand where case does not count. */
  private final NavigableSet<Integer> inOtherCases = new TreeSet<>();

  private int lastLiteral = NONE;
  private int rangeFrom = NONE;

  private MatchPattern(String text, Vocabulary vocabulary) {
    this.text = text;
    this.pattern = text.codePoints().toArray();
    this.ignoresCase = text.startsWith(IGNORING_CASE);
    this.alphabet = new PatternAlphabet(pattern, vocabulary);
    this.size = new PatternSize(text);
  }

  /**
   * Translates a pattern.
   *
   * @param vocabulary what the model knows
   * @throws UserException if it is malformed, or uses what is not supported here
   */
  static MatchPattern parse(String text, Vocabulary vocabulary) {
    if (vocabulary.units() == Units.BYTE && !text.codePoints().allMatch(PatternAlphabet::isAscii)) {
      throw refused("a pattern for a model of bytes has ASCII characters only", text);
    }
    if (text.length() > MOST_CHARACTERS) {
      throw refused("a pattern of more than " + MOST_CHARACTERS + " characters", "...");
    }
    var pattern = new MatchPattern(text, vocabulary);
    pattern.translate();
    return pattern;
  }

  static UserException refused(String what, String pattern) {
    return UserException.usage(what, "--match " + pattern, "see: charwise help sample");
  }

  /** The pattern in the notation of the library. */
  String translated() {
    return translated.toString();
  }

  /** The characters that stand for themselves or are an end of a range. */
  NavigableSet<Integer> literals() {
    return literals;
  }

  /** The symbol for a unit of the vocabulary or a character of the pattern. */
  char symbol(int unit) {
    return alphabet.symbol(unit);
  }

  private void translate() {
    boolean empty = true; // whether nothing follows the last ( or | so far
    boolean repeated = false; // whether the last thing is a quantifier
    position = ignoresCase ? IGNORING_CASE.length() : 0;
    if (position < pattern.length && pattern[position] == '^') {
      position++;
    }
    while (position < pattern.length) {
      int c = pattern[position++];
      if (c == '$' && position == pattern.length) {
        break;
      }
      if (empty && (c == '|' || c == ')')) {
        translated.append("()");
      }
      if (empty && QUANTIFIERS.indexOf(c) >= 0) {
        throw refused("nothing to repeat before " + Character.toString(c), text);
      }
      if (repeated) {
        refuseQuantifier(c);
      }
      repeated = QUANTIFIERS.indexOf(c) >= 0;
      if (repeated) {
        size.repeats();
      }
      empty = c == '(' || c == '|';
      switch (c) {
        case '(' -> openGroup();
        case ')' -> closeGroup();
        case '|', '?', '*', '+' -> translated.append((char) c);
        case '{' -> repetition();
        case '.' -> {
          translated.append("[^\n]");
          size.add();
        }
        case '[' -> {
          characterClass();
          size.add();
        }
        case '\\' -> {
          escape(false);
          size.add();
        }
        case '^', '$' ->
            throw refused(
                "a pattern is about the whole text, so "
                    + Character.toString(c)
                    + " says nothing; write \\"
                    + Character.toString(c)
                    + " for the character",
                text);
        default -> {
          character(c);
          size.add();
        }
      }
    }
    if (!size.isClosed()) {
      throw refused("( without )", text);
    }
    if (empty) {
      translated.append("()");
    }
  }

  /** Refuses what changes a quantifier before it, or repeats it. */
  private void refuseQuantifier(int c) {
    if (QUANTIFIERS.indexOf(c) >= 0) {
      throw refused(
          switch (c) {
            case '?' -> "a lazy quantifier (with ? behind it) is not supported";
            case '+' -> "a possessive quantifier (with + behind it) is not supported";
            default -> "two quantifiers in a row; put the first into ( )";
          },
          text);
    }
  }

  private void closeGroup() {
    if (size.isClosed()) {
      throw refused(") without (", text);
    }
    translated.append(')');
    size.close();
  }

  private void openGroup() {
    translated.append('(');
    size.open();
    if (position < pattern.length && pattern[position] == '?') {
      refuseFlags();
      if (position + 1 == pattern.length || pattern[position + 1] != ':') {
        throw refused("a group that begins with (? and is not (?: is not known", text);
      }
      position += 2;
    }
  }

  private void refuseFlags() {
    String rest = new String(pattern, position, pattern.length - position);
    if (FLAGS.matcher(rest).matches()) {
      String flags = rest.split("(?<=[):])", 2)[0];
      throw refused(
          "("
              + flags
              + " is not supported; of flags, only "
              + IGNORING_CASE
              + " at the beginning is",
          text);
    }
  }

  private void repetition() {
    var bounds = new StringBuilder();
    while (position < pattern.length && pattern[position] != '}') {
      bounds.appendCodePoint(pattern[position++]);
    }
    if (position++ == pattern.length || !bounds.toString().matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      throw refused("{" + bounds + " is not {n}, {n,} or {n,m}", text);
    }
    int most = 1;
    for (String bound : bounds.toString().split(",", -1)) {
      if (!bound.isEmpty()) {
        most = Math.max(most, Integer.parseInt(bound));
      }
      if (most > MOST_REPETITIONS) {
        throw refused("more than " + MOST_REPETITIONS + " repetitions", text);
      }
    }
    size.repeat(most);
    translated.append('{').append(bounds).append('}');
  }

  private void characterClass() {
    translated.append('[');
    if (position < pattern.length && pattern[position] == '^') {
      translated.append('^');
      position++;
    }
    int first = position;
    inOtherCases.clear();
    rangeFrom = NONE;
    lastLiteral = NONE;
    while (position < pattern.length && (pattern[position] != ']' || position == first)) {
      int c = pattern[position++];
      switch (c) {
        case '\\' -> escape(true);
        case '-' -> hyphen();
        case '[' -> throw refused("a class within a class is not known; write \\[", text);
        default -> literal(c);
      }
    }
    if (position++ == pattern.length) {
      throw refused("[ without ]", text);
    }
    inOtherCases.forEach(this::append);
    translated.append(']');
  }

  /** A hyphen makes a range between two characters, and else stands for itself. */
  private void hyphen() {
    if (lastLiteral == NONE || position == pattern.length || pattern[position] == ']') {
      literal('-');
    } else {
      translated.append('-');
      rangeFrom = lastLiteral;
    }
  }

  private void escape(boolean inClass) {
    if (position == pattern.length) {
      throw refused("a backslash at the end", text);
    }
    int c = pattern[position++];
    switch (c) {
      case 'n' -> single('\n', inClass);
      case 'r' -> single('\r', inClass);
      case 't' -> single('\t', inClass);
      case 'd' -> set("0-9", false, inClass);
      case 'D' -> set("0-9", true, inClass);
      case 'w' -> set("A-Za-z0-9_", false, inClass);
      case 'W' -> set("A-Za-z0-9_", true, inClass);
      case 's' -> set(" \t\n\u000b\f\r", false, inClass);
      case 'S' -> set(" \t\n\u000b\f\r", true, inClass);
      case 'p' -> property(false, inClass);
      case 'P' -> property(true, inClass);
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw refused("\\" + Character.toString(c) + " is not known", text);
        }
        single(c, inClass);
      }
    }
  }

  /** The characters of a Unicode property, such as {@code \\p{L}} for letters, that may occur. */
  private void property(boolean negated, boolean inClass) {
    int end = position;
    while (end < pattern.length && pattern[end] != '}') {
      end++;
    }
    if (position == end || pattern[position] != '{' || end == pattern.length) {
      throw refused("\\p without a name, as in \\p{L}", text);
    }
    String name = new String(pattern, position, end + 1 - position);
    position = end + 1;
    Predicate<String> has;
    try {
      has =
          Pattern.compile(
                  "\\p" + name, ignoresCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0)
              .asMatchPredicate();
    } catch (PatternSyntaxException e) {
      throw refused("no such property of characters: " + name, text);
    }
    int[] units =
        alphabet.all().filter(unit -> negated != has.test(Character.toString(unit))).toArray();
    if (units.length == 0 && !inClass) {
      throw refused("the model knows no character of " + name, text);
    }
    translated.append(inClass ? "" : "[");
    Arrays.stream(units).forEach(this::append);
    translated.append(inClass ? "" : "]");
    lastLiteral = NONE;
  }

  private void set(String members, boolean negated, boolean inClass) {
    if (inClass && negated) {
      throw refused("\\D, \\W and \\S are not known within a class", text);
    }
    if (!negated) {
      members.chars().filter(c -> c != '-').forEach(literals::add);
    }
    translated.append(inClass ? members : (negated ? "[^" : "[") + members + "]");
    lastLiteral = NONE;
  }

  private void single(int c, boolean inClass) {
    if (inClass) {
      literal(c);
    } else {
      character(c);
    }
  }

  /** A character outside of classes. */
  private void character(int c) {
    literals.add(c);
    int[] others = ignoresCase ? alphabet.inOtherCases(c, c).toArray() : new int[0];
    if (others.length == 0) {
      append(c);
      return;
    }
    translated.append('[');
    append(c);
    Arrays.stream(others).forEach(this::append);
    translated.append(']');
  }

  /** A character of a class, which may be the end of a range. */
  private void literal(int c) {
    literals.add(c);
    append(c);
    if (ignoresCase) {
      alphabet.inOtherCases(rangeFrom == NONE ? c : rangeFrom, c).forEach(inOtherCases::add);
    }
    lastLiteral = rangeFrom == NONE ? c : NONE;
    rangeFrom = NONE;
  }

  private void append(int c) {
    translated.append('\\').append(alphabet.symbol(c));
  }
}
