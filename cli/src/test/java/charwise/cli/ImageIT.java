package charwise.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The image that the build has just made, run as its users run it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ImageIT {
  private static final Path IMAGE = Path.of("target", "charwise").toAbsolutePath();
  private static final String LAUNCHER = IMAGE.resolve("bin/charwise").toString();
  private static final long SIZE_LIMIT = 80_000_000;

  @TempDir private Path folder;

  /** What a process left behind. */
  private record Result(int status, String output, String error) {}

  @Test
  void printsItsVersionAndNothingElse() throws Exception {
    Result result = run(Map.of(), LAUNCHER, "--version");

    assertThat(result.output()).isEqualTo(new CommandLineRun(folder).run("--version").out());
    assertThat(result.error()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void saysWhyItsVersionCannotBeWritten() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")));
    Result result = run(Map.of(), "sh", "-c", "'" + LAUNCHER + "' --version > /dev/full");

    assertThat(result.error()).hasLineCount(1).startsWith("charwise: ").contains("No space left");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void usesVectorsAndItsQuickStartCache() throws Exception {
    Map<String, String> mustUseIt = Map.of("CHARWISE_JAVA_OPTS", "-XX:AOTMode=on");

    Result result = run(mustUseIt, LAUNCHER, "doctor");

    assertThat(result.status()).isZero();
    assertThat(result.output()).contains("-bit vectors");
  }

  @Test
  void runsThroughSymbolicLinksFromAnyFolder() throws Exception {
    Path tools = Files.createDirectory(folder.resolve("my tools"));
    Path direct = Files.createSymbolicLink(tools.resolve("direct"), Path.of(LAUNCHER));
    Files.createSymbolicLink(tools.resolve("charwise"), Path.of("direct"));

    Result result = run(Map.of(), "my tools/charwise", "--version");
    Files.delete(direct);

    assertThat(result.output()).startsWith("charwise ");
  }

  @Test
  void writesDatesInAllLanguages() throws Exception {
    Result result = run(Map.of(), LAUNCHER, "corpora", "show", "dates:10000");

    assertThat(result.output())
        .isEqualTo(new CommandLineRun(folder).run("corpora", "show", "dates:10000").out());
  }

  @Test
  void ignoresTheOptionsOfOtherJavaPrograms() throws Exception {
    Map<String, String> options =
        Map.of("JAVA_TOOL_OPTIONS", "-Xnonsense", "JDK_JAVA_OPTIONS", "-Xnonsense");

    Result result = run(options, LAUNCHER, "--help");

    assertThat(result.output()).contains("Usage: charwise ");
    assertThat(result.error()).isEmpty();
  }

  @Test
  void reportsAWrongCommandOnStandardErrorOnly() throws Exception {
    Result result = run(Map.of(), LAUNCHER, "nonsense");

    assertThat(result.error()).startsWith("charwise: ").contains("nonsense").hasLineCount(1);
    assertThat(result.output()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void readsArgumentsAsUtf8InTheBareLocaleToo() throws Exception {
    Result result = run(Map.of("LC_ALL", "C"), LAUNCHER, "sample", "Käse.safetensors");

    assertThat(result.error()).startsWith("charwise: ").contains("Käse.safetensors");
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void bothStreamsCanGoToOneFile() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(LAUNCHER, "train", "macbeth", "--steps=2", "--hidden=32", "--batch=2")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(process.waitFor()).isZero();
    assertThat(log)
        .content(UTF_8)
        .startsWith("lstm, ")
        .contains("\nvalidation ")
        .doesNotContain("\0", "WARNING");
  }

  @Test
  void showsWhyTheJvmRefusesItsOptions() throws Exception {
    Result result = run(Map.of("CHARWISE_JAVA_OPTS", "-XX:+Nonsense"), LAUNCHER, "--help");

    assertThat(result.error()).contains("Nonsense");
    assertThat(result.status()).isNotZero();
  }

  @Test
  void drawsPicturesWithAllThatTheyNeed() throws Exception {
    for (String file : List.of("reach.svg", "reach.png")) {
      Result result =
          run(
              Map.of("FONTCONFIG_FILE", "/dev/null"),
              LAUNCHER,
              "gradients",
              "--linear=0.9",
              "--lags=1-9",
              "--plot=" + file);

      // The system's library of fonts may say that it has no configuration; charwise needs none.
      assertThat(result.error().lines()).allMatch(line -> line.startsWith("Fontconfig "));
      assertThat(result.status()).isZero();
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
  }

  @Test
  void writesAndReadsTables() throws Exception {
    Result written =
        run(Map.of(), LAUNCHER, "gradients", "--linear=0.9", "--lags=1-9", "--csv=reach.csv");
    assertThat(written.error()).isEmpty();
    assertThat(folder.resolve("reach.csv")).content().contains("linear,9,");

    Files.writeString(folder.resolve("pairs.csv"), "text,label\n\"a,b\",x\ncd,y\n".repeat(9));
    Result read =
        run(
            Map.of(),
            LAUNCHER,
            "train",
            "--task=classify",
            "pairs.csv",
            "--input=text",
            "--target=label",
            "--steps=1",
            "--hidden=8",
            "-q");
    assertThat(read.error()).isEmpty();
    assertThat(read.status()).isZero();
  }

  @Test
  void isSmall() throws IOException {
    try (Stream<Path> files = Files.walk(IMAGE)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      assertThat(size).isLessThan(SIZE_LIMIT);
    }
  }

  private Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Path error = folder.resolve("error");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    return new Result(status, Files.readString(output), Files.readString(error));
  }
}
