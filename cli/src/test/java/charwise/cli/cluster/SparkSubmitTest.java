package charwise.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SparkSubmitTest {
  /**
   * A machine of a cluster must be as fast as this one: the same loops stay methods of their own.
   */
  @Test
  void machinesOfAClusterCompileAsTheLauncherDoes() throws IOException {
    String launcher = Files.readString(Path.of("src/image/charwise"));
    assertThat(compileCommands(SparkSubmit.JVM_OPTIONS))
        .isEqualTo(compileCommands(launcher))
        .hasSizeGreaterThan(4);
    assertThat(launcher).contains("-XX:+UseTransparentHugePages", "--enable-native-access=ALL");
    assertThat(SparkSubmit.JVM_OPTIONS)
        .contains("-XX:+UseTransparentHugePages", "--enable-native-access=ALL");
  }

  private static List<String> compileCommands(String text) {
    return Pattern.compile("-XX:CompileCommand=[\\w,.:*]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
