package charwise.engine;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.engine.checkpoint.ModelFileFuzz;
import charwise.engine.data.TextFuzz;
import charwise.engine.json.JsonFuzz;
import charwise.engine.training.RunCheckpointFuzz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The inputs that coverage-guided runs started from and found worth keeping, once more. */
class FuzzCorpusTest {
  @FunctionalInterface
  private interface Target {
    void fuzzerTestOneInput(byte[] input) throws IOException;
  }

  @Test
  void everyInputIsAnsweredAsItShould() throws Exception {
    replay("checkpoint.ModelFileFuzz", ModelFileFuzz::fuzzerTestOneInput);
    replay("training.RunCheckpointFuzz", RunCheckpointFuzz::fuzzerTestOneInput);
    replay("json.JsonFuzz", JsonFuzz::fuzzerTestOneInput);
    replay("data.TextFuzz", TextFuzz::fuzzerTestOneInput);
  }

  private static void replay(String name, Target target) throws IOException, URISyntaxException {
    URL folder = Objects.requireNonNull(FuzzCorpusTest.class.getResource("/fuzz/" + name));
    List<Path> inputs;
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      inputs = files.sorted().toList();
    }
    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      try {
        target.fuzzerTestOneInput(Files.readAllBytes(input));
      } catch (IOException | RuntimeException | Error e) {
        throw new AssertionError(name + " on " + input.getFileName(), e);
      }
    }
  }
}
