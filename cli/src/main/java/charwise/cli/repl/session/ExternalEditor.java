package charwise.cli.repl.session;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The user's own editor, on the terminal of this process. */
record ExternalEditor(Console console) {
  private static final String USUAL = "vi";

  /** Lets the user change a text; returns what was saved, without a line feed that editors add. */
  byte[] edit(byte[] text) throws IOException {
    String editor = editor();
    Path file = Files.createTempFile("charwise-", ".txt");
    try {
      Files.write(file, text);
      int status = run(editor, file);
      if (status != 0) {
        throw UserException.failure(
            "the editor ended with status " + status, editor, "the text is as it was");
      }
      byte[] edited = Files.readAllBytes(file);
      boolean added =
          edited.length > 0
              && edited[edited.length - 1] == '\n'
              && (text.length == 0 || text[text.length - 1] != '\n');
      return added ? Arrays.copyOf(edited, edited.length - 1) : edited;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private String editor() {
    String visual = console.variable("VISUAL");
    String editor = visual.isBlank() ? console.variable("EDITOR") : visual;
    return editor.isBlank() ? USUAL : editor;
  }

  /** Runs the editor by a shell, since people set its options too. */
  private static int run(String editor, Path file) throws IOException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", file.toString())
            .inheritIO()
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted: " + editor + "; try again", e);
    }
  }
}
