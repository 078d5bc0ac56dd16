package charwise.cli.predict;

import charwise.engine.task.Answer;
import charwise.engine.task.Predictor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tokens that come a line each, the token being the first of its columns, with an empty line
 * between sentences. Each line is given back with its tag as one more column, when its sentence is
 * complete; other lines as they are.
 */
final class ConllText {
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile("[ \t]+");
  private static final String DOCUMENT = "-DOCSTART-";

  private final Predictor predictor;
  private final List<String> lines = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  ConllText(Predictor predictor) {
    this.predictor = predictor;
  }

  /** Whether a text that begins with these lines is one of tokens. */
  static boolean begin(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.indexOf('\t') >= 0 || line.strip().indexOf(' ') < 0)
        .orElse(false);
  }

  /**
   * A sentence with its answer, or what stands between two.
   *
   * @param lines as they came
   * @param tokens with a space between two; empty if it is no sentence
   */
  record Sentence(List<String> lines, String tokens, Answer answer) {
    /** The lines, those of tokens with their tags. */
    List<String> tagged() {
      if (tokens.isEmpty()) {
        return lines;
      }
      List<?> tags = (List<?>) answer.details().getOrDefault("tags", List.of());
      List<String> tagged = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        boolean spaced = line.indexOf('\t') < 0 && line.strip().indexOf(' ') > 0;
        tagged.add(line + (spaced ? " " : "\t") + tags.get(i));
      }
      return tagged;
    }
  }

  /** Takes lines; gives the sentences that are complete with them, and what stands between. */
  List<Sentence> add(List<String> next) {
    List<List<String>> parts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (String line : next) {
      boolean between = line.isBlank() || line.startsWith(DOCUMENT);
      if (between) {
        complete(parts, texts);
      }
      lines.add(line);
      if (between) {
        complete(parts, texts);
      } else {
        tokens.add(BETWEEN_COLUMNS.split(line.strip(), 2)[0]);
      }
    }
    return answer(parts, texts);
  }

  /** No more lines follow. */
  List<Sentence> end() {
    List<List<String>> parts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    complete(parts, texts);
    return answer(parts, texts);
  }

  private List<Sentence> answer(List<List<String>> parts, List<String> texts) {
    List<Answer> answers = predictor.answer(texts);
    List<Sentence> sentences = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      sentences.add(new Sentence(parts.get(i), texts.get(i), answers.get(i)));
    }
    return sentences;
  }

  private void complete(List<List<String>> parts, List<String> texts) {
    if (!lines.isEmpty()) {
      parts.add(List.copyOf(lines));
      texts.add(String.join(" ", tokens));
      lines.clear();
      tokens.clear();
    }
  }
}
