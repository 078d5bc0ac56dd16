package charwise.man;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.Charwise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed pages against those that the build has just generated from the commands. */
final class ManualPagesTest {
  private static final Path COMMITTED = Path.of("");
  private static final Path GENERATED = Path.of("target", "pages");
  private static final String REMEDY = "out of date; run: mvn -q -Pman -DskipTests package";

  static List<String> generatedPages() throws IOException {
    return pages(GENERATED);
  }

  @Test
  void everyCommandHasAPageAndEveryPageACommand() throws IOException {
    assertThat(pages(COMMITTED))
        .as("pages in man, %s", REMEDY)
        .contains("charwise.1")
        .isEqualTo(generatedPages());
  }

  @ParameterizedTest
  @MethodSource("generatedPages")
  void aPageSaysWhatTheCommandSays(String page) {
    assertThat(COMMITTED.resolve(page))
        .as("%s, %s", page, REMEDY)
        .hasSameTextualContentAs(GENERATED.resolve(page));
  }

  @ParameterizedTest
  @MethodSource("generatedPages")
  void aPageHasEverySection(String page) {
    assertThat(COMMITTED.resolve(page))
        .content(UTF_8)
        .contains(
            Stream.of(
                    "NAME",
                    "SYNOPSIS",
                    "DESCRIPTION",
                    "GENERAL",
                    "EXIT STATUS",
                    "EXAMPLES",
                    "FILES",
                    "ENVIRONMENT",
                    "SEE ALSO")
                .map(section -> ".SH \"" + section + "\"\n")
                .toList());
  }

  /** Whatever {@code charwise help} prints stands on the page too, word for word. */
  @ParameterizedTest
  @MethodSource("generatedPages")
  void helpSaysWhatThePageSays(String page) throws Exception {
    String rendered = letters(rendered(page).output());
    String name = page.replace(".1", "");
    String[] arguments =
        name.equals("charwise")
            ? new String[] {"help"}
            : new String[] {"help", name.replace("charwise-", "")};
    var out = new ByteArrayOutputStream();
    Charwise.run(InputStream.nullInputStream(), out, System.err, arguments);
    List<String> blocks =
        Arrays.stream(out.toString(UTF_8).split("\n\n", -1))
            .filter(block -> !block.startsWith("Usage:"))
            .map(block -> block.replaceFirst("^[A-Z][^\n]*:\n", ""))
            .map(ManualPagesTest::letters)
            .toList();

    assertThat(blocks).hasSizeGreaterThan(5).allSatisfy(b -> assertThat(rendered).contains(b));
  }

  @ParameterizedTest
  @MethodSource("generatedPages")
  void aPageRendersWithoutAWarning(String page) throws Exception {
    assertThat(rendered(page).errors()).isEmpty();
  }

  private record Rendered(String output, String errors) {}

  private static Rendered rendered(String page) throws IOException, InterruptedException {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "man"))),
        "man is not installed");
    Path errors = Files.createTempFile(Path.of("target"), "man", ".txt");
    var builder =
        new ProcessBuilder("man", "--warnings", "--encoding=UTF-8", "-l", page)
            .redirectError(errors.toFile());
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "1000"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).isZero();
    String said = Files.readString(errors);
    Files.delete(errors);
    return new Rendered(output, said);
  }

  /** What can be compared: picocli breaks long words, and the page has typographic quotes. */
  private static String letters(String text) {
    return text.replaceAll("[‘’]", "'").replaceAll("\\s+", "");
  }

  private static List<String> pages(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".1"))
          .sorted()
          .toList();
    }
  }
}
