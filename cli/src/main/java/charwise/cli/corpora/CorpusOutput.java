package charwise.cli.corpora;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.NamedCorpus;
import charwise.cli.input.TextSource;
import charwise.corpora.Catalogue;
import charwise.corpora.Dna;
import charwise.corpora.GeneratedPairs;
import charwise.corpora.GeneratedText;
import charwise.corpora.ItemGenerator;
import charwise.corpora.Lengths;
import charwise.corpora.MarkovChain;
import charwise.corpora.MarkovEstimate;
import charwise.corpora.NamedText;
import charwise.corpora.PairGenerator;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import charwise.engine.loss.Loss;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints texts on standard output without holding them in memory. */
final class CorpusOutput {
  private static final int PORTION = 1 << 16;

  private final Catalogue catalogue;
  private final Console console;

  CorpusOutput(Console console) {
    this.catalogue = new Catalogue(console::variable);
    this.console = console;
  }

  /** Prints the text that {@code argument} names. */
  void show(String argument) throws IOException {
    NamedCorpus.require(NamedCorpus.name(argument), catalogue);
    try (InputStream in = NamedCorpus.find(argument, console).orElseThrow().opener().open()) {
      print(in);
    }
  }

  /**
   * What is asked of a text that is made; null stands for what was left open.
   *
   * @param size characters
   * @param seed of every choice
   * @param order characters that a Markov chain looks back
   * @param from the text that a Markov chain is estimated from
   * @param lengths of the inputs of pairs
   */
  record TextRequest(
      @Nullable Long size,
      long seed,
      @Nullable Long order,
      @Nullable String from,
      @Nullable Lengths lengths) {}

  /** Prints a generated text, or pairs as a table. */
  void make(String name, TextRequest request) throws IOException {
    NamedText text = NamedCorpus.require(name, catalogue);
    if (!(text instanceof GeneratedText generated)) {
      throw UserException.usage(
          "not a generated text", name, "to print it: charwise corpora show " + name);
    }
    ItemGenerator generator = generator(generated, request);
    generator.entropyRate().ifPresent(nats -> console.note(entropy(name, nats)));
    Long size = request.size();
    try (InputStream in = generator.stream(size != null ? size : generated.usualSize())) {
      print(in);
    }
  }

  private ItemGenerator generator(GeneratedText text, TextRequest request) throws IOException {
    Optional<GeneratedPairs> pairs = Catalogue.findPairs(text.name());
    boolean fixed = pairs.flatMap(GeneratedPairs::usualLengths).isEmpty();
    if (request.lengths() != null && fixed) {
      throw notAnOption("--lengths", text.name());
    }
    if (request.order() != null || request.from() != null) {
      return chain(text.name(), request.order(), request.from()).maker().start(request.seed());
    }
    return pairs.isPresent()
        ? pairs(pairs.get(), request).table()
        : text.maker().start(request.seed());
  }

  private static PairGenerator pairs(GeneratedPairs pairs, TextRequest request) {
    Lengths lengths = request.lengths();
    try {
      return lengths == null ? pairs.start(request.seed()) : pairs.start(request.seed(), lengths);
    } catch (IllegalArgumentException tooLong) {
      throw UserException.usage(
          String.valueOf(tooLong.getMessage()), "--lengths", "give shorter ones");
    }
  }

  private static UserException notAnOption(String option, String name) {
    return UserException.usage("not an option of " + name, option, "try: charwise help corpora");
  }

  /** Tells an entropy rate. */
  static String entropy(String name, double nats) {
    return "%s: exact entropy rate %s bits (%s nats) a character"
        .formatted(name, NumberText.fixed(nats / Loss.LN_2, 5), NumberText.fixed(nats, 5));
  }

  private GeneratedText chain(String name, @Nullable Long order, @Nullable String from)
      throws IOException {
    if (name.equals("markov")) {
      int characters = order != null ? order.intValue() : MarkovEstimate.USUAL_ORDER;
      return Catalogue.markov(
          from != null ? estimate(from, characters) : Catalogue.ofTheNovel(characters));
    }
    if (!name.equals("dna") || from != null) {
      throw notAnOption(from != null ? "--from" : "--order", name);
    }
    int letters = order != null ? order.intValue() : Dna.USUAL_ORDER;
    if (letters > Dna.HIGHEST_ORDER) {
      throw UserException.usage(
          "too high an order for dna", "--order " + letters, "give one to " + Dna.HIGHEST_ORDER);
    }
    return Catalogue.dna(letters);
  }

  private MarkovChain estimate(String from, int order) throws IOException {
    TextSource source = CorpusArguments.single(from, console);
    try (InputStream in = source.opener().open()) {
      return MarkovEstimate.of(new UnitReader(source.name(), in, Units.CODEPOINT)::read, order);
    } catch (IllegalArgumentException tooShort) {
      throw UserException.failure(
          "the text is too short for order " + order,
          source.name(),
          "give a longer text",
          tooShort);
    }
  }

  private void print(InputStream in) throws IOException {
    for (byte[] bytes = in.readNBytes(PORTION); bytes.length > 0; bytes = in.readNBytes(PORTION)) {
      console.out().write(bytes);
    }
  }
}
