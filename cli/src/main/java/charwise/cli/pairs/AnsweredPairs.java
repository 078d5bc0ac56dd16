package charwise.cli.pairs;

import charwise.cli.input.TextSource;
import charwise.engine.data.Pairs;
import charwise.engine.data.PairsBuilder;
import charwise.engine.task.transducer.TransducerSource;
import java.io.IOException;
import java.util.List;

/** Pairs of which the target is an answer, and the other columns are features. */
public final class AnsweredPairs {
  private AnsweredPairs() {}

  /**
   * Reads the pairs of {@code sources} into memory.
   *
   * @param builder receives them
   * @throws IOException if a text can't be read or does not fit
   */
  public static Pairs read(List<TextSource> sources, PairChoices choices, PairsBuilder builder)
      throws IOException {
    try (PairStream pairs = PairStream.open(sources, choices)) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        builder.add(pair.input(), features(pair), pair.target(), pair.place());
      }
    }
    return builder.build();
  }

  /** The features of an input. */
  public static List<String> features(LocatedPair pair) {
    return pair.others().stream()
        .flatMap(column -> TransducerSource.features(column).stream())
        .toList();
  }
}
