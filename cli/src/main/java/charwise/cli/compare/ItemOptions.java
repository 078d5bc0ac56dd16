package charwise.cli.compare;

import charwise.cli.pairs.PairOptions;
import charwise.engine.task.tagger.Restoration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How the items of a task are read; null where left out. */
final class ItemOptions {
  @Option(
      names = "--restore",
      paramLabel = "WHAT",
      split = ",",
      description =
          "tag: learn to put back what a text has lost, with commas between:"
              + " ${COMPLETION-CANDIDATES}. CORPUS is then plain text.")
  @Nullable List<Restoration> restore;

  @ArgGroup(validate = false)
  PairOptions pairs = new PairOptions();
}
