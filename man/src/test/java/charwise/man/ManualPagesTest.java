package charwise.man;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
