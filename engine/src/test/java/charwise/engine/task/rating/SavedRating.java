package charwise.engine.task.rating;

import charwise.engine.data.UnknownText;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.Team;
import charwise.engine.task.Answer;
import charwise.engine.task.Answer.Alternative;
import charwise.engine.task.ItemInput;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model and all that is needed to use it; the id of unknown units is the vocabulary's size. */
record SavedRating(
    Rating model, Vocabulary vocabulary, int maximumLength, Map<String, @Nullable Object> training)
    implements SavedTask {
  @Override
  public Map<String, String> metadata() {
    return RatingFormat.metadata(this);
  }

  /** An answer is the rating with two decimals. */
  @Override
  public Predictor predictor(int alternatives, Team team) {
    RatingReader reader = new RatingReader(model, maximumLength, team);
    return texts -> {
      UnknownText read = UnknownText.of(texts, vocabulary);
      float[] ratings = reader.read(read.items());
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < ratings.length; i++) {
        String rating = String.format(Locale.ROOT, "%.2f", ratings[i]);
        answers.add(new Answer(List.of(new Alternative(rating, 1)), read.unknown(i), Map.of()));
      }
      return answers;
    };
  }

  @Override
  public ItemInput input(String line) {
    int[] units = ItemInput.units(UnknownText.units(line, vocabulary.units()), maximumLength);
    return new ItemInput(model.stack(), units, vocabulary.ids(units));
  }
}
