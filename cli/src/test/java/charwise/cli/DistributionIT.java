package charwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn -Pdist} has made; without that profile, nothing is tested. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class DistributionIT {
  private static final Path PACKAGES = Path.of("target", "dist").toAbsolutePath();

  @TempDir private Path folder;

  @Test
  void theTarballRunsWhereItIsUnpacked() throws Exception {
    run("tar", "-xzf", find(".tar.gz"));

    assertRunsWell(folder.resolve("charwise/bin/charwise"));
  }

  /** Into a folder of its own, so nobody need be root and the machine stays as it is. */
  @Test
  void theDebianPackageIsInstalledRunAndRemoved() throws Exception {
    String file = find(".deb");
    assumeTrue(isInstalled("dpkg"), "dpkg is not installed");
    Path database = Files.createDirectories(folder.resolve("var/lib/dpkg"));
    Files.createDirectory(database.resolve("info"));
    Files.createDirectory(database.resolve("updates"));
    Files.createFile(database.resolve("status"));
    String[] dpkg = {
      "dpkg",
      "--root=" + folder,
      "--log=/dev/null",
      "--force-not-root",
      "--force-bad-path",
      "--force-depends"
    };

    run(with(dpkg, "--install", file));

    assertRunsWell(folder.resolve("usr/bin/charwise"));
    assertThat(folder.resolve("usr/share"))
        .isDirectoryRecursivelyContaining("glob:**/man/man1/charwise-train.1.gz")
        .isDirectoryRecursivelyContaining("glob:**/bash-completion/completions/charwise")
        .isDirectoryRecursivelyContaining("glob:**/zsh/vendor-completions/_charwise")
        .isDirectoryRecursivelyContaining("glob:**/fish/vendor_completions.d/charwise.fish")
        .isDirectoryRecursivelyContaining("glob:**/doc/charwise/copyright");

    run(with(dpkg, "--remove", "charwise"));

    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left.filter(path -> !path.startsWith(database)).filter(Files::isRegularFile))
          .isEmpty();
    }
    assertThat(folder.resolve("usr")).doesNotExist();
  }

  /** Its quick-start cache must have survived the packing. */
  private void assertRunsWell(Path program) throws Exception {
    String answer = run(program.toString(), "doctor", "--json");

    Map<?, ?> values = (Map<?, ?>) Objects.requireNonNull(Json.parse(answer.strip()));
    assertThat(values.get("image")).isEqualTo(true);
    assertThat(values.get("quick_start")).isEqualTo(true);
  }

  private static String find(String ending) throws IOException {
    assumeTrue(Files.isDirectory(PACKAGES), "made by mvn -Pdist only");
    try (Stream<Path> files = Files.list(PACKAGES)) {
      return files.map(Path::toString).filter(f -> f.endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static String[] with(String[] command, String... more) {
    return Stream.concat(Arrays.stream(command), Arrays.stream(more)).toArray(String[]::new);
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }
}
