package charwise.cli.repl.terminal;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.VisibleText;
import charwise.cli.failure.Failure;
import charwise.cli.input.ModelSummary;
import charwise.cli.repl.session.LoadedModel;
import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks which of several models to use. */
record ModelQuestion(Terminal terminal, TerminalScreen screen, Console console) {
  /** The model that the user names or picks by number; null if none. */
  @Nullable LoadedModel ask(List<String> models) {
    for (int i = 0; i < models.size(); i++) {
      screen.line("%2d  %s".formatted(i + 1, VisibleText.line(described(models.get(i)))));
    }
    LineReader reader = Readers.plain(terminal);
    while (true) {
      String answer;
      try {
        answer = reader.readLine("Which model? [1] ").strip();
      } catch (UserInterruptException | EndOfFileException none) {
        return null;
      }
      try {
        return LoadedModel.read(name(answer, models), console);
      } catch (IOException e) {
        screen.error(Failure.of(e).line());
      }
    }
  }

  /** A model with its cell, its size and its loss; its name alone if it cannot be read. */
  private String described(String name) {
    try {
      ModelSummary model = ModelSummary.read(console.resolve(name));
      return "%s: %s, %s parameters, %s"
          .formatted(name, model.network(), NumberText.grouped(model.parameters()), model.loss());
    } catch (IOException noModel) {
      return name;
    }
  }

  private static String name(String answer, List<String> models) {
    if (answer.isEmpty()) {
      return models.getFirst();
    }
    if (answer.matches("[0-9]{1,4}")) {
      int number = Integer.parseInt(answer);
      if (number >= 1 && number <= models.size()) {
        return models.get(number - 1);
      }
    }
    return answer;
  }
}
