package charwise.cli.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * What the {@code .gitignore} files of a folder and of those above it leave out: patterns with
 * {@code *}, {@code ?}, {@code [ ]} and {@code **}, a slash at the end for folders alone, a slash
 * elsewhere for paths from the file's own folder, {@code !} for what is kept. The last rule that
 * fits decides.
 */
final class IgnoreRules {
  private static final String FILE = ".gitignore";

  private final List<Rule> rules;

  private record Rule(
      Path folder, PathMatcher matcher, boolean anchored, boolean folders, boolean kept) {
    boolean fits(Path path, boolean isFolder) {
      if (!path.startsWith(folder) || (folders && !isFolder)) {
        return false;
      }
      Path subject = anchored ? folder.relativize(path) : path.getFileName();
      return subject != null && matcher.matches(subject);
    }
  }

  private IgnoreRules(List<Rule> rules) {
    this.rules = rules;
  }

  /** No rules. */
  static IgnoreRules none() {
    return new IgnoreRules(List.of());
  }

  /** These rules, and those of a folder below. */
  IgnoreRules and(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return this;
    }
    List<Rule> all = new ArrayList<>(rules);
    for (String line :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
      add(line.strip(), folder, all);
    }
    return new IgnoreRules(all);
  }

  private static void add(String line, Path folder, List<Rule> all) {
    boolean kept = line.startsWith("!");
    String pattern = kept ? line.substring(1) : line;
    boolean folders = pattern.endsWith("/");
    String path = folders ? pattern.substring(0, pattern.length() - 1) : pattern;
    if (path.isEmpty() || path.startsWith("#")) {
      return;
    }
    boolean anchored = path.indexOf('/') >= 0;
    String glob = path.startsWith("/") ? path.substring(1) : path;
    if (glob.startsWith("**/") && glob.indexOf('/', 3) < 0) {
      glob = glob.substring(3);
      anchored = false;
    }
    try {
      PathMatcher matcher =
          FileSystems.getDefault()
              .getPathMatcher("glob:" + glob.replace("{", "\\{").replace("}", "\\}"));
      all.add(new Rule(folder, matcher, anchored, folders, kept));
    } catch (PatternSyntaxException unknown) {
      // What is not a valid pattern leaves nothing out.
    }
  }

  /** Whether a file or folder is left out. */
  boolean leavesOut(Path path, boolean isFolder) {
    boolean left = false;
    for (Rule rule : rules) {
      if (rule.fits(path, isFolder)) {
        left = !rule.kept();
      }
    }
    return left;
  }
}
