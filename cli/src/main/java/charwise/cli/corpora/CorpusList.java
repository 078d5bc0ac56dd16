package charwise.cli.corpora;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.TextTable;
import charwise.cli.input.NamedCorpus;
import charwise.corpora.BuiltInText;
import charwise.corpora.Catalogue;
import charwise.corpora.GeneratedText;
import charwise.corpora.LocalText;
import charwise.corpora.NamedText;
import charwise.engine.json.Json;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The texts that have names, and what is known about them. */
final class CorpusList {
  private static final List<String> HEADER =
      List.of("name", "characters", "what it is", "origin", "licence");
  private static final int BUFFER_SIZE = 1 << 16;

  private final List<NamedText> texts;
  private final boolean named;
  private final Console console;

  CorpusList(List<String> names, Console console) {
    var catalogue = new Catalogue(console::variable);
    this.texts =
        names.isEmpty()
            ? catalogue.texts()
            : names.stream().map(name -> NamedCorpus.require(name, catalogue)).toList();
    this.named = !names.isEmpty();
    this.console = console;
  }

  /** Characters and SHA-256 of a text that has been read. */
  private record Contents(long characters, String sha256) {}

  void print(boolean json) throws IOException {
    if (json) {
      for (NamedText text : texts) {
        console.out().println(Json.write(object(text)));
      }
      return;
    }
    var table = new TextTable(HEADER, 0, 1, 2, 3, 4);
    List<String> notes = new ArrayList<>();
    for (NamedText text : texts) {
      table.add(
          List.of(
              text.name(),
              "%10s".formatted(characters(text)),
              text.description(),
              kind(text),
              text.licence()));
      if (text instanceof LocalText local && local.place().isEmpty()) {
        notes.add(text.name() + ": not on this machine; " + local.remedy());
      }
      entropy(text).ifPresent(nats -> notes.add(CorpusOutput.entropy(text.name(), nats)));
    }
    console.out().println(table.lines(console.outputStyle()));
    if (!notes.isEmpty()) {
      console.out().println("");
    }
    console.out().println(notes);
  }

  private String characters(NamedText text) throws IOException {
    return switch (text) {
      case BuiltInText builtIn -> NumberText.grouped(builtIn.characters());
      case GeneratedText generated -> NumberText.grouped(generated.usualSize());
      case LocalText local ->
          named && local.place().isPresent() ? NumberText.grouped(read(text).characters()) : "-";
    };
  }

  private static String kind(NamedText text) {
    return switch (text) {
      case BuiltInText builtIn -> "built in";
      case GeneratedText generated -> "generated";
      case LocalText local -> local.place().isPresent() ? "this machine" : "not here";
    };
  }

  private static OptionalDouble entropy(NamedText text) throws IOException {
    return text instanceof GeneratedText generated
        ? generated.maker().start(GeneratedText.USUAL_SEED).entropyRate()
        : OptionalDouble.empty();
  }

  private static Map<String, @Nullable Object> object(NamedText text) throws IOException {
    LocalText local = text instanceof LocalText one ? one : null;
    boolean here = local == null || local.place().isPresent();
    Contents contents = here ? read(text) : null;
    OptionalDouble entropy = entropy(text);
    Double nats = entropy.isPresent() ? entropy.getAsDouble() : null;
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("name", text.name());
    object.put("characters", contents == null ? null : contents.characters());
    object.put("description", text.description());
    object.put("kind", kind(text).replace(' ', '_'));
    object.put("origin", text.origin());
    object.put("licence", text.licence());
    object.put("pairs", Catalogue.findPairs(text.name()).isPresent());
    object.put("available", here);
    object.put("remedy", here || local == null ? null : local.remedy());
    object.put("entropy_nats_per_char", nats);
    object.put("entropy_bits_per_char", nats == null ? null : nats / Loss.LN_2);
    object.put("sha256", contents == null ? null : contents.sha256());
    return object;
  }

  private static Contents read(NamedText text) throws IOException {
    try (var in = new DigestInputStream(text.open(), MessageDigest.getInstance("SHA-256"))) {
      long characters = characters(in);
      return new Contents(characters, HexFormat.of().formatHex(in.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // impossible: every Java platform has SHA-256
    }
  }

  /** Counts the bytes that begin a character in UTF-8. */
  private static long characters(InputStream in) throws IOException {
    byte[] bytes = new byte[BUFFER_SIZE];
    long characters = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      for (int i = 0; i < count; i++) {
        characters += (bytes[i] & 0xC0) != 0x80 ? 1 : 0;
      }
    }
    return characters;
  }
}
