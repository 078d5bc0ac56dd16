package charwise.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import charwise.cli.CommandLineRun;
import charwise.cli.CommandLineRun.Result;
import charwise.cli.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterCommandTest {
  private static final String TEXT =
      IntStream.range(0, 60)
          .mapToObj(i -> "line " + i + (i % 9 == 0 ? " würde" : " is so") + "\n")
          .reduce("", String::concat);

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    TinyModels.train(
        folder, "lines.safetensors", TEXT.getBytes(StandardCharsets.UTF_8), "--items=line");
    String pairs = "offer now\tspam\nsee you at noon\tham\n";
    Files.writeString(folder.resolve("messages.tsv"), pairs.repeat(20));
    TinyModels.train(
        folder,
        "kinds.safetensors",
        pairs.repeat(20).getBytes(StandardCharsets.UTF_8),
        "--task=classify");
    Files.writeString(
        folder.resolve("many.tsv"),
        IntStream.range(0, 600)
            .mapToObj(
                i -> i % 2 == 0 ? "Offer " + i + " Now\tspam\n" : "See you at " + i + "\tham\n")
            .reduce("", String::concat));
    Files.writeString(folder.resolve("long.txt"), TEXT.repeat(20));
    Files.writeString(folder.resolve("some.txt"), TEXT + "\r\n\nthe last");
    Files.writeString(
        folder.resolve("some.csv"), "a,text\n1,\"line, 1\"\n2,so\n3,\"two\nlines\"\n".repeat(1));
    Files.write(
        folder.resolve("bad.txt"), "good\nb\u00FCd\nfine\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  private static CommandLineRun here() {
    return new CommandLineRun(folder);
  }

  /** The lines that a command writes on a cluster. */
  private static List<String> lines(String... arguments) {
    var cluster = new FakeCluster(folder);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--spark", "-o", "rows.jsonl"));
    Result result = here().onCluster(cluster).run(all.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .isEqualTo("wrote " + cluster.written.size() + " rows into rows.jsonl\n");
    return cluster.written.stream().map(row -> String.valueOf(row[0])).toList();
  }

  @Test
  void scoresLinesAsThisMachineDoes() {
    for (String file : List.of("some.txt", "some.csv")) {
      List<String> command = new ArrayList<>(List.of("score", "lines.safetensors", file));
      if (file.endsWith(".csv")) {
        command.addAll(List.of("--column", "text"));
      }
      List<String> local = new ArrayList<>(command);
      local.addAll(List.of("--by", "line", "--json"));

      assertThat(lines(command.toArray(String[]::new)))
          .isEqualTo(here().run(local.toArray(String[]::new)).outLines())
          .hasSizeGreaterThan(2);
    }
  }

  @Test
  void masksAndThresholdsHoldThereToo() {
    String[] command = {"score", "lines.safetensors", "some.txt", "--by", "line", "--mask", "\\d+"};
    String[] local = Arrays.copyOf(command, command.length + 1);
    local[command.length] = "--json";
    List<String> all = here().run(local).outLines();
    assertThat(lines(command)).isEqualTo(all);

    var cluster = new FakeCluster(folder);
    Result none =
        here()
            .onCluster(cluster)
            .run("score", "lines.safetensors", "some.txt", "--threshold=99", "--spark", "-o", "x");
    Result some =
        here()
            .onCluster(cluster)
            .run("score", "lines.safetensors", "some.txt", "--threshold=1", "--spark", "-o", "x");
    assertThat(none.exitCode()).isZero();
    assertThat(some.exitCode()).isEqualTo(4);
  }

  @Test
  void printsTheMostSurprisingRowsAsThisMachineDoes() throws IOException {
    Files.writeString(folder.resolve("more.txt"), "line 7 is so\nanother thing\n");
    String[] command = {
      "score", "lines.safetensors", "some.txt", "more.txt", "--by=line", "--top=5"
    };
    String[] shared = Arrays.copyOf(command, command.length + 1);
    shared[command.length] = "--spark";

    assertThat(here().onCluster(new FakeCluster(folder)).run(shared).out())
        .isEqualTo(here().run(command).out())
        .hasLineCount(6);
  }

  @Test
  void answersLinesAsThisMachineDoes() {
    assertThat(lines("predict", "kinds.safetensors", "some.txt", "--best", "2"))
        .isEqualTo(
            here()
                .run("predict", "kinds.safetensors", "some.txt", "--best", "2", "--json")
                .outLines());

    String[] first = {"predict", "kinds.safetensors", "some.txt", "--probability"};
    Result three =
        here()
            .onCluster(new FakeCluster(folder))
            .run("predict", "kinds.safetensors", "some.txt", "--probability", "--spark", "--top=3");
    assertThat(three.outLines()).isEqualTo(here().run(first).outLines().subList(0, 3));
  }

  @Test
  void columnsHaveTheirOwnKinds() {
    var cluster = new FakeCluster(folder);
    here().onCluster(cluster).run("predict", "kinds.safetensors", "some.txt", "--spark", "-o", "x");

    assertThat(cluster.columns)
        .containsExactly("file", "line", "input", "prediction", "probability", "unknown");
    @Nullable Object[] row = cluster.written.get(1);
    assertThat(row[0]).isEqualTo("some.txt");
    assertThat(row[1]).isEqualTo(2L);
    assertThat(row[2]).isEqualTo("line 1 is so");
    assertThat(row[4]).isInstanceOf(Double.class);
  }

  @Test
  void aLineThatCannotBeReadEndsTheWorkOrGetsARow() {
    String[] command = {"score", "lines.safetensors", "bad.txt", "--spark", "-o", "x.csv"};
    String[] keeping = Arrays.copyOf(command, command.length + 1);
    keeping[command.length] = "--keep-going";
    var cluster = new FakeCluster(folder);

    assertThat(here().onCluster(cluster).run(command).err())
        .startsWith("charwise: not valid UTF-8 at byte offset 6: bad.txt; ")
        .hasLineCount(1);
    assertThat(here().onCluster(cluster).run(keeping).exitCode()).isZero();
    assertThat(cluster.columns).last().isEqualTo("error");
    assertThat(cluster.written).hasSize(3);
    assertThat(Objects.requireNonNull(cluster.written.get(1)))
        .contains("bad.txt", 2L + "", "not valid UTF-8 at byte offset 6");
    assertThat(cluster.written.get(2)[8]).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "long.txt --lags=5",
        "recall --lags=10",
        "many.tsv --task=classify",
        "many.tsv --task=transduce",
        "many.tsv --task=tag --restore=case"
      })
  void runsThatTravelHaveTheSameResults(String data) throws IOException {
    List<String> command = new ArrayList<>(List.of("compare-gates"));
    command.addAll(List.of(data.split(" ")));
    command.addAll(
        List.of(
            "--cells=gru,rnn",
            "--steps=4",
            "--match=hidden",
            "--hidden=8",
            "--seeds=1",
            "--learning-rate=0.01",
            "-q",
            "--csv=local.csv"));
    Result local = here().run(command.toArray(String[]::new));
    assertThat(local.exitCode()).as(local.err()).isZero();
    command.set(command.size() - 1, "--csv=shared.csv");
    command.add("--spark");
    Result shared = here().onCluster(new FakeCluster(folder)).run(command.toArray(String[]::new));

    assertThat(shared.err()).isEmpty();
    assertThat(timeless("shared.csv")).isEqualTo(timeless("local.csv")).hasSize(3);
  }

  private static List<String> timeless(String file) throws IOException {
    List<String> rows = Files.readAllLines(folder.resolve(file));
    List<String> header = List.of(rows.getFirst().split(",", -1));
    return rows.stream()
        .map(
            row -> {
              String[] values = row.split(",", -1);
              values[header.indexOf("seconds")] = "";
              values[header.indexOf("chars_per_second")] = "";
              return String.join(",", values);
            })
        .sorted()
        .toList();
  }

  @Test
  void saysWhatToInstallWhereThereIsNoSpark() {
    String[] command = {"score", "lines.safetensors", "some.txt", "--spark", "--top=3"};

    Result without = here().run(command);
    Result wrong = here().withVariable("SPARK_HOME", folder.toString()).run(command);

    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(without.err())
        .isEqualTo(
            "charwise: no Spark found: SPARK_HOME is not set; install Apache Spark 4"
                + " (spark.apache.org/downloads) and set SPARK_HOME to its folder\n");
    assertThat(wrong.err()).hasLineCount(1).contains("there is no bin/spark-submit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score m f --spark",
        "score m f --spark --top 3 -o x",
        "score m f --spark --top 3 --by file",
        "score m f --spark --top 3 --sort",
        "score m f --spark --top 3 --threads 2",
        "score m --spark --top 3",
        "score m - --spark --top 3",
        "score m f --spark --top 3 --spark-conf nonsense",
        "score m f --keep-going",
        "score m f -o x",
        "predict m f --spark",
        "predict m f --top 3",
        "predict m f --spark -o x --show",
        "compare-gates --spark --threads 2"
      })
  void whatMakesNoSenseIsRefused(String command) {
    Result result = here().run(command.split(" ", -1));

    assertThat(result.err()).startsWith("charwise: ").hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void aModelAfterTheOptionIsNoMaster() {
    Result result = here().run("score", "--spark", "lines.safetensors", "some.txt", "--top=2");

    assertThat(result.err()).contains("no Spark found");
  }
}
