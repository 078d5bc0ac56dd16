package charwise.cli.repl.terminal;

import charwise.cli.repl.command.SlashCommands;
import charwise.cli.repl.session.Session;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;

/** The line readers of the repl. */
final class Readers {
  private Readers() {}

  static LineReader forSession(
      Terminal terminal, Session session, SlashCommands commands, StatusLine status) {
    var parser = new LineParser(session, commands);
    LineReader reader =
        builder(terminal)
            .parser(parser)
            .completer(parser)
            .highlighter(new LineHighlighter(session, status))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "... ")
            .build();
    HistoryFile.find(session.console())
        .ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    return reader;
  }

  static LineReader plain(Terminal terminal) {
    return builder(terminal).variable(LineReader.DISABLE_HISTORY, true).build();
  }

  private static LineReaderBuilder builder(Terminal terminal) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("charwise")
        .option(Option.DISABLE_EVENT_EXPANSION, true)
        .option(Option.HISTORY_TIMESTAMPED, false)
        .option(Option.HISTORY_IGNORE_SPACE, false)
        .option(Option.HISTORY_REDUCE_BLANKS, false)
        .option(Option.INSERT_TAB, false);
  }
}
