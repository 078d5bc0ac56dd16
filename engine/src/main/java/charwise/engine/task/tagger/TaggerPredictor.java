package charwise.engine.task.tagger;

import charwise.engine.kernel.Team;
import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import java.util.ArrayList;
import java.util.List;

/** Answers lines with what a tagger makes of them. */
public final class TaggerPredictor implements Predictor {
  private final SavedTagger saved;
  private final LineTagger tagger;

  /** A predictor whose work a team shares. */
  public TaggerPredictor(SavedTagger saved, Team team) {
    this.saved = saved;
    this.tagger = new LineTagger(saved, team);
  }

  @Override
  public List<Answer> answer(List<String> texts) {
    List<int[]> lines = texts.stream().map(saved.scheme()::question).toList();
    List<LineDecoder> found = tagger.tag(lines);
    List<Answer> answers = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      LineDecoder decoder = found.get(i);
      int[] units = lines.get(i);
      int[] tags = decoder.tags();
      answers.add(
          saved.scheme().answer(texts.get(i), units, tags, decoder.probability(), unknown(units)));
    }
    return answers;
  }

  private int unknown(int[] units) {
    int unknown = 0;
    for (int unit : units) {
      unknown += saved.vocabulary().id(unit) < 0 ? 1 : 0;
    }
    return unknown;
  }
}
