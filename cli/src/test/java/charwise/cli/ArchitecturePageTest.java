package charwise.cli;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What ARCHITECTURE.md says of packages, classes and the options of {@code sample} is so. */
class ArchitecturePageTest {
  private static final Path SOURCES = Path.of("src");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CLASS = Pattern.compile("[A-Z][a-z]\\w+(?=$|\\.\\w+$)");

  private final List<String> page;

  ArchitecturePageTest() throws IOException {
    page = Files.readAllLines(Path.of("ARCHITECTURE.md"));
  }

  @Test
  void itIsShort() {
    assertThat(page).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void everyPackageHasItsRow() {
    Set<String> named =
        rows("| package |").stream()
            .flatMap(row -> codes(row.getFirst()).stream())
            .collect(toSet());
    assertThat(named).isEqualTo(ArchitectureTest.PACKAGES);
  }

  @Test
  void everyClassNamedIsThere() throws IOException {
    Set<String> known = new HashSet<>();
    for (Path file : javaFiles(SOURCES)) {
      known.add(simpleName(file));
    }
    List<String> named =
        page.stream()
            .flatMap(line -> codes(line).stream())
            .map(CLASS::matcher)
            .filter(matcher -> matcher.lookingAt())
            .map(MatchResult::group)
            .filter(name -> !List.of("Sampler", "System").contains(name))
            .toList();
    assertThat(named).hasSizeGreaterThan(30).allMatch(known::contains);
  }

  @Test
  void everyOptionOfSampleHasItsRowAndNoOther() {
    CommandSpec sample = sample();
    Set<String> common =
        Charwise.commandLine().getCommandSpec().options().stream()
            .map(OptionSpec::longestName)
            .collect(toSet());
    assertThat(rows("| options |"))
        .flatExtracting(row -> codes(row.getFirst()))
        .containsExactlyInAnyOrderElementsOf(
            sample.options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !common.contains(name))
                .toList());
  }

  @Test
  void anOptionOfSampleIsDeclaredActsAndIsTestedWhereThePageSays() throws IOException {
    CommandSpec sample = sample();
    for (List<String> row : rows("| options |")) {
      for (String name : codes(row.getFirst())) {
        OptionSpec option = Objects.requireNonNull(sample.findOption(name));
        Field field = (Field) (AnnotatedElement) option.userObject();
        assertThat(field.getDeclaringClass().getSimpleName())
            .as(name)
            .isEqualTo(codes(row.get(1)).getFirst());
        assertThat(source(codes(row.get(2)).getFirst()))
            .as(name)
            .containsPattern("\\b" + field.getName() + "\\b");
        assertThat(codes(row.get(3)))
            .as(name)
            .anySatisfy(
                test ->
                    assertThat(source(test))
                        .containsPattern(
                            Arrays.stream(option.names())
                                .map(form -> "[\", ]" + form + "[\",= ]")
                                .reduce((a, b) -> a + "|" + b)
                                .orElseThrow()));
      }
    }
  }

  private static CommandSpec sample() {
    return Objects.requireNonNull(Charwise.commandLine().getSubcommands().get("sample"))
        .getCommandSpec();
  }

  /** The cells of a table's rows, found by the beginning of its header. */
  private List<List<String>> rows(String header) {
    return page.stream()
        .dropWhile(line -> !line.startsWith(header))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> List.of(line.substring(1).split("\\|")))
        .toList();
  }

  private static List<String> codes(String text) {
    return CODE.matcher(text).results().map(result -> result.group(1)).toList();
  }

  private static String source(String simpleName) {
    try {
      for (Path file : javaFiles(SOURCES)) {
        if (simpleName(file).equals(simpleName)) {
          return Files.readString(file);
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no class " + simpleName);
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String simpleName(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }
}
