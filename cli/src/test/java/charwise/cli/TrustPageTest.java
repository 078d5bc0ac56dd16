package charwise.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each promise in TRUST.md names a test, and the test is there. */
class TrustPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT|Fuzz)\\b");
  private static final Pattern SCRIPT = Pattern.compile("[\\w/-]+\\.sh\\b");

  private final String page;

  TrustPageTest() throws IOException {
    page = Files.readString(ROOT.resolve("engine/TRUST.md"));
  }

  @Test
  void everyPromiseNamesATest() {
    List<String> promises =
        page.lines()
            .dropWhile(line -> !line.startsWith("## Exactness"))
            .takeWhile(line -> !line.startsWith("## How good"))
            .filter(line -> line.startsWith("| "))
            .filter(line -> !line.startsWith("| promise |"))
            .toList();
    assertThat(promises).hasSizeGreaterThan(25).allMatch(line -> TEST.matcher(line).find());
  }

  @Test
  void everyTestNamedIsThere() throws IOException {
    Set<String> known = tests();
    assertThat(named(TEST)).hasSizeGreaterThan(30).isSubsetOf(known);
  }

  @Test
  void everyScriptNamedIsThere() {
    assertThat(named(SCRIPT))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ROOT.resolve(name)).exists());
  }

  private Set<String> named(Pattern what) {
    return what.matcher(page).results().map(MatchResult::group).collect(toSet());
  }

  private static Set<String> tests() throws IOException {
    Set<String> tests = new HashSet<>();
    for (String module : List.of("engine", "cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test"))) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> tests.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return tests;
  }
}
