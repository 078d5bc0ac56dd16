package charwise.cli.train;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.ReadTexts;
import charwise.cli.input.ReadingChoices;
import charwise.cli.input.TextLoader;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Texts without conditions. */
record CorpusText(CorpusArguments corpora, ReadTexts texts, Console console)
    implements LanguageSource {
  @Override
  public String name() {
    return corpora.name();
  }

  @Override
  public boolean hasConditions() {
    return false;
  }

  @Override
  public TrainingText load(
      ReadingChoices reading, @Nullable Vocabulary vocabulary, Conditions conditions)
      throws IOException {
    return new TextLoader(reading, console)
        .load(texts.watch(corpora.sources(reading.unitsOrDefault())), vocabulary);
  }

  @Override
  public String description(TrainingText text) {
    return "%s (%s characters, %s of them for validation)"
        .formatted(
            corpora.description(),
            NumberText.grouped((long) text.train().length() + text.validation().length()),
            NumberText.grouped(text.validation().length()));
  }
}
