package charwise.cli.predict;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.pattern.PatternConstraint;
import charwise.engine.data.Items;
import charwise.engine.data.TargetUnits;
import charwise.engine.data.TargetVocabulary;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.search.Constraint;
import charwise.engine.search.PrefixTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which answers a transducer may give. */
final class AnswerConstraint {
  private AnswerConstraint() {}

  /**
   * Those that are a line of a file.
   *
   * @throws UserException if the model can write none of them
   */
  static Constraint list(Path named, TargetVocabulary vocabulary, Console console)
      throws IOException {
    List<int[]> allowed = new ArrayList<>();
    int unknown = 0;
    for (String line : Files.readAllLines(console.resolve(named), StandardCharsets.UTF_8)) {
      int[] ids = vocabulary.encode(line);
      if (Arrays.stream(ids).anyMatch(id -> id == TargetVocabulary.UNKNOWN)) {
        unknown++;
      } else if (ids.length > 0) {
        allowed.add(ids);
      }
    }
    if (allowed.isEmpty()) {
      throw UserException.failure(
          "the model can write no line of it", named.toString(), "give answers such as it learnt");
    }
    if (unknown > 0) {
      console.note(
          "left out of %s: %s answers that the model cannot write"
              .formatted(named, NumberText.grouped(unknown)));
    }
    return new PrefixTree(allowed);
  }

  /**
   * Those that match a pattern.
   *
   * @param length the most units of an answer
   * @throws UserException if there is none
   */
  static Constraint pattern(String pattern, TargetVocabulary vocabulary, int length) {
    if (vocabulary.units() != TargetUnits.CODEPOINT) {
      throw UserException.usage(
          "a pattern is one of characters, and the model writes tokens",
          "--match " + pattern,
          "give the answers that may be with --constrain");
    }
    int[] units =
        vocabulary.symbols().names().stream().mapToInt(name -> name.codePointAt(0)).toArray();
    Constraint ofUnits =
        PatternConstraint.of(
            pattern, Vocabulary.of(Units.CODEPOINT, units), Items.NONE, length, "--max-length");
    return new Constraint() {
      @Override
      public int start() {
        return ofUnits.start();
      }

      @Override
      public int next(int state, int id, int left) {
        return ofUnits.next(state, id - 1, left);
      }

      @Override
      public boolean isComplete(int state) {
        return ofUnits.isComplete(state);
      }
    };
  }
}
