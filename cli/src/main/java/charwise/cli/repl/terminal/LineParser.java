package charwise.cli.repl.terminal;

import charwise.cli.repl.command.Completions;
import charwise.cli.repl.command.SlashCommands;
import charwise.cli.repl.session.Entry;
import charwise.cli.repl.session.Session;
import java.io.IOException;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jspecify.annotations.Nullable;

/** Tells JLine where an entry ends, and how the word at the cursor can be completed. */
record LineParser(Session session, SlashCommands commands) implements Parser, Completer {
  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE && Entry.isOpen(line)) {
      throw new EOFError(0, cursor, "three quotes are open");
    }
    int from = context == ParseContext.COMPLETE ? completions(line.substring(0, cursor)).from() : 0;
    return new Word(line, cursor, from);
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    for (Completions.Word word : completions(line.line().substring(0, line.cursor())).words()) {
      @Nullable String description = word.description().isEmpty() ? null : word.description();
      candidates.add(
          new Candidate(
              word.text(),
              word.text(),
              null,
              description,
              null,
              null,
              word.whole(),
              candidates.size()));
    }
  }

  private Completions completions(String line) {
    try {
      return commands.complete(session, line);
    } catch (IOException nothingThere) {
      return Completions.NONE;
    }
  }

  /** The word that ends at the cursor; nothing in it is quoted. */
  private record Word(String line, int cursor, int from) implements CompletingParsedLine {
    @Override
    public String word() {
      return line.substring(from, cursor);
    }

    @Override
    public int wordCursor() {
      return cursor - from;
    }

    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return wordCursor();
    }
  }
}
