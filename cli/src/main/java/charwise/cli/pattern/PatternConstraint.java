package charwise.cli.pattern;

import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.engine.data.Items;
import charwise.engine.data.Vocabulary;
import charwise.engine.search.Constraint;
import dk.brics.automaton.RegExp;
import dk.brics.automaton.RunAutomaton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pattern as an automaton over the units of a model, with the distance of each state from an end.
 */
public final class PatternConstraint implements Constraint {
  private static final int NO_SYMBOL = -1;
  private static final int NEVER = Integer.MAX_VALUE;

  private final RunAutomaton automaton;

  private final int[] symbols;

  /** The fewest units from each state to an end. */
  private final int[] distances;

  private PatternConstraint(RunAutomaton automaton, int[] symbols) {
    this.automaton = automaton;
    this.symbols = symbols;
    this.distances = distances();
  }

  /**
   * The constraint that a text as a whole matches a pattern.
   *
   * @param items where lines are items, no text has a line feed
   * @param length the most units of a text
   * @param lengthOption the option that says so
   * @throws UserException if the pattern is wrong, or no text of the model's units is like that
   */
  public static PatternConstraint of(
      String text, Vocabulary vocabulary, Items items, int length, String lengthOption) {
    MatchPattern pattern = MatchPattern.parse(text, vocabulary);
    RunAutomaton automaton;
    try {
      automaton = new RunAutomaton(new RegExp(pattern.translated(), RegExp.NONE).toAutomaton());
    } catch (IllegalArgumentException e) {
      throw MatchPattern.refused("not a pattern (" + e.getMessage() + ")", text);
    } catch (StackOverflowError e) {
      throw MatchPattern.refused("a pattern nested too deep", text);
    }
    int[] symbols = new int[vocabulary.size()];
    for (int id = 0; id < symbols.length; id++) {
      boolean ends = items == Items.LINE && vocabulary.unit(id) == '\n';
      symbols[id] = ends ? NO_SYMBOL : pattern.symbol(vocabulary.unit(id));
    }
    var constraint = new PatternConstraint(automaton, symbols);
    int shortest = constraint.distances[automaton.getInitialState()];
    if (shortest == NEVER) {
      throw UserException.failure(
          reason(pattern, vocabulary), "--match " + text, "use what stands in its training text");
    }
    if (shortest > length) {
      throw UserException.usage(
          "the shortest text that matches has " + shortest + " characters",
          "--match " + text,
          "raise " + lengthOption + ", which is " + length);
    }
    return constraint;
  }

  private static String reason(MatchPattern pattern, Vocabulary vocabulary) {
    List<Integer> missing =
        pattern.literals().stream().filter(unit -> vocabulary.id(unit) < 0).toList();
    if (missing.isEmpty()) {
      return "the model can write no text that matches";
    }
    return "the model has never seen "
        + missing.stream()
            .limit(5)
            .map(unit -> "the character " + VisibleText.codePoint(unit))
            .collect(Collectors.joining(", "))
        + (missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "");
  }

  /**
   * Shortest distances, by repetition until nothing changes; symbols that the automaton treats
   * alike count once.
   */
  private int[] distances() {
    int[] result = new int[automaton.getSize()];
    Arrays.fill(result, NEVER);
    char[] intervals = automaton.getCharIntervals();
    int[] alike =
        Arrays.stream(symbols)
            .filter(symbol -> symbol != NO_SYMBOL)
            .map(symbol -> intervals[interval(intervals, symbol)])
            .distinct()
            .toArray();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int state = result.length - 1; state >= 0; state--) {
        int distance = automaton.isAccept(state) ? 0 : result[state];
        for (int symbol : alike) {
          int next = automaton.step(state, (char) symbol);
          if (next >= 0 && result[next] != NEVER) {
            distance = Math.min(distance, result[next] + 1);
          }
        }
        changed |= distance < result[state];
        result[state] = distance;
      }
    }
    return result;
  }

  private static int interval(char[] intervals, int symbol) {
    int place = Arrays.binarySearch(intervals, (char) symbol);
    return place >= 0 ? place : -place - 2;
  }

  @Override
  public int start() {
    return automaton.getInitialState();
  }

  @Override
  public int next(int state, int id, int left) {
    if (symbols[id] == NO_SYMBOL) {
      return -1;
    }
    int next = automaton.step(state, (char) symbols[id]);
    return next >= 0 && distances[next] <= left ? next : -1;
  }

  @Override
  public boolean isComplete(int state) {
    return automaton.isAccept(state);
  }
}
