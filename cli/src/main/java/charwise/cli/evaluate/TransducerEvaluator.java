package charwise.cli.evaluate;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.evaluate.EvaluationOutput.Wrong;
import charwise.cli.pairs.AnsweredPairs;
import charwise.cli.pairs.LocatedPair;
import charwise.cli.pairs.PairOptions;
import charwise.cli.pairs.PairSources;
import charwise.cli.pairs.PairStream;
import charwise.cli.plot.PlotFile;
import charwise.engine.kernel.Team;
import charwise.engine.layer.attention.AttentionType;
import charwise.engine.task.Alignment;
import charwise.engine.task.transducer.DecoderType;
import charwise.engine.task.transducer.SavedTransducer;
import charwise.engine.task.transducer.TransducerJudge;
import charwise.engine.task.transducer.TransducerJudge.Judgement;
import charwise.engine.task.transducer.TransducerJudge.Question;
import charwise.engine.task.transducer.TransducerPredictor;
import charwise.engine.task.transducer.TransducerSource;
import charwise.engine.task.transducer.Transduction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks a transducer for the answers to texts, and compares them with the right ones. */
final class TransducerEvaluator {
  private static final int QUESTIONS = 4096;

  private final SavedTransducer saved;
  private final TransducerJudge judge;
  private final TransducerPredictor predictor;
  private final boolean any;
  private final TransductionFigures figures = new TransductionFigures();
  private final List<Wrong> wrong = new ArrayList<>();

  /**
   * An evaluator.
   *
   * @param beam see {@link TransducerPredictor#settings}
   * @param any whether an input that is there several times has as many right answers
   */
  TransducerEvaluator(SavedTransducer saved, int beam, boolean any, Team team) {
    this.saved = saved;
    this.any = any;
    this.judge = new TransducerJudge(saved, TransducerPredictor.settings(beam, 1, false), team);
    boolean attends = saved.model().config().attention() != AttentionType.NONE;
    this.predictor =
        new TransducerPredictor(
            saved, TransducerPredictor.settings(beam, 1, attends), null, null, team);
  }

  void run(List<String> data, PairOptions options, EvaluationOutput output) throws IOException {
    boolean knowsFeatures = saved.features().size() > 0;
    if (knowsFeatures == options.features().isEmpty()) {
      throw UserException.usage(
          knowsFeatures ? "the model has learnt from features, too" : "the model knows no features",
          "--features",
          knowsFeatures ? "name their column" : "leave it out");
    }
    PlotFile picture = output.picture();
    List<Question> questions = questions(data, options, output.console());
    for (int from = 0; from < questions.size(); from += QUESTIONS) {
      List<Question> some = questions.subList(from, Math.min(questions.size(), from + QUESTIONS));
      List<Judgement> found = judge.judge(some);
      List<Question> missed = new ArrayList<>();
      List<Judgement> missedAs = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        figures.add(some.get(i).source().input(), found.get(i));
        if (!found.get(i).isRight() && output.errors() != null) {
          missed.add(some.get(i));
          missedAs.add(found.get(i));
        }
      }
      keepWrong(missed, missedAs);
    }
    noteUnknown(output.console());
    output.write(wrong);
    if (picture != null) {
      picture.write(figures.chart(output.model()));
    }
    if (output.json()) {
      output.print(figures.json());
    } else {
      boolean ctc = saved.model().config().decoder() == DecoderType.CTC;
      figures.print(ctc ? "pair" : "unit", output.byLength(), output.console());
    }
  }

  private List<Question> questions(List<String> data, PairOptions options, Console console)
      throws IOException {
    List<Question> questions = new ArrayList<>();
    Map<TransducerSource, List<String>> grouped = new LinkedHashMap<>();
    try (PairStream pairs =
        PairStream.open(PairSources.of(data, console), options.choices(options.features()))) {
      for (LocatedPair pair = pairs.next(); pair != null; pair = pairs.next()) {
        var source = new TransducerSource(pair.input(), AnsweredPairs.features(pair));
        if (any) {
          grouped.computeIfAbsent(source, s -> new ArrayList<>()).add(pair.target());
        } else {
          questions.add(new Question(source, List.of(pair.target())));
        }
      }
    }
    grouped.forEach((source, targets) -> questions.add(new Question(source, targets)));
    if (questions.isEmpty()) {
      throw UserException.failure(
          "there are no pairs", String.join(", ", data), "give texts and their answers");
    }
    return questions;
  }

  /** Keeps wrong answers, and what each looked at. */
  private void keepWrong(List<Question> questions, List<Judgement> found) {
    List<Transduction> again =
        predictor.transduce(questions.stream().map(Question::source).toList());
    for (int i = 0; i < found.size(); i++) {
      Judgement judgement = found.get(i);
      Alignment alignment = again.get(i).answer().alignment();
      wrong.add(
          new Wrong(
              questions.get(i).source().input(),
              judgement.nearest(),
              judgement.prediction(),
              judgement.probability(),
              alignment == null ? null : mostAttended(alignment)));
    }
  }

  /** Each unit of an answer and, behind an arrow, the unit of the text that it looked at most. */
  private static String mostAttended(Alignment alignment) {
    List<String> parts = new ArrayList<>();
    for (int t = 0; t < alignment.units().size() && !alignment.source().isEmpty(); t++) {
      float[] weights = alignment.weights().get(t);
      int most = 0;
      for (int j = 1; j < weights.length; j++) {
        most = weights[j] > weights[most] ? j : most;
      }
      parts.add(alignment.units().get(t) + "←" + alignment.source().get(most));
    }
    return VisibleText.line(String.join(" ", parts));
  }

  private void noteUnknown(Console console) {
    long unknown = figures.unknown();
    if (unknown > 0) {
      console.note(
          NumberText.grouped(unknown)
              + " inputs have characters that the model has never seen; they are read as unknown"
              + " ones");
    }
  }
}
