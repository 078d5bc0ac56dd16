package charwise.cli.repl.command;

import charwise.cli.console.CharacterWidth;
import charwise.cli.console.NumberText;
import charwise.cli.console.UserException;
import charwise.cli.console.VisibleText;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import charwise.engine.analysis.Activations;
import charwise.engine.analysis.Activations.Quantity;
import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.task.language.LanguageModel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** {@code /gates}. */
final class GateStrips {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final int LABEL_WIDTH = 20;

  private GateStrips() {}

  static SlashCommand command() {
    return SlashCommand.of(
            "gates", "show how open the gates were on the last line of the text", GateStrips::show)
        .explained(
            """
            Below each character stands, for every layer, the mean over its units: how open
            a gate was, from 0 (shut) to 1, and how far the hidden state was from 0. The
            lowest mean of a strip is ▁ and the highest █; both stand in front of it.
            """);
  }

  private static void show(Session session) throws IOException {
    Corpus text = session.text();
    if (text.length() == 0) {
      throw UserException.failure("no text yet", "/gates", "type a beginning first");
    }
    Screen screen = session.screen();
    int room = screen.columns() - LABEL_WIDTH - 1;
    int from = text.length();
    Deque<String> characters = new ArrayDeque<>();
    do {
      characters.addFirst(shown(text, --from));
      room -= CharacterWidth.of(characters.getFirst());
    } while (from > session.lastLine() && room >= CharacterWidth.of(shown(text, from - 1)));
    screen.line(" ".repeat(LABEL_WIDTH) + String.join("", characters));
    int[] widths = characters.stream().mapToInt(CharacterWidth::of).toArray();
    for (Strip strip : strips(session, from)) {
      screen.line(strip.line(widths));
    }
  }

  /** A character that can stand alone: a mark on a circle, a control character as a dot. */
  private static String shown(Corpus text, int position) {
    int unit = text.vocabulary().unit(text.ids()[position]);
    String character = Character.toString(unit);
    boolean lone = text.vocabulary().units() == Units.BYTE && unit >= 0x80;
    if (lone || !VisibleText.line(character).equals(character)) {
      return "·";
    }
    return CharacterWidth.of(unit) == 0 ? "◌" + character : character;
  }

  private static List<Strip> strips(Session session, int from) {
    Corpus text = session.text();
    LanguageModel model = session.model().saved().model();
    var activations = new Activations(model, session.model().condition());
    int resetUnit = session.model().saved().items() == Items.LINE ? text.vocabulary().id('\n') : -1;
    List<Strip> strips =
        activations.quantities().stream()
            .filter(quantity -> quantity.share() || quantity.name().equals("hidden"))
            .flatMap(
                quantity ->
                    IntStream.range(0, activations.layers())
                        .mapToObj(layer -> new Strip(layer, quantity)))
            .sorted(Comparator.comparingInt(Strip::layer))
            .toList();
    activations.read(
        text.ids(),
        0,
        text.length(),
        resetUnit,
        position -> {
          if (position >= from) {
            strips.forEach(strip -> strip.add(activations));
          }
        });
    return strips;
  }

  /** The means over the units of a layer, character by character. */
  private static final class Strip {
    private final int layer;
    private final Quantity quantity;
    private final float[] values;
    private final List<Double> means = new ArrayList<>();

    Strip(int layer, Quantity quantity) {
      this.layer = layer;
      this.quantity = quantity;
      this.values = new float[quantity.units()];
    }

    int layer() {
      return layer;
    }

    void add(Activations activations) {
      activations.copy(layer, quantity, values);
      double sum = 0;
      for (float value : values) {
        sum += Math.abs(value);
      }
      means.add(sum / values.length);
    }

    /** The strip, below each character as wide as the character; layers are counted from 1. */
    String line(int... widths) {
      double lowest = Collections.min(means);
      double highest = Collections.max(means);
      var strip = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        double share = highest > lowest ? (means.get(i) - lowest) / (highest - lowest) : 0;
        int level = (int) Math.round(share * (LEVELS.length() - 1));
        strip.repeat(LEVELS.charAt(level), widths[i]);
      }
      return "%d %-7s %s-%s "
              .formatted(
                  layer + 1,
                  quantity.name(),
                  NumberText.fixed(lowest, 2),
                  NumberText.fixed(highest, 2))
          + strip;
    }
  }
}
