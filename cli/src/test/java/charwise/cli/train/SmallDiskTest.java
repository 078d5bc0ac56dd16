package charwise.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real file system of one megabyte; left out where none can be mounted. */
class SmallDiskTest {
  @TempDir private Path folder;
  private Path disk = Path.of("disk");
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    Files.writeString(folder.resolve("fox.txt"), "the quick brown fox jumps\n".repeat(40));
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    assumeTrue(mounted);
  }

  @AfterEach
  void unmount() throws Exception {
    assertThat(!mounted || succeeds("umount", disk.toString())).isTrue();
  }

  @Test
  void aModelTooLargeForTheDiskLeavesTheEarlierOne() throws IOException {
    assertThat(train("--hidden=8").exitCode()).isZero();
    byte[] earlier = Files.readAllBytes(disk.resolve("model"));

    Result result = train("--hidden=400");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: cannot write (No space left on device): ")
        .contains("model; check the disk");
    assertThat(disk.resolve("model")).hasBinaryContent(earlier);
    assertThat(names()).containsExactly("model");
  }

  @Test
  void aCheckpointTooLargeForTheDiskLeavesTheModel() throws IOException {
    assertThat(train("--hidden=8").exitCode()).isZero();

    Result result = train("--hidden=160", "--checkpoint-every=1");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: cannot write (No space left on device): ")
        .contains("model.checkpoint; check the disk");
    assertThat(names()).containsExactly("model");
  }

  @Test
  void aReadOnlyDiskIsAnErrorAtOnce() throws Exception {
    assertThat(succeeds("mount", "-o", "remount,ro", disk.toString())).isTrue();

    Result result = train("--hidden=8");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: no permission to write the model: disk/model; ");
  }

  @Test
  void aLogThatNoLongerFitsCostsARowAndNoModel() throws IOException {
    leaveRoomFor(4096);
    Result result =
        new CommandLineRun(folder)
            .run(
                "train",
                "fox.txt",
                "--output=model",
                "--log=disk/log.csv",
                "--hidden=8",
                "--layers=1",
                "--batch=2",
                "--bptt=4",
                "--steps=100",
                "--threads=1",
                "--json",
                "-q");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith("charwise: incomplete, cannot write (No space left on device): disk/log.csv; ");
    assertThat(result.value(0, "steps")).isEqualTo(100L);
    assertThat(folder.resolve("model")).exists();
    assertThat(folder.resolve("model.checkpoint")).doesNotExist();
    assertThat(Files.readString(disk.resolve("log.csv")))
        .startsWith("step,epoch,")
        .contains("\n9,");
  }

  @Test
  void aTableOfAComparisonThatNoLongerFitsCostsNoResult() throws IOException {
    leaveRoomFor(4096);
    Result result =
        new CommandLineRun(folder)
            .run(
                "compare-gates",
                "fox.txt",
                "--cells=gru,lstm",
                "--match=hidden",
                "--hidden=8",
                "--steps=10",
                "--learning-rate=0.01",
                "--seeds=3",
                "--curve=disk/curve.csv",
                "--csv=runs.csv",
                "-q");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .hasLineCount(1)
        .startsWith(
            "charwise: incomplete, cannot write (No space left on device): disk/curve.csv; ");
    assertThat(result.out()).contains("lstm", "gru", "6-gram");
    assertThat(folder.resolve("runs.csv")).content().hasLineCount(7);
  }

  private void leaveRoomFor(int bytes) throws IOException {
    long free = Files.getFileStore(disk).getUsableSpace();
    Files.write(disk.resolve("filler"), new byte[(int) free - bytes]);
  }

  private Result train(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "train",
                "fox.txt",
                "--output=disk/model",
                "--layers=1",
                "--batch=2",
                "--bptt=4",
                "--steps=3",
                "--threads=1",
                "-q"));
    arguments.addAll(List.of(more));
    return new CommandLineRun(folder).run(arguments.toArray(new String[0]));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(disk)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
