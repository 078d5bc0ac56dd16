package charwise.cli.option;

import charwise.cli.console.Nearest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code --encoding}, for the commands that read texts; {@link ReadingOptions} looks for it. */
public final class EncodingOption {
  static final String NAME = "--encoding";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      converter = Encoding.class,
      completionCandidates = Usual.class,
      description =
          "How the characters of files and of standard input are written: latin-1, windows-1252,"
              + " utf-16, shift_jis and some fifty more. A model keeps characters, not how"
              + " they were written. Default: utf-8.")
  @Nullable Charset encoding;

  /** The encoding that was asked for, or UTF-8. */
  static Charset of(ParseResult parsed) {
    return parsed.matchedOptionValue(NAME, StandardCharsets.UTF_8);
  }

  /** The encodings that are offered; many more are known. */
  static final class Usual implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(
              "utf-8",
              "utf-16",
              "utf-16le",
              "utf-16be",
              "latin-1",
              "iso-8859-2",
              "iso-8859-15",
              "windows-1250",
              "windows-1251",
              "windows-1252",
              "koi8-r",
              "shift_jis",
              "euc-jp",
              "euc-kr",
              "big5",
              "gb18030")
          .iterator();
    }
  }

  /** Converts to an encoding by one of its names, in any case; latin-1 is latin1, too. */
  static final class Encoding implements ITypeConverter<Charset> {
    @Override
    public Charset convert(String text) {
      try {
        return Charset.forName(
            text.toLowerCase(Locale.ROOT).startsWith("latin-") ? text.replace("-", "") : text);
      } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
        throw new TypeConversionException(
            "not an encoding that is known here"
                + Nearest.to(text.toLowerCase(Locale.ROOT), names())
                    .map(name -> " (did you mean " + name + "?)")
                    .orElse(""));
      }
    }

    private static List<String> names() {
      return Stream.concat(Stream.of("latin-1"), Charset.availableCharsets().keySet().stream())
          .map(name -> name.toLowerCase(Locale.ROOT))
          .toList();
    }
  }
}
