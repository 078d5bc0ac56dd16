package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.cli.input.ColumnChoice;
import charwise.cli.input.CorpusArguments;
import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.input.ReadyLines;
import charwise.cli.input.TextSource;
import charwise.engine.kernel.Team;
import charwise.engine.registry.TaskType;
import charwise.engine.search.Constraint;
import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import charwise.engine.task.tagger.SavedTagger;
import charwise.engine.task.tagger.TokenScheme;
import charwise.engine.task.transducer.SavedTransducer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers the lines of texts one text after the other, as many lines together as are waiting. */
final class PredictRun {
  /** Lines answered together: enough for all threads, few enough to go on soon. */
  static final int LINES = 1024;

  /** Answered while no line has come, until most of the code is compiled. */
  private static final List<String> REHEARSAL = List.of("Is this a line? 100 such lines.");

  private static final int REHEARSALS = 64;

  private final List<String> files;
  private final @Nullable ColumnChoice column;
  private final @Nullable TextLayout layout;
  private final Unknown unknown;
  private final AnswerFormat format;
  private final boolean show;
  private final WritingOptions writing;
  private final int threads;
  private final Console console;
  private final String model;
  private final SavedTask saved;

  /** Loads the model. */
  PredictRun(
      Path model,
      List<String> files,
      @Nullable ColumnChoice column,
      @Nullable TextLayout layout,
      Unknown unknown,
      AnswerFormat format,
      boolean show,
      WritingOptions writing,
      int threads,
      Console console)
      throws IOException {
    this.files = files;
    this.column = column;
    this.layout = layout;
    this.unknown = unknown;
    this.format = format;
    this.show = show;
    this.writing = writing;
    this.threads = threads;
    this.console = console;
    this.model = model.toString();
    this.saved = TaskType.read(console.resolve(model));
  }

  void run() throws IOException {
    try (Team team = new Team(threads)) {
      Predictor predictor = predictor(saved, model, writing, constraint(), format.best(), team);
      Attribution attribution = show ? Attribution.of(saved, model, team, console) : null;
      boolean below = writing.attention && !format.json();
      try (AttentionOutput attention = AttentionOutput.open(writing, below, console)) {
        for (String file : files) {
          TextSource source = CorpusArguments.single(file, console).column(column, console);
          try (InputStream in = source.opener().open()) {
            var lines = new ReadyLines(source.name(), in);
            answer(source.name(), lines, predictor, attribution, attention);
          }
        }
      }
    }
  }

  private @Nullable Constraint constraint() throws IOException {
    return saved instanceof SavedTransducer transducer
        ? TransducerAnswers.constraint(transducer, writing, console)
        : null;
  }

  /**
   * What answers as asked for.
   *
   * @param constraint of a transducer's answers; null if they may be any
   * @param best the most answers to a line
   * @throws UserException if the model cannot do that
   */
  static Predictor predictor(
      SavedTask saved,
      String model,
      WritingOptions writing,
      @Nullable Constraint constraint,
      int best,
      Team team) {
    if (!(saved instanceof SavedTransducer) && !writing.given().isEmpty()) {
      throw UserException.usage(
          "only a transducer writes answers of its own", writing.given(), "leave it out");
    }
    Predictor predictor =
        saved instanceof SavedTransducer transducer
            ? TransducerAnswers.of(transducer, writing, constraint, best, team)
            : saved.predictor(best, team);
    if (predictor == null) {
      throw UserException.usage(
          "a model that writes text gives no answers",
          model,
          "use charwise sample to write with it, or charwise score to measure texts");
    }
    return predictor;
  }

  private void answer(
      String source,
      ReadyLines lines,
      Predictor predictor,
      @Nullable Attribution attribution,
      AttentionOutput attention)
      throws IOException {
    for (int i = 0; i < REHEARSALS && lines.isWaiting(); i++) {
      predictor.answer(REHEARSAL);
    }
    long number = 0;
    ConllText tokens = null;
    for (List<byte[]> next = lines.next(LINES); !next.isEmpty(); next = lines.next(LINES)) {
      List<String> texts = new ArrayList<>(next.size());
      for (byte[] line : next) {
        texts.add(text(line, source, ++number));
      }
      if (number == texts.size() && isConll(texts)) {
        tokens = new ConllText(predictor);
      }
      if (tokens != null) {
        print(tokens.add(texts), source);
      } else {
        print(texts, predictor, source, number - texts.size(), attribution, attention);
      }
      console.out().flush();
    }
    if (tokens != null) {
      print(tokens.end(), source);
    }
  }

  private boolean isConll(List<String> first) {
    return saved instanceof SavedTagger tagger
        && tagger.scheme() instanceof TokenScheme
        && (layout == null ? ConllText.begin(first) : layout == TextLayout.CONLL);
  }

  private void print(
      List<String> texts,
      Predictor predictor,
      String source,
      long before,
      @Nullable Attribution attribution,
      AttentionOutput attention)
      throws IOException {
    List<Answer> answers = predictor.answer(texts);
    for (int i = 0; i < texts.size(); i++) {
      Answer answer = answers.get(i);
      refuseUnknown(unknown, answer, source + ", line " + (before + i + 1));
      console.out().println(format.line(texts.get(i), answer));
      if (attribution != null) {
        attribution.print(texts.get(i), answer);
      }
      attention.add(answer);
    }
  }

  private void print(List<ConllText.Sentence> sentences, String source) throws IOException {
    for (ConllText.Sentence sentence : sentences) {
      refuseUnknown(unknown, sentence.answer(), source);
      if (!format.json()) {
        for (String line : sentence.tagged()) {
          console.out().println(line);
        }
      } else if (!sentence.tokens().isEmpty()) {
        console.out().println(format.line(sentence.tokens(), sentence.answer()));
      }
    }
  }

  /** Refuses an answer to what the model has never seen, if that is wanted. */
  static void refuseUnknown(Unknown unknown, Answer answer, String place) {
    if (unknown == Unknown.FAIL && answer.unknown() > 0) {
      throw UserException.failure(
          "the model has never seen "
              + (answer.unknown() == 1 ? "a character" : answer.unknown() + " characters"),
          place,
          "read them as unknown with --unknown skip");
    }
  }

  /** A line as text. */
  static String text(byte[] line, String source, long number) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException e) {
      throw UserException.failure(
          "not valid UTF-8", source + ", line " + number, "name its encoding with --encoding", e);
    }
  }
}
