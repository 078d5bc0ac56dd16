package charwise.engine.task.transducer;

import charwise.engine.data.Pairs;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.measure.ErrorRate;
import charwise.engine.search.SearchSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares the answers of a transducer with right ones, of which a text may have several. */
public final class TransducerJudge {
  private final SavedTransducer saved;
  private final TransducerReader reader;

  /**
   * A text with its right answers, at least one.
   *
   * @param targets each of them right
   */
  public record Question(TransducerSource source, List<String> targets) {
    /** Keeps a copy of the list. */
    public Question {
      targets = List.copyOf(targets);
      if (targets.isEmpty()) {
        throw new IllegalArgumentException("a text without an answer");
      }
    }
  }

  /**
   * How right an answer is.
   *
   * @param prediction the answer given; empty where there is none
   * @param nearest the right answer that takes the fewest edits
   * @param edits it takes
   * @param targetUnits the units of the nearest right answer
   * @param unknown units of the text that the model has never seen
   * @param nats of the right answer that the model finds likeliest; NaN if it can write none of
   *     them, infinite if all are impossible
   * @param natsUnits what the nats are a sum over: units and the end or, with CTC, one pair
   */
  public record Judgement(
      String prediction,
      double probability,
      boolean isComplete,
      String nearest,
      int edits,
      int targetUnits,
      int unknown,
      double nats,
      int natsUnits) {
    /** Whether the answer is right as a whole. */
    public boolean isRight() {
      return edits == 0 && isComplete;
    }
  }

  /** A judge whose work a team shares. */
  public TransducerJudge(SavedTransducer saved, SearchSettings settings, Team team) {
    this.saved = saved;
    reader = new TransducerReader(saved.model(), new ReaderSettings(settings, null, true), team);
  }

  /** Judges the answers to some questions, in their order. */
  public List<Judgement> judge(List<Question> questions) {
    List<TransducerSource> sources = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (Question question : questions) {
      for (String target : question.targets()) {
        sources.add(question.source());
        targets.add(target);
      }
    }
    Pairs pairs = saved.pairs(sources, targets);
    int[] limits = new int[pairs.size()];
    Arrays.setAll(
        limits, pair -> AnswerLength.usual(pairs.sourceLength(pair), saved.longestTarget()));
    List<DecodedPair> readings = reader.read(pairs, limits);
    List<Judgement> judgements = new ArrayList<>(questions.size());
    int from = 0;
    for (Question question : questions) {
      int to = from + question.targets().size();
      judgements.add(judgement(pairs, readings, question, from, to));
      from = to;
    }
    return judgements;
  }

  private Judgement judgement(
      Pairs pairs, List<DecodedPair> readings, Question question, int from, int to) {
    boolean answered = !readings.get(from).outputs().isEmpty();
    int[] answer = answered ? readings.get(from).outputs().getFirst().ids() : new int[0];
    int nearest = from;
    int edits = Integer.MAX_VALUE;
    int likeliest = from;
    double nats = Double.NaN;
    for (int pair = from; pair < to; pair++) {
      int distance = ErrorRate.distance(answer, pairs.target(pair));
      if (distance < edits) {
        edits = distance;
        nearest = pair;
      }
      if (Double.isNaN(nats) || readings.get(pair).nats() < nats) {
        nats = readings.get(pair).nats();
        likeliest = pair;
      }
    }
    TargetVocabulary vocabulary = saved.targetVocabulary();
    boolean ctc = saved.model().config().decoder() == DecoderType.CTC;
    return new Judgement(
        vocabulary.decode(answer),
        answered ? StrictMath.exp(readings.get(from).outputs().getFirst().logProbability()) : 0,
        answered && readings.get(from).outputs().getFirst().ended(),
        question.targets().get(nearest - from),
        edits,
        pairs.targets().length(nearest),
        pairs.unknown(from),
        nats,
        ctc ? 1 : pairs.targets().length(likeliest) + 1);
  }
}
