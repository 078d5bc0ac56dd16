package charwise.cli.input;

import charwise.cli.console.Console;
import charwise.cli.console.UserException;
import charwise.engine.data.MalformedTextException;
import charwise.engine.data.UnitReader;
import charwise.engine.data.Units;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder as a text: every regular text file below it, in order of names. Left out are names that
 * begin with a dot, what a {@code .gitignore} file names, links to folders unless they are
 * followed, each folder once, and what the command writes itself. A file with a zero byte near its
 * beginning is not text, nor is one that is not UTF-8 where characters are read; both are skipped
 * with a note. A file or folder that cannot be read is an error, because a model should not depend
 * on who trained it.
 */
final class TextFolder {
  private static final int PROBED_BYTES = 8192;

  /** The lock of a run, which holds the number of its process. */
  private static final String LOCK = ".safetensors.lock";

  private final String name;
  private final Path folder;
  private final Units units;
  private final Console console;
  private final List<TextSource> texts = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final Set<Path> walked = new HashSet<>();

  /**
   * A folder.
   *
   * @param units what its files are read as
   */
  TextFolder(String name, Path folder, Units units, Console console) {
    this.name = name.endsWith("/") ? name : name + "/";
    this.folder = folder;
    this.units = units;
    this.console = console;
  }

  List<TextSource> sources() throws IOException {
    walk(folder, IgnoreRules.none());
    note("passed over, not text: ", others);
    note("left out by .gitignore: ", ignored);
    note("links to folders, left out without --follow-links: ", links);
    if (texts.isEmpty()) {
      throw UserException.failure("no text file in the folder", name, "name a file with text");
    }
    return texts;
  }

  private void note(String what, List<String> names) {
    if (!names.isEmpty()) {
      int more = names.size() - 1;
      console.note(what + names.getFirst() + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  private void walk(Path parent, IgnoreRules above) throws IOException {
    if (!walked.add(parent.toRealPath())) {
      return; // a link has led here before
    }
    IgnoreRules rules = above.and(parent);
    List<Path> children;
    try (Stream<Path> listed = Files.list(parent)) {
      children = listed.sorted(Comparator.comparing(TextFolder::fileName)).toList();
    }
    for (Path child : children) {
      boolean isFolder = Files.isDirectory(child);
      if (fileName(child).startsWith(".") || (!isFolder && !Files.isRegularFile(child))) {
        continue;
      }
      if (isFolder && Files.isSymbolicLink(child) && !console.reading().followsLinks()) {
        links.add(shown(child));
      } else if (rules.leavesOut(child, isFolder)) {
        ignored.add(shown(child));
      } else if (isFolder) {
        walk(child, rules);
      } else if (!isWritten(child)) {
        add(child);
      }
    }
  }

  private String shown(Path file) {
    return name + folder.relativize(file);
  }

  private boolean isWritten(Path file) throws IOException {
    return fileName(file).endsWith(LOCK) || console.reading().written().contains(file.toRealPath());
  }

  private void add(Path file) throws IOException {
    var text = TextSource.file(shown(file), file, console);
    if (!TextSource.isForeign(text.name()) && isText(text)) {
      texts.add(text);
    } else {
      others.add(text.name());
    }
  }

  private static String fileName(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private boolean isText(TextSource text) throws IOException {
    boolean anyBytes =
        units == Units.BYTE && console.reading().encoding().equals(StandardCharsets.UTF_8);
    try {
      return !hasZero(text) && (anyBytes || isValid(text));
    } catch (MalformedTextException otherEncoding) {
      return false;
    }
  }

  private static boolean hasZero(TextSource text) throws IOException {
    try (InputStream in = text.opener().open()) {
      for (byte b : in.readNBytes(PROBED_BYTES)) {
        if (b == 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** True; reading it is the check. */
  private static boolean isValid(TextSource text) throws IOException {
    try (InputStream in = text.opener().open()) {
      var reader = new UnitReader(text.name(), in, Units.CODEPOINT);
      while (reader.read() >= 0) {
        // Malformed bytes would throw.
      }
      return true;
    }
  }
}
