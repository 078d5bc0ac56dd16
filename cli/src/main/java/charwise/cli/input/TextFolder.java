package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder as a text: every regular text file below it, in order of names. Names that begin with a
 * dot are skipped, and so are links to folders, which could lead in circles, and what the command
 * writes itself. A file with a zero
 * byte near its beginning is not text; it is skipped with a note. A file or folder that can not be
 * read is an error, because a model should not depend on who trained it.
 */
final class TextFolder {
  private static final int PROBED_BYTES = 8192;

  /** The lock of a run, which holds the number of its process. */
  private static final String LOCK = ".safetensors.lock";

  private final String name;
  private final Path folder;
  private final Console console;
  private final List<TextSource> texts = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  TextFolder(String name, Path folder, Console console) {
    this.name = name.endsWith("/") ? name : name + "/";
    this.folder = folder;
    this.console = console;
  }

  List<TextSource> sources() throws IOException {
    walk(folder);
    if (!others.isEmpty()) {
      int more = others.size() - 1;
      console.note(
          "passed over, not text: "
              + others.getFirst()
              + (more > 0 ? " and " + more + " more" : ""));
    }
    if (texts.isEmpty()) {
      throw UserException.failure("no text file in the folder", name, "name a file with text");
    }
    return texts;
  }

  private void walk(Path parent) throws IOException {
    List<Path> children;
    try (Stream<Path> listed = Files.list(parent)) {
      children = listed.sorted(Comparator.comparing(TextFolder::fileName)).toList();
    }
    for (Path child : children) {
      if (fileName(child).startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        walk(child);
      } else if (Files.isRegularFile(child) && !isWritten(child)) {
        add(child);
      }
    }
  }

  private boolean isWritten(Path file) throws IOException {
    return fileName(file).endsWith(LOCK) || console.written().contains(file.toRealPath());
  }

  private void add(Path file) throws IOException {
    var text = TextSource.file(name + folder.relativize(file), file);
    if (isText(text)) {
      texts.add(text);
    } else {
      others.add(text.name());
    }
  }

  private static String fileName(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private static boolean isText(TextSource text) throws IOException {
    try (InputStream in = text.opener().open()) {
      for (byte b : in.readNBytes(PROBED_BYTES)) {
        if (b == 0) {
          return false;
        }
      }
      return true;
    }
  }
}
