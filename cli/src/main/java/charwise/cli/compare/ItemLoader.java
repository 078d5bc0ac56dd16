package charwise.cli.compare;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.ReadTexts;
import charwise.cli.pairs.AnsweredPairs;
import charwise.cli.pairs.LabelledPairs;
import charwise.cli.pairs.PairSources;
import charwise.cli.pairs.TaggedReading;
import charwise.engine.comparison.AnsweredTexts;
import charwise.engine.comparison.ClassifiedItems;
import charwise.engine.comparison.ItemSet;
import charwise.engine.comparison.TaggedLines;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.Pairs;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.Units;
import charwise.engine.registry.TaskType;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a task.
 *
 * @param column of texts that are restored, in place of the whole text
 */
record ItemLoader(
    TaskType task, ItemOptions options, @Nullable ColumnChoice column, Console console) {
  ItemSet read(List<String> arguments) throws IOException {
    if (arguments.isEmpty() && options.restore == null) {
      throw UserException.usage(
          "there is nothing to learn from",
          "--task " + task,
          "name a file of pairs, or pairs such as copy");
    }
    return switch (task) {
      case CLASSIFY -> labelled(arguments);
      case TAG -> tagged(arguments);
      case TRANSDUCE -> answered(arguments);
      case GENERATE -> throw new IllegalArgumentException("a text has no items");
    };
  }

  private ItemSet labelled(List<String> arguments) throws IOException {
    LabelledItems items =
        LabelledPairs.read(
            PairSources.of(arguments, console),
            options.pairs.choices(List.of()),
            LabelledItems.builder(Units.CODEPOINT));
    if (items.labels().size() < 2) {
      throw UserException.failure(
          "there are not two labels",
          arguments.getFirst(),
          "give texts of at least two; see --input, --target and --format");
    }
    return ClassifiedItems.of(items);
  }

  private ItemSet tagged(List<String> arguments) throws IOException {
    var reading =
        new TaggedReading(
            options.restore == null ? Set.of() : Set.copyOf(options.restore),
            options.pairs.choices(List.of()),
            column,
            ItemSet.HELD_OUT,
            null,
            new ReadTexts(),
            console);
    return TaggedLines.of(reading.read(arguments));
  }

  private ItemSet answered(List<String> arguments) throws IOException {
    TargetUnits units =
        Objects.requireNonNullElse(options.pairs.targetUnits(), TargetUnits.CODEPOINT);
    Pairs pairs =
        AnsweredPairs.read(
            PairSources.of(arguments, console),
            options.pairs.choices(options.pairs.features()),
            Pairs.builder(Units.CODEPOINT, units));
    return AnsweredTexts.of(pairs);
  }
}
