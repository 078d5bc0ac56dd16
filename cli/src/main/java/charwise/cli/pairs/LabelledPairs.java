package charwise.cli.pairs;

import charwise.cli.console.UserException;
import charwise.cli.input.TextSource;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import java.io.IOException;
import java.util.List;

/** Pairs of which the target is a label. */
public final class LabelledPairs {
  private LabelledPairs() {}

  /**
   * Reads the pairs of {@code sources} into memory.
   *
   * @param builder receives them; it says what happens to units and labels that are not known
   * @throws UserException if a pair has no label
   * @throws IOException if a text can't be read or does not fit
   */
  public static LabelledItems read(
      List<TextSource> sources, PairChoices choices, LabelledItemsBuilder builder)
      throws IOException {
    try (PairStream pairs = PairStream.open(sources, choices)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        builder.add(pair.input(), label(pair), pair.place());
      }
    }
    return builder.build();
  }

  /**
   * The label of a pair, without white space around it.
   *
   * @throws UserException if it is empty
   */
  public static String label(LocatedPair pair) {
    String label = pair.target().strip();
    if (label.isEmpty()) {
      throw UserException.failure(
          "line " + pair.line() + " has an empty label",
          pair.source(),
          "give it one, or name the column of the labels with --target");
    }
    return label;
  }
}
