package charwise.cli.repl.command;

import charwise.cli.console.Nearest;
import charwise.cli.console.UserException;
import charwise.cli.repl.command.Completions.Word;
import charwise.cli.repl.session.Screen;
import charwise.cli.repl.session.Session;
import charwise.cli.repl.session.Setting;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /set}, {@code /show} and {@code /seed}. */
final class SettingCommands {
  private static final String LINE = "  %-15s %s";

  private SettingCommands() {}

  static SlashCommand set() {
    String settings =
        Stream.of(Setting.values())
            .map(setting -> LINE.formatted(setting.label(), setting.description()))
            .collect(Collectors.joining("\n"));
    return SlashCommand.of(
            "set",
            "NAME VALUE",
            "change how the model writes",
            SettingCommands::complete,
            SettingCommands::set)
        .explained(
            settings
                + "\n"
                + "The value default brings back what it was at the start. /show lists them"
                + " all.");
  }

  private static void set(Session session, String argument) throws IOException {
    String[] parts = argument.split("\\s+", 2);
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

  private static Setting find(String label) {
    List<String> labels = Stream.of(Setting.values()).map(Setting::label).toList();
    return Setting.of(label)
        .orElseThrow(
            () ->
                UserException.failure(
                    "no such setting", label, Nearest.question(label, labels) + "try: /show"));
  }

  private static Completions complete(Session session, String argument) {
    int space = argument.indexOf(' ');
    if (space < 0) {
      return Completions.of(
          0, Stream.of(Setting.values()).map(one -> new Word(one.label(), one.description())));
    }
    return Setting.of(argument.substring(0, space))
        .map(setting -> values(session, setting, space + 1))
        .orElse(Completions.NONE);
  }

  private static Completions values(Session session, Setting setting, int from) {
    String now = setting.value(session.settings());
    return Completions.of(
        from,
        Stream.concat(examples(session, setting).stream(), Stream.of(Setting.USUAL))
            .map(value -> new Word(value, value.equals(now) ? "as it is" : "")));
  }

  /** All values of a setting, or some of them. */
  private static List<String> examples(Session session, Setting setting) {
    List<String> conditions = session.model().saved().conditions().names();
    return setting == Setting.CONDITION && !conditions.isEmpty() ? conditions : setting.examples();
  }

  static SlashCommand show() {
    return SlashCommand.of(
            "show", "the model, the settings and how long the text is", SettingCommands::show)
        .forAll();
  }

  private static void show(Session session) throws IOException {
    Screen screen = session.screen();
    screen.line(session.loaded().description());
    if (!session.writes()) {
      return;
    }
    for (Setting setting : Setting.values()) {
      screen.line(LINE.formatted(setting.label(), setting.value(session.settings())));
    }
    screen.line(LINE.formatted("surprise", session.showsSurprise() ? "on" : "off"));
    screen.line(LINE.formatted("text", session.text().length() + " characters"));
  }

  static SlashCommand seed() {
    return SlashCommand.of(
        "seed",
        "N",
        "start the random choices from N; short for /set seed N",
        (session, argument) -> Completions.NONE,
        (session, number) -> {
          session.change(Setting.SEED, number);
          session.screen().note("seed " + session.settings().seed());
        });
  }
}
