package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.data.Corpus;
import charwise.engine.data.CorpusBuilder;
import charwise.engine.data.HashSplit;
import charwise.engine.data.Items;
import charwise.engine.data.Sequences;
import charwise.engine.data.Vocabulary;
import charwise.engine.task.language.TrainingText;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads corpora into memory and keeps a part of them for validation. */
public record TextLoader(ReadingChoices choices, Console console) {
  private static final int LEAST_LENGTH = 2;

  /** In fewer characters there is hardly anything to learn. */
  private static final int LITTLE = 1000;

  /**
   * The text of {@code sources}, joined, and split into training and validation.
   *
   * @param vocabulary the units that a model knows already, to which those of the text are added;
   *     null for none
   * @throws IOException if a text can't be read or does not fit
   */
  public TrainingText load(List<TextSource> sources, @Nullable Vocabulary vocabulary)
      throws IOException {
    CorpusBuilder builder =
        vocabulary == null
            ? Corpus.builder(choices.unitsOrDefault())
            : Corpus.builder(vocabulary).admitUnknown();
    builder.items(choices.itemsOrDefault());
    for (TextSource source : sources) {
      source.column(choices.column(), console).addTo(builder);
    }
    Corpus corpus = builder.build();
    TrainingText text =
        choices.validationFile() != null
            ? new TrainingText(
                corpus, validation(choices.validationFile().toString(), corpus.vocabulary()))
            : split(corpus);
    if (choices.validationFile() != null && text.validation().length() < LEAST_LENGTH) {
      throw UserException.failure(
          "too little text to validate on (" + text.validation().length() + " characters)",
          choices.validationFile().toString(),
          "give a longer text, or use --validation");
    }
    if (text.train().length() < LEAST_LENGTH) {
      throw UserException.failure(
          "too little text to train on (" + text.train().length() + " characters)",
          sources.getFirst().name(),
          "give a longer text");
    }
    if (choices.items() == null && choices.column() == null && ListGuess.isList(corpus)) {
      console.note("this looks like a list: --items line learns each line as an item of its own");
    }
    if (corpus.length() < LITTLE) {
      console.note(
          "little text: %s; what a model learns from less than some thousands is mostly noise"
              .formatted(NumberText.counted(corpus.length(), "character")));
    }
    return text;
  }

  private Corpus validation(String file, Vocabulary vocabulary) throws IOException {
    CorpusBuilder builder =
        Corpus.builder(vocabulary).items(choices.itemsOrDefault()).skipUnknown();
    CorpusArguments.single(file, console).column(choices.column(), console).addTo(builder);
    if (builder.unknown() > 0) {
      console.note(
          "left out of %s: %s that the training text lacks"
              .formatted(file, NumberText.counted(builder.unknown(), "character")));
    }
    return builder.build();
  }

  /** The end of a text is for validation; of lines, those that a hash of them draws. */
  private TrainingText split(Corpus corpus) {
    if (choices.itemsOrDefault() == Items.LINE) {
      return lines(corpus);
    }
    int length = corpus.length();
    int cut = length - (int) Math.round(length * choices.validationOrDefault());
    return new TrainingText(corpus.slice(0, cut), corpus.slice(cut, length));
  }

  private TrainingText lines(Corpus corpus) {
    Sequences lines = Sequences.lines(corpus);
    if (lines.size() == 1) {
      console.note("the text is a single line");
    }
    HashSplit split = new HashSplit(lines, corpus.vocabulary(), choices.validationOrDefault());
    return new TrainingText(
        corpus(lines.select(split.train()), corpus),
        corpus(lines.select(split.validation()), corpus));
  }

  private static Corpus corpus(Sequences lines, Corpus from) {
    return Corpus.of(from.vocabulary(), lines.ids(), lines.total());
  }
}
