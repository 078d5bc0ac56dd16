package charwise.cli.sample;

import charwise.cli.console.Console;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.engine.data.Corpus;
import charwise.engine.sampling.Continuation;
import charwise.engine.sampling.UnitSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes as many texts as were asked for, some at a time, so that memory does not grow with their
 * number. With {@code --novel}, writes others in place of known lines.
 */
final class TextSeries {
  /** Prints what a model has written after a prompt. */
  @FunctionalInterface
  interface TextOutput {
    void print(Corpus prompt, Continuation text) throws IOException;
  }

  private static final int MOST_TEXTS = 1024;

  /** The most texts in vain for each one asked for. */
  private static final long MOST_COPIES = 100;

  private final TextWriter writer;
  private final LengthOptions extent;
  private final Console console;
  private final int count;
  private final @Nullable KnownLines known;
  private long written;
  private long copies;

  TextSeries(TextWriter writer, LengthOptions extent, Console console) throws IOException {
    this.writer = writer;
    this.extent = extent;
    this.console = console;
    this.count = (int) extent.count;
    String corpus = extent.novel;
    this.known =
        corpus == null
            ? null
            : KnownLines.read(corpus, extent.table.column(), writer.units(), console);
  }

  /** Continues one prompt. Texts appear while they are written, unless some may be left out. */
  void stream(Corpus prompt, OrderedTexts texts) throws IOException {
    if (known != null) {
      writeNew(prompt, known, (beginning, text) -> texts.add(text));
      return;
    }
    for (int first = 0; first < count; first += MOST_TEXTS) {
      writer.write(List.of(prompt), first, Math.min(MOST_TEXTS, count - first), texts);
      texts.goOn();
    }
  }

  /** Continues prompts, and passes complete texts on in order. */
  void write(List<Corpus> prompts, TextOutput output) throws IOException {
    int together = known != null ? 1 : Math.max(1, MOST_TEXTS / count);
    for (int from = 0; from < prompts.size(); from += together) {
      List<Corpus> some = prompts.subList(from, Math.min(prompts.size(), from + together));
      if (known != null) {
        writeNew(some.getFirst(), known, output);
        continue;
      }
      for (int first = 0; first < count; first += MOST_TEXTS) {
        int texts = Math.min(MOST_TEXTS, count - first);
        writer.write(
            some,
            first,
            texts,
            new OrderedResults(text -> output.print(some.get(text.index() / texts), text)));
      }
    }
  }

  private void writeNew(Corpus prompt, KnownLines lines, TextOutput output) throws IOException {
    int found = 0;
    int first = 0;
    while (found < count) {
      int texts = Math.min(MOST_TEXTS, count - found);
      if (first + (long) texts > MOST_COPIES * count) {
        throw UserException.failure(
            "only " + found + " of " + first + " texts are not in the text they are compared with",
            "--novel " + extent.novel,
            "raise --temperature, or ask for fewer");
      }
      List<Continuation> results = new ArrayList<>();
      writer.write(List.of(prompt), first, texts, new OrderedResults(results::add));
      for (Continuation text : results) {
        written++;
        if (lines.contains(line(prompt, text))) {
          copies++;
        } else {
          found++;
          output.print(prompt, text);
        }
      }
      first += texts;
    }
  }

  /**
   * The line that a text makes with the last line of its prompt, without a line feed at its end.
   */
  private static Corpus line(Corpus prompt, Continuation text) {
    int lineFeed = prompt.vocabulary().id('\n');
    int start = prompt.length();
    while (start > 0 && prompt.ids()[start - 1] != lineFeed) {
      start--;
    }
    Corpus after = text.text();
    int end = after.length();
    if (end > 0 && after.ids()[end - 1] == lineFeed) {
      end--;
    }
    char[] ids = Arrays.copyOfRange(prompt.ids(), start, prompt.length() + end);
    System.arraycopy(after.ids(), 0, ids, prompt.length() - start, end);
    return Corpus.of(prompt.vocabulary(), ids, ids.length);
  }

  /** Notes how many known lines were left out, if that was asked for. */
  void report() {
    if (known != null) {
      console.note(
          NumberText.grouped(copies)
              + " of "
              + NumberText.grouped(written)
              + (copies == 1 ? " texts was a copy" : " texts were copies")
              + " of a line in "
              + extent.novel
              + ", left out");
    }
  }

  /** Passes complete texts on in the order of their numbers, each as soon as possible. */
  private static final class OrderedResults implements UnitSink {
    @FunctionalInterface
    interface Receiver {
      void accept(Continuation text) throws IOException;
    }

    private final Receiver receiver;
    private final Map<Integer, Continuation> waiting = new HashMap<>();
    private int next;

    OrderedResults(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void accept(int text, int id) {
      // Only complete texts are passed on.
    }

    @Override
    public void end(Continuation text) throws IOException {
      waiting.put(text.index(), text);
      for (var ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
        next++;
        receiver.accept(ready);
      }
    }
  }
}
