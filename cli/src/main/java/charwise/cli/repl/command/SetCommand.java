package charwise.cli.repl.command;

import charwise.cli.console.UserException;
import charwise.cli.failure.Nearest;
import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code /set}. */
final class SetCommand implements SlashCommand {
  @Override
  public String name() {
    return "set";
  }

  @Override
  public String argument() {
    return "NAME VALUE";
  }

  @Override
  public String summary() {
    return "change how the model writes";
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      lines.add("  %-15s %s".formatted(setting.label(), setting.description()));
    }
    lines.add("The value default brings back what it was at the start. /show lists them all.");
    return lines;
  }

  @Override
  public Completions complete(Session session, String argument) {
    int space = argument.indexOf(' ');
    if (space < 0) {
      List<Completions.Word> names = new ArrayList<>();
      for (Setting setting : Setting.values()) {
        names.add(new Completions.Word(setting.label(), setting.description(), true));
      }
      return new Completions(0, names);
    }
    return Setting.of(argument.substring(0, space))
        .map(setting -> values(session, setting, space + 1))
        .orElse(Completions.NONE);
  }

  private static Completions values(Session session, Setting setting, int from) {
    List<Completions.Word> words = new ArrayList<>();
    String now = setting.value(session.settings());
    Stream.concat(setting.examples().stream(), Stream.of(Setting.USUAL))
        .map(value -> new Completions.Word(value, value.equals(now) ? "as it is" : "", true))
        .forEach(words::add);
    return new Completions(from, words);
  }

  @Override
  public void run(Session session, String argument) throws IOException {
    String[] parts = argument.strip().split("\\s+", 2);
    Setting setting = find(parts[0]);
    if (parts.length < 2) {
      throw UserException.failure(
          "nothing given for VALUE",
          "/set " + setting.label(),
          "it is " + setting.value(session.settings()) + "; try: /help set");
    }
    session.change(setting, parts[1]);
    session.screen().note(setting.label() + " " + setting.value(session.settings()));
  }

  /** The setting that a user names. */
  static Setting find(String label) {
    List<String> labels = Stream.of(Setting.values()).map(Setting::label).toList();
    return Setting.of(label)
        .orElseThrow(
            () ->
                UserException.failure(
                    "no such setting",
                    label,
                    Nearest.to(label, labels)
                            .map(near -> "did you mean " + near + "? ")
                            .orElse("")
                        + "try: /show"));
  }
}
