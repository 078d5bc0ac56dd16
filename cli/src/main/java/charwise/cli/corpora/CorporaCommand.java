package charwise.cli.corpora;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.UserException;
import charwise.cli.input.CorpusNames;
import charwise.cli.option.Command;
import charwise.cli.option.EncodingOption;
import charwise.cli.option.JsonOption;
import charwise.cli.option.LengthRange;
import charwise.cli.option.Manual;
import charwise.cli.option.SeedOption;
import charwise.cli.option.WholeNumber;
import charwise.corpora.Lengths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options and arguments of {@code charwise corpora}. */
@CommandLine.Command(
    name = "corpora",
    header = "List, show and make the texts that have names.",
    description = {
      "A name stands for its text wherever a CORPUS is asked for: train macbeth. That of a"
          + " generated text may be followed by a size in characters and a seed: train"
          + " dna:5000000:7; that of pairs by lengths of inputs, too: copy:5000000:7:5-12. A file"
          + " or folder of the same name comes first; for the text, write charwise corpora show"
          + " macbeth | charwise train -.",
      "",
      "list tells characters, what it is, origin and licence of each text. Some come with charwise;"
          + " words, manual and jdk are taken from this machine, if they are there, and what to do"
          + " if not is printed below the table; their characters are counted where they are"
          + " named or"
          + " --json is given, which tells the SHA-256 of each text, too. show prints a text. make"
          + " prints a generated text of any size:",
      "",
      "  recall     I grew up in Japan. ... I speak Japanese.",
      "  brackets   balanced words of four kinds of brackets, 6 deep at most",
      "  abc        tunes in ABC notation, with key, metre and full bars",
      "  dna        a Markov chain of A, C, G and T",
      "  markov     a Markov chain estimated from a text",
      "",
      "or pairs for tasks that learn to answer, as TSV: input, tab, target:",
      "",
      "  addition   87+1409 > 1496",
      "  dates      vendredi 3 mars 1972 > 1972-03-03, in 24 languages",
      "  copy       bkxqr > bkxqr, letters by chance",
      "  reverse    bkxqr > rqxkb",
      "  lookahead  bagdh > dh..., at each letter the third behind it",
      "  stretched  ffeeoebbbbeuuu > febu, drawn out, disturbed, never beyond doubt",
      "",
      "All dates can be decided: 1 in 14 has day and month as numbers, and says by its points and"
          + " slashes which is which. As a text, which is what show prints and what a model that"
          + " reads no pairs is trained on, addition is 87+1409=1496 and dates are vendredi 3 mars"
          + " 1972 = 1972-03-03.",
      "",
      "The same size and seed give the same bytes on every machine; dates follow the locale data of"
          + " the Java runtime, which comes with charwise. Of dna and markov the entropy rate is"
          + " known and printed: no model can have a lower loss."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "0:listed, shown or made",
      "1:failed: the text is not on this machine",
      "2:wrong usage"
    },
    footer = {
      "  charwise corpora list",
      "  charwise corpora show macbeth | head",
      "  charwise corpora make abc --size 5000 --seed 7",
      "  charwise corpora make markov --from log.txt --order 5",
      "  charwise corpora make copy --lengths 5-60 --size 100000",
      "  charwise train dna --layers 2 --minutes 1"
    })
@Manual(
    files = {
      "/usr/share/dict/words:The text words.",
      "/usr/share/man, /usr/local/share/man:The text manual.",
      "lib/src.zip:The text jdk, in the folder of a JDK."
    },
    environment = {
      "MANPATH:Folders of manual pages instead of the usual ones.",
      "JAVA_HOME, PATH:Where a JDK is looked for."
    })
public final class CorporaCommand extends Command {
  private enum Action {
    LIST,
    SHOW,
    MAKE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "What to do: ${COMPLETION-CANDIDATES}. Default: list.")
  private Action action = Action.LIST;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME",
      completionCandidates = CorpusNames.class,
      description = "The text to show or make; the texts to list. Default for list: all.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--size",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      description =
          "Characters to make at least; the last item is complete, of pairs the last pair."
              + " Default: 1000000, of dna 2000000.")
  private @Nullable Long size;

  @Mixin private SeedOption seed = new SeedOption();

  @Option(
      names = "--order",
      paramLabel = "K",
      converter = WholeNumber.Order.class,
      description =
          "For dna and markov: the characters that the next depends on. Default: 4, of markov 3.")
  private @Nullable Long order;

  @Option(
      names = "--lengths",
      paramLabel = "A-B",
      converter = LengthRange.class,
      description =
          "Of copy, reverse and lookahead: letters of an input (default: 5-30); of stretched:"
              + " letters of a word (3-12); of addition: digits of a number (1-4).")
  private @Nullable Lengths lengths;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      completionCandidates = CorpusNames.class,
      description =
          "For markov: the text to estimate the chain from, a file, - for standard input, or a"
              + " name. Default: the built-in novel.")
  private @Nullable String from;

  @Mixin EncodingOption encoding = new EncodingOption();

  @Mixin private JsonOption json = new JsonOption();

  @Override
  public ExitCode run(Console console) throws IOException {
    refuseOptionsOfOthers();
    switch (action) {
      case LIST -> new CorpusList(names, console).print(json.given());
      case SHOW -> new CorpusOutput(console).show(onlyName());
      case MAKE ->
          new CorpusOutput(console)
              .make(
                  onlyName(),
                  new CorpusOutput.TextRequest(size, seed.seed(), order, from, lengths));
    }
    return ExitCode.DONE;
  }

  private String onlyName() {
    if (names.size() != 1) {
      throw UserException.usage(
          names.isEmpty() ? "nothing given for" : "one argument too many",
          names.isEmpty() ? "NAME" : names.get(1),
          "try: charwise help corpora");
    }
    return names.getFirst();
  }

  private void refuseOptionsOfOthers() {
    List<String> foreign =
        switch (action) {
          case LIST -> List.of("--size", "--seed", "--order", "--from", "--lengths");
          case SHOW -> List.of("--json", "--size", "--seed", "--order", "--from", "--lengths");
          case MAKE -> List.of("--json");
        };
    refuse("not an option of corpora " + action, "try: charwise help corpora", foreign);
    if (from == null) {
      refuse("an encoding of what?", "add --from FILE", List.of("--encoding"));
    }
  }
}
