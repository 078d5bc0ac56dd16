package charwise.engine.task.tagger;

import charwise.engine.task.Answer;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the tags of a tagger stand for: how a line is asked, what tags there are, which of them are
 * possible, and what becomes of the line. Lines are code points. Safe for use by several threads.
 */
public sealed interface TagScheme extends Serializable
    permits RestorationScheme, UnitScheme, TokenScheme {
  /** The name of the kind in files. */
  String label();

  /** What lines have lost, where that is restored; else empty. */
  default Set<Restoration> lost() {
    return Set.of();
  }

  /** The names of all tags, in the order of their ids. */
  List<String> names();

  /** The number of tags. */
  default int size() {
    return names().size();
  }

  /** What chooses the best model where nothing else was asked. */
  TaggerMetric usualMetric();

  /** What can choose the best model. */
  default Set<TaggerMetric> metrics() {
    Set<TaggerMetric> metrics = EnumSet.of(TaggerMetric.NATS);
    metrics.addAll(newScore().shares().keySet());
    return metrics;
  }

  /**
   * What a tagger reads of a line that it is to answer.
   *
   * @return code points; never modified
   */
  int[] question(String line);

  /** Finds the tags of a line. */
  LineDecoder decoder(int[] units);

  /** What the tags make of a line, on one line. */
  String written(int[] units, int[] tags);

  /**
   * The answer to a line.
   *
   * @param line as it came
   * @param units what {@link #question} made of it
   * @param tags one for each unit
   * @param probability of these tags
   * @param unknown units that the model does not know
   */
  Answer answer(String line, int[] units, int[] tags, double probability, int unknown);

  /** Counts right answers, none yet. */
  TagScore newScore();

  /** A floor that has learnt nothing yet. */
  Lexicon newFloor();
}
