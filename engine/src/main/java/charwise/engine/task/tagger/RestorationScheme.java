package charwise.engine.task.tagger;

import charwise.engine.loss.LogSoftmax;
import charwise.engine.task.Answer;
import charwise.engine.tensor.PanelMatrix;
import java.util.AbstractList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tags that put back what a text has lost. Those that are impossible at a unit are never given. */
public final class RestorationScheme implements TagScheme {
  private static final long serialVersionUID = 1L;

  /** The name of the kind in files. */
  public static final String LABEL = "restoration";

  @SuppressWarnings("serial") // of a class that is serializable
  private final Set<Restoration> lost;

  private final TagSet tags;
  private final Restorer restorer;
  private final PossibleTags possible;

  /**
   * A scheme.
   *
   * @param lost what lines have lost, something at least
   * @param tags what can be put back
   */
  public RestorationScheme(Set<Restoration> lost, TagSet tags) {
    this.lost = EnumSet.copyOf(lost);
    this.tags = tags;
    this.restorer = new Restorer(lost, tags);
    this.possible = new PossibleTags(lost, tags);
  }

  /** What lines have lost, in the order of {@link Restoration}; a copy. */
  @Override
  public Set<Restoration> lost() {
    return EnumSet.copyOf(lost);
  }

  /** A line of text as a question, with the tags that answer it. */
  public TaggedLine ask(int[] text) {
    return restorer.question(text);
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public List<String> names() {
    return tags.names();
  }

  @Override
  public int size() {
    return tags.size();
  }

  @Override
  public TaggerMetric usualMetric() {
    return TaggerMetric.WORD_ACCURACY;
  }

  /** The line without its case and marks if these are what is restored; gaps stay. */
  @Override
  public int[] question(String line) {
    return restorer.read(line.codePoints().toArray()).units();
  }

  @Override
  public LineDecoder decoder(int[] units) {
    return new Decoder(units);
  }

  @Override
  public String written(int[] units, int[] ids) {
    int[] whole = restorer.apply(units, ids);
    return new String(whole, 0, whole.length);
  }

  @Override
  public Answer answer(String line, int[] units, int[] ids, double probability, int unknown) {
    return new Answer(
        List.of(new Answer.Alternative(written(units, ids), probability)),
        unknown,
        Map.of("tags", new Names(tags, ids)));
  }

  @Override
  public TagScore newScore() {
    return new Counts(new RestorationScore(restorer, tags));
  }

  @Override
  public Lexicon newFloor() {
    return Lexicon.of(lost, tags);
  }

  /** The most probable of the possible tags at each unit. */
  private final class Decoder implements LineDecoder {
    private final int[] units;
    private final int[] ids;
    private final double[] logProbabilities;

    Decoder(int[] units) {
      this.units = units;
      this.ids = new int[units.length];
      this.logProbabilities = new double[units.length];
    }

    @Override
    public void unit(int at, PanelMatrix logits, int row, LogSoftmax softmax) {
      ids[at] = possible.likeliest(logits.values(), logits.row(0, row), units, at);
      logProbabilities[at] = softmax.logProbability(ids[at]);
    }

    @Override
    public int[] tags() {
      return ids;
    }

    @Override
    public double probability() {
      return UnitScheme.product(logProbabilities);
    }
  }

  /** The names of tags, made when asked for. */
  private static final class Names extends AbstractList<String> {
    private final TagSet tags;
    private final int[] ids;

    Names(TagSet tags, int[] ids) {
      this.tags = tags;
      this.ids = ids;
    }

    @Override
    public String get(int index) {
      return tags.tag(ids[index]).name();
    }

    @Override
    public int size() {
      return ids.length;
    }
  }

  private final class Counts extends TagScore {
    private final RestorationScore score;

    Counts(RestorationScore score) {
      this.score = score;
    }

    @Override
    public void add(TaggedLine line, int[] guess) {
      score.add(line, guess);
    }

    @Override
    public long lines() {
      return score.lines();
    }

    @Override
    public Map<TaggerMetric, Double> shares() {
      Map<TaggerMetric, Double> shares = new EnumMap<>(TaggerMetric.class);
      shares.put(TaggerMetric.UNIT_ACCURACY, score.unitAccuracy());
      shares.put(TaggerMetric.WORD_ACCURACY, score.wordAccuracy());
      shares.put(TaggerMetric.LINE_ACCURACY, score.lineAccuracy());
      return shares;
    }

    @Override
    public Map<String, Retrieval> retrievals() {
      Map<String, Retrieval> retrievals = new LinkedHashMap<>();
      if (lost.contains(Restoration.CASE) || lost.contains(Restoration.DIACRITICS)) {
        retrievals.put("changed words", score.changedWords());
      }
      if (lost.contains(Restoration.SPACES) || lost.contains(Restoration.PUNCTUATION)) {
        retrievals.put("gaps", score.gaps());
      }
      return retrievals;
    }
  }
}
