package charwise.cli.repl.command;

import charwise.cli.console.Console;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Completes names of files. */
final class PathCompletion {
  private PathCompletion() {}

  /**
   * The files and folders whose names begin like this; hidden ones only after a dot.
   *
   * @param typed the beginning of a path
   * @param ending what the names of files end with; folders are always offered
   */
  static Completions of(String typed, String ending, Console console) {
    int name = typed.lastIndexOf('/') + 1;
    String folder = typed.substring(0, name);
    String start = typed.substring(name);
    List<Completions.Word> words = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(console.resolve(folder))) {
      for (Path file : files) {
        String found = file.getFileName().toString();
        boolean hidden = found.startsWith(".") && !start.startsWith(".");
        if (!hidden && found.startsWith(start)) {
          if (Files.isDirectory(file)) {
            words.add(new Completions.Word(folder + found + "/", "folder", false));
          } else if (found.endsWith(ending)) {
            words.add(new Completions.Word(folder + found, ""));
          }
        }
      }
    } catch (IOException | InvalidPathException nothingThere) {
      return Completions.NONE;
    }
    words.sort(Comparator.comparing(Completions.Word::text));
    return new Completions(0, words);
  }
}
