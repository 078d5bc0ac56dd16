package charwise.cli.doctor;

import charwise.cli.console.Console;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the terminal and the encodings of text. */
final class SurroundingsCheck {
  private SurroundingsCheck() {}

  static List<Finding> findings(Console console) {
    return List.of(terminal(console), text(console));
  }

  private static Finding terminal(Console console) {
    boolean terminal = console.terminal().output();
    boolean colored = console.outputStyle().colored();
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("terminal", terminal);
    values.put("columns", terminal ? (long) console.terminal().columns().getAsInt() : null);
    values.put("color", colored);
    values.put("term", console.variable("TERM"));
    String depth = console.variable("COLORTERM");
    String facts =
        "%s, TERM %s%s, %s"
            .formatted(
                terminal ? values.get("columns") + " columns" : "none on standard output",
                shown(console.variable("TERM")),
                depth.isEmpty() ? "" : ", COLORTERM " + depth,
                colored ? "coloured" : "no colour");
    return new Finding("terminal", null, facts, values);
  }

  private static Finding text(Console console) {
    String names = System.getProperty("sun.jnu.encoding", "unknown");
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("encoding", Charset.defaultCharset().name());
    values.put("file_name_encoding", names);
    values.put("lang", console.variable("LANG"));
    String concern =
        names.equals("UTF-8")
            ? null
            : "file names and arguments with letters beyond ASCII are misread; start bin/charwise";
    String facts =
        "texts in %s, file names in %s, LANG %s"
            .formatted(Charset.defaultCharset(), names, shown(console.variable("LANG")));
    return new Finding("text", concern, facts, values);
  }

  private static String shown(String variable) {
    return variable.isEmpty() ? "not set" : variable;
  }
}
