package charwise.cli.train;

import charwise.cli.input.ReadingChoices;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.Conditions;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a language model's text comes from: corpora, or pairs of a text and its condition. */
interface LanguageSource {
  /** A name for what is made from it. */
  String name();

  /** Whether each text stands under a condition. */
  boolean hasConditions();

  /**
   * Reads the text, and keeps a part of it for validation.
   *
   * @param reading how to read it
   * @param vocabulary the units that a model knows already; null for none
   * @param conditions the only conditions allowed; none to find them, if there are some
   */
  TrainingText load(ReadingChoices reading, @Nullable Vocabulary vocabulary, Conditions conditions)
      throws IOException;

  /** The text in a few words, with its size. */
  String description(TrainingText text);
}
