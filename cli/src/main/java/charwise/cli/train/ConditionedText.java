package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.input.ReadTexts;
import charwise.cli.input.ReadingChoices;
import charwise.cli.pairs.LabelledPairs;
import charwise.cli.pairs.PairChoices;
import charwise.cli.pairs.PairSources;
import charwise.engine.data.LabelledItems;
import charwise.engine.data.LabelledItemsBuilder;
import charwise.engine.data.LabelledParts;
import charwise.engine.data.Labels;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts that each stand under a condition, {@code train --condition}: pairs whose target it is.
 *
 * @param arguments the DATA
 * @param texts remembers them
 */
record ConditionedText(
    List<String> arguments, PairChoices choices, ReadTexts texts, Console console)
    implements LanguageSource {
  /**
   * Checks that there is something to read.
   *
   * @throws UserException if not
   */
  ConditionedText {
    if (arguments.isEmpty()) {
      throw UserException.usage(
          "there is nothing to learn from",
          "--condition " + choices.target(),
          "name a table of texts and what they stand under");
    }
  }

  @Override
  public String name() {
    return OutputName.base(arguments.getFirst());
  }

  @Override
  public boolean hasConditions() {
    return true;
  }

  @Override
  public TrainingText load(
      ReadingChoices reading, @Nullable Vocabulary vocabulary, Conditions conditions)
      throws IOException {
    LabelledItemsBuilder builder =
        conditions.isEmpty()
            ? LabelledItems.builder(reading.unitsOrDefault())
            : LabelledItems.builder(
                    Objects.requireNonNull(vocabulary), Labels.of(conditions.names()))
                .admitUnknown();
    LabelledItems items =
        LabelledPairs.read(
            texts.watch(PairSources.of(arguments, console)), choices, builder.lines());
    if (items.size() < 2 || items.labels().size() < 2) {
      throw UserException.failure(
          items.size() < 2 ? "too few texts to learn from" : "all texts have the same condition",
          arguments.getFirst(),
          "give texts under at least two conditions; see --input, --condition and --format");
    }
    Path file = reading.validationFile();
    return TrainingText.of(
        file == null
            ? LabelledParts.split(items, reading.validationOrDefault())
            : new LabelledParts(items, validation(file.toString(), items)));
  }

  private LabelledItems validation(String name, LabelledItems train) throws IOException {
    LabelledItemsBuilder builder =
        LabelledItems.builder(train.vocabulary(), train.labels()).lines().skipUnknown();
    LabelledItems read =
        LabelledPairs.read(List.of(PairSources.single(name, console)), choices, builder);
    if (builder.unknown() > 0) {
      console.note(
          "left out of %s: %s that the texts to learn from lack"
              .formatted(
                  name,
                  builder.unknown() == 1
                      ? "1 character"
                      : NumberText.grouped(builder.unknown()) + " characters"));
    }
    return read;
  }

  @Override
  public String description(TrainingText text) {
    LabelledParts lines = Objects.requireNonNull(text.lines());
    return "%s (%s texts under %s conditions, %s of them for validation)"
        .formatted(
            String.join(", ", arguments),
            NumberText.grouped((long) lines.train().size() + lines.validation().size()),
            NumberText.grouped(text.conditions()),
            NumberText.grouped(lines.validation().size()));
  }
}
