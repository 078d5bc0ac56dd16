package charwise.engine.task.tagger;

import charwise.engine.data.Vocabulary;
import charwise.engine.loss.LogSoftmax;
import charwise.engine.task.Answer;
import charwise.engine.tensor.PanelMatrix;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tags that are units themselves: a line becomes another one of the same length. */
public final class UnitScheme implements TagScheme {
  private static final long serialVersionUID = 1L;

  /** The name of the kind in files. */
  public static final String LABEL = "unit";

  private final Vocabulary outputs;

  /** The tags are the units of a vocabulary. */
  public UnitScheme(Vocabulary outputs) {
    this.outputs = outputs;
  }

  /** What there is to become. */
  public Vocabulary outputs() {
    return outputs;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public List<String> names() {
    return IntStream.range(0, outputs.size())
        .mapToObj(id -> Character.toString(outputs.unit(id)))
        .toList();
  }

  @Override
  public int size() {
    return outputs.size();
  }

  @Override
  public TaggerMetric usualMetric() {
    return TaggerMetric.UNIT_ACCURACY;
  }

  @Override
  public int[] question(String line) {
    return line.codePoints().toArray();
  }

  /**
   * A pair as a line with its tags.
   *
   * @throws IllegalArgumentException if both are not of equal length
   */
  public TaggedLine ask(String input, String target) {
    int[] units = input.codePoints().toArray();
    int[] tags = target.codePoints().map(outputs::id).toArray();
    if (units.length != tags.length) {
      throw new IllegalArgumentException(
          "the input has " + units.length + " characters but the target " + tags.length);
    }
    for (int i = 0; i < tags.length; i++) {
      tags[i] = tags[i] < 0 ? outputs.size() : tags[i];
    }
    return new TaggedLine(units, tags);
  }

  @Override
  public LineDecoder decoder(int[] units) {
    return new Decoder(units.length);
  }

  @Override
  public String written(int[] units, int[] tags) {
    var text = new StringBuilder();
    for (int tag : tags) {
      text.appendCodePoint(outputs.unit(tag));
    }
    return text.toString();
  }

  @Override
  public Answer answer(String line, int[] units, int[] tags, double probability, int unknown) {
    return new Answer(
        List.of(new Answer.Alternative(written(units, tags), probability)), unknown, Map.of());
  }

  @Override
  public TagScore newScore() {
    return new Counts();
  }

  @Override
  public Lexicon newFloor() {
    return Lexicon.ofWords(0);
  }

  /** The exponential of a sum, from the first to the last. */
  static double product(double[] logProbabilities) {
    double sum = 0;
    for (double logProbability : logProbabilities) {
      sum += logProbability;
    }
    return StrictMath.exp(Math.min(0, sum));
  }

  /** The most probable tag at each unit. */
  private static final class Decoder implements LineDecoder {
    private final int[] tags;
    private final double[] logProbabilities;

    Decoder(int length) {
      tags = new int[length];
      logProbabilities = new double[length];
    }

    @Override
    public void unit(int at, PanelMatrix logits, int row, LogSoftmax softmax) {
      tags[at] = softmax.best();
      logProbabilities[at] = softmax.logProbability(tags[at]);
    }

    @Override
    public int[] tags() {
      return tags;
    }

    @Override
    public double probability() {
      return product(logProbabilities);
    }
  }

  private final class Counts extends TagScore {
    private long units;
    private long unitsRight;
    private long words;
    private long wordsRight;
    private long lines;
    private long linesRight;

    @Override
    public void add(TaggedLine line, int[] guess) {
      int[] tags = line.tags();
      boolean right = true;
      boolean wordRight = true;
      int length = 0;
      for (int i = 0; i <= tags.length; i++) {
        if (i == tags.length || isSpace(tags[i])) {
          words += length > 0 ? 1 : 0;
          wordsRight += length > 0 && wordRight ? 1 : 0;
          length = 0;
          wordRight = true;
        } else {
          length++;
          wordRight &= tags[i] == guess[i];
        }
        if (i < tags.length) {
          unitsRight += tags[i] == guess[i] ? 1 : 0;
          right &= tags[i] == guess[i];
        }
      }
      units += tags.length;
      lines++;
      linesRight += right ? 1 : 0;
    }

    private boolean isSpace(int tag) {
      return tag < outputs.size() && Gaps.isSpace(outputs.unit(tag));
    }

    @Override
    public long lines() {
      return lines;
    }

    @Override
    public Map<TaggerMetric, Double> shares() {
      Map<TaggerMetric, Double> shares = new EnumMap<>(TaggerMetric.class);
      shares.put(TaggerMetric.UNIT_ACCURACY, share(unitsRight, units));
      shares.put(TaggerMetric.WORD_ACCURACY, share(wordsRight, words));
      shares.put(TaggerMetric.LINE_ACCURACY, share(linesRight, lines));
      return shares;
    }

    @Override
    public Map<String, Retrieval> retrievals() {
      return Map.of();
    }
  }
}
