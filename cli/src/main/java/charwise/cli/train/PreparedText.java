package charwise.cli.train;

import charwise.cli.console.NumberText;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.Task;
import charwise.engine.task.TrainingSummary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.LanguagePlan;
import charwise.engine.task.language.LanguageTask;
import charwise.engine.task.language.NgramMix;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.TrainingText;
import charwise.engine.training.TrainingPlan;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A text and the plan to learn it by.
 *
 * @param initial the weights to start from; null for fresh ones
 */
record PreparedText(
    LanguageSource source, TrainingPlan plan, TrainingText text, @Nullable LanguageModel initial)
    implements Lesson.Prepared {
  private static final int PREVIEW_LENGTH = 100;
  private static final int SAMPLE_LENGTH = 300;
  private static final int PREVIEWED_CONDITIONS = 3;
  private static final int SHOWN_CONDITIONS = 10;

  @Override
  public Task task(TrainingPlan planned) {
    return initial == null
        ? LanguageTask.of(planned, text)
        : LanguageTask.of(planned, text, initial);
  }

  @Override
  public String description() {
    return source.description(text);
  }

  @Override
  public String sample(Task task) {
    LanguageModel model = (LanguageModel) task.model();
    Vocabulary vocabulary = text.train().vocabulary();
    return text.lines() == null
        ? ShortSample.of(model, vocabulary, LanguagePlan.of(plan).batches().items(), PREVIEW_LENGTH)
        : String.join(
            "; ",
            ShortSample.underConditions(
                model, vocabulary, Conditions.of(text.lines().train()), PREVIEWED_CONDITIONS));
  }

  @Override
  public void print(ReportLines lines, TrainingSummary summary, OutputName output)
      throws IOException {
    if (text.lines() != null) {
      lines.line(
          "texts",
          "%s to learn from, %s for validation, under %s conditions"
              .formatted(
                  NumberText.grouped(text.lines().train().size()),
                  NumberText.grouped(text.lines().validation().size()),
                  NumberText.grouped(text.conditions())));
    }
    lines.loss("train", summary.trainNats(), "char");
    lines.loss("validation", summary.validationNats(), "char");
    SavedModel best = SavedModel.read(output.model());
    NgramMix mix = best.model().mix();
    if (mix != null) {
      lines.line(
          "n-grams",
          "of up to "
              + NumberText.counted(
                  mix.ngrams().order(), best.units() == Units.BYTE ? "byte" : "character")
              + ", weight "
              + NumberText.fixed(mix.weight(), 2)
              + networkAlone(best));
    }
    lines.text(
        best.conditions().isEmpty()
            ? ShortSample.of(best.model(), best.vocabulary(), best.items(), SAMPLE_LENGTH)
            : String.join(
                "\n",
                ShortSample.underConditions(
                    best.model(), best.vocabulary(), best.conditions(), SHOWN_CONDITIONS)));
  }

  private static String networkAlone(SavedModel saved) {
    return saved.training().get(SavedModel.NETWORK_NATS) instanceof Double nats
        ? "; the network alone " + NumberText.fixed(nats, 4) + " nats/char"
        : "";
  }
}
