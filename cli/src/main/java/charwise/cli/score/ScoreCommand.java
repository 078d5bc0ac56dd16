package charwise.cli.score;

import charwise.cli.cluster.ClusterCommand;
import charwise.cli.cluster.SparkOptions;
import charwise.cli.cluster.SparkSubmit;
import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.cli.console.Interruption;
import charwise.cli.console.UserException;
import charwise.cli.input.FollowedFile;
import charwise.cli.input.TextSource;
import charwise.cli.option.Command;
import charwise.cli.score.ScoreOptions.Grain;
import charwise.engine.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** The options and arguments of {@code charwise score}. */
@CommandLine.Command(
    name = "score",
    header = "Say how surprising texts are to a model.",
    description = {
      "Prints a line per file, tab-separated, with a header: nats_per_char, bits_per_char,"
          + " perplexity, chars (how many were scored), unknown (how many of them the model has"
          + " never seen) and file. With --json each row is an object, its keys named as in the"
          + " header. Texts of any length are read in constant memory.",
      "",
      "A character that the model has never seen costs 20 bits (a byte: 8), and the model reads on"
          + " as if it weren't there. The first character of a text follows nothing, and isn't"
          + " scored; with --reset line it follows a line feed, and lines are read side by side."
          + " From a pipe, all complete rows are printed before it waits for more.",
      "",
      "On a terminal, numbers are rounded and aligned, and rows of lines leave out perplexity and,"
          + " of a single text, its name."
    },
    optionListHeading = "%nOptions:%n",
    exitCodeList = {
      "  0:scored",
      "  1:failed: unreadable text or bad model",
      "  2:wrong usage",
      "  4:a row is at or above --threshold",
      "130:--follow was ended by Ctrl-C (143 by SIGTERM, 129 by SIGHUP)"
    },
    footer = {
      "  charwise score novel.safetensors chapter1.txt chapter2.txt",
      "  charwise score log.safetensors today.log --by line --top 20",
      "  charwise score log.safetensors today.log --by line --threshold 3 --mask '^\\S+ '",
      "  charwise score --held-out 5 today.log --top 20",
      "  charwise score names.safetensors people.csv --column name --by line --sort",
      "  cut -f 2- people.tsv | charwise score names.safetensors - --format tsv --column 1",
      "  charwise score novel.safetensors old.txt --encoding latin-1",
      "  charwise score novel.safetensors letter.txt --show --color always | less -R",
      "  grep -v DEBUG today.log | charwise score log.safetensors --by line --json"
    })
public final class ScoreCommand extends Command implements ClusterCommand {
  @Mixin private ScoreOptions options = new ScoreOptions();

  @Override
  public ExitCode run(Console console) throws IOException {
    check();
    if (options.spark.given()) {
      return new SparkSubmit(options.spark, console).run(originalArguments());
    }
    if (options.heldOut != null) {
      return heldOut(options.heldOut.intValue(), console);
    }
    if (options.follow) {
      return follow(console);
    }
    return new ScoreRun(options, console).run() ? ExitCode.ABOVE_THRESHOLD : ExitCode.DONE;
  }

  @Override
  public ExitCode run(Console console, Cluster cluster) throws IOException {
    check();
    return new ClusterScore(options, typed("FILE"), console, cluster).run();
  }

  private void check() {
    if (options.show
        && (options.json.given()
            || options.sort
            || options.top != null
            || options.threshold != null
            || (options.by != null && options.by != Grain.FILE))) {
      throw UserException.usage(
          "the text itself has no rows",
          "--show with --by, --sort, --top, --threshold or --json",
          "leave out one or the other");
    }
    if (options.mask != null && (options.show || options.by() == Grain.CHAR)) {
      throw UserException.usage(
          "only the figures of lines and files leave something out",
          "--mask with --show or --by char",
          "leave out one or the other");
    }
    if (options.table.column() == null) {
      refuse(
          "only a column is read from a table",
          "add --column COL",
          List.of("--format", "--delimiter"));
    }
    if (!options.spark.given()) {
      options.rows.refuseAlone();
      return;
    }
    for (String other :
        List.of(
            "--follow",
            "--held-out",
            "--show",
            "--sort",
            "--format",
            "--delimiter",
            "--encoding",
            "--threads")) {
      if (given(other)) {
        throw conflict(SparkOptions.NAME, other);
      }
    }
    if (options.by() != Grain.LINE) {
      throw UserException.usage(
          "a cluster scores lines", "--by " + options.by(), "leave it out, or --spark");
    }
    if ((options.rows.output == null) == (options.top == null)) {
      throw UserException.usage(
          "a cluster writes its rows into a folder, or gives the most surprising ones",
          SparkOptions.NAME,
          "add either --output FOLDER or --top N");
    }
    options.spark.requireFiles(typed("FILE"));
  }

  private ExitCode heldOut(int parts, Console console) throws IOException {
    for (String other : List.of("--follow", "--reset", "--condition")) {
      exclude("--held-out", other);
    }
    if (!options.files.isEmpty()) {
      throw UserException.usage(
          "--held-out takes one text and no model",
          options.files.getFirst().toString(),
          "name the text alone");
    }
    return new HeldOutRun(options, parts, console).run() ? ExitCode.ABOVE_THRESHOLD : ExitCode.DONE;
  }

  private ExitCode follow(Console console) throws IOException {
    for (String other : List.of("--sort", "--top", "--column")) {
      exclude("--follow", other);
    }
    List<String> texts = options.texts();
    if (texts.size() != 1 || texts.contains("-") || options.by == Grain.FILE) {
      throw UserException.usage(
          "--follow prints the lines or characters of one file",
          options.by == Grain.FILE ? "--by file" : String.join(" ", texts),
          "name one file; what comes from a pipe is scored as it comes without --follow");
    }
    Path file = console.resolve(texts.getFirst());
    if (TextSource.isPacked(texts.getFirst())
        || (Files.exists(file) && !Files.isRegularFile(file))) {
      throw UserException.usage(
          "only a plain file can be followed", texts.getFirst(), "leave --follow out");
    }
    try (var followed = new FollowedFile(file);
        var interruption = new Interruption(console, followed::stop)) {
      console.note("waiting for more of " + texts.getFirst() + "; Ctrl-C ends it");
      new ScoreRun(options, console).run(followed);
      return interruption.exitCode();
    }
  }
}
